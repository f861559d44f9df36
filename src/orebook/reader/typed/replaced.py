"""What a correction says in place of a quote or a statistic: a document of its own, the new fact in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from orebook.facts import Document, Quote, Span, Statistic, digest
from orebook.reader.reading import Reading
from orebook.reader.typed.figures import Priced, ends, unit
from orebook.reader.typed.lines import TYPED, Written
from orebook.reader.typed.meanings import CORRECTION, UNVERIFIED, priced_ends

if TYPE_CHECKING:
    from orebook.terms import Catalog

#: Marks that belong to what was said, and not to how the wrong number was judged.
_STAYING = (UNVERIFIED, "period-average", "approximate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says instead of a fact, and why."""

    corrects: Annotated[str, "id of the fact that was wrong"]
    figure: Annotated[str, "the new number or range, as typed"]
    unit: Annotated[str | None, "its unit, as typed; None: the old one"]
    author: str
    reason: str


def replaced(old: Quote | Statistic, said: Said, published: date, catalog: Catalog) -> Reading:
    """The fact that takes an old one's place: the same statement with another figure.

    Args:
        old: the quote or statistic that was wrong; everything but its figure stays as it was.
        said: the figure, who corrects, and why.
        published: the day the old one's document appeared; the statement is of that day, corrected since.
        catalog: with the words for numbers and units.

    Raises:
        UnclearError: a figure or unit that is not understood.
    """
    priced = Priced(old.unit, Decimal(1)) if said.unit is None else _unit(old, said.unit, catalog)
    written = Written()
    written.add("", "price" if isinstance(old, Quote) else "value", said.figure)
    written.add(" ", "unit", said.unit or old.unit)
    written.add(" | in place of ", "corrects", said.corrects)
    written.add(" | entered by ", "entered-by", said.author)
    written.add(" | reason ", "reason", said.reason)
    document = _document(written.text, old.source, published, said)
    spans = tuple(written.spans(document.document))
    if isinstance(old, Quote):
        return Reading(documents=(document,), quotes=(_quote(old, said, priced, spans, catalog),))
    return Reading(documents=(document,), statistics=(_statistic(old, said, priced, spans, catalog),))


def _unit(old: Quote | Statistic, text: str, catalog: Catalog) -> Priced:
    return Priced(text.strip(), Decimal(1)) if isinstance(old, Statistic) else unit(text, catalog)


def _document(text: str, source: str | None, published: date, said: Said) -> Document:
    return Document(
        document=digest(f"{TYPED}\n{source}\n{published}\n{text}")[:16],
        content=digest(text),
        title=f"Correction of {said.corrects}",
        published=published,
        source=source,
        address=None,
        offset=0,
        text=text,
        format=TYPED,
    )


def _quote(old: Quote, said: Said, priced: Priced, spans: tuple[Span, ...], catalog: Catalog) -> Quote:
    low, high = priced_ends(said.figure, priced, catalog)
    return replace(
        old, low=low, high=high, unit=priced.unit, spans=spans, printed=said.figure, repairs=(),
        flags=tuple(flag for flag in old.flags if flag in _STAYING), rules=(CORRECTION,),
    )  # fmt: skip


def _statistic(
    old: Statistic, said: Said, priced: Priced, spans: tuple[Span, ...], catalog: Catalog
) -> Statistic:
    low, high = (float(end * priced.scale) for end in ends(said.figure, catalog))
    ranged = (low, high) if low != high else (None, None)
    return replace(old, value=(low + high) / 2, low=ranged[0], high=ranged[1], unit=priced.unit, spans=spans)
