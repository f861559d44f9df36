"""Names no list can hold: contracts by month, grades apart from their product, averages of everything.

碳酸锂主力2601合约 is the futures product; "antimony trioxide: 99.5% at A and 99.8% at B" is two of them;
"lithium carbonate, 99.5% Li2CO3 min, battery grade" is one; "the average export price" is nobody's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from orebook.reader.once import once_each
from orebook.reader.patterns import Sieve
from orebook.reader.regular import Pattern
from orebook.reader.vocabulary import Mark, Vocabulary

#: Where a name stands, and its product, or None where it is a contract of nothing the catalogue holds.
Named = tuple[int, int, str | None]

_CONTRACT = Pattern(
    r"(?:期货)?(?:主力(?:合约)?\s?[a-z]{0,2}\d{4}(?:合约)?|[a-z]{0,2}\d{4}(?:期货)?主力(?:合约)?)"
)
_MAIN = ("期货主力合约", "主力合约")
_LONGEST_NAME = 6
_GRADE = Pattern(r"(\d{2}(?:\.\d+)?)\s?(?:%|pc\b|pct\b|per cent\b|percent\b)(?:\s?(?:w|min|wo3)\b)?")
_GRADED = Pattern(r"^(.*[^\s(（,])[\s(（,]*?(\d{2}(?:\.\d+)?)\s?(?:%|pc)(?: w)?[)）]?$")
_SPECIFIED = Pattern(
    r"([a-z]+(?:[ -][a-z]+){1,3})(?: \([^)\n]{1,30}\))?, (?:[^,;，。\n]{1,40}, )?"
    r"(battery|industrial|technical)(?: and industrial)?[ -]grades?"
)
_ELLIPTIC = Pattern(
    r"\b(battery|industrial|technical)[ -]grade"
    r"(?:\s(?:was|were|is|at|stood|averaged|prices?|rose|fell)\b|:|\s(?:rmb|cny|yn|usd)|\s?[\d$¥])"
)
#: What is sold by such a grade.
_BY_GRADE = ("lithium carbonate", "lithium hydroxide")
_INVERTED = Pattern(
    r"\b(processing fees?|treatment charges?|pricing coefficients?|coefficients?|payables?|premiums?)"
    r" (?:for|of) (?:the )?"
    r"([a-z0-9%#.-]+(?: [a-z0-9%#.-]+){0,5})"
)
_EXCHANGE = Pattern(
    r"\b(?:benchmark\s)?(?:(?:three|3)-month\s)?([a-z]+)(?:\s(?:prices?|futures|contract))?\s(?:on|at)\sthe"
    r"\s(?:lme|london\smetal\sexchange)\b"
)
_TRADED = Pattern(
    r"\b(?:most[ -](?:traded|active)\s|front[ -]month\s|active\s|benchmark\s)?(?:[a-z]+\s)?"
    r"(copper|lithium\scarbonate)\s(?:futures|contracts?)(?:\scontracts?)?\s(?:on|at|in)\sthe"
    r"\s(?:shfe|gfex|shanghai\sfutures\sexchange|guangzhou\sfutures\sexchange)\b"
)
#: Of the metals of exchanges, the one that is traded today is no three-month price.
_PROMPT = ("cash ", "spot ")
_EXCHANGED = Pattern(r"(?:lme|shfe|伦敦|上期所)[铜铝锌铅镍锡](?:[/、和及][铜铝锌铅镍锡])+")
_NUMBERED = Pattern(r"\d#[锑钴铜锌铅镍锡铝]锭?")
_BRACKETED = Pattern(r"\b([a-z]?\d{2}[a-z]{0,2})\(铈\)")
#: How far behind its product a grade may stand, and what may stand just before it.
_BEHIND = 160
_BEFORE = (
    " for",
    ":",
    ",",
    "(",
    "and",
    " is",
    " was",
    " at",
    "为",
    "basis",
    "min",
    "minimum",
    "的",
    "：",
    "，",
    "、",
    "≥",
    ">",
    ">=",
)


def contracts(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """Futures named with the month of their contract."""
    for found in _CONTRACT.finditer(folded):
        start, product = _contract(vocabulary, folded, found.start())
        yield start, found.end(), product


def _contract(vocabulary: Vocabulary, folded: str, end: int) -> tuple[int, str | None]:
    for length in range(min(_LONGEST_NAME, end), 1, -1):
        stem = folded[end - length : end]
        products = (vocabulary.names.get(stem + main) for main in _MAIN)
        product = next((name for name in products if name is not None), None)
        traded = vocabulary.names.get(stem)
        product = product or (traded if traded in vocabulary.usual_kinds else None)
        if product is not None:
            return end - length, product
    return end, None


def grades(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """Grades that name one of the products of a name before them."""
    stems = _stems(vocabulary)
    for found in _GRADE.finditer(folded):
        before = folded[max(0, found.start() - _BEHIND) : found.start()]
        before = before[max(before.rfind(stop) + 1 for stop in ("\n", "。", ";", "；", ". ")) :]
        if not before.rstrip().endswith(_BEFORE) or _names_its_own(vocabulary, folded[found.end() :]):
            continue
        ends = [(at + len(stem), len(stem), stem) for stem in stems if (at := _at(before, stem)) >= 0]
        product = stems[max(ends)[2]].get(found.group(1)) if ends else None
        if product is not None:
            yield found.start(), found.end(), product


def _names_its_own(vocabulary: Vocabulary, after: str) -> bool:
    """Whether a grade is followed by the product it is of: 65% scheelite concentrate."""
    words = after[:_BEHIND].split(None, _LONGEST_NAME)[:_LONGEST_NAME]
    return any(" ".join(words[:count]) in vocabulary.names for count in range(1, len(words) + 1))


def _at(before: str, stem: str) -> int:
    """Where a name stands last in a stretch as a word of its own."""
    at = before.rfind(stem)
    after = before[at + len(stem) : at + len(stem) + 1]
    return at if at >= 0 and not (after.isascii() and after.isalnum() and stem.isascii()) else -1


@once_each
def _stems(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, str]]:
    """Each name that is priced by its grade, and the product of each grade."""
    found: dict[str, dict[str, str]] = {}
    for name, product in vocabulary.names.items():
        match = _GRADED.search(name)
        if match and len(match.group(1)) > 2:
            stem = match.group(1).removesuffix(" basis").removesuffix(" min").rstrip(" -")
            found.setdefault(stem, {}).setdefault(match.group(2), product)
    return found


def specified(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """A product whose grade stands behind its analysis: "carbonate, 99.5% Li2CO3 min, battery grade"."""
    for found in _SPECIFIED.finditer(folded):
        words = found.group(1).split(" ")
        for first in range(len(words)):
            product = vocabulary.names.get(f"{found.group(2)} grade {' '.join(words[first:])}")
            if product is not None:
                start = found.start() + len(" ".join(words[:first])) + bool(first)
                yield start, found.end(), product
                break


def elliptic(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """A grade that leaves out its product: "lithium carbonate of battery grade was A, industrial grade B"."""
    for found in _ELLIPTIC.finditer(folded):
        before = folded[max(0, found.start() - _BEHIND) : found.start()]
        before = before[max(before.rfind(stop) + 1 for stop in ("\n", "。", ". ")) :]
        stem = max(_BY_GRADE, key=before.rfind)
        if stem in before:
            grade = "industrial" if found.group(1) == "technical" else found.group(1)
            end = found.start() + len(f"{found.group(1)} grade")
            yield found.start(), end, vocabulary.names.get(f"{grade}-grade {stem}")


def inverted(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """A charge named before what it is for: the processing fee for ion-adsorption ore."""
    for found in _INVERTED.finditer(folded):
        words, charge = found.group(2).split(" "), found.group(1).removesuffix("s")
        for last in range(len(words), 0, -1):
            name = f"{' '.join(words[:last])} {charge}"
            product = vocabulary.names.get(name) or vocabulary.names.get(name.replace("-", " "))
            if product is not None:
                yield found.start(), found.start(2) + len(" ".join(words[:last])), product
                break


def numbered(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """Grades by number that nobody lists, which are no other grade's: 2#锑锭 beside 1#锑锭."""
    for found in _NUMBERED.finditer(folded):
        if folded[found.start() : found.end()] not in vocabulary.names:
            yield found.start(), found.end(), None


