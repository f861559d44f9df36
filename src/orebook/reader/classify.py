"""What a number does in its clause: a level, a change, an older level, a bound, a mark, or no price at all.

`number_forms.md` sections D and H. The word right before a number decides first ("by", "to", "from", "below"), the
word right after it next ("higher", "and above", "mark"), then what the clause is about (costs, margins, revenue).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orebook.reader.money import Money
from orebook.reader.sentence import SMALL, Sentence
from orebook.reader.vocabulary import Mark


class Role(StrEnum):
    """What a number does."""

    LEVEL = "level"
    CHANGE = "change"
    PRIOR = "prior"
    ABOVE = "above"
    BELOW = "below"
    THRESHOLD = "threshold"
    FIGURE = "figure"


@dataclass(slots=True)
class Doing:
    """A number's role, its direction where it is a change, and how firmly it was put."""

    role: Role
    sign: int = 0
    approximate: bool = False
    word: Mark | None = None


def doing(sentence: Sentence, at: int) -> Doing:
    """What the number at a position of a sentence does."""
    found = _before(sentence, at)
    follower = sentence.follower(at)
    if follower is not None and follower.word.text == "of" and any(mark.has("figure") for mark in sentence.tail(at)[1:3]):
        return Doing(Role.FIGURE)
    if follower is not None:
        found = _after(sentence, at, found, follower)
    if found.role is not Role.THRESHOLD and _is_figure(sentence, at):
        return Doing(Role.FIGURE)
    if found.role in (Role.LEVEL, Role.ABOVE, Role.BELOW) and (_denied(sentence, at) or _fleeting(sentence, at)):
        return Doing(Role.THRESHOLD)
    if _converted(sentence, at):
        return Doing(Role.FIGURE)
    return found


def _before(sentence: Sentence, at: int) -> Doing:
    approximate = False
    if _trailing(sentence, at):
        return Doing(Role.CHANGE, -1 if sentence.moneys[at].amounts[0].sign < 0 else 1)
    chain = list(sentence.governors(at))
    for place, mark in enumerate(chain):
        if mark.has("approximate") and not mark.has("above", "below"):
            approximate = True
            continue
        if mark.has("minus", "plus", "currency") or mark.word.text in SMALL:
            continue
        return _governed(sentence, at, chain[place:], approximate)
    return Doing(Role.LEVEL, approximate=approximate)


def _governed(sentence: Sentence, at: int, chain: list[Mark], approximate: bool) -> Doing:
    mark, rest = chain[0], chain[1:]
    if mark.word.text == "of" and rest:
        mark = rest[0] if rest[0].has("up", "down", "change", "figure", "prior") else mark
    if mark.has("to") and not mark.has("below", "range"):
        return Doing(Role.LEVEL, 0, approximate, mark)
    if mark.has("by"):
        return Doing(Role.CHANGE, direction(sentence, at), approximate, mark)
    if mark.has("threshold"):
        return Doing(Role.THRESHOLD, word=mark)
    if mark.has("above", "below"):
        return _bound(sentence, at, mark, rest, approximate)
    if mark.has("up", "down"):
        return Doing(Role.CHANGE, 1 if mark.has("up") else -1, approximate, mark)
    if mark.has("change"):
        return Doing(Role.CHANGE, direction(sentence, at), approximate, mark)
    if mark.has("prior") and not mark.has("level"):
        return Doing(Role.PRIOR, 0, approximate, mark)
    if mark.has("figure"):
        return Doing(Role.FIGURE, word=mark)
    return Doing(Role.LEVEL, 0, approximate, mark)


def _trailing(sentence: Sentence, at: int) -> bool:
    """Whether a signed number follows a level on its line: "565,000-570,000 -5,000"."""
    if not at or len(sentence.moneys[at].amounts) > 1 or not sentence.moneys[at].bare:
        return False
    between = sentence.text[sentence.moneys[at - 1].right : sentence.moneys[at].left]
    return between.strip() == "+" or (not between.strip() and bool(between) and sentence.moneys[at].amounts[0].sign < 0)


def _bound(sentence: Sentence, at: int, mark: Mark, rest: list[Mark], approximate: bool) -> Doing:
    """ "was above X" bounds a price; "fell below X" and "broke above X" only pass a mark."""
    side = Role.ABOVE if mark.has("above") else Role.BELOW
    before = sentence.moneys[at - 1] if at else None
    if before is not None and before.percent and not sentence.gap(before.right, mark.start):
        return Doing(Role.PRIOR, 0, approximate, mark)
    if mark.word.text == "up to" and rest and rest[0].has("up", "down"):
        return Doing(Role.LEVEL, 0, approximate, mark)
    standing = next((word for word in reversed(sentence.lead(at)) if word.end <= mark.start and word.has("up", "down", "threshold", "level", "kind", "forecast") and word.word.text not in ("of", "now")), None)
    if standing is None or (standing.has("up", "down", "threshold") and not standing.has("level", "kind")):
        return Doing(Role.THRESHOLD, word=mark)
    return Doing(side, 0, approximate, mark)


def direction(sentence: Sentence, at: int) -> int:
    """Up or down, by the nearest word of movement before the number."""
    for mark in reversed(sentence.between(sentence.start, sentence.moneys[at].left)):
        if mark.has("up") != mark.has("down"):
            return 1 if mark.has("up") else -1
    return 0


