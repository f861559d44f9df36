"""The day a level has without a date of its own: its list's, its sentence's, or that of the text."""

from __future__ import annotations

from orebook.reader.beside import beside, compared
from orebook.reader.dated import Dated
from orebook.reader.opening import announced, elsewhere, opens, said_on
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Day, Standing

#: A level of a day further back is not told in the present tense.
_LAPSED = 7
#: Words of a day or week of its own.
_OTHERWISE = ("week", "relative", "weekday", "lastday", "thisday", "trading", "same")
#: How an average is compared with that of the same time before.
_YEARLY = (
    *("同比", "环比", "年增", "年减", "较上年", "全年", "年度", "月度", "季度"),
    *("year on year", "year-on-year", "on the year", "from a year", "a year earlier", "y/y", "yoy"),
)


def by(rule: str, told: Day) -> Day:
    """A day as one rule told it."""
    return Day(told.day, told.dated, rule)


def carried(sentence: Sentence, at: int, current: Day | None, standing: Standing, averaged: bool) -> Day:
    """The day of a number without a date of its own: its list's, its sentence's, or that of the text."""
    if _back(sentence, at):
        over = _moved_on(sentence, at) if current is None else None
        return Day(over.day, over, "D5") if over is not None else by("D6", standing.reset())
    if standing.last is not None and _same(sentence, at):
        return by("D7", standing.last)
    if current is not None:
        lapsed = _lapsed(sentence, at, current, standing)
        return by("D6", standing.report()) if lapsed else by("D8", current)
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
        return by("D6", standing.report())
    return Day(standing.day, standing.dated, "D10" if standing.dated is not None else "D11")


def _yearly(sentence: Sentence, at: int) -> bool:
    """Whether an average is compared with the same time a year before, or called one of the year: 年增27%."""
    if sentence.between(sentence.start, sentence.moneys[at].left).has(*_OTHERWISE):
        return False
    said = sentence.text[sentence.floor(at) : sentence.ceiling(at)]
    return any(word in said for word in _YEARLY)


def _moved_on(sentence: Sentence, at: int) -> Dated | None:
    """The day a sentence opens with that tells a move and where it led: 5月21日下滑2500元，目前报52万元."""
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
