"""What the thirty rows look at: a book's records, its methods, and its publications worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from orebook.facts import (
    Approval,
    Assessment,
    Correction,
    Draft,
    Held,
    Judgement,
    Notice,
    Publication,
    Quote,
    RegisterEntry,
)
from orebook.publish.registers import Case
from orebook.terms import Calendar, Method

HOLDS, SHORT, NONE = "holds", "falls short", "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A publication worked out again, as known and by the method of its release."""

    figures: Annotated[Mapping[str, float] | None, "None: it could not be worked out"]
    prices: Annotated[tuple[Assessment, ...], "those it states"]
    trouble: Annotated[str, "why it could not be worked out; else empty"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A book as the rows see it."""

    today: date
    settings: Annotated[Mapping[str, Any], "data/trust.toml"]
    methods: Annotated[Mapping[str, Method], "the catalogue's, by id"]
    price_method: Annotated[Method, "range in force"]
    publish_method: Annotated[Method, "publish in force"]
    held_methods: Annotated[frozenset[str], "ids of the methods whose text the book holds"]
    calendar: Annotated[Calendar | None, "the one publications wait for"]
    segments: Annotated[Mapping[str, str], "product -> its segment"] = field(default_factory=dict)
    publications: Sequence[Held[Publication]] = ()
    drafts: Mapping[str, Held[Draft]] = field(default_factory=dict)
    approvals: Sequence[Held[Approval]] = ()
    notices: Sequence[Held[Notice]] = ()
    corrections: Sequence[Held[Correction]] = ()
    judgements: Mapping[str, Held[Judgement]] = field(default_factory=dict)
    register: Sequence[Held[RegisterEntry]] = ()
    cases: Sequence[Case] = ()
    quotes: Annotated[Mapping[str, Held[Quote]], "those publications rest on, by id"] = field(
        default_factory=dict
    )
    typed: Annotated[frozenset[str], "ids of the documents that a person typed"] = frozenset()
    replays: Annotated[Mapping[str, Replay], "publication -> worked out again"] = field(default_factory=dict)
    altered: Annotated[Sequence[str], "what an audit of the book found, in words"] = ()

    def draft(self, one: Held[Publication]) -> Draft | None:
        """The draft a publication released, where the book holds it."""
        held = self.drafts.get(one.fact.draft or "")
        return None if held is None else held.fact

    def latest(self) -> list[Held[Publication]]:
        """The newest publication of each subject."""
        return list({one.fact.subject: one for one in self.publications}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a row: holds, falls short or not applicable, the ids that show it, and a sentence."""

    state: Annotated[str, "holds, falls short or not applicable"]
    evidence: Annotated[tuple[str, ...], "ids of publications, judgements, notices, methods, ..."]
    sentence: str


def holds(sentence: str, evidence: Iterable[str] = ()) -> Answer:
    """A row that holds.

    >>> holds("It does.", ["publication-1"]).state
    'holds'
    """
    return Answer(state=HOLDS, evidence=tuple(dict.fromkeys(evidence)), sentence=sentence)


def short(sentence: str, evidence: Iterable[str] = ()) -> Answer:
    """A row that falls short.

    >>> short("It does not.").state
    'falls short'
    """
    return Answer(state=SHORT, evidence=tuple(dict.fromkeys(evidence)), sentence=sentence)


def none(sentence: str) -> Answer:
    """A row with nothing to look at.

    >>> none("Nothing was published.").state
    'not applicable'
    """
    return Answer(state=NONE, evidence=(), sentence=sentence)


def each(known: Mapping[str, str | None], what: str, good: str, empty: str) -> Answer:
    """A row over many: `known` says of each id what is wrong with it, or None.

    >>> each({"publication-1": None}, "publications", "Each has one.", "None.").sentence
    'Each has one.'
    >>> each({"publication-1": "it has none"}, "publications", "Each has one.", "None.").sentence
    '1 of 1 publications: it has none.'
    """
    if not known:
        return none(empty)
    wrong = {name: why for name, why in known.items() if why is not None}
    if not wrong:
        return holds(good, known)
    first = next(iter(wrong.values()))
    return short(f"{len(wrong)} of {len(known)} {what}: {first}.", wrong)
