"""Levels that cannot be: reversed, implausibly wide, outside what the product ever cost.

One slip is mended, because only one reading makes sense of it: the low end left in ten thousands
("25.7-262000", "178-1.81 million"). Every other slip is refused, with the readings that would fit among the
suggestions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from orebook.facts import Document, Held, Quote, Refusal
from orebook.reader.decided import DECISION
from orebook.reader.reading import Reading
from orebook.reader.refusing import place, plain
from orebook.terms import Catalog, Product
from orebook.units import convert

#: A range wider than this between its ends is a slip, in this trade: the widest real ones stay under it.
WIDEST = Decimal("2.2")
#: How many of one money another ever bought, widely: only to tell a slip of thousands from a price.
#: Yuan a dollar: 6.0 to 8.3 since 1994 (State Administration of Foreign Exchange, central parity), with a
#: margin; yuan an Australian dollar: 4.2 to 7.0 since 2005 (the same), with a margin.
RATES = {("USD", "CNY"): (5.0, 10.0), ("CNY", "USD"): (0.1, 0.2), ("AUD", "CNY"): (3.0, 8.0)}
#: How far prices abroad have stood above those at home (yttrium oxide, under the export controls of 2026:
#: 310 US dollars a kilogram, more than it ever cost in China), and below them, where they never were by much.
_DEARER, _CHEAPER = 5, 2
#: Low end left in ten thousands, and the repair's name.
REPAIR = "low-end-in-10,000s"
_MYRIAD = Decimal(10_000)
#: Slips no mechanism of language explains; only ever suggested.
_FACTORS = (
    _MYRIAD,
    Decimal(10),
    Decimal("0.1"),
    Decimal(1000),
    Decimal("0.001"),
    Decimal("0.0001"),
    Decimal(100),
    Decimal("0.01"),
)


#: A document and the number of its first line in the text.
Numbered = tuple[Document, int]


def check(
    reading: Reading,
    *,
    catalog: Catalog,
    history: Sequence[Held[Quote]] = (),  # noqa: ARG001 - each level is checked alone, whatever came before
) -> Reading:
    """The reading with every level that cannot be turned into a refusal; all else passes unchanged.

    `history` holds the book's quotes so far. A level is judged by its order, its width and its product's
    band, none of which the history changes.
    """
    texts = _numbered(reading.documents)
    quotes: list[Quote] = []
    refusals: list[Refusal] = list(reading.refusals)
    for quote in reading.quotes:
        outcome = _checked(quote, catalog.products.get(quote.product), texts)
        if isinstance(outcome, Quote):
            quotes.append(outcome)
        else:
            refusals.append(outcome)
    return replace(reading, quotes=tuple(quotes), refusals=tuple(refusals))


def _numbered(documents: Sequence[Document]) -> dict[str, Numbered]:
    """The documents of one text by id, each with the number of its first line."""
    found, line = {}, 1
    for document in documents:
        found[document.document] = (document, line)
        line += document.text.count("\n")
    return found


def _checked(quote: Quote, product: Product | None, texts: Mapping[str, Numbered]) -> Quote | Refusal:
    if DECISION in quote.rules:
        return quote  # a person has looked
    low, high = _exact(quote.low), _exact(quote.high)
    problem = trouble(low, high, quote.unit, product)
    if problem is None:
        return quote
    mended = None if low is None or high is None else _mended(low, high, quote.unit, product)
    if mended is not None:
        return replace(quote, low=float(mended), repairs=(*quote.repairs, REPAIR))
    return _refusal(quote, problem, product, texts)


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def trouble(low: Decimal | None, high: Decimal | None, unit: str, product: Product | None) -> str | None:
    """The rule a level breaks, or None."""
    if low is not None and high is not None:
        if low > high:
            return "reversed-range"
        if low > 0 and high > WIDEST * low and not _signed(product):
            return "implausible-width"
    return (
        None if all(_inside(end, unit, product) for end in (low, high) if end is not None) else "outside-band"
    )


def _signed(product: Product | None) -> bool:
    return product is not None and product.band is not None and product.band[0] <= 0


def _inside(end: Decimal, unit: str, product: Product | None) -> bool:
    if product is None or product.band is None:
        return True
    usual = convert(float(end), unit, product.unit)
    if usual is None:
        return _near_band(end, unit, product)
    return product.band[0] <= usual <= product.band[1]


def _near_band(end: Decimal, unit: str, product: Product) -> bool:
    """Whether a level in another money could lie in the band at any exchange rate of the last decades."""
    money, _, mass = unit.partition("/")
    usual_money = product.unit.partition("/")[0]
    same_money = (
        convert(float(end), f"{usual_money}/{mass}", product.unit) if (money, usual_money) in RATES else None
    )
    if same_money is None or product.band is None:
        return end > 0 or _signed(product)
    least, most = RATES[money, usual_money]
    low, high = product.band
    return same_money * most * _CHEAPER >= low and same_money * least <= high * _DEARER


def _mended(low: Decimal, high: Decimal, unit: str, product: Product | None) -> Decimal | None:
    """The low end in full, where reading it in ten thousands passes order, width and band."""
    full = low * _MYRIAD
    return full if full <= high and trouble(full, high, unit, product) is None else None


def _readings(quote: Quote, product: Product | None) -> Iterator[str]:
    low, high = _exact(quote.low), _exact(quote.high)
    if low is not None and high is not None and low > high:
        yield f"{plain(high)}-{plain(low)} {quote.unit}"
    for factor in _FACTORS:
        ends = [None if end is None else end * factor for end in (low, high)]
        if trouble(ends[0], ends[1], quote.unit, product) is None:
            yield _written(ends, quote.unit)
    if low is not None and high is not None:
        for factor in _FACTORS:
            if low * factor <= high and trouble(low * factor, high, quote.unit, product) is None:
                yield _written([low * factor, high], quote.unit)


def _written(ends: Sequence[Decimal | None], unit: str) -> str:
    return f"{'-'.join(dict.fromkeys(plain(end) for end in ends if end is not None))} {unit}"


_EXPECTED = {
    "reversed-range": "its low end is above its high end. Expected the lower end first",
    "implausible-width": "its ends lie too far apart for one price. Expected a factor of about two at most",
    "outside-band": "it lies outside anything this product ever cost",
}


def _refusal(quote: Quote, rule: str, product: Product | None, texts: Mapping[str, Numbered]) -> Refusal:
    span = next(
        (span for span in quote.spans if span.role == "price"), quote.spans[0] if quote.spans else None
    )
    document, line = texts.get(span.document, (None, 1)) if span else (None, 1)
    where = place(document, span.start - document.offset, line) if document and span else "quote"
    readings = tuple(dict.fromkeys(_readings(quote, product)))
    where = f'{where}: "{quote.printed}"'
    perhaps = f"Perhaps {readings[0]}?" if readings else "Check the number and its unit."
    read_as = f"{quote.product} {_written((_exact(quote.low), _exact(quote.high)), quote.unit)}"
    message = f"{where}: read as {read_as}; {_EXPECTED[rule]}{_band(rule, product)}. {perhaps}"
    return Refusal(rule=rule, message=message, where=where, suggestions=readings, spans=quote.spans)


def _band(rule: str, product: Product | None) -> str:
    if rule != "outside-band" or product is None or product.band is None:
        return ""
    return f" ({plain(product.band[0])} to {plain(product.band[1])} {product.unit})"
