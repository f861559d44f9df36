"""One document's statistics: each quantity with its measure, goods, owner, period and change, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orebook.facts import Document, Span, Statistic
from orebook.reader.lexicon import Cue
from orebook.reader.sentence import Sentence
from orebook.reader.touched import touched
from orebook.reader.vocabulary import Vocabulary
from orebook.reader.volumes.binding import measure
from orebook.reader.volumes.changes import Moved, moved, owned
from orebook.reader.volumes.dating import period
from orebook.reader.volumes.goods import Goods, goods
from orebook.reader.volumes.line import Line, line
from orebook.reader.volumes.owners import lasts, owner, partner
from orebook.reader.volumes.roles import Doing, Role, doings
from orebook.reader.volumes.words import words

Place = tuple[int, int]


@dataclass(slots=True)
class Spoken:
    """What was counted just before, of which period and whose; and the period of the paragraph."""

    cue: Cue | None = None
    period: str | None = None
    whose: Place | None = None
    paragraph: str | None = None
    partnered: bool = False


def read_volumes(
    document: Document, sentences: Sequence[Sentence], vocabulary: Vocabulary
) -> tuple[Statistic, ...]:
    """Every statistic a document's sentences state, told once each; forecasts and hearsay are left out."""
    said = words(vocabulary)
    if said is None or not sentences:
        return ()
    found: list[Statistic] = []
    spoken, reached = Spoken(), 0
    for one in touched(sentences, said.lexicon.triggers(sentences[0].text)):
        told = line(one, document.text, said, document.published)
        if told is not None:
            spoken = _carried(spoken, document.text[reached : one.start], told)
            reached = one.end
            found += _stated(told, document, spoken)
    return once(found)


def _carried(spoken: Spoken, between: str, told: Line) -> Spoken:
    """What a sentence goes on with: its paragraph's period where it names none, "of this" the measure too."""
    if "\n" in between:
        return Spoken()
    text = told.text[told.sentence.start : told.sentence.end]
    parted = text.startswith(told.words.parted)
    return Spoken(
        cue=spoken.cue if parted else None,
        paragraph=None if told.periods else spoken.period or spoken.paragraph,
    )


def _stated(told: Line, document: Document, spoken: Spoken) -> Iterator[Statistic]:
    roles = doings(told)
    told.levels = [at for at, one in enumerate(roles) if one.role is Role.LEVEL]
    changes = owned(told, roles)
    for at in told.levels:
        cue = measure(told, at, spoken.cue)
        if cue is None:
            continue
        made = _statistic(told, at, cue, changes.get(at), roles, spoken, document)
        if made is not None:
            spoken.cue, spoken.period = cue, made.period
            yield made


def _statistic(
    told: Line,
    at: int,
    cue: Cue,
    change: int | None,
    roles: Sequence[Doing],
    spoken: Spoken,
    document: Document,
) -> Statistic | None:
    kind = cue.roles["measure"]
    iso, named = period(told, at, kind, spoken.period)
    iso = iso or spoken.paragraph
    if iso is None:
        return None
    step = None if change is None else moved(told, change, iso, roles)
    what, other = goods(told, at, kind), partner(told, at, kind, spoken.partnered)
    whose = owner(told, at, kind, spoken.whose, other)
    spoken.partnered = other is not None
    place = told.quantities[at]
    low, high = float(place.low), float(place.high)
    spoken.whose = whose if lasts(told, whose) else None
    ranged = low != high
    places = _places(told, at, cue, what, (named.start, named.end) if named else None, whose, step)
    return Statistic(
        measure=kind,
        product=what.product if what else None,
        value=float(place.middle),
        unit=place.unit,
        period=iso,
        spans=tuple(_span(document, role, *stretch) for role, stretch in places),
        low=low if ranged else None,
        high=high if ranged else None,
        who=_words(document, whose),
        subject=_words(document, (what.start, what.end)) if what and not what.product else None,
        partner=_words(document, other),
        change=step.change if step else None,
        change_unit=step.unit if step else None,
        against=step.against if step else None,
        published=document.published,
        source=document.source,
    )


def _places(
    told: Line,
    at: int,
    cue: Cue,
    what: Goods | None,
    named: Place | None,
    whose: Place | None,
    step: Moved | None,
) -> Iterator[tuple[str, Place]]:
    """Each stretch a statistic rests on, with its part."""
    place = told.quantities[at]
    yield "value", (place.start, place.end)
    yield "measure", (cue.start, cue.end)
    if what:
        yield "product", (what.start, what.end)
    if named:
        yield "period", named
    if whose:
        yield "who", whose
    if step:
        yield "change", (step.start, step.end)
    yield "statement", (told.sentence.start, told.sentence.end)


def _words(document: Document, place: Place | None) -> str | None:
    return document.text[place[0] : place[1]] if place else None


def _span(document: Document, role: str, start: int, end: int) -> Span:
    return Span(
        role=role,
        start=document.offset + start,
        end=document.offset + end,
        text=document.text[start:end],
        document=document.document,
    )


def once(found: Sequence[Statistic]) -> tuple[Statistic, ...]:
    """One fact for what is told several times, in the words that tell the most."""
    kept: dict[tuple[object, ...], Statistic] = {}
    for one in found:
        key = (one.measure, one.product, one.subject, one.value, one.unit, one.period, one.partner)
        held = kept.get(key)
        if held is None or _told(one) > _told(held):
            kept[key] = one
    return tuple(kept.values())


def _told(one: Statistic) -> int:
    return sum(value is not None for value in (one.who, one.change, one.against))
