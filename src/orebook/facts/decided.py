"""Nouns that people decided: corrections, judgements, drafts, approvals, notices, and lines of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

JUDGEMENTS = ("set-aside", "admit", "price")
NOTICES = ("correction", "discontinuation", "method-change")
REGISTERS = ("complaint", "conflict", "method-change", "review", "submitter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why a fact no longer stands and what takes its place; the fact itself is kept as it was."""

    corrects: Annotated[str, "id of the fact that was wrong"]
    fact: Annotated[str, "which kind of fact: quote or statistic"]
    product: Annotated[str | None, "id of products, where the fact has one"]
    price_date: Annotated[date | None, "the market's day of the fact, where it has one"]
    replacement: Annotated[str | None, "id of the fact in its place; None: withdrawn"]
    author: Annotated[str, "who corrects"]
    reason: Annotated[str, "why, in words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's override of the method for one product and day, with the rationale, recorded for good."""

    product: Annotated[str, "id of products"]
    price_date: Annotated[date, "the market's day"]
    action: Annotated[str, "set-aside or admit a quote, or state the price"]
    quote: Annotated[str | None, "id of the quote set aside or admitted"]
    low: Annotated[float | None, "in `unit`, where the price is stated"]
    high: Annotated[float | None, "in `unit`, where the price is stated"]
    unit: Annotated[str | None, "money per what, where the price is stated"]
    author: Annotated[str, "who judges"]
    reason: Annotated[str, "the rationale, in words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text made ready to be released: every figure, and the evidence and methods behind it."""

    subject: Annotated[str, "what is to be published: review 2025-W02, or price prnd-oxide 2025-01-09"]
    author: Annotated[str, "who made it"]
    method: Annotated[str, "methods and versions behind it"]
    content: Annotated[str, "SHA-256 of `text`"]
    text: Annotated[str, "the text to be released, whole"]
    figures: Annotated[Mapping[str, float], "every figure it states, by its key"]
    cites: Annotated[tuple[str, ...], "ids of the evidence it rests on"]
    used: Annotated[int, "quotes its prices rest on"]
    set_aside: Annotated[int, "quotes of its days that were not used"]
    judgements: Annotated[tuple[str, ...], "ids of the judgements it rests on; empty: none was used"]
    flags: Annotated[tuple[str, ...], "what an approver must see: single-source, judgement, ..."]
    due: Annotated[str, "ISO moment from which it may be released, UTC"]
    supersedes: Annotated[str | None, "id of the publication it corrects"]
    reason: Annotated[str | None, "why it corrects it"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Another person's yes or no to a draft."""

    draft: Annotated[str, "id of the draft"]
    subject: Annotated[str, "its subject"]
    approver: Annotated[str, "who decides; never the draft's author"]
    verdict: Annotated[str, "approved or rejected"]
    reason: Annotated[str | None, "why; owed for a rejection and for a draft with flags"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What readers are told beside the numbers: a correction, a discontinuation, a change of method."""

    kind: Annotated[str, "correction, discontinuation or method-change"]
    subject: Annotated[str, "what it is about: a publication's subject, a product, a method"]
    text: Annotated[str, "the notice, whole"]
    author: Annotated[str, "who gives it"]
    given: Annotated[date, "the day it is given"]
    effective: Annotated[date, "the day it takes effect: last day of a series, first day of a method"]
    old: Annotated[str | None, "id of the publication that was wrong, or of what ends"]
    new: Annotated[str | None, "id of the publication that corrects, or of the successor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A line of a register: a complaint, a conflict of interest, a method change, a review, a submitter."""

    register: Annotated[str, "complaint, conflict, method-change, review or submitter"]
    number: Annotated[str, "of the case, the same for all its lines: complaint-3"]
    stage: Annotated[str, "of the register's stages in the method: opened, reviewed, answered, ..."]
    subject: Annotated[str, "what it is about: a product, a publication, a person, a method"]
    who: Annotated[str, "whose it is: the complainant, the person declaring, the one who responds"]
    text: Annotated[str, "in words"]
    author: Annotated[str, "who writes it down"]
    happened: Annotated[date, "the day it happened"]
    due: Annotated[date | None, "by when the next stage is owed"]
    cites: Annotated[tuple[str, ...], "ids of publications, notices or quotes it speaks of"] = ()
