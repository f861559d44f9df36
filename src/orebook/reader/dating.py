"""The day a level is for: the one stated beside it, else its sentence's, else the one the text stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from orebook.reader.classify import Role
from orebook.reader.dates import Dated, months_before, trading_day_before
from orebook.reader.opening import announced, elsewhere, of_goods, said_on
from orebook.reader.parallel import listed as in_row
from orebook.reader.regular import Pattern
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Day, Standing

_NEAR = 48
_FAR = 60
#: One of these before a date makes it one that is only compared with.
_COMPARING = frozenset(
    ["than", "from", "since", "versus", "against", "after", "before", "until", "till", "below", "above", "over", "under", "with"]
)
#: What a price is "on" another day, and not on that day: "stable on the session before".
_UNMOVED = ("stable", "steady", "flat", "unchanged", "up", "down", "higher", "lower")
#: The words of "'s assessed price range of".
_NAMED = 5
#: A level of a day further back is not told in the present tense.
_LAPSED = 7
#: The last day of a week's trading.
_FRIDAY = 5
#: The shortest name of a quarter: 四季度.
_QUARTER = 3
#: The end of the month after a text lies at most so many days ahead.
_NEXT = 62
#: How far two dates that are one may stand apart.
_APART = 6
#: What may close a list before its day: "A and B, respectively, on Friday", "A, as of Friday".
_LIST_END = Pattern(r"^\)?,? respectively,?")
_LAST = Pattern(r"^,( (?:as of|as at|on|for)) ")


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
    return _in_order(found, text)


def _in_order(found: list[Dated], text: str) -> list[Dated]:
    """The days with that of "from 395,000 on Monday to 386,000 on Friday" in the week of the later one."""
    for at, (one, other) in enumerate(pairwise(found)):
        named = one.weekday is not None and other.weekday is not None and one.day is not None
        if not named or other.day is None or one.day is None or one.day <= other.day:
            continue
        lead, between = text[max(0, one.start - _FAR) : one.start], text[one.end : other.start]
        if "from " in lead and " to " in between and not any(stop in between for stop in (". ", ";", "\n")):
            found[at] = replace(one, day=one.day - timedelta(days=7))
    return found


def _touch(one: Dated, other: Dated, text: str) -> bool:
    """Whether only a comma, a bracket or "the" stands between two dates."""
    if other.start - one.end > _APART:
        return False
    figures = [any(letter.isdigit() for letter in text[day.start : day.end]) for day in (one, other)]
    if all(figures) and one.day != other.day and one.day is not None:
        return False
    between = text[one.end : other.start].strip(" ,(")
    return between in ("", "the") or (one.day is None and between == "on")


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
    stated = beside(sentence, at) or _beside_list(sentence, at)
    if ahead:
        return _by("D12", _ahead(sentence, at, stated, standing))
    if stated is not None and not of_goods(sentence, stated):
        own = listed and role is not Role.PRIOR  # the month of "from 328,000 for January" is the older list's
        found = _counted(stated, role, current, standing, averaged) or _bound(stated, standing, own, averaged)
        if found is not None:
            return Day(None) if stated.period and not listed and _delivered(sentence, at, stated) else found
    if role is Role.PRIOR:
        inside = next((one for place in _row(sentence, at, None) if (one := _inside(sentence, place))), None)
        return _of_older(inside, current) if inside is not None else Day(None)
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


def _over_the_quarter(sentence: Sentence, at: int, standing: Standing) -> Dated | None:
    """The quarter of "averaged 50 for the quarter": the one the text speaks of, else the last that closed."""
    for mark in (*sentence.lead(at), *sentence.tail(at)):
        if mark.has("lasting") and mark.word.text.endswith(" the quarter"):
            closed = months_before(standing.published, (standing.published.month - 1) % 3 + 1)
            return standing.spanned or Dated(mark.start, mark.end, closed, period=True)
    return None


def _row(sentence: Sentence, at: int, current: Day | None) -> list[int]:
    """A number, and those before it in its list whose day it has where none of them was kept."""
    places = [at]
    while current is None and places[-1] and in_row(sentence, places[-1]):
        places.append(places[-1] - 1)
    return places


def _beside_list(sentence: Sentence, at: int) -> Dated | None:
    """The date right after a list of which a number is an item: "$24, $22 and $130, respectively, in March"."""
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
        return _by("D6", standing.reset())
    if standing.last is not None and _same(sentence, at):
        return _by("D7", standing.last)
    if current is not None:
        lapsed = _lapsed(sentence, at, current, standing)
        return _by("D6", standing.report()) if lapsed else _by("D8", current)
    over = _over(sentence, at)
    if over is not None:
        return Day(over.day, over, "D5")
    closing = _closing(sentence, at)
    said = closing or said_on(sentence)
    if said is not None and (said is closing or not said.period):
        return Day(said.day, said, "D9")
    if averaged and standing.spanned is not None and standing.dated is None:
        return Day(standing.spanned.day, standing.spanned, "D10")
    if not standing.firm and _present(sentence, at):
        return _by("D6", standing.report())
    return Day(standing.day, standing.dated, "D10" if standing.dated is not None else "D11")


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
    """The day a week or a day before a level of a stated day: "42 on Friday April 26, from 41 a week earlier"."""
    counted = stated.weekly or stated.daily
    if role is not Role.PRIOR or not counted or current is None or current.day is None:
        return None
    plain = current.dated is not None and not current.dated.period and not current.dated.closing
    before = trading_day_before(current.day) if stated.daily else current.day - timedelta(days=7)
    return Day(before, stated, "D2") if plain else None


def _of_older(inside: Dated, current: Day | None) -> Day:
    """The day of an older level: 较前一日 and 较上周 of a stated day are counted from it."""
    friday = current is not None and current.day is not None and current.day.isoweekday() == _FRIDAY
    counted = _before_that(inside, Role.PRIOR, current) if inside.daily or friday else None
    return counted or Day(inside.day, inside, "D3")


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
    """Whether a month or quarter without its year is the next one: a July list announced on June 30."""
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


def beside(sentence: Sentence, at: int) -> Dated | None:
    """The date right after a number: "1,890 on 15 October", "48 ex VAT for the quarter to September 30"."""
    right, ceiling = sentence.moneys[at].right, sentence.ceiling(at)
    for dated in sentence.dates:
        if right <= dated.start < ceiling and dated.start - right <= _NEAR:
            between = _without(_LIST_END, sentence.text[right : dated.start])
            if not sentence.gap(dated.end, sentence.end).strip(".)"):
                between = _without(_LAST, between)
            if (
                _forward(sentence, dated, ceiling)
                or any(pause in between for pause in ",;，；、[]")
                or _begins_next(sentence, dated, between)
                or _opens_bracket(sentence, dated, between)
                or _verbed(sentence, right, dated.start)
            ):
                return None
            return dated
    return None


def _begins_next(sentence: Sentence, dated: Dated, between: str) -> bool:
    """Whether a Chinese date, which stands before its number, opens what comes next: 15万元/吨 2025年."""
    spoken = sentence.text[dated.start : dated.end]
    return not spoken.isascii() and "(" not in between and "（" not in between


def _opens_bracket(sentence: Sentence, dated: Dated, between: str) -> bool:
    """Whether a date stands in a bracket with a number of its own: 56.9万元/吨（8月为52.1万元/吨）."""
    if between.strip() not in ("(", "（"):
        return False
    closed = sentence.text.find(")", dated.end)
    return any(dated.end <= money.left < closed and not money.percent for money in sentence.moneys)


def _without(opening: Pattern, words: str) -> str:
    """Words without what they open with."""
    match = opening.search(words)
    return words[match.end() :] if match is not None else words


def _forward(sentence: Sentence, dated: Dated, ceiling: int) -> bool:
    """Whether a date belongs to the number after it: "to this Friday's 441,000"."""
    return ceiling < sentence.end and sentence.gap(dated.end, ceiling) in ("'s", "'s level of", "的", "'")


def _verbed(sentence: Sentence, start: int, end: int) -> bool:
    small = ("on", "of", "at", "as", "for", "in", "to", "ended", "ending")
    return any(
        mark.word.text not in small
        for mark in sentence.between(start, end).of("level", "up", "down", "prior", "clause", "forecast")
    )


def _inside(sentence: Sentence, at: int) -> Dated | None:
    """The date between "from" and an older level: "from June 7's 20,000"."""
    money = sentence.moneys[at]
    left = min([money.left, *(start for start, _ in money.places)])
    for dated in sentence.dates:
        if (
            sentence.floor(at) <= dated.start
            and dated.end <= left
            and _leads(_owned(sentence, dated.end, left))
        ):
            return dated
    return None


def _leads(words: str) -> bool:
    """Whether only "'s" and the name of a price stand between a date and its number: "Wednesday's prices of"."""
    if words in ("", "'s", "的", ")的", ")", "("):
        return True
    spoken = words.split()
    return spoken[:1] == ["'s"] and len(spoken) <= _NAMED and spoken[-1] in ("of", "at")


def _owned(sentence: Sentence, start: int, end: int) -> str:
    """What stands between a date and its number, a Chinese word for a price left out: 26日的订单价68.4万."""
    mark = next(
        (mark for mark in sentence.between(start, end).of("kind") if not mark.word.text.isascii()), None
    )
    return sentence.gap(start, mark.start if mark is not None and not sentence.gap(mark.end, end) else end)


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
            or (compared(sentence, dated) and not _enclosed(sentence, dated, left))
            or (elsewhere(sentence, dated, left) and not (listed and _of_list(sentence, dated)))
            or of_goods(sentence, dated)
        ):
            continue
        found = _bound(dated, standing, listed, averaged)
        if found is not None and not (at and _belongs(sentence, at, dated)):
            return found
    return None


def _enclosed(sentence: Sentence, dated: Dated, left: int) -> bool:
    """Whether a date shares a bracket with a number: 较上周五（9月12日，56.9万元/吨）."""
    opened = sentence.text.rfind("(", dated.start - 1, left)
    return opened >= 0 and ")" not in sentence.text[opened:left]


def _of_list(sentence: Sentence, dated: Dated) -> bool:
    """Whether a month is that of the list a number stands in: "the January list put P at"."""
    return sentence.text[dated.end :].lstrip(" '").startswith(("list", "s list"))


def compared(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date is only what something is compared with: "than on June 6", 较前一日."""
    before = sentence.text[max(sentence.start, dated.start - 14) : dated.start].split()
    cjk = sentence.text[max(sentence.start, dated.start - 2) : dated.start]
    if sentence.text.startswith("since ", dated.start):
        return True
    counted = dated.day is None or dated.daily or dated.weekly
    if counted and before[-1:] == ["on"] and before[-2:-1] and before[-2] in _UNMOVED:
        return True
    return not _COMPARING.isdisjoint(before[-2:]) or cjk.endswith(("较", "比", "自", "从"))


def _belongs(sentence: Sentence, at: int, dated: Dated) -> bool:
    """Whether a date stands right after the number before, and so is that one's."""
    other = beside(sentence, at - 1)
    return other is not None and other.start == dated.start
