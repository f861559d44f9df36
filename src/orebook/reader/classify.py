"""What a number does in its clause: a level, a change, an older level, a bound, a mark, or no price at all.

The word right before a number decides first ("by", "to", "from", "below"), the word right after it next
("higher", "and above", "mark"), then what the clause is about (costs, margins, revenue).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orebook.reader import figures
from orebook.reader.money import Money
from orebook.reader.notional import notional
from orebook.reader.sentence import SMALL, Sentence
from orebook.reader.vocabulary import Mark

#: How far the ends of one change may lie apart, as a factor.
_SPREAD = 2
#: What takes a price up to a level.
_LIFTERS = frozenset(
    (
        *("pushed", "pushing", "drove", "driving", "brought", "bringing", "sent", "sending"),
        *("lifted", "lifting", "raised", "raising", "took", "taking"),
    )
)


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
    if follower is not None:
        found = _after(sentence, at, found, follower)
    if found.role is Role.THRESHOLD:
        return found
    if figures.concerns(sentence, at) or figures.converted(sentence, at) or notional(sentence, at):
        return Doing(Role.FIGURE)
    standing = found.role in (Role.LEVEL, Role.ABOVE, Role.BELOW)
    if standing and (figures.denied(sentence, at) or figures.fleeting(sentence, at)):
        return Doing(Role.THRESHOLD)
    bound = found.role in (Role.ABOVE, Role.BELOW)
    return Doing(Role.THRESHOLD) if bound and figures.sparse(sentence, at) else found


def _before(sentence: Sentence, at: int) -> Doing:
    approximate = False
    if _bracketed(sentence, at) and sentence.moneys[at - 1].signed:
        return Doing(Role.FIGURE)  # "-43.05 (-1.20)": a move or an older level, who knows
    if _trailing(sentence, at):
        return Doing(Role.CHANGE, -1 if sentence.moneys[at].amounts[0].sign < 0 else 1)
    chain = list(sentence.governors(at))
    for place, mark in enumerate(chain):
        if mark.has("approximate") and not mark.has("above", "below"):
            approximate = True
            continue
        if mark.has("minus", "plus", "currency") or mark.word.text in SMALL:
            continue
        if mark.word.text == "升" and sentence.moneys[at].signed:
            continue
        return _governed(sentence, at, chain[place:], approximate)
    return Doing(Role.LEVEL, approximate=approximate)


def _governed(sentence: Sentence, at: int, chain: list[Mark], approximate: bool) -> Doing:
    mark, rest = _head(chain), chain[1:]
    if mark.word.text == "and up" and at:
        return Doing(Role.CHANGE, 1, approximate, mark)  # "up 5,000 on the day and up 9,000 on the week"
    if mark.has("to") and not mark.has("below", "range"):
        return Doing(Role.LEVEL, 0, approximate, mark)
    if mark.has("by", "change") and not mark.has("up", "down"):
        return Doing(Role.CHANGE, direction(sentence, at), approximate, mark)
    if mark.has("threshold"):
        return Doing(Role.THRESHOLD, word=mark)
    if mark.has("above", "below"):
        return _bound(sentence, at, mark, rest, approximate)
    if mark.has("up", "down"):
        return Doing(Role.CHANGE, 1 if mark.has("up") else -1, approximate, mark)
    if mark.has("from") and sentence.moneys[at].joined_by == "to":
        return Doing(Role.LEVEL, 0, approximate, mark)
    if mark.has("prior") and not mark.has("level"):
        return Doing(Role.PRIOR, 0, approximate, mark)
    if mark.has("figure") and not figures.verb(sentence, at, mark):
        return Doing(Role.FIGURE, word=mark)
    older = _older(sentence, mark, rest)
    return Doing(Role.PRIOR if older else Role.LEVEL, 0, approximate, rest[0] if older else mark)


def _head(chain: list[Mark]) -> Mark:
    """The word that governs: in "a rise of" and "from Wednesday's prices of" the one before "of"."""
    mark, rest = chain[0], chain[1:]
    if mark.word.text != "of" or not rest:
        return mark
    if rest[1:] and rest[0].has("carrier") and rest[1].has("prior"):
        return rest[1]
    return rest[0] if rest[0].has("up", "down", "change", "figure", "prior") else mark


def _older(sentence: Sentence, mark: Mark, rest: list[Mark]) -> bool:
    """Whether a date tells of which day a price is that is compared with: 比11月26日的订单价68.4万元/吨."""
    prior = next((one for one in rest if not one.has("carrier", "kind")), None)
    if prior is None or not mark.has("kind") or not prior.has("prior"):
        return False
    return any(prior.end <= dated.start and dated.end <= mark.start for dated in sentence.dates)


def _trailing(sentence: Sentence, at: int) -> bool:
    """Whether a signed number follows a level on its line: "565,000-570,000 -5,000"."""
    if not at or len(sentence.moneys[at].amounts) > 1 or sentence.moneys[at].percent:
        return False
    between = sentence.text[sentence.moneys[at - 1].right : sentence.moneys[at].left]
    plus = between.rstrip().endswith("+") and not sentence.lead(at).has("spread_word")
    if plus or _bracketed(sentence, at):
        return True
    blank = bool(between) and not between.strip()
    return sentence.moneys[at].bare and blank and sentence.moneys[at].amounts[0].sign < 0


def _bracketed(sentence: Sentence, at: int) -> bool:
    """Whether a number below nought stands in a bracket right behind another: "441,000 yuan/mt (-2,000)"."""
    if not at or sentence.moneys[at].amounts[0].sign >= 0 or sentence.moneys[at].percent:
        return False
    return sentence.gap(sentence.moneys[at - 1].right, sentence.moneys[at].left) in ("(", "（")


def _bound(sentence: Sentence, at: int, mark: Mark, rest: list[Mark], approximate: bool) -> Doing:
    """Tell "was above X", which bounds a price, from "fell below X", which only passes a mark."""
    side = Role.ABOVE if mark.has("above") else Role.BELOW
    before = sentence.moneys[at - 1] if at else None
    if before is not None and before.percent and not sentence.gap(before.right, mark.start):
        return Doing(Role.PRIOR, 0, approximate, mark)
    if mark.word.text == "up to" and ((rest and rest[0].has("up", "down")) or _lifted(sentence, at)):
        return Doing(Role.LEVEL, 0, approximate, mark)
    if mark.word.text in ("within", "up to") and len(sentence.moneys[at].amounts) > 1:
        return Doing(Role.LEVEL, 0, approximate, mark)  # "within the 1.61-1.62 million range"
    standing = next(
        (
            word
            for word in reversed(sentence.lead(at).of("up", "down", "threshold", "level", "kind", "forecast"))
            if word.end <= mark.start and word.word.text not in ("of", "now")
        ),
        None,
    )
    if rest and rest[0].has("to") and rest[0].word.text == "to" and standing is not None:
        return Doing(side, 0, approximate, mark)  # "have risen to over 90,000", and not "rose above 90,000"
    if standing is None and at and mark.word.text.endswith(" than"):
        return Doing(Role.PRIOR, 0, approximate, mark)  # "442,000, higher than the 438,000 of a week ago"
    if standing is None or (standing.has("up", "down", "threshold") and not standing.has("level", "kind")):
        return Doing(Role.THRESHOLD, word=mark)
    return Doing(side, 0, approximate, mark)


def _lifted(sentence: Sentence, at: int) -> bool:
    """Whether something takes a price "up to" a level: "buying pushed prices up to 52,000"."""
    words = sentence.text[sentence.floor(at) : sentence.moneys[at].left].split()
    return not _LIFTERS.isdisjoint(words)


def direction(sentence: Sentence, at: int) -> int:
    """Up or down, by the nearest word of movement before the number."""
    for mark in reversed(sentence.between(sentence.start, sentence.moneys[at].left).of("up", "down")):
        if mark.has("up") != mark.has("down"):
            return 1 if mark.has("up") else -1
    return 0


def _after(sentence: Sentence, at: int, found: Doing, mark: Mark) -> Doing:
    if mark.has("about_after"):
        found.approximate = True
    passed = mark.word.text == "level" and found.role in (Role.THRESHOLD, Role.ABOVE, Role.BELOW)
    if mark.has("mark") or passed:
        return Doing(Role.THRESHOLD, word=mark)
    if mark.has("above_after", "below_after"):
        side = Role.ABOVE if mark.has("above_after") else Role.BELOW
        return Doing(side, 0, found.approximate, mark)
    if mark.has("more", "fewer") and found.role is Role.LEVEL and not sentence.moneys[at].signed:
        return Doing(Role.CHANGE, 1 if mark.has("more") else -1, found.approximate, mark)
    return found


def _alike(money: Money) -> bool:
    """Whether both ends have a unit and are of a size: 上涨50万元/吨至53万元/吨 is one change."""
    first, last = money.amounts[0], money.amounts[-1]
    if not (first.currency and last.currency and first.full and last.full):
        return False
    return first.full < last.full <= first.full * _SPREAD


def splits(sentence: Sentence, at: int) -> bool:
    """Whether "A to B" or "A and B" at a position are two numbers and no range.

    "rose 30,000 to 1.55 million", "fell from A to B", "A and B respectively" are two; "between A and B",
    "ranged from A to B", "12,200 to 12,700" are one.
    """
    money: Money = sentence.moneys[at]
    if money.joined_by == "slash":
        return sentence.between(sentence.start, money.left).has("respectively")
    if money.joined_by not in ("and", "to"):
        return False
    chain = list(sentence.governors(at))
    if money.joined_by == "and":
        return not any(mark.word.text in ("between", "介于", "在") for mark in chain)
    if money.signed:
        return False
    found = _before(sentence, at)
    if found.role is Role.CHANGE and _alike(money):
        return False
    if found.role is Role.CHANGE or (found.word is not None and found.word.has("up", "down", "by")):
        return True
    from_word = any(mark.has("from") for mark in chain)
    moved = sentence.between(sentence.start, money.left).has("up", "down", "moved")
    ranged = any(
        mark.word.text.startswith(("rang", "var", "fluct")) for mark in sentence.lead(at).of("range")
    )
    return from_word and moved and not ranged
