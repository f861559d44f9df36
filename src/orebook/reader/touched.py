"""The sentences worth a closer look: those that hold one of some places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from orebook.reader.sentence import Sentence


def touched(sentences: Sequence[Sentence], places: Sequence[int]) -> Iterator[Sentence]:
    """The sentences that hold one of some places, each once, in order."""
    starts, last = [sentence.start for sentence in sentences], -1
    for place in places:
        at = bisect_right(starts, place) - 1
        if at > last and place < sentences[at].end:
            last = at
            yield sentences[at]
