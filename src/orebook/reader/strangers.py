"""Nouns nobody knows, standing where a product would.

"..., and unobtainium was at 400,000 yuan/mt" must not give its price to the product named before. A clause
whose subject holds a word of no vocabulary, and no word that carries a price on, is a stranger's.
"""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.dates import Dated
from orebook.reader.regular import Pattern
from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark

_PAUSES = (", and ", ", while ", ", but ", "; ", ", whereas ", ", with ", "；")
#: A grade that opens a clause without its product: ，811(多晶)15.4万元/吨.
_GRADE = Pattern(r"^(?:\d{3}\(|\d系)")
_HAN_PAUSES = ("，", ",", "；", ";", "、", "。", "|")
_HAN_STOPS = "".join(_HAN_PAUSES) + " "
#: Chinese metals are written with the radical for metal: these are the first and last such characters.
_FIRST_METAL, _LAST_METAL = "\u9485", "\u956f"
#: What other goods are called by, and who deals in them.
_MADE = frozenset("矿粉酸液芯池锭杆膜箔盐渣碱煤焦泥")
_FIRMS = tuple("厂商企司团业山户院局部盘")
#: How long the name of a product is at most.
_NAME = 12
#: The shortest word that may name something.
_SHORTEST = 4


def foreign(sentence: Sentence, start: int, end: int, strict: bool = False) -> bool:
    """Whether the clause before a number has a subject nobody knows.

    Only the clause after the last pause is looked at; where there is none, `strict` looks at it all.
    """
    if unlisted(sentence, start, end, strict):
        return True
    stretch = sentence.text[start:end]
    paused = "," in stretch or ";" in stretch or "；" in stretch  # one of these is in every pause
    if not paused and not strict:
        return False
    pause = max(sentence.text.rfind(mark, start, end) for mark in _PAUSES) if paused else -1
    if pause < 0 and not strict:
        return False
    begin = max(start, pause + 1)
    marks = sentence.between(begin, end)
    verb = next((mark for mark in marks if _acts(mark)), None)
    stop = verb.start if verb is not None else end
    subject = [mark for mark in marks if mark.end <= stop]
    if any(mark.has("carrier", "kind", "actor") and not _qualified(sentence, mark) for mark in subject):
        return False
    days = [dated for dated in sentence.dates if begin <= dated.start and dated.end <= stop]
    return uncovered(sentence.text, begin, stop, [*subject, *days])


def unlisted(sentence: Sentence, start: int, end: int, strict: bool) -> bool:
    """Whether a Chinese clause before a number is about goods nobody lists: ，废钨钻头报385元/公斤.

    Goods are told by their characters: a metal's, or that of an ore, a powder, an acid. A firm is no goods,
    nor is what the product named before is itself called.
    """
    text = sentence.text
    if not strict and text[start:end].isascii():
        return False
    pause = max(text.rfind(mark, start, end) for mark in _HAN_PAUSES)
    if (pause < 0 and not strict) or text[pause + 1 : end].isascii():
        return False
    begin = max(start, pause + 1)
    if _GRADE.search(text[begin : begin + 5]):
        return True
    known: list[Mark | Dated] = [
        *(mark for mark in sentence.between(begin, end) if not mark.has("actor")),
        *(day for day in sentence.dates if begin <= day.start < end),
    ]
    return any(_goods(piece, text[:start]) for piece in _pieces(text, begin, end, known))


def _goods(piece: str, named: str) -> bool:
    """Whether a piece of a clause names goods that are not those of the name just before."""
    if any(actor in piece for actor in _FIRMS):
        return False
    made = any(letter in _MADE or _FIRST_METAL <= letter <= _LAST_METAL for letter in piece)
    return made and piece.strip(" (").lstrip(_HAN_STOPS) not in named[-_NAME:]


def _acts(mark: Mark) -> bool:
    """Whether a word ends the subject of its clause."""
    return mark.has("level", "up", "down", "threshold", "to") and mark.word.text not in (
        "at",
        "of",
        "now",
        "in",
    )


def _qualified(sentence: Sentence, mark: Mark) -> bool:
    """Whether the noun before a price word is nobody's known word: "unobtainium prices"."""
    if not mark.word.text.isascii():
        return False
    words = sentence.text[max(sentence.start, mark.start - 24) : mark.start].split()
    word = words[-1].strip(",;:()") if words else ""
    if not (word.isascii() and word.isalpha() and len(word) >= _SHORTEST - 1):
        return False
    place = mark.start - len(word) - 1
    named = any(item.start <= place < item.end for item in sentence.marks)
    return not named and not any(item.start <= place < item.end for item in sentence.dates)


def _start(item: Mark | Dated) -> int:
    return item.start


def uncovered(
    text: str, start: int, end: int, known: Sequence[Mark | Dated], shortest: int = _SHORTEST
) -> bool:
    """Whether some word of a stretch is in no vocabulary."""
    pieces = _pieces(text, start, end, known)
    words = [word.strip(".,:;()[]\"'") for piece in pieces for word in piece.replace("-", " ").split()]
    return any(word.isascii() and word.isalpha() and len(word) >= shortest for word in words)


def _pieces(text: str, start: int, end: int, known: Sequence[Mark | Dated]) -> list[str]:
    """What is left of a stretch between the words that are known."""
    pieces, at = [], start
    for item in sorted(known, key=_start):
        pieces.append(text[at : item.start])
        at = max(at, item.end)
    return [*pieces, text[at:end]]
