"""The day a level is for: the one stated beside it, else its sentence's, else the one the text stands at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from orebook.reader.beside import belongs, beside, compared, enclosed, inside, of_list
from orebook.reader.carrying import by, carried
from orebook.reader.classify import Role
from orebook.reader.dated import Dated, months_before, trading_day_before
from orebook.reader.opening import elsewhere, of_goods
from orebook.reader.parallel import listed as in_row
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Day, Standing

#: What may stand between a time and its average.
_AVERAGES = (
    *("均价", "均价的", "的均价", "平均价", "均价为", "全年均价", "月均价", "年均价", "月份均价"),
    *("average", "average of", "mean of", "'s average of", "average price of", "annual average of"),
)
#: The last day of a week's trading.
_FRIDAY = 5
#: The shortest name of a quarter: 四季度.
_QUARTER = 3
#: The end of the month after a text lies at most so many days ahead.
_NEXT = 62


def day(
    sentence: Sentence,
    at: int,
    role: Role,
    ahead: bool,
    current: Day | None,
    standing: Standing,
    averaged: bool = False,
    listed: bool = False,
) -> Day:
    """The day of the number at a position; `current` is that of the level before it in its sentence."""
    stated = _told(sentence, at, role)
    if ahead:
        return by("D12", _ahead(sentence, at, stated, standing))
    if stated is not None and not of_goods(sentence, stated):
        own = listed and role is not Role.PRIOR  # the month of "from 328,000 for January" is the older list's
        found = _counted(stated, role, current, standing, averaged) or _bound(stated, standing, own, averaged)
        if found is not None:
            return Day(None) if stated.period and not listed and _delivered(sentence, at, stated) else found
    if role is Role.PRIOR:
        older = next((one for place in _row(sentence, at, None) if (one := inside(sentence, place))), None)
        return _of_older(older, current) if older is not None else Day(None)
    older = _average_before(sentence, at) if averaged else None
    if older is not None:
        return Day(older.day, older, "D3")
    recalled = _recalled(sentence, at)
    if recalled is not None:
        return Day(None if recalled.period else recalled.day, recalled, "D4")
    quarter = _over_the_quarter(sentence, at, standing) if averaged else None
    if quarter is not None:
        return Day(quarter.day, quarter, "D10")
    for place in _row(sentence, at, current):
        before = _before(sentence, place, standing, listed, averaged)
        if before is not None:
            return by("D5", before)
    return carried(sentence, at, current, standing, averaged)


def _told(sentence: Sentence, at: int, role: Role) -> Dated | None:
    """The date right after a number or its list, a time that is the one just spoken of left out."""
    stated = beside(sentence, at) or _beside_list(sentence, at)
    same = stated is not None and role is not Role.PRIOR and _over_the_same(sentence, stated)
    return None if same else stated


def _over_the_same(sentence: Sentence, dated: Dated) -> bool:
    """Whether a time is the one just spoken of: "were flat at $54 during the same period"."""
    before = sentence.text[sentence.start : dated.start].split()
    same = sentence.text[dated.start : dated.end] == "same period"
    return same and before[-2:] in (["during", "the"], ["over", "the"])


def _over_the_quarter(sentence: Sentence, at: int, standing: Standing) -> Dated | None:
    """The quarter of "averaged 50 for the quarter": the one the text speaks of, else the last that closed."""
    for mark in (*sentence.lead(at), *sentence.tail(at)):
        if mark.has("lasting") and mark.word.text.endswith(" the quarter"):
            closed = months_before(standing.published, (standing.published.month - 1) % 3 + 1)
            return standing.spanned or Dated(mark.start, mark.end, closed, period=True)
    return None


def _average_before(sentence: Sentence, at: int) -> Dated | None:
    """The time whose average a level is compared with: 较2024年均价178万元/吨, "against the 2024 average"."""
    left = sentence.moneys[at].left
    for dated in sentence.dates:
        within = sentence.floor(at) <= dated.start and dated.end <= left and dated.period
        if within and compared(sentence, dated) and sentence.gap(dated.end, left) in _AVERAGES:
            return dated
    return None


def _row(sentence: Sentence, at: int, current: Day | None) -> list[int]:
    """A number, and those before it in its list whose day it has where none of them was kept."""
    places = [at]
    while current is None and places[-1] and (in_row(sentence, places[-1]) or _arrived(sentence, places[-1])):
        places.append(places[-1] - 1)
    return places


def _arrived(sentence: Sentence, at: int) -> bool:
    """Whether a number is where the move before it led to: "in June rose by 3 to 91"."""
    right, left = sentence.moneys[at - 1].right, sentence.moneys[at].left
    between = sentence.text[right:left]
    named = any(right <= mention.start < left for mention in sentence.mentions)
    older = sentence.lead(at - 1).has("prior", "from")
    return sentence.lead(at).has("to") and not (named or older or any(pause in between for pause in ",;，；"))


def _beside_list(sentence: Sentence, at: int) -> Dated | None:
    """The date right after the list a number stands in: "$24, $22 and $130, respectively, in March"."""
    last = at
    while last + 1 < len(sentence.moneys) and in_row(sentence, last + 1):
        last += 1
    return beside(sentence, last) if last > at and sentence.marks.has("respectively") else None


def _counted(
    stated: Dated, role: Role, current: Day | None, standing: Standing, averaged: bool
) -> Day | None:
    """The day that is counted back: from the level beside it, or, of an average, from the report."""
    if not stated.back:
        return _before_that(stated, role, current)
    told = current.day if current is not None and current.dated is not None and current.dated.period else None
    if told is not None:
        day = months_before(told, stated.back)
    elif averaged and role is not Role.PRIOR:
        day = months_before(standing.published, (standing.published.month - 1) % stated.back + 1)
    else:
        return None
    return Day(day, replace(stated, day=day, period=True), "D2")


def _before_that(stated: Dated, role: Role, current: Day | None) -> Day | None:
    """The day a week or a day before a level of a stated day: "42 on April 26, from 41 a week earlier"."""
    counted = stated.weekly or stated.daily
    if role is not Role.PRIOR or not counted or current is None or current.day is None:
        return None
    plain = current.dated is not None and not current.dated.period and not current.dated.closing
    before = trading_day_before(current.day) if stated.daily else current.day - timedelta(days=7)
    return Day(before, stated, "D2") if plain else None


def _of_older(older: Dated, current: Day | None) -> Day:
    """The day of an older level: 较前一日 and 较上周 of a stated day are counted from it."""
    friday = current is not None and current.day is not None and current.day.isoweekday() == _FRIDAY
    counted = _before_that(older, Role.PRIOR, current) if older.daily or friday else None
    return counted or Day(older.day, older, "D3")


def _bound(dated: Dated, standing: Standing, listed: bool, averaged: bool) -> Day | None:
    """The day a date gives a number; None for a month that is not over, or that of a list."""
    if listed and dated.day is None:
        return None  # "listed at 143,000 for the first half of December"
    if not dated.period or dated.day is None:
        return Day(dated.day, dated, "D1")
    if averaged:
        return Day(min(dated.day, standing.published), dated, "D1")
    if _now(dated, standing) or (listed and _coming(dated, standing)):
        return None
    return Day(dated.day, dated, "D1")


def _coming(dated: Dated, standing: Standing) -> bool:
    """Whether a month or quarter is the one after the text: a July list announced on June 30."""
    ahead = (dated.ahead - standing.published).days if dated.ahead is not None else 0
    quarter = dated.ahead is not None and dated.end - dated.start >= _QUARTER and dated.ahead.month % 3 == 0
    return 0 < ahead <= (2 * _NEXT if quarter else _NEXT)


def _delivered(sentence: Sentence, at: int, dated: Dated) -> bool:
    """Whether a month is that of the goods and not of the price: "$9 for July shipment"."""
    before = sentence.gap(sentence.moneys[at].right, dated.start).split()
    return before[-1:] == ["for"]


def day_after(sentence: Sentence, at: int) -> Day | None:
    """The day told at the end of "At CNY 28,500, ceria was flat on Friday", where none is told before."""
    right, ceiling = sentence.moneys[at].right, sentence.ceiling(at)
    if any(dated.end <= right for dated in sentence.dates):
        return None
    dates = [
        dated for dated in sentence.dates if right <= dated.start < ceiling and not compared(sentence, dated)
    ]
    return Day(dates[0].day, dates[0]) if len(dates) == 1 and not dates[0].period else None


def _ahead(sentence: Sentence, at: int, stated: Dated | None, standing: Standing) -> Day:
    candidates = [stated] if stated else []
    floor, left = sentence.floor(at), sentence.moneys[at].left
    before = [dated for dated in reversed(sentence.dates) if dated.end <= left]
    candidates += [dated for dated in before if dated.start >= floor and not compared(sentence, dated)]
    candidates += [dated for dated in sentence.dates if dated.start >= left] + before
    for dated in candidates:
        if dated is not None and dated.ahead is not None and dated.ahead >= standing.published:
            return Day(dated.ahead, dated)
    return Day(standing.published)


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


def _before(sentence: Sentence, at: int, standing: Standing, listed: bool, averaged: bool) -> Day | None:
    """The last date stated before a number in its own stretch of the sentence."""
    floor, left = sentence.floor(at), sentence.moneys[at].left
    for dated in reversed(sentence.dates):
        within = floor <= dated.start and dated.end <= left
        if (
            not within
            or (compared(sentence, dated) and not enclosed(sentence, dated, left))
            or (elsewhere(sentence, dated, left) and not (listed and of_list(sentence, dated)))
            or of_goods(sentence, dated)
        ):
            continue
        past = _counted(dated, Role.LEVEL, None, standing, averaged) if dated.back else None
        found = past or _bound(dated, standing, listed, averaged)
        if found is not None and not (at and belongs(sentence, at, dated)):
            return found
    return None