_FOLLOWS = ("higher than", "lower than", "more than", "less than", "off", "higher", "lower", "dearer", "cheaper", "more", "less", "above", "below", "under", "increase", "decrease", "rise", "drop", "fall", "gain", "decline")
_MARKS = ("上方", "下方", "mark", "threshold", "barrier", "关口", "大关", "整数关口", "psychological", "support level", "resistance level")


def _after(sentence: Sentence, at: int, found: Doing, mark: Mark) -> Doing:
    if mark.has("approximate") and mark.word.text in ("左右", "附近", "上下", "前后", "or so"):
        found.approximate = True
    if mark.word.text in _MARKS or (mark.word.text == "level" and found.role in (Role.THRESHOLD, Role.ABOVE, Role.BELOW)):
        return Doing(Role.THRESHOLD, word=mark)
    if mark.has("above_after", "below_after"):
        return Doing(Role.ABOVE if mark.has("above_after") else Role.BELOW, 0, found.approximate, mark)
    if mark.word.text in _FOLLOWS and found.role is Role.LEVEL and not sentence.moneys[at].signed:
        up = mark.has("up") or mark.word.text in ("higher", "dearer", "higher than", "more than", "above", "more", "increase", "rise", "gain")
        return Doing(Role.CHANGE, 1 if up else -1, found.approximate, mark)
    return found


def _is_figure(sentence: Sentence, at: int) -> bool:
    """Whether the clause is about a cost, a margin, a revenue: the nearest noun before the number is none of a price."""
    money = sentence.moneys[at]
    nearest = max((mention.end for mention in sentence.mentions if mention.end <= money.left and not mention.actor), default=sentence.start)
    floor = sentence.floor(at)
    for mark in reversed(sentence.between(max(floor, sentence.start), money.left)):
        if mark.has("kind") and mark.end > nearest and not mark.has("figure"):
            return False
        if mark.has("figure") and not _reason(sentence, mark):
            return mark.start >= nearest or _owns(sentence, mark, nearest)
    return False


def _denied(sentence: Sentence, at: int) -> bool:
    """Whether the clause says that the number was not reached: "failed to hold above"."""
    left = sentence.moneys[at].left
    for mark in reversed(sentence.lead(at)):
        if any(pause in sentence.text[mark.end : left] for pause in ",;，；"):
            return False
        if mark.has("denial"):
            return True
    return False


def _fleeting(sentence: Sentence, at: int) -> bool:
    """Whether the number was only touched for a moment, or goods at it are hard to find."""
    left, right = sentence.moneys[at].left, sentence.moneys[at].right
    if any(mark.has("moment") and not any(pause in sentence.text[mark.end : left] for pause in ",;，；") for mark in sentence.lead(at)):
        return True
    return any(mark.has("scarce") and not any(pause in sentence.text[right : mark.start] for pause in ",;，；") for mark in sentence.tail(at))


def _converted(sentence: Sentence, at: int) -> bool:
    """Whether a number only says the one before it again in another money: "1,650,000 yuan or $255 per kilogram"."""
    if not at:
        return False
    before, money = sentence.moneys[at - 1], sentence.moneys[at]
    between = sentence.gap(before.right, money.left)
    linked = between in _CONVERSIONS or any(mark.has("conversion") and mark.word.text not in ("or", "合", "折") and not sentence.gap(mark.end, money.left).strip("to about around约") for mark in sentence.lead(at))
    return linked and before.currency != money.currency and bool(before.currency and money.currency)


_CONVERSIONS = ("or", "or about", "or around", "(about", "(around", "or some", "(", "=", "折合", "约合")


def _reason(sentence: Sentence, mark: Mark) -> bool:
    """Whether a cost is only given as the reason: "on higher costs"."""
    before = sentence.text[max(sentence.start, mark.start - 24) : mark.start]
    words = before.replace(",", " , ").split()[-3:]
    return any(word in _REASONS for word in words) and "," not in words


_REASONS = ("on", "to", "of", "amid", "given", "despite", "by", "following", "after", "thanks")


def _owns(sentence: Sentence, mark: Mark, nearest: int) -> bool:
    """ "production costs of P were X": the cost takes the product as its own."""
    for mention in sentence.mentions:
        if mention.end == nearest and mark.end <= mention.start:
            words = sentence.gap(mark.end, mention.start).split()
            verbs = sentence.between(mark.end, mention.start)
            paused = "," in sentence.text[mark.end : mention.start] or any(verb.has("level", "up", "down") and verb.word.text != "of" for verb in verbs)
            return words[:1] and words[0] in ("of", "for", "in", "per", "to", "between", "on") and not paused
    return False


def splits(sentence: Sentence, at: int) -> bool:
    """Whether "A to B" or "A and B" at a position are two numbers and no range.

    "rose 30,000 to 1.55 million", "fell from A to B", "A and B respectively" are two; "between A and B",
    "ranged from A to B", "12,200 to 12,700" are one.
    """
    money: Money = sentence.moneys[at]
    chain = list(sentence.governors(at))
    if money.joined_by == "and":
        return not any(mark.word.text in ("between", "介于", "在") for mark in chain)
    if money.joined_by != "to" or money.signed:
        return False
    found = _before(sentence, at)
    if found.role is Role.CHANGE or (found.word is not None and found.word.has("up", "down", "by")):
        return True
    from_word = any(mark.has("from") for mark in chain)
    moved = any(mark.has("up", "down") for mark in sentence.between(sentence.start, money.left))
    ranged = any(mark.has("range") and mark.word.text.startswith(("rang", "var", "fluct")) for mark in sentence.lead(at))
    return from_word and moved and not ranged
