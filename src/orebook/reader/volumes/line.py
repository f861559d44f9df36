"""One sentence of statistics taken apart: its words, quantities and periods, and what stands around each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from orebook.reader.lexicon import Cue
from orebook.reader.sentence import Sentence
from orebook.reader.volumes.periods import Period
from orebook.reader.volumes.quantities import Quantity, fits
from orebook.reader.volumes.words import Words

_PAUSES = frozenset(",，;；(。")


@dataclass(slots=True)
class Line:
    """A sentence and everything in it that a statistic is made of."""

    sentence: Sentence
    text: str
    printed: str
    words: Words
    cues: Sequence[Cue]
    quantities: Sequence[Quantity]
    periods: Sequence[Period]
    pauses: Sequence[int]
    published: date
    levels: Sequence[int] = ()

    def since(self, at: int) -> int:
        """Where the words about a level begin: after the level before it, whatever changes stand between."""
        before = [level for level in self.levels if level < at]
        return self.quantities[before[-1]].end if before else self.sentence.start

    def lead(self, at: int) -> str:
        """What is written between the quantity before and this one."""
        return self.text[self.opens(at) : self.quantities[at].start]

    def tail(self, at: int) -> str:
        """What is written between this quantity and the next."""
        return self.text[self.quantities[at].end : self.closes(at)]

    def opens(self, at: int) -> int:
        """Where the words leading up to a quantity begin."""
        return self.quantities[at - 1].end if at else self.sentence.start

    def closes(self, at: int) -> int:
        """Where the words trailing a quantity end."""
        return self.quantities[at + 1].start if at + 1 < len(self.quantities) else self.sentence.end

    def clause(self, place: int) -> int:
        """Where the clause a place stands in begins: after the last pause that parts no thousands."""
        at = bisect_left(self.pauses, place) - 1
        return self.pauses[at] + 1 if at >= 0 else self.sentence.start

    def ends(self, place: int) -> int:
        """Where the clause a place stands in ends."""
        at = bisect_left(self.pauses, place)
        return self.pauses[at] if at < len(self.pauses) else self.sentence.end

    def having(self, role: str, start: int, end: int) -> list[Cue]:
        """The words that play a part between two places."""
        return [cue for cue in self.cues if role in cue.roles and start <= cue.start and cue.end <= end]


def line(sentence: Sentence, printed: str, words: Words, published: date) -> Line | None:
    """A sentence taken apart, or None where it counts nothing."""
    text, start, end = sentence.text, sentence.start, sentence.end
    quantities = words.measures.find(text, printed, start, end)
    if not quantities:
        return None
    cues = words.lexicon.cues(text, start, end)
    if not _counts(cues, quantities):
        return None
    periods = words.periods.find(text, printed, start, end, sentence.dates, published)
    free = [one for one in periods if not any(one.start < q.end and q.start < one.end for q in quantities)]
    pauses = [at for at in range(start, end) if text[at] in _PAUSES and not _thousands(text, at)]
    return Line(sentence, text, printed, words, cues, quantities, free, pauses, published)


def _counts(cues: Sequence[Cue], quantities: Sequence[Quantity]) -> bool:
    """Whether a quantity has a unit its measures are told in; "of this" counts for those before."""
    units = {quantity.unit for quantity in quantities}
    if cues and "parted" in cues[0].roles:
        return True
    told = {cue.roles["measure"] for cue in cues if "measure" in cue.roles}
    return any(fits(unit, measure) for unit in units for measure in told)


def _thousands(text: str, at: int) -> bool:
    return text[at] == "," and text[at + 1 : at + 2].isdigit()
