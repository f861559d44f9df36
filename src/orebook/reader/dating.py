"""The day a level is for: the one stated beside it, else its sentence's, else the one the text stands at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from orebook.reader.beside import belongs, beside, compared, enclosed, inside, of_list
from orebook.reader.classify import Role
from orebook.reader.dates import Dated, months_before, trading_day_before
from orebook.reader.opening import announced, elsewhere, of_goods, opens, said_on
from orebook.reader.parallel import listed as in_row
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Day, Standing

#: A level of a day further back is not told in the present tense.
_LAPSED = 7
#: What may stand between a time and its average.
_AVERAGES = (
    *("均价", "均价的", "的均价", "平均价", "均价为", "全年均价", "月均价", "年均价", "月份均价"),
    *("average", "average of", "mean of", "'s average of", "average price of", "annual average of"),
)
#: Words of a day or week of its own.
_OTHERWISE = ("week", "relative", "weekday", "lastday", "thisday", "trading", "same")
#: How an average is compared with that of the same time before.
_YEARLY = (
    *("同比", "环比", "年增", "年减", "较上年", "全年", "年度", "月度", "季度"),
    *("year on year", "year-on-year", "on the year", "from a year", "a year earlier", "y/y", "yoy"),
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
        return _by("D12", _ahead(sentence, at, stated, standing))
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
            return _by("D5", before)
    return _carried(sentence, at, current, standing, averaged)


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
    """The time whose average a level is compared with: 较2024年均价178万元/吨, "against the 2024 average of"."""
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


def _by(rule: str, told: Day) -> Day:
    """A day as one rule told it."""
    return Day(told.day, told.dated, rule)


def _carried(sentence: Sentence, at: int, current: Day | None, standing: Standing, averaged: bool) -> Day:
    """The day of a number without a date of its own: its list's, its sentence's, or that of the text."""
    if _back(sentence, at):
        over = _moved_on(sentence, at) if current is None else None
        return Day(over.day, over, "D5") if over is not None else _by("D6", standing.reset())
    if standing.last is not None and _same(sentence, at):
        return _by("D7", standing.last)
    if current is not None:
        lapsed = _lapsed(sentence, at, current, standing)
        return _by("D6", standing.report()) if lapsed else _by("D8", current)
    over = _over(sentence, at)
    if over is not None:
        return Day(over.day, over, "D5")
    if averaged and standing.reviewed is not None and _yearly(sentence, at):
        return Day(standing.reviewed.day, standing.reviewed, "D10")
    closing = _closing(sentence, at)
    said = closing or said_on(sentence)
    if said is not None and (said is closing or not said.period):
        return Day(said.day, said, "D9")
    if averaged and standing.spanned is not None and standing.dated is None:
        return Day(standing.spanned.day, standing.spanned, "D10")
    if not standing.firm and _present(sentence, at):
        return _by("D6", standing.report())
    return Day(standing.day, standing.dated, "D10" if standing.dated is not None else "D11")


def _yearly(sentence: Sentence, at: int) -> bool:
    """Whether an average is compared with the same time a year before, or called one of the year: 年增27%."""
    if sentence.between(sentence.start, sentence.moneys[at].left).has(*_OTHERWISE):
        return False
    said = sentence.text[sentence.floor(at) : sentence.ceiling(at)]
    return any(word in said for word in _YEARLY)


def _moved_on(sentence: Sentence, at: int) -> Dated | None:
    """The day a sentence opens with that tells a move and where it led: 5月21日报价下滑2500元/吨，目前报在52万元/吨."""
    first = sentence.moneys[0].left
    dated = sentence.dates[0] if at and sentence.dates else None
    if dated is None or dated.end > first or dated.day is None or dated.period or dated.weekly:
        return None
    led = not compared(sentence, dated) and opens(sentence, dated) and not elsewhere(sentence, dated, first)
    return dated if led and not sentence.gap(sentence.start, dated.start) else None


def _over(sentence: Sentence, at: int) -> Dated | None:
    """The day put over a sentence whose first number is an older level: 截至2月5日，从年底的260升至425."""
    first = sentence.moneys[0].left if at else 0
    return next(
        (
            dated
            for dated in sentence.dates
            if dated.end <= first and dated.day and not dated.period and announced(sentence, dated)
        ),
        None,
    )


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


def _lapsed(sentence: Sentence, at: int, current: Day, standing: Standing) -> bool:
    """Whether the level before is of long ago and this one of the day of the report: "was ..., is ..."."""
    old = current.day is None or (standing.published - current.day).days > _LAPSED
    floor, left = sentence.floor(at), sentence.moneys[at].left
    again = any(floor <= dated.start and dated.end <= left and dated.period for dated in sentence.dates)
    return old and (again or _present(sentence, at))


def _present(sentence: Sentence, at: int) -> bool:
    """Whether a level is told in the present tense, and so is of the day of the report."""
    return any(
        mark.word.text in ("is", "are", "stands", "stands at", "sits at") for mark in sentence.lead(at)
    )


def _same(sentence: Sentence, at: int) -> bool:
    """Whether a number is of the day just named: "that day", 当日."""
    return sentence.lead(at).has("same") or sentence.tail(at).has("same")


def _back(sentence: Sentence, at: int) -> bool:
    """Whether a number is said to be of the day of the report again."""
    return sentence.lead(at).has("back")


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
    paired = sentence.marks.has("respectively")
    stated = [
        dated for dated in sentence.dates if (paired or not dated.period) and not compared(sentence, dated)
    ]
    last = len(sentence.moneys) - 1
    if len(stated) != 1 or at == last or not _named_on(sentence) or beside(sentence, last) is not stated[0]:
        return None
    marks = sentence.between(sentence.moneys[at].right, sentence.moneys[last].left)
    turned = any(mark.word.text not in ("and", "with", "as", "其中") for mark in marks.of("clause", "prior"))
    return None if turned else stated[0]


def _named_on(sentence: Sentence) -> bool:
    """Whether its last number is one of a list: of products, or of numbers paired "respectively"."""
    if sentence.marks.has("respectively"):
        return True
    start = sentence.moneys[-2].right
    after = (mention for mention in sentence.mentions if mention.start >= start and not mention.actor)
    return any(not sentence.gap(start, mention.start).endswith(("for", "of")) for mention in after)


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
