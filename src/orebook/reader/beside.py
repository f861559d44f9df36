"""Which date a number has right beside it, and which dates are only what it is compared with."""

from __future__ import annotations

from orebook.reader.dated import Dated
from orebook.reader.regular import Pattern
from orebook.reader.sentence import Sentence

_NEAR = 48
#: One of these before a date makes it one that is only compared with.
_COMPARING = frozenset(
    (
        *("than", "from", "since", "versus", "against", "after", "before"),
        *("until", "till", "below", "above", "over", "under", "with"),
    )
)
#: What a price is "on" another day, and not on that day: "stable on the session before".
_UNMOVED = ("stable", "steady", "flat", "unchanged", "up", "down", "higher", "lower")
#: The words of "'s assessed price range of".
_NAMED = 5
#: What may close a list before its day: "A and B, respectively, on Friday", "A, as of Friday".
_LIST_END = Pattern(r"^\)?,? respectively,?")
_LAST = Pattern(r"^,( (?:as of|as at|on|for)) ")


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


def inside(sentence: Sentence, at: int) -> Dated | None:
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
    """Whether only "'s" and a price's name stand between a date and its number: "Wednesday's prices of"."""
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


def of_list(sentence: Sentence, dated: Dated) -> bool:
    """Whether a month is that of the list a number stands in: "the January list put P at"."""
    return sentence.text[dated.end :].lstrip(" '").startswith(("list", "s list"))


def enclosed(sentence: Sentence, dated: Dated, left: int) -> bool:
    """Whether a date shares a bracket with a number: 较上周五（9月12日，56.9万元/吨）."""
    opened = sentence.text.rfind("(", dated.start - 1, left)
    return opened >= 0 and ")" not in sentence.text[opened:left]


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


def belongs(sentence: Sentence, at: int, dated: Dated) -> bool:
    """Whether a date stands right after the number before, and so is that one's; of a share it is not."""
    before = sentence.moneys[at - 1]
    if before.percent and any(before.right <= one.start < dated.start for one in sentence.mentions):
        return False  # "75% of all yttrium oxide sold last year was priced at"
    other = beside(sentence, at - 1)
    return other is not None and other.start == dated.start
