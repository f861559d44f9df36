"""Price tables whose rows run on in one line, as agencies' plain-text pages keep them.

"Prices in yuan. PRODUCT GRADE UNIT PRICE VS LAST WEEK Cerium Oxide CeO2/TREO 99.5% Tonne 8000-9000 -50
Terbium Tb/TREM>99.9% Kg 990-1000 0": a product, its analysis, a mass, a range, and last its change.
The currency must stand before the rows; without it the table is refused, as is a row of no known product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from orebook.facts import Document
from orebook.reader.captions import Caption
from orebook.reader.cells import Cell, Row
from orebook.reader.dates import Calendar
from orebook.reader.laid import Laid, LaidRow
from orebook.reader.money import Place
from orebook.reader.parsing import inside
from orebook.reader.refusing import Refuser
from orebook.reader.regular import Match, Pattern
from orebook.reader.table import Taken
from orebook.reader.vocabulary import Vocabulary

#: The rule a quote read off such a table carries.
RULE = "T7"
_ROW = Pattern(r"\b(tonne|ton|t|mt|kg|kilo)\s+(\d{2,8}-\d{2,8})\s+(-?\d{1,7})(-\d{2,8})?(?:\s|$)")
#: So many rows at least are a table; the longest row, and how much text before the rows may head them.
_FEWEST, _WIDEST, _REACH = 3, 120, 400
_HEADS = ("product", "unit", "price")
#: What else the headings hold: "VS PRICE (LAST WEEK)", "VS March 2", "CHANGE".
_HEADING = Pattern(
    r"price|change|\)|\bvs\.?(?: last (?:week|month)| [a-z]{3,9}\.? \d{1,2}\b| \d{1,2} [a-z]{3,9}\b)?"
)
#: What a name runs up to: the analysis of the goods.
_ANALYSIS = frozenset("0123456789/>(%?≥")
_MEASURED = ("reo", "treo", "trem")
#: A name without its form is a metal where metals are counted, an oxide where oxides are.
_FORMS = (("trem", " metal"), ("treo", " oxide"))
_LOOSE = (" metal", " alloy")
_EXPECTED = (
    "its rows run on, and the words before them do not name one currency and one day. "
    'Expected a heading such as "prices on March 9, in yuan".'
)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one table, and the place before them that names their columns."""

    rows: tuple[Match, ...]
    lead: Place


def read_run_on(
    document: Document, vocabulary: Vocabulary, today: date, line: int, skip: Sequence[Place], into: Taken
) -> list[Place]:
    """Read the tables that run on, outside the places that are taken, and say where they stand."""
    lowered = document.text.lower()
    if not all(word in lowered for word in _HEADS):
        return []
    folded, places = vocabulary.fold(document.text), []
    for found in _tables(folded, skip):
        places.append((found.lead[1], found.rows[-1].end()))
        around = _caption(document, folded, found.lead, vocabulary)
        if around is None or not around.currency:
            refuser = Refuser(document, vocabulary.catalog, today, line)
            into.refusals.append(refuser.refuse("unreadable-table", *places[-1], _EXPECTED))
            continue
        for row in _rows(document, folded, found, vocabulary):
            reader = Laid(row, document, vocabulary, today, line, around, RULE)
            reader.take(row.row, len(into.statements), into)
    return places


def _tables(folded: str, skip: Sequence[Place]) -> Iterator[Found]:
    """Runs of rows that follow one another, two of them in one line, with their columns named before them."""
    run: list[Match] = []
    for match in [*_ROW.finditer(folded), None]:
        if match is not None and (not run or match.start() - run[-1].end() <= _WIDEST):
            run.append(match)
            continue
        found = _headed(folded, run) if len(run) >= _FEWEST else None
        if found is not None and not (skip and inside(found.rows[0].start(), skip)):
            yield found
        run = [match] if match is not None else []


def _headed(folded: str, run: list[Match]) -> Found | None:
    """A run of rows with the words that head it, or None where nothing does or each has its own line."""
    first = run[0].start()
    start = max(0, first - _REACH)
    lead = folded[start:first]
    heads = [lead.rfind(word) for word in _HEADS]
    one_line = any("\n" not in folded[one.start() : two.end() - 1] for one, two in pairwise(run))
    if min(heads) < 0 or not one_line or "|" in lead[min(heads) :]:
        return None
    return Found(tuple(run), (start, _named_from(lead, max(heads)) + start))


def _named_from(lead: str, last: int) -> int:
    """Where the first product begins: behind the last of the headings, their brackets and days."""
    while rest := _HEADING.search(lead, last):
        last = rest.end()
    return last


def _caption(document: Document, folded: str, lead: Place, vocabulary: Vocabulary) -> Caption | None:
    """The one currency and the day of the rows, as the words before them tell."""
    words, plain = document.text[lead[0] : lead[1]], folded[lead[0] : lead[1]]
    money = {str(mark.get("currency")) for mark in vocabulary.marks(plain) if mark.has("currency")}
    found = Calendar(vocabulary.catalog.words["dates"], document.published).find(words, plain, ())
    told = (one for one in found if not plain[: one.start].rstrip().endswith("vs"))
    days = {one.day for one in told if one.day is not None and not one.period}
    if len(money) != 1 or len(days) > 1:
        return None
    return Caption(None, money.pop(), days.pop() if days else None)


def _rows(document: Document, folded: str, found: Found, vocabulary: Vocabulary) -> Iterator[LaidRow]:
    """Each row with its cells; its product where the catalogue knows it."""
    floor = found.lead[1]
    for match in found.rows:
        start, end = _name(folded, floor, match.start())
        product = _product(folded[start:end], folded[end : match.start()], vocabulary)
        roles = ("product", "unit", "range", "change")[: 3 if match.group(4) else 4]
        places = [(start, end), *((match.start(at), match.end(at)) for at in range(1, len(roles)))]
        cells = tuple(Cell(one, two, document.text[one:two]) for one, two in places)
        yield LaidRow(Row(start, match.end(), cells), roles, product, {}, None)
        floor = match.end()


def _name(folded: str, floor: int, stop: int) -> Place:
    """Where the product's name stands: the first words that are no analysis, left over or its own."""
    words, at = [], floor
    for word in folded[floor:stop].split():
        at = folded.index(word, at)
        if _ANALYSIS.isdisjoint(word) and word not in _MEASURED:
            words.append((at, at + len(word)))
        elif words:
            break
        at += len(word)
    return (words[0][0], words[-1][1]) if words else (floor, stop)


def _product(name: str, analysis: str, vocabulary: Vocabulary) -> str | None:
    """The product of a name, with the form its analysis tells where it names none."""
    name = " ".join(name.split())
    forms = [name + form for word, form in _FORMS if word in analysis]
    plain = [name.removesuffix(loose) for loose in _LOOSE if name.endswith(loose)]
    return next((one for called in (name, *forms, *plain) if (one := vocabulary.names.get(called))), None)
