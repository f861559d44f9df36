"""Numbers with a price's unit that are no price: costs, margins, conversions, levels never or hardly reached.

A form here is silently no quote: it is certain not to be one.
"""

from __future__ import annotations

from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark

_INDICES = ("index", "indices", "指数")
_PAUSES = ",;，；"
#: How far before a cost the word that makes it a mere reason may stand: "on higher costs".
_NEAR = 24


def concerns(sentence: Sentence, at: int) -> bool:
    """Whether the clause is about a cost, a margin, a revenue: no noun of a price is nearer to the number."""
    if _taxed(sentence, at):
        return True
    if not sentence.lead(at).has("figure"):
        return False
    left = sentence.moneys[at].left
    ends = (mention.end for mention in sentence.mentions if mention.end <= left and not mention.actor)
    nearest = max(ends, default=sentence.start)
    for mark in reversed(sentence.lead(at).of("kind", "figure")):
        if _index(sentence, at, mark):
            continue
        if mark.has("kind") and mark.end > nearest and not mark.has("figure", "level"):
            return False
        if mark.has("figure") and not verb(sentence, at, mark) and not _reason(sentence, at, mark):
            return mark.start >= nearest or _owns(sentence, mark, nearest)
    return False


def _index(sentence: Sentence, at: int, mark: Mark) -> bool:
    """Whether a figure is the index of the product named right before it, told in money: its price."""
    money = sentence.moneys[at]
    named = any(not sentence.gap(mention.end, mark.start) for mention in sentence.mentions)
    return mark.word.text in _INDICES and named and money.currency is not None and money.per is not None


def _taxed(sentence: Sentence, at: int) -> bool:
    """Whether what the money is comes after it: "60 yuan of resource tax"."""
    tail = sentence.tail(at)
    if not tail.has("figure"):
        return False
    follower = sentence.follower(at)
    opens = follower is not None and follower.word.text == "of"
    return opens and any(mark.has("figure") for mark in tail[1:3])


def denied(sentence: Sentence, at: int) -> bool:
    """Whether the clause says that the number was not reached: "failed to hold above"."""
    if not sentence.marks.has("denial"):
        return False
    left = sentence.moneys[at].left
    return any(not _paused(sentence, mark.end, left) for mark in sentence.lead(at).of("denial"))


def sparse(sentence: Sentence, at: int) -> bool:
    """Whether few goods are to be had beyond a bound: "under 85,000 are rare", 19万元以下的货源偏少."""
    right = sentence.moneys[at].right
    return any(not _paused(sentence, right, mark.start) for mark in sentence.tail(at).of("sparse"))


def fleeting(sentence: Sentence, at: int) -> bool:
    """Whether the number was only touched for a moment, or goods at it are hard to find."""
    if not sentence.marks.has("moment", "scarce"):
        return False
    left, right = sentence.moneys[at].left, sentence.moneys[at].right
    touched = any(
        not _paused(sentence, mark.end, left) and not _shared(sentence, mark)
        for mark in sentence.lead(at).of("moment")
    )
    scarce = sentence.lead(at).of("scarce")
    if any(not _paused(sentence, mark.end, left) and not _also(sentence, mark, left) for mark in scarce):
        return True
    return touched or any(not _paused(sentence, right, mark.start) for mark in sentence.tail(at).of("scarce"))


def _also(sentence: Sentence, mark: Mark, left: int) -> bool:
    """Whether goods are scarce, and besides quoted: "was scarce and quoted at"."""
    said = sentence.between(mark.end, left).of("kind")
    return bool(said) and sentence.gap(mark.end, said[0].start) in ("and", "and was", "and were")


def _shared(sentence: Sentence, mark: Mark) -> bool:
    """Whether a moment's move is told in per cent: "rose as much as 1.8 percent to 53,020"."""
    after = next((money for money in sentence.moneys if money.start >= mark.end), None)
    return after is not None and after.percent


def converted(sentence: Sentence, at: int) -> bool:
    """Whether a number says the one before again in another money: "1,650,000 yuan or $255 per kilogram"."""
    if not at:
        return False
    before, money = sentence.moneys[at - 1], sentence.moneys[at]
    if not before.currency or not money.currency:
        return False
    if before.currency == money.currency:  # "$6,188/dmt, equivalent to $6,841/dmt on an SC6.0 basis"
        return any(
            mark.word.text.startswith("equ") and not sentence.gap(mark.end, money.left)
            for mark in sentence.lead(at).of("conversion")
        )
    rest = sentence.text[before.right : money.left]
    linked = "(" in rest or "=" in rest
    for mark in sentence.between(before.right, money.left).of("conversion", "approximate", "currency"):
        rest, linked = rest.replace(mark.word.text, "", 1), linked or mark.has("conversion")
    return linked and not rest.strip(" (,，=")


def _paused(sentence: Sentence, start: int, end: int) -> bool:
    return any(pause in sentence.text[start:end] for pause in _PAUSES)


def verb(sentence: Sentence, at: int, mark: Mark) -> bool:
    """Whether "cost" is what the goods did: "cerium oxide cost $45 a kilogram"."""
    if mark.word.text not in ("cost", "costs") or not _pays(sentence.gap(mark.end, sentence.moneys[at].left)):
        return False
    before = (mention.end for mention in sentence.mentions if mention.end <= mark.start)
    return any(not sentence.gap(end, mark.start) for end in before)


def _pays(between: str) -> bool:
    """Whether only who pays stands between "cost" and its number: "costs buyers 12,200"."""
    return between in ("", "buyers", "consumers", "users", "magnet makers", "traders", "around", "about")


def _reason(sentence: Sentence, at: int, mark: Mark) -> bool:
    """Whether a cost is only given as the reason: "on higher costs"."""
    start = max(sentence.floor(at), mark.start - _NEAR)
    return any(
        not _paused(sentence, word.end, mark.start)
        for word in sentence.between(start, mark.start).of("because")
    )


def _owns(sentence: Sentence, mark: Mark, nearest: int) -> bool:
    """Whether a cost takes the product as its own: "production costs of P were X"."""
    mention = next((mention for mention in sentence.mentions if mention.end == nearest), None)
    if mention is None or mark.end > mention.start or "," in sentence.text[mark.end : mention.start]:
        return False
    verbs = [
        word
        for word in sentence.between(mark.end, mention.start).of("level", "up", "down")
        if word.word.text != "of"
    ]
    words = sentence.gap(mark.end, mention.start).split()
    if mark.word.text.endswith(" of"):
        return not verbs
    return not verbs and bool(words) and words[0] in ("of", "for", "in", "per", "to", "between", "on")
