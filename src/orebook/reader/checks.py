"""Read, then check: each level stands as it was read, is mended, is held back, or is refused.

The reading as the words stand comes first. It passes by order, width, band, its own document, and a gate
drawn from history. One that fails is mended only where exactly one reading by the declared mechanisms passes
every check; one that fails the gate alone is kept, quarantined, until another publisher or a person bears it
out. The numbers stand in data/methods/check-1.toml, the mechanisms in data/words/slips.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orebook.facts import Change, Held, Quote, Refusal, Release, identity
from orebook.reader.agreement import Beside
from orebook.reader.decided import DECISION
from orebook.reader.gate import release, witnesses
from orebook.reader.judging import Judge
from orebook.reader.known import QUARANTINED, Known
from orebook.reader.reading import Reading
from orebook.reader.verdicts import numbered
from orebook.terms import Catalog


def check(reading: Reading, *, catalog: Catalog, history: Sequence[Held[Quote]] | Known = ()) -> Reading:
    """The reading after the checks: levels kept, mended, quarantined or refused; all else unchanged.

    Its documents are judged in order of publication, then of hash, each against what was told before it: the
    order in which they stand, or in which books learn them, changes nothing.

    Args:
        reading: as `read` made it.
        catalog: with a method check/N and the mechanisms of words/slips.toml.
        history: the book's quotes so far, or what was learnt of them; what is kept now is learnt as well.
            Quarantined quotes count only when they were released.

    >>> from datetime import date
    >>> from orebook.catalog import load
    >>> from orebook.reader import read
    >>> text, day = "Pr-Nd oxide closed at 25.7-262000 yuan / ton.", date(2020, 3, 2)
    >>> found = read(text, on=day, source="smm", address=None, catalog=load(), today=day)
    >>> [(quote.low, quote.repairs) for quote in check(found, catalog=load()).quotes]
    [(257000.0, ('low-end-in-10,000s',))]
    """
    known = history if isinstance(history, Known) else Known(catalog).learn(history)
    texts = numbered(reading.documents)
    places, changes = _placed(reading.quotes), _by_document(reading.changes)
    judged: dict[int, Quote | Refusal] = {}
    releases: list[Release] = []
    ordered = sorted(reading.documents, key=lambda one: (one.published, one.document))
    for document in ordered:
        own = places.get(document.document, [])
        quotes = [reading.quotes[at] for at in own]
        judge = Judge(
            known, Beside(document, quotes, changes.get(document.document, ()), known.limits), texts
        )
        judged |= {at: _judged(reading.quotes[at], judge) for at in own}
        kept = [one for at in own if isinstance(one := judged[at], Quote)]
        releases += _borne_out(kept, known)
        if known is history or document is not ordered[-1]:  # else nobody asks what it told
            known.hear(kept)
    outcome = [judged.get(at, quote) for at, quote in enumerate(reading.quotes)]
    return replace(
        reading,
        quotes=tuple(one for one in outcome if isinstance(one, Quote)),
        refusals=(*reading.refusals, *(one for one in outcome if isinstance(one, Refusal))),
        releases=tuple(releases),
    )


def _judged(quote: Quote, judge: Judge) -> Quote | Refusal:
    """What a person decided stands; everything else is judged."""
    return quote if DECISION in quote.rules else judge.verdict(quote)


def _placed(quotes: Sequence[Quote]) -> dict[str, list[int]]:
    """Document -> where in a reading its quotes stand."""
    places: dict[str, list[int]] = {}
    for at, quote in enumerate(quotes):
        places.setdefault(quote.spans[0].document, []).append(at)
    return places


def _by_document(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.spans[0].document, []).append(change)
    return found


def _borne_out(kept: Sequence[Quote], known: Known) -> list[Release]:
    """Release what waited for an independent voice to say so. Rule C3."""
    made: list[Release] = []
    for quote in kept if known.levels else ():
        placed = known.placed(quote)
        if placed is None or QUARANTINED in quote.flags:
            continue
        for one in [one for one in witnesses(quote, known) if one.waiting]:
            made.append(release(one, quote, identity(quote)))
            known.release(placed[0], one.quote)
    return made
