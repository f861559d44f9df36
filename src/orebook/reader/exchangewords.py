"""The words and numbers of a metal exchange's price table, in order, with what each says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import re2

from orebook.reader.numbers import value
from orebook.reader.once import once_each
from orebook.reader.regular import Pattern
from orebook.reader.vocabulary import Vocabulary

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
#: Letters that may stand in a table beside what is known: the "c" of a contango, a footnote.
_LOOSE = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a table: its sort, what it says, the ends of a number, and whether it opens a line."""

    sort: str
    says: str
    start: int
    end: int
    ends: tuple[Decimal, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class ExchangeWords:
    """What such tables are made of, compiled."""

    finder: Pattern
    meant: Mapping[str, tuple[str, str]]
    called: tuple[str, ...]


@once_each
def exchange_words(vocabulary: Vocabulary) -> ExchangeWords:
    """The words of a vocabulary's catalogue."""
    words: Mapping[str, Any] = vocabulary.catalog.words.get("exchange", {})
    meant: dict[str, tuple[str, str]] = {}
    for sort in ("elsewhen", "column", "side", "beside", "metal"):
        for says, phrases in words.get(sort, {}).items():
            meant |= {vocabulary.fold(phrase): (sort, says) for phrase in phrases}
    for phrase in words.get("filling", ()):
        meant.setdefault(vocabulary.fold(phrase), ("filling", ""))
    known = "|".join(re2.escape(phrase) for phrase in sorted(meant, key=len, reverse=True))
    number = rf"(?P<low>[-+]?{_NUMBER})(?:(?:\s?/\s?|-| - )(?P<high>{_NUMBER}))?"
    latin, rest = rf"\b(?:{known})\b", known
    return ExchangeWords(
        Pattern(rf"(?P<latin>{latin})|(?P<word>{rest})|(?P<number>{number})|(?P<line>\n)"),
        meant,
        tuple(vocabulary.fold(name) for name in words.get("called", ())),
    )


def tokens(folded: str, words: ExchangeWords) -> list[Token]:
    """Every word and number, and between them "prose" wherever more is written than a table holds."""
    found: list[Token] = []
    last, first = 0, True
    for match in words.finder.finditer(folded):
        start, end = match.span()
        prose = sum(letter.isalpha() for letter in folded[last:start])
        if prose > _LOOSE:
            found.append(Token("prose", "", last, start))
            first = False
        last = end
        if match.group() == "\n":
            first = True
            continue
        token = _token(folded, match.groupdict(), start, end, first and not prose, words)
        found.append(token)
        first = first and token.sort == "filling"
    return found


def _token(
    folded: str, part: Mapping[str, str | None], start: int, end: int, first: bool, words: ExchangeWords
) -> Token:
    told = folded[start:end]
    if part["number"] is not None:
        ends = [value((part[side] or "").lstrip("+-")) for side in ("low", "high") if part[side]]
        whole = all(one is not None for one in ends) and not _grown(folded, start, end)
        sort = "number" if whole and not told.startswith(("-", "+")) else "moved"
        return Token(sort, "", start, end, tuple(one for one in ends if one is not None), first)
    sort, says = words.meant[told]
    if told.isascii() and told[0].isalpha() and _grown(folded, start, end):
        return Token("prose", "", start, end)
    if sort == "metal" and _grown(folded, start, end, words):
        return Token("prose", "", start, end)
    return Token(sort, says, start, end, (), first)


def _grown(folded: str, start: int, end: int, words: ExchangeWords | None = None) -> bool:
    """Whether a letter touches a word or number, so that it is part of another one."""
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    if words is None:
        return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    filled = [text for text in words.meant if words.meant[text][0] == "filling"]
    kept = before.isalpha() and not any(folded[:start].endswith(text) for text in filled)
    return kept or (after.isalpha() and not any(folded.startswith(text, end) for text in filled))


def bid_and_ask(numbers: Sequence[Token]) -> tuple[Decimal, Decimal] | None:
    """The two sides of a price, of one cell or two; None where they are no price: too far apart, or reversed.

    >>> pair = Token("number", "", 0, 9, (Decimal("7460"), Decimal("7460.5")))
    >>> bid_and_ask([pair])
    (Decimal('7460'), Decimal('7460.5'))
    """
    ends = [end for token in numbers for end in token.ends]
    if not 1 <= len(ends) <= len(("bid", "ask")) or not 0 < ends[0] <= ends[-1]:
        return None
    return (ends[0], ends[-1]) if ends[-1] * 20 <= ends[0] * 21 else None
