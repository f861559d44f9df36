"""Quotes written as a small table, a line each, and held as the book would hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from orebook import units
from orebook.errors import BadArgumentError, nearest
from orebook.facts import KINDS, Document, Held, Quote, Span, digest, identity
from orebook.testing.ranges import bounds, number
from orebook.units import day

#: What stands in a line, in this order, and what may follow where it matters.
COLUMNS = ("product", "kind", "low-high", "unit", "source", "date")
MORE = ("tax", "delivery", "place", "contributor", "volume", "terms", "flags", "published", "recorded")


def quotes(text: str, on: str | date | None = None) -> list[Held[Quote]]:
    """Write quotes as a small table, a line each, and have them as the book would hold them.

    Columns are product, kind, low-high, unit, source and date, apart by spaces; `-` stands for no source, and
    the date may be left out when `on` gives it. Thousands may have commas; `>500,000` is open above,
    `<500,000` open below. After them, where it matters: `tax=included`, `delivery=exw`, `place=`,
    `contributor=`, `volume=` (tonnes), `terms=`, `flags=average,...`, `published=` (else the date) and
    `recorded=` (a moment, else the day it was published). `#` begins a remark. Products and units are not
    looked up.

    Raises:
        BadArgumentError: naming the line and what was expected there.

    >>> rows = quotes('''
    ...     # both sides of one day
    ...     prnd-metal  bid    >490,000          CNY/t  smm  2025-01-09  contributor=C17
    ...     prnd-metal  offer  493,000-495,000   CNY/t  -    2025-01-09  tax=included
    ... ''')
    >>> [(row.fact.low, row.fact.high, row.fact.source, row.fact.contributor) for row in rows]
    [(490000.0, None, 'smm', 'C17'), (493000.0, 495000.0, None, None)]
    """
    return [held for _, held in _rows(text, on)]


def documents(text: str, on: str | date | None = None) -> list[Document]:
    """Give the documents that the spans of a table's quotes point into, a line each, in the same order.

    >>> documents("prnd-oxide  assessment  400,000  CNY/t  smm", on="2025-01-09")[0].published
    datetime.date(2025, 1, 9)
    """
    return [document for document, _ in _rows(text, on)]


def _rows(text: str, on: str | date | None) -> Iterator[tuple[Document, Held[Quote]]]:
    start = 0
    for place, whole in enumerate(text.splitlines(keepends=True), 1):
        line = whole.partition("#")[0].rstrip()
        if line.strip():
            try:
                yield _row(line.lstrip(), start + len(line) - len(line.lstrip()), place, on)
            except BadArgumentError as error:
                raise BadArgumentError(f"line {place}, {line.strip()!r}: {error}") from None
        start += len(whole)


def _row(line: str, start: int, place: int, on: str | date | None) -> tuple[Document, Held[Quote]]:
    words = line.split()
    more = dict(word.split("=", 1) for word in words if "=" in word)
    named = _named([word for word in words if "=" not in word], more, on)
    document = _document(line, start, named, more)
    quote = _quote(named, more, document)
    # A later line is learnt a microsecond later, so that a table has an order.
    midnight = units.microseconds(datetime.combine(document.published, time.min))
    recorded = units.clock(more["recorded"]) if "recorded" in more else midnight + place
    return document, Held(id=identity(quote), fact=quote, recorded_at=recorded, available_at=recorded)


def _document(line: str, start: int, named: Mapping[str, str], more: Mapping[str, str]) -> Document:
    source = None if named["source"] == "-" else named["source"]
    published = day(more.get("published", named["date"]), "published")
    return Document(
        document=digest(f"{source}\n{published}\n{line}")[:16],
        content=digest(line),
        title=None,
        published=published,
        source=source,
        address=None,
        offset=start,
        text=line,
    )


def _quote(named: Mapping[str, str], more: Mapping[str, str], document: Document) -> Quote:
    low, high = bounds(named["low-high"])
    return Quote(
        product=named["product"],
        kind=named["kind"],
        low=low,
        high=high,
        unit=named["unit"],
        price_date=day(named["date"]),
        published=document.published,
        source=document.source,
        volume=number(more["volume"]) if "volume" in more else None,
        spans=_spans(named, document),
        printed=named["low-high"],
        repairs=(),
        flags=tuple(more["flags"].split(",")) if "flags" in more else (),
        contributor=more.get("contributor"),
        tax=more.get("tax"),
        delivery=more.get("delivery"),
        place=more.get("place"),
        terms=more.get("terms"),
    )


def _named(words: Sequence[str], more: Mapping[str, str], on: str | date | None) -> dict[str, str]:
    """The words of a line under their column's name."""
    given = [*words, str(on)] if len(words) == len(COLUMNS) - 1 and on is not None else list(words)
    if len(given) != len(COLUMNS):
        raise BadArgumentError(
            f"expected {' '.join(COLUMNS)}, then name=value; {len(given)} words stand there."
        )
    named = dict(zip(COLUMNS, given, strict=True))
    if named["kind"] not in KINDS:
        kinds = ", ".join(KINDS)
        raise BadArgumentError(
            f'"{named["kind"]}" is not a kind.{nearest(named["kind"], KINDS)} Kinds: {kinds}.'
        )
    for name in more:
        if name not in MORE:
            raise BadArgumentError(f'"{name}=" is not known.{nearest(name, MORE)} Known: {", ".join(MORE)}.')
    return named


def _spans(named: Mapping[str, str], document: Document) -> tuple[Span, ...]:
    """Where price, product and unit stand, counted in the whole text."""
    spans, position = {}, 0
    for role, column in (("product", "product"), ("price", "low-high"), ("unit", "unit")):
        word = named[column]
        position = document.text.index(word, position)
        start = document.offset + position
        spans[role] = Span(
            role=role, start=start, end=start + len(word), text=word, document=document.document
        )
        position += len(word)
    return (spans["price"], spans["product"], spans["unit"])
