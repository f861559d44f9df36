"""What a review says before any language says it: figures, points, and the evidence each leads to.

A point names a sentence frame and fills it with slots. The words of a frame, a term or a cue stand in
`data/words/review-<language>.toml`; the plan holds none, so that another language is another file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, TypeAlias

from orebook.facts import SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number a review may print: what it is, and what it rests on."""

    key: Annotated[str, "its name in this review, the same every week: prnd-oxide.low"]
    value: float
    unit: Annotated[str, "CNY/t and the like; or percent, count, score, index"]
    subject: Annotated[str, "product, process or link it is of; the chain for a count"]
    what: Annotated[str, "id of the words for it: low, mid, change, margin, ..."]
    on: Annotated[date, "the day it is for"]
    entry: Annotated[str, "key of the evidence it leads to"]
    cites: Annotated[tuple[str, ...], "ids of quotes, phrases or refusals"] = ()
    how: Annotated[str | None, "id of the words for its computation"] = None
    inputs: Annotated[tuple[str, ...], "keys of the figures it was computed from"] = ()
    signed: Annotated[bool, "shown with its sign"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in the evidence: figures that share their quotes or their computation."""

    key: str
    subject: Annotated[str, "product, process or link"]
    what: Annotated[str, "assessment, charted, margin, stance, forecast or count"]
    on: date
    figures: Annotated[tuple[str, ...], "keys, in the order they were entered"] = ()
    used: Annotated[tuple[str, ...], "ids of the quotes used"] = ()
    set_aside: Annotated[tuple[SetAside, ...], "quotes not used, each with its rule"] = ()
    phrases: Annotated[tuple[str, ...], "ids of the phrases"] = ()
    steps: Annotated[
        tuple[str, ...], "the arithmetic or the grounds, as the room that did it wrote them"
    ] = ()
    method: Annotated[str | None, "name and version"] = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A figure, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Between:
    """A range, by the keys of its ends; one number when they are equal, an open end where one is None."""

    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""

    day: date


@dataclass(frozen=True, slots=True)
class Term:
    """Words looked up by group and id."""

    group: str
    id: str


@dataclass(frozen=True, slots=True)
class Name:
    """A product, a process or a unit by its own name."""

    id: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of ours for what one side said, leading to the phrases it rests on."""

    cue: Annotated[str, "id of the cue"]
    side: str
    score: float
    entry: Annotated[str, "key of the evidence"]


@dataclass(frozen=True, slots=True)
class Many:
    """Several slots in a row: 'a, b and c', or clauses with semicolons between."""

    items: tuple[Slot, ...]
    clauses: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence, or a clause of one: the frame to use and what fills it."""

    frame: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


Slot: TypeAlias = Ref | Between | Day | Term | Name | Said | Many | Point
