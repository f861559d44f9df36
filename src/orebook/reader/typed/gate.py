"""What the checks say of typed quotes: they stand, they wait, or they are refused; none is mended."""

from __future__ import annotations

from dataclasses import replace

from orebook.facts import Quote, Refusal, identity
from orebook.reader.bounds import level
from orebook.reader.reading import Reading
from orebook.reader.verdicts import written


def unmended(typed: Reading, checked: Reading) -> Reading:
    """The checked reading, but a quote that was mended is refused and its mended reading suggested.

    A printed report cannot be asked what it meant; the person who types can.
    """
    given = {quote.spans: quote for quote in typed.quotes}
    mended = [quote for quote in checked.quotes if quote.repairs]
    lost = {identity(quote) for quote in mended}
    return replace(
        checked,
        quotes=tuple(quote for quote in checked.quotes if not quote.repairs),
        refusals=(*checked.refusals, *(_refusal(given[quote.spans], quote) for quote in mended)),
        releases=tuple(one for one in checked.releases if lost.isdisjoint(one.evidence)),
    )


def _refusal(typed: Quote, mended: Quote) -> Refusal:
    meant = written(level(mended.low, mended.high, mended.unit))
    where = f'"{typed.printed}"'
    never = f"{typed.product} was never near {typed.printed} {typed.unit}"
    message = f"{where}: {never}. Perhaps {meant}? Type it whole."
    return Refusal(rule="typed-slip", message=message, where=where, suggestions=(meant,), spans=typed.spans)
