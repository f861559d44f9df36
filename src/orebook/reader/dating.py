"""The day a level is for: the one stated beside it, else its sentence's, else the one the text stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from orebook.reader.classify import Role
from orebook.reader.dates import Dated
from orebook.reader.sentence import Sentence

_NEAR = 48


@dataclass(slots=True)
class Day:
    """A level's day and the date it was read from, or no day where none is certain."""

    day: date | None
    dated: Dated | None = None


@dataclass(slots=True)
class Standing:
    """The day a text is speaking of, as it goes along."""

    published: date
    day: date
    dated: Dated | None = None

    def hear(self, dated: Dated) -> None:
        """Take a date the text states as the one it speaks of, unless it looks further back."""
        if dated.day is None or dated.period or dated.day > self.published:
            return
        if (self.dated is None and (self.published - dated.day).days <= 45) or (
            self.dated is not None and dated.day >= self.day
        ):
            self.day, self.dated = dated.day, dated


def merged(dates: Sequence[Dated], text: str) -> list[Dated]:
    """Weekday and date beside each other as one: "Friday 20 November", 上周五（1月9日）."""
    found: list[Dated] = []
    for dated in dates:
        last = found[-1] if found else None
        if last is None or dated.day is None or last.complete or not _touch(last, dated, text):
            found.append(dated)
            continue
        clash = last.weekday is not None and dated.day.isoweekday() != last.weekday
        found[-1] = replace(dated, start=last.start, clash=clash)
    return found


def _touch(one: Dated, other: Dated, text: str) -> bool:
    """Whether only a comma, a bracket or "the" stands between two dates."""
    return other.start - one.end <= 6 and text[one.end : other.start].strip(" ,(") in ("", "the")


def day(
    sentence: Sentence,
    at: int,
    role: Role,
    ahead: bool,
    current: Day | None,
    standing: Standing,
    averaged: bool = False,
) -> Day:
    """The day of the number at a position; `current` is that of the level before it in its sentence."""
    stated = beside(sentence, at)
    if ahead:
        return _ahead(sentence, at, stated, standing)
    if stated is not None and not stated.period:
        return Day(stated.day, stated)
    if stated is not None and averaged:
        return Day(stated.day, stated)
    if stated is not None and not _now(stated, standing):
        return Day(None)
    if role is Role.PRIOR:
        inside = _inside(sentence, at)
        return Day(inside.day, inside) if inside is not None else Day(None)
    recalled = _recalled(sentence, at)
    if recalled is not None:
        return Day(None if recalled.period else recalled.day, recalled)
    before = _before(sentence, at, averaged)
    if before is not None:
        return Day(before.day, before)
    if current is not None:
        return current
    closing = _closing(sentence, at)
    return Day(closing.day, closing) if closing is not None else Day(standing.day, standing.dated)


def day_after(sentence: Sentence, at: int) -> Day | None:
    """The day told at the end of "At CNY 28,500, ceria was flat on Friday", where none is told before."""
    right, ceiling = sentence.moneys[at].right, sentence.ceiling(at)
    if any(dated.end <= right for dated in sentence.dates):
        return None
    dates = [
        dated for dated in sentence.dates if right <= dated.start < ceiling and not compared(sentence, dated)
    ]
    return Day(dates[0].day, dates[0]) if len(dates) == 1 and not dates[0].period else None


def _closing(sentence: Sentence, at: int) -> Dated | None:
    """The one date at the end of a list that holds for all of it: "A at X and B at Y on July 31"."""
    stated = [dated for dated in sentence.dates if not dated.period and not compared(sentence, dated)]
    last = len(sentence.moneys) - 1
    if len(stated) != 1 or at == last or beside(sentence, last) is not stated[0]:
        return None
    marks = sentence.between(sentence.moneys[at].right, sentence.moneys[last].left)
    turned = any(
        mark.has("clause", "prior") and mark.word.text not in ("and", "with", "as", "其中") for mark in marks
    )
    return None if turned else stated[0]


def _ahead(sentence: Sentence, at: int, stated: Dated | None, standing: Standing) -> Day:
    candidates = [stated] if stated else []
    left = sentence.moneys[at].left
    candidates += [dated for dated in sentence.dates if dated.start >= left] + [
        dated for dated in reversed(sentence.dates) if dated.end <= left
    ]
    for dated in candidates:
        if dated is not None and dated.ahead is not None and dated.ahead >= standing.published:
            return Day(dated.ahead, dated)
    return Day(standing.published)


def beside(sentence: Sentence, at: int) -> Dated | None:
    """The date right after a number: "1,890 on 15 October", "48 ex VAT for the quarter to September 30"."""
    right, ceiling = sentence.moneys[at].right, sentence.ceiling(at)
    for dated in sentence.dates:
        if right <= dated.start < ceiling and dated.start - right <= _NEAR:
            between = sentence.text[right : dated.start]
            if any(pause in between for pause in ",;，；、") or _verbed(sentence, right, dated.start):
                return None
            return dated
    return None


def _verbed(sentence: Sentence, start: int, end: int) -> bool:
    small = ("on", "of", "at", "as", "for", "in", "to")
    return any(
        mark.has("level", "up", "down", "prior", "clause", "forecast") and mark.word.text not in small
        for mark in sentence.between(start, end)
    )


def _inside(sentence: Sentence, at: int) -> Dated | None:
    """The date between "from" and an older level: "from June 7's 20,000"."""
    left = sentence.moneys[at].left
    for dated in sentence.dates:
        if (
            sentence.floor(at) <= dated.start
            and dated.end <= left
            and sentence.gap(dated.end, left) in ("", "'s", "'s level of", "的", ")的", ")")
        ):
            return dated
    return None


def _recalled(sentence: Sentence, at: int) -> Dated | None:
    """The time a clause looks back to: "since January, when it was 360,000"."""
    for mark in sentence.lead(at):
        if mark.word.text == "when":
            named = (dated for dated in sentence.dates if 0 <= mark.start - dated.end <= 2)
            return next(named, None)
    return None


def _now(dated: Dated, standing: Standing) -> bool:
    """Whether a month or quarter is the one the text appeared in."""
    return dated.day is not None and (dated.day.year, dated.day.month) >= (
        standing.published.year,
        standing.published.month,
    )


def _before(sentence: Sentence, at: int, averaged: bool) -> Dated | None:
    """The last date stated before a number in its own stretch of the sentence."""
    floor, left = sentence.floor(at), sentence.moneys[at].left
    found = [
        dated
        for dated in sentence.dates
        if floor <= dated.start
        and dated.end <= left
        and not compared(sentence, dated)
        and (averaged or not dated.period)
    ]
    if not found or (at and _belongs(sentence, at, found[-1])):
        return found[-2] if len(found) > 1 else None
    return found[-1]


def compared(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date is only what something is compared with: "than on June 6", 较前一日."""
    before = sentence.text[max(sentence.start, dated.start - 14) : dated.start].split()
    cjk = sentence.text[max(sentence.start, dated.start - 2) : dated.start]
    return any(
        word
        in (
            "than",
            "from",
            "since",
            "versus",
            "against",
            "after",
            "before",
            "until",
            "till",
            "below",
            "above",
            "over",
            "under",
            "with",
        )
        for word in before[-2:]
    ) or cjk.endswith(("较", "比", "自", "从"))


def _belongs(sentence: Sentence, at: int, dated: Dated) -> bool:
    """Whether a date stands right after the number before, and so is that one's."""
    other = beside(sentence, at - 1)
    return other is not None and other.start == dated.start
