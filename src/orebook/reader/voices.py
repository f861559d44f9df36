"""Whose figure a price is, where the words name a publisher other than the document's own.

"367-372 yuan/kg (Argus, 370-375 yuan/kg)" is two figures of two publishers; "SMM assessed" in somebody else's
report is SMM's figure.
"""

from __future__ import annotations

from orebook.reader.sentence import Sentence

_OPEN, _CLOSE = "([（【", ")]）】"


def voice(sentence: Sentence, at: int, own: str | None) -> str | None:
    """The publisher a number is said to be of, or None where it is the document's own.

    Args:
        sentence: the sentence.
        at: which of its numbers.
        own: who published the document.
    """
    if not sentence.marks.has("publisher"):
        return None
    left = sentence.moneys[at].left
    for mark in reversed(sentence.between(sentence.start, left).of("publisher")):
        if not _shut(sentence.text[mark.end : left]):
            told = str(mark.get("publisher"))
            return told if told != own else None
    return None


def _shut(between: str) -> bool:
    """Whether a bracket that the publisher stands in is closed before the number.

    >>> _shut(", see below), while"), _shut(" (as of Friday) at ")
    (True, False)
    """
    depth = 0
    for letter in between:
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if depth < 0:
            return True
    return False
