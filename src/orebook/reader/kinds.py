"""What sort of price a level is: assessed, listed, bid, offered, dealt, ordered, or expected.

The word of its own clause decides: between the product and the number, or right before the product ("offers
for terbium oxide"). Across a comma it speaks of something else. A list keeps the kind it began with.
"""

from __future__ import annotations

from orebook.reader.attach import Attached
from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark

#: A kind, and the rule that told it.
Told = tuple[str, str]

#: What a list calls each of its figures.
_PRICE = ("price", "prices", "价格")
_FIRM = ("assess", "smm", "market range", "评估")
_UNTIL, _ENDS = ("到", "至"), ("底", "末")
#: What may stand before a kind told after its number: "and higher level that they had targeted".
_SAID = frozenset(
    (
        "and",
        "or",
        "higher",
        "lower",
        "level",
        "levels",
        "that",
        "they",
        "sellers",
        "suppliers",
        "had",
        "have",
        "were",
        "was",
    )
)
#: Words that end what is expected.
_TURNED = ("where", "while", "whereas", "but", "although", "though")
_ASIDE = (",", ";", "，", "；", " but ", " while ", " whereas ", " although ", " as ")


def kind(sentence: Sentence, at: int, attached: Attached, before: str | None, standing: str | None) -> Told:
    """The kind of a level, and by which rule; `before` is the kind before it, `standing` the paragraph's."""
    if forecast(sentence, at, before):
        return "forecast", "K5"
    start = _clause_start(sentence, at, attached)
    words = sentence.between(start, sentence.moneys[at].left).of("kind")
    own = _strongest(sentence, at, words)
    if own is not None:
        if own == "assessment" and _auctioned(sentence, at, words[-1]):
            return "transaction", "K1"
        if own == "offer" and _published(sentence, start, attached, words):
            return "assessment", "K1"
        plain = standing == "listing" and all(mark.word.text in _PRICE for mark in words)
        return ("listing", "K4") if plain and own == "assessment" else (own, "K1")
    after = _after(sentence, at)
    if after is not None:
        return after, "K2"
    spot = sentence.lead(at).has("spot_market")
    if before is not None and before != "forecast" and _continues(sentence, at) and not spot:
        return before, "K3"
    headed = standing or _headed(sentence)
    return (headed, "K4") if headed else ("assessment", "K7")


def _auctioned(sentence: Sentence, at: int, last: Mark) -> bool:
    """Whether what closed was a sale: "the auction started at 385,000 and closed at 391,200"."""
    sold = last.word.text.startswith(("closed", "ended", "finished", "settl"))
    return sold and sentence.between(sentence.start, sentence.moneys[at].left).has("auction")


def _published(sentence: Sentence, start: int, attached: Attached, words: list[Mark]) -> bool:
    """Whether what is quoted is an agency's own price: "SMM APT (≥88.5%) was quoted at"."""
    mention = attached.mention
    if mention is None or attached.carried or not words[-1].word.text.startswith("quote"):
        return False
    before = sentence.text[start : mention.end].replace("'s", " ").split()
    return "smm" in before and words[-1].start >= mention.start


def _headed(sentence: Sentence) -> str | None:
    """The kind that opens a list: "据企业3月5日报价，…", "Offers: …"."""
    for mark in sentence.marks.of("kind"):
        pauses = (":",) if mark.word.text.isascii() else (",", "，", ":")
        if sentence.text[mark.end : mark.end + 1] in pauses:
            told = str(mark.get("kind"))
            return (
                told
                if told in ("offer", "listing", "bid", "order") and mark.end <= sentence.moneys[0].left
                else None
            )
    return None


def forecast(sentence: Sentence, at: int, before: str | None) -> bool:
    """Whether the number lies ahead: a word of expectation governs its clause."""
    if before != "forecast" and not sentence.marks.has("forecast", "foresees"):
        return False
    money = sentence.moneys[at]
    for mark in reversed(sentence.between(sentence.start, money.left).of("forecast")):
        between = sentence.text[mark.end : money.left]
        if any(pause in between for pause in _ASIDE) or _denied(sentence, mark) or _of_month(sentence, mark):
            continue
        if not any(
            mark.end <= other.start < money.left for other in sentence.moneys if other.priced_or_ranged
        ):
            return True
    foreseen = sentence.lead(at).has("foresees") and sentence.text[money.right :].lstrip().startswith("by ")
    if foreseen:
        return True
    turned = any(mark.word.text in _TURNED for mark in sentence.lead(at).of("clause"))
    if (
        before != "forecast"
        or turned
        or sentence.lead(at).has("prior", "back")
        or _after_present(sentence, at)
    ):
        return False  # "to average 85 in 2023, compared with 132 in 2022"
    return (_continues(sentence, at) and not _verbed(sentence, at)) or _still_ahead(sentence, at)


def _of_month(sentence: Sentence, mark: Mark) -> bool:
    """Whether "may" is the month of the goods right behind it: "the most-traded May copper contract"."""
    after = mark.end + 1
    named = any(mention.start <= after < mention.end for mention in sentence.mentions)
    return mark.word.text == "may" and named


