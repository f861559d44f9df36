"""Prices nobody asks or pays: floors, break-evens, starting bids, a study's assumptions, steps of grade."""

from __future__ import annotations

from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark

_PAUSES = (",", "，", ";", "；", "(")
_RECKONED = ("测算", "计算", "估算", "推算", "的价格测算", "的价格计算", "的价格估算", "计,", "计，")
_SMALL_AFTER = ("", "的", "a", "as a", "as the", "as its", "作为", "为")


def notional(sentence: Sentence, at: int) -> bool:
    """Whether a number is such a price and no level of the market."""
    return _called(sentence, at) or _supposed(sentence, at) or _graded(sentence, at)


def _called(sentence: Sentence, at: int) -> bool:
    """Whether a floor, a break-even or a starting price is named right before the number or right after."""
    if not sentence.marks.has("notional"):
        return False
    left, right = sentence.moneys[at].left, sentence.moneys[at].right
    marks = sentence.lead(at).of("notional")
    if any(not _resumed(sentence, mark.end, left) for mark in marks):
        return True
    after = next(iter(sentence.tail(at).of("notional")), None)
    return after is not None and sentence.gap(right, after.start) in _SMALL_AFTER


def _resumed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether, after a pause or a deal, the text has gone on to a price of the market."""
    dealt = [mark for mark in sentence.between(start, end).of("kind") if not mark.has("auction")]
    if any(mark.get("kind") != "assessment" for mark in dealt):
        return True
    pause = max(sentence.text.rfind(mark, start, end) for mark in _PAUSES)
    if pause < 0:
        return False
    named = any(pause <= mention.start < end for mention in sentence.mentions)
    return named or sentence.between(pause, end).has("kind", "carrier")


def _supposed(sentence: Sentence, at: int) -> bool:
    """Whether the clause supposes it: "the study assumes P at X and Q at Y"."""
    left, right = sentence.moneys[at].left, sentence.moneys[at].right
    if sentence.text.endswith(("按", "以", "按照"), 0, left) and sentence.text.startswith(_RECKONED, right):
        return True
    return sentence.marks.has("supposed") and any(
        not _turned(sentence, mark.end, left)
        for mark in sentence.between(sentence.start, left).of("supposed")
    )


def _turned(sentence: Sentence, start: int, end: int) -> bool:
    marks = sentence.between(start, end)
    return any(pause in sentence.text[start:end] for pause in ";；") or any(
        mark.has("turning") or (mark.has("prior") and mark.has("opener")) for mark in marks
    )


def _graded(sentence: Sentence, at: int) -> bool:
    """Whether it is what each per cent of grade adds or takes: "376.5 yuan/mt for each 1% REO"."""
    marks = sentence.marks.of("grading")
    return bool(marks) and any(_steps(sentence, at, mark) for mark in marks)


def _steps(sentence: Sentence, at: int, mark: Mark) -> bool:
    money = sentence.moneys[at]
    if mark.start >= money.right:
        return mark.word.text.startswith(("per", "for")) and not sentence.gap(money.right, mark.start)
    between = [other for other in sentence.moneys[:at] if other.start >= mark.end]
    near = sentence.text[mark.end : money.left]
    return bool(near[:12].strip()[:1].isdigit() or between) and all(other.percent for other in between)
