"""Nouns nobody knows, standing where a product would.

"..., and unobtainium was at 400,000 yuan/mt" must not give its price to the product named before. A clause
whose subject holds a word of no vocabulary, and no word that carries a price on, is a stranger's.
"""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.dates import Dated
from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark

_PAUSES = (", and ", ", while ", ", but ", "; ", ", whereas ", ", with ", "；")
#: The shortest word that may name something.
_SHORTEST = 4


def foreign(sentence: Sentence, start: int, end: int, strict: bool = False) -> bool:
    """Whether the clause before a number has a subject nobody knows.

    Only the clause after the last pause is looked at; where there is none, `strict` looks at it all.
    """
    pause = max(sentence.text.rfind(mark, start, end) for mark in _PAUSES)
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
    pieces, at = [], start
    for item in sorted(known, key=_start):
        pieces.append(text[at : item.start])
        at = max(at, item.end)
    pieces.append(text[at:end])
    words = [word.strip(".,:;()[]\"'") for piece in pieces for word in piece.replace("-", " ").split()]
    return any(word.isascii() and word.isalpha() and len(word) >= shortest for word in words)