def _after_present(sentence: Sentence, at: int) -> bool:
    """Whether a bracket of the present has closed since: "may reach 6.7 (now 5.7), raw material at 14"."""
    closed = ")" in sentence.text[sentence.moneys[at - 1].right : sentence.moneys[at].left]
    return at > 0 and closed and sentence.lead(at - 1).has("back") and sentence.lead(at).has("kind")


def _still_ahead(sentence: Sentence, at: int) -> bool:
    """Whether a later clause of a forecast lies ahead too: "and B to fall to", 到12月底跌至."""
    money = sentence.moneys[at]
    lead = sentence.text[sentence.moneys[at - 1].right : money.left]
    moves = sentence.lead(at).of("up", "down")
    meant = any(sentence.text[: mark.start].endswith(" to ") for mark in moves)
    until = any(word in lead for word in _UNTIL) and any(end in lead for end in _ENDS)
    return meant or until or sentence.text[money.right :].lstrip().startswith("by ")


def _denied(sentence: Sentence, mark: Mark) -> bool:
    before = sentence.text[max(sentence.start, mark.start - 10) : mark.start].split()
    return bool(before) and before[-1] in ("than", "as", "had", "earlier", "the")


def _clause_start(sentence: Sentence, at: int, attached: Attached) -> int:
    """Where the words that may name the number's kind begin."""
    floor = _floor(sentence, at)
    mention = attached.mention
    if mention is None or attached.carried or not (floor <= mention.start < sentence.moneys[at].left):
        return floor
    before = sentence.text[floor : mention.start]
    pause = max(_last(before, mark) + len(mark) if mark in before else 0 for mark in _ASIDE)
    spot = before.rfind(": ")  # "the spot market was softer than the auction: P was"
    if spot >= pause and sentence.between(floor, floor + spot).has("spot_market"):
        pause = spot
    return floor + pause


def _last(words: str, mark: str) -> int:
    """Where a pause stands last; the comma of "1,000 t" is none."""
    place = words.rfind(mark)
    while mark == "," and place > 0 and words[place - 1].isdigit() and words[place + 1 : place + 2].isdigit():
        place = words.rfind(mark, 0, place)
    return place


def _floor(sentence: Sentence, at: int) -> int:
    """Where its words begin: before the move that led to it, in "offers dropped by 10,000 to 885,000"."""
    floor = sentence.floor(at)
    if at and _now_at(sentence, at):
        at, floor = at - 1, sentence.floor(at - 1)
    while at and sentence.lead(at).has("to"):
        between = sentence.text[sentence.moneys[at - 1].right : sentence.moneys[at].left]
        named = any(floor <= mention.start < sentence.moneys[at].left for mention in sentence.mentions)
        if named or any(pause in between for pause in _ASIDE):
            break
        at -= 1
        floor = sentence.floor(at)
    return floor


def _now_at(sentence: Sentence, at: int) -> bool:
    """Whether a number only says where the move before it led: "offers dropped by 3,000, now at 310,000"."""
    right, left = sentence.moneys[at - 1].right, sentence.moneys[at].left
    marks = sentence.between(right, left)
    rest = sentence.text[right:left]
    for mark in marks.of("back", "level", "approximate"):
        rest = rest.replace(mark.word.text, "", 1)
    moved = sentence.lead(at - 1).has("up", "down")
    return moved and marks.has("back") and not marks.has("kind") and rest.strip(" ,，") == ""


def _strongest(sentence: Sentence, at: int, words: list[Mark]) -> str | None:
    """The nearest kind; "price" and "stood" give way to a word that says whose, "assessed" does not."""
    near = [mark for mark in words if not _aside(sentence, mark, at)]
    if not near:
        return None
    special = [str(mark.get("kind")) for mark in near if mark.get("kind") != "assessment"]
    last = str(near[-1].get("kind"))
    weak = last == "assessment" and not near[-1].word.text.startswith(_FIRM)
    return special[-1] if weak and special else last


def _aside(sentence: Sentence, mark: Mark, at: int) -> bool:
    """Whether a pause stands between the word and the number's product or the number itself."""
    between = sentence.text[mark.end : sentence.moneys[at].left]
    return any(pause in between for pause in (";", "；"))


def _after(sentence: Sentence, at: int) -> str | None:
    """A kind told after the number: "was offered", "was paid"."""
    right = sentence.moneys[at].right
    for mark in sentence.tail(at).of("kind"):
        words = sentence.gap(right, mark.start)
        told = words in ("", "was", "were", "being", "is", "的")
        told = told or ("that" in words.split() and _SAID.issuperset(words.split()))
        if told and mark.get("kind") != "assessment":
            return str(mark.get("kind"))
    return None


def _continues(sentence: Sentence, at: int) -> bool:
    """Whether the number goes on with the list or clause of the one before, or with its "it" or "that"."""
    return not _verbed(sentence, at) or _refers(sentence, at)


def _refers(sentence: Sentence, at: int) -> bool:
    floor, left = sentence.floor(at), sentence.moneys[at].left
    named = max((mention.end for mention in sentence.mentions if mention.end <= left), default=floor)
    return any(
        mark.word.text in ("it", "that", "this", "them") and mark.start >= named for mark in sentence.lead(at)
    )


def _verbed(sentence: Sentence, at: int) -> bool:
    return any(
        mark.word.text not in ("at", "of", "near", "now", "flat", "stable")
        for mark in sentence.lead(at).of("level", "up", "down", "moved")
    ) and bool(at)