def spelt_out(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """An exchange or an element in full: "three-month copper on the London Metal Exchange", N38(铈)."""
    for found in _EXCHANGE.finditer(folded):
        product = vocabulary.names.get(f"lme {found.group(1)}")
        if product is not None and not folded[: found.start()].endswith(_PROMPT):
            yield found.start(), found.end(), product
    for found in _TRADED.finditer(folded):
        yield found.start(), found.end(), vocabulary.contracts.get(found.group(1).partition(" ")[0])
    for found in _BRACKETED.finditer(folded):
        product = vocabulary.names.get(f"钕铁硼毛坯{found.group(1)}(ce)")
        if product is not None:
            yield found.start(), found.end(), product


def exchanged(vocabulary: Vocabulary, folded: str) -> Iterator[Named]:
    """The metals of one exchange in a row: LME铜/铝/锌."""
    for found in _EXCHANGED.finditer(folded):
        start, row = found.start(), found.group()
        market = row[: len(row.rstrip("铜铝锌铅镍锡/、和及"))]
        for at in range(len(market), len(row), 2):
            before = 0 if at == len(market) else at
            yield start + before, start + at + 1, vocabulary.names.get(f"{market}{row[at]}")


def extra(vocabulary: Vocabulary, folded: str) -> list[Named]:
    """Every such name of a text, in order, none overlapping."""
    present = _SIEVE.found(folded)
    rules = [rule for rule, patterns in _RULES.items() if not present.isdisjoint(patterns)]
    found = [one for rule in rules for one in rule(vocabulary, folded)]
    kept: list[Named] = []
    for one in sorted(found, key=_order):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


#: The rules, each with the patterns one of which must occur.
_RULES = {
    exchanged: (_EXCHANGED,),
    contracts: (_CONTRACT,),
    specified: (_SPECIFIED,),
    elliptic: (_ELLIPTIC,),
    grades: (_GRADE,),
    inverted: (_INVERTED,),
    spelt_out: (_EXCHANGE, _TRADED, _BRACKETED),
    numbered: (_NUMBERED,),
}
_SIEVE = Sieve([pattern for patterns in _RULES.values() for pattern in patterns])


def meets(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch overlaps one of some places, which are in order and apart from each other.

    >>> meets(3, 6, [(0, 3), (5, 9)]), meets(3, 5, [(0, 3), (5, 9)])
    (True, False)
    """
    at = bisect_left(places, (end, end)) - 1
    return at >= 0 and places[at][1] > start


def _order(one: Named) -> tuple[int, int]:
    return one[0], -one[1]


def owned(folded: str, marks: Sequence[Mark], at: int) -> bool:
    """Whether "average export price" is told of a product named right before it or right after."""
    mark = marks[at]
    before = next(
        (other for other in reversed(marks[max(0, at - 4) : at]) if other.has("product", "element")), None
    )
    if before is not None and folded[before.end : mark.start].strip(" -") in ("", "'s", "的", "s'"):
        return True
    for other in marks[at + 1 : at + 8]:
        if other.has("product", "element"):
            between = folded[mark.end : other.start]
            return between.split()[:1] in (["of"], ["for"]) and not any(stop in between for stop in ",;.:")
        if other.has("level", "currency") and other.word.text != "of":
            return False
    return False
