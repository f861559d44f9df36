"""The day a text is speaking of, as it goes along: that of its heading, or one its sentences open with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from orebook.reader.dated import Dated
from orebook.reader.opening import announced, heads, opens, stands
from orebook.reader.sentence import Sentence

#: A day further back is not what a text goes on speaking of, unless it began with it.
_OLDEST = 45
_RECENT = 5
#: The prices of a weekly report are at most so many days older than it.
_WEEK = 7
#: The most words of "as of Friday", before the day itself.
_WORDS = 3
#: How far behind a date the time of the day may end.
_CLOCK = 8
_FOOT = ("(", "[", "source", "prices as of", "as of", "data as of", "数据", "注", "截至", "来源")


def _stamps(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date only says when the page appeared: "date 2017-10-23", "2021-11-25 06:05:51 By"."""
    after = sentence.text[dated.end : dated.end + _CLOCK].lstrip(" ,t").split(":")
    if len(after) > 1 and after[0].isdigit() and after[1][:2].isdigit():
        return True
    return sentence.text[: dated.start].strip(" :") in ("date", "published", "日期", "发布时间")


def _quarterly(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date is a quarter, whose averages a text may go on to tell: "the December quarter"."""
    spoken = sentence.text[dated.start : dated.end + len(" quarter")]
    return dated.period and dated.day is not None and "quarter" in spoken and opens(sentence, dated)


def _begins(sentence: Sentence, dated: Dated) -> bool:
    """Whether a sentence begins with the day its level is of: "As of August 4, the index stood at"."""
    before = sentence.text[sentence.start : dated.start].split()
    leads = bool(sentence.moneys) and dated.end <= sentence.moneys[0].left and len(before) <= _WORDS
    return leads and announced(sentence, dated) and opens(sentence, dated)


@dataclass(slots=True)
class Day:
    """A level's day and the date it was read from, or no day where none is certain."""

    day: date | None
    dated: Dated | None = None
    rule: str = ""


@dataclass(slots=True)
class Standing:
    """The day a text is speaking of, as it goes along."""

    published: date
    day: date
    dated: Dated | None = None
    home: Day | None = None
    told: bool = False
    begun: bool = False
    firm: bool = False
    last: Day | None = None
    back: bool = False
    spanned: Dated | None = None
    reviewed: Dated | None = None
    fresh: bool = True
    left: tuple[date, Dated | None, bool] | None = None

    def hear(self, sentence: Sentence, dated: Dated) -> None:
        """Take a date the text states as the one it speaks of, unless it only mentions it or looks back."""
        if not self.told and _quarterly(sentence, dated):
            self.spanned = self.spanned or dated
        unfit = dated.day is None or dated.period or dated.closing
        if self.back or unfit or dated.day is None or dated.day > self.published or _stamps(sentence, dated):
            return
        age = (self.published - dated.day).days
        newer = self.dated is not None and dated.day > self.day
        if not stands(sentence, dated, self.begun and not newer, age):
            return
        first = self.dated is None and (not self.begun or age < _RECENT)
        later = self.dated is not None and dated.day >= self.day
        if self.fresh and dated.day < self.day and _begins(sentence, dated):
            self.left = self.left or (self.day, self.dated, self.firm)
            self.day, self.dated, self.firm = dated.day, dated, False
        elif (first and age <= _OLDEST) or later or self._looks_back(sentence, dated, age):
            self.day, self.dated = dated.day, dated
            self.firm = not any(money.priced_or_ranged for money in sentence.moneys)
            if not self.begun and heads(sentence, dated):
                self.home = Day(dated.day, dated)

    def _looks_back(self, sentence: Sentence, dated: Dated, age: int) -> bool:
        """Whether the first prices under a dateline are of a day before it: "as of Friday January 17"."""
        under = self.home is not None and self.home.dated is self.dated and self.day == self.published
        fresh = under and not self.begun and age <= _WEEK
        return fresh and bool(sentence.moneys) and announced(sentence, dated)

    def open(self, *, present: bool = False) -> None:
        """Go into a sentence; one that opens with 目前 speaks of the report, if no level was told."""
        self.begun, self.back = self.told, False
        if present and not self.told and self.home is None:
            self.reset()

    def part(self) -> None:
        """Go into a paragraph: what an older one of a page began with, "As of August 4", is over."""
        self.fresh, self.reviewed = True, None
        if self.left is not None:
            self.day, self.dated, self.firm = self.left
            self.left = None

    def note(self, told: Day | None, *, older: bool) -> None:
        """Take note of a level read; "that day" is that of the last which is no older one."""
        self.told = True
        self.last = self.last if older else told

    def foot(self, sentences: Sequence[Sentence]) -> None:
        """Take the one day of a text where it stands under it: "(closing levels, December 12)"."""
        last = sentences[-1] if sentences else None
        days = [dated for sentence in sentences for dated in sentence.dates if dated.day and not dated.period]
        if last is None or last.moneys or len(days) != 1 or days[0] not in last.dates:
            return
        under = last.text[last.start : last.end].strip()
        day = days[0].day or self.published
        if under.startswith(_FOOT) and 0 <= (self.published - day).days <= _RECENT:
            self.day, self.dated, self.firm = day, days[0], True
            self.home = Day(day, days[0])

    def report(self) -> Day:
        """The day of the report: that of its heading, else its publication."""
        return self.home or Day(self.published)

    def reset(self) -> Day:
        """Come back to the day of the report: "now", "currently", 目前."""
        back = self.report()
        self.day, self.dated, self.back = back.day or self.published, back.dated, True
        return back
