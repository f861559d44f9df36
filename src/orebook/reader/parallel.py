"""Lists of changes beside lists of levels: "A、B均价分别为x、y，较昨日分别上涨a、b", "both up c".

Every item of such a list does what its first one does, and belongs to the product of its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from orebook.reader.classify import Doing, Role
from orebook.reader.money import Money
from orebook.reader.sentence import Sentence

#: How far two numbers of one list may differ before a shared scale is in doubt.
_ALIKE = 5
#: What stands between the changes of one product over two spans.
_OVER = tuple(f"on the {span} and" for span in ("day", "week", "month", "quarter", "year"))
_MARKS = ("、", "，", ",", "和", "及", "与", "and", ", and")


def share_scales(sentence: Sentence) -> None:
    """Give the items of a list the scale and unit that stand at its last: 分别为49.2、48.8万元/吨."""
    if len(sentence.moneys) < 2:
        return
    for one, other in reversed(list(pairwise(sentence.moneys))):
        first, last = one.amounts[0], other.amounts[0]
        if len(one.amounts) > 1 or not one.bare or first.scale or not last.currency:
            continue
        joined = sentence.gap(one.right, other.left) in ("、", "和", "及", "and", ", and", ",", "/")
        if joined and first.value and last.value and (_near(one, other) or _paired(sentence, one)):
            first.scale, first.currency, first.per = last.scale, last.currency, last.per
            first.places = list(last.places)


def _paired(sentence: Sentence, money: Money) -> bool:
    """Whether a number is an item of a list that is paired by its place: 分别为58.5/605万元/吨."""
    return any(
        mark.word.text == "分别" and mark.end <= money.left for mark in sentence.marks.of("respectively")
    )


def _near(one: Money, other: Money) -> bool:
    first, last = one.amounts[0].value, other.amounts[0].value
    return bool(first and last and last / _ALIKE <= first <= last * _ALIKE)


def continued(sentence: Sentence, doings: Sequence[Doing]) -> list[Doing]:
    """The doings, with every later item of a list of changes a change too, of older levels an older level."""
    found = list(doings)
    for at in range(1, len(found)):
        if found[at - 1].role is Role.CHANGE and found[at].role is Role.LEVEL and _again(sentence, at):
            found[at] = replace(found[at - 1], approximate=found[at].approximate)
    if not sentence.marks.has("respectively"):
        return found
    for at in range(1, len(found)):
        before, here = found[at - 1], found[at]
        plain = here.word is None or here.word.has("link", "range")
        goes_on = before.role in (Role.CHANGE, Role.PRIOR) and here.role is Role.LEVEL
        if goes_on and plain and listed(sentence, at):
            found[at] = replace(before, approximate=here.approximate)
    return found


def _again(sentence: Sentence, at: int) -> bool:
    """Whether a change goes on over another span: "up 5,000 on the day and 9,000 on the week"."""
    after = sentence.text[sentence.moneys[at].right : sentence.end].lstrip()
    before, here = sentence.moneys[at - 1], sentence.moneys[at]
    between = sentence.gap(before.right, here.left)
    if between == "and" and here.per:
        return _near(before, here) and len(here.amounts) == 1  # "up 2 yuan/kg and 3 yuan/kg"
    return between in _OVER and after.startswith("on the ")


def listed(sentence: Sentence, at: int) -> bool:
    """Whether only a list mark stands between a number and the one before."""
    start, end = sentence.moneys[at - 1].right, sentence.moneys[at].left
    rest = sentence.text[start:end]
    for mark in sentence.between(start, end).of("up", "down", "by"):
        rest = rest.replace(mark.word.text, "", 1)
    return rest.strip() in _MARKS
