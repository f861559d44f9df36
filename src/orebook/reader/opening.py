"""Which dates a text goes on speaking of: those that open or head a sentence, not those only mentioned."""

from __future__ import annotations

from datetime import date

from orebook.reader.dated import Dated
from orebook.reader.regular import Pattern
from orebook.reader.sentence import Sentence

_PAUSES = (
    ",",
    ";",
    ":",
    "，",
    "；",
    "：",
    "(",
    ")",
    "（",
    "\n",
    "/",
    "|",
    " - ",
    " and ",
    " but ",
    " while ",
)
#: Words that may stand between the beginning of a clause and the date that opens it.
_LEADING = Pattern(
    r"(?:(?:on|in|at|as|of|by|the|for|during|over|to|until|up|and|but|while|week|ended|ending|period|month"
    r"|same|late|early|close|trading|session|back|only|just|then|from|since|through|day|days|between|review"
    r"|report|prices|survey|dated|smm|weekly|daily)(?:\s+|$))*"
)
_LEADING_HAN = frozenset(
    (
        "",
        "截至",
        "截止",
        "截至到",
        "截止到",
        "在",
        "于",
        "据",
        "到",
        "而",
        "但",
        "则",
        "其中",
        "回顾",
        "纵观",
        "据统计",
        "统计",
        "整个",
        "至",
        "自",
        "从",
    )
)
_SPANS = tuple(
    f"{span} {to}"
    for span in ("quarter", "half", "half-year", "year", "months", "month", "period")
    for to in ("to", "ended", "ending")
)
_STATED = (
    *_SPANS,
    "as of",
    "as at",
    "week to",
    "week ended",
    "week ending",
    "截至",
    "截止",
    "截至到",
    "截止到",
)
_DATELINE = (
    "(smm",
    "(argus",
    "(reuters",
    "(metal",
    "(fastmarkets",
    "讯",
    "日讯",
    "电",
    "消息",
    "news",
    "survey",
    "report",
)
#: The longest heading, in words.
_HEADING = 7
_NEAR = 8
_TRADING = (
    "market",
    "trading",
    "trade",
    "session",
    "survey",
    "week to",
    "week of",
    "index",
    "市场",
    "盘",
    "行情",
    "指数",
)
#: The time of a day, which may follow it.
_HOURS = frozenset(
    (
        *(
            "",
            "morning",
            "afternoon",
            "evening",
            "night",
            "alone",
            "at the close",
            "beijing time",
            "quarter",
            "half",
        ),
        *(
            "上午",
            "下午",
            "早间",
            "午间",
            "晚间",
            "晚上",
            "晚",
            "早盘",
            "午盘",
            "收盘",
            "当天",
            "当日",
            "当周",
            "一周",
            "期间",
            "前后",
            "业绩",
            "业绩显示",
            "财报",
            "财报显示",
            "年报",
            "年报显示",
            "季报",
            "季报显示",
            "半年报显示",
            "经营数据",
        ),
    )
)
#: What happens on a day without being a price of it.
_POLICY = (
    *("control", "ministry", "quota", "tariff", " ban", "policy", "licen", "rule", "talks", "holiday"),
    *("管制", "商务部", "工信部", "自然资源部", "配额", "指标", "政策", "关税", "许可"),
)
_GOODS = (
    *("deliver", "shipment", "loading", "arrival", "cargo", "contract", "futures"),
    *("船期", "交货", "装运", "合约"),
)
#: Before a month these make it that of a contract: "Comex September prices".
_TRADED = ("comex", "lme", "shfe", "most-traded", "most-active", "most active", "front-month", "active")
_PUBLISHED = ("公告", "公布", "发布", "宣布", "announc", "publish", "report")


def opens(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date opens its clause: "On May 23 terbium oxide was", ", and on Friday at"."""
    before = sentence.text[clause_start(sentence, dated) : dated.start].strip(" -*•[]【】\"'")
    if not before:
        return True
    if before.isascii():
        return _LEADING.fullmatch(before) is not None
    return before in _LEADING_HAN


def clause_start(sentence: Sentence, dated: Dated) -> int:
    """Where the clause of a date begins."""
    if dated.start <= sentence.start:
        return sentence.start
    ends = (
        place + len(pause)
        for pause in (*_PAUSES, "]", "】")
        if (place := sentence.text.rfind(pause, sentence.start, dated.start)) >= 0
    )
    return max(ends, default=sentence.start)


def announced(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date is put over what follows: "as of May 23", 截至5月23日, "SMM May 23 news"."""
    before = sentence.text[sentence.start : dated.start].rstrip().removesuffix(" the").rstrip()
    after = sentence.text[dated.end : min(dated.end + 12, sentence.end)].strip(" )")
    return before.endswith(_STATED) or after.startswith(_DATELINE)


def spans_period(sentence: Sentence, dated: Dated) -> bool:
    """Whether what is told of a date is an average: of a month, or of "the quarter to September 30"."""
    before = sentence.text[sentence.start : dated.start].rstrip()
    return dated.period or before.endswith(_SPANS)


def said_on(sentence: Sentence) -> Dated | None:
    """The day at the end of a sentence on which it was said: "..., the company said on July 10"."""
    for dated in reversed(sentence.dates):
        before = sentence.text[sentence.start : dated.start].rstrip().removesuffix(" on").split()
        after = bool(sentence.moneys) and dated.start >= sentence.moneys[-1].right
        if after and before and before[-1] in ("said", "announced", "reported", "published", "showed"):
            return dated
    return None


def heads(sentence: Sentence, dated: Dated) -> bool:
    """Whether a date stands in a heading or a dateline: "Rare earths, March 9"."""
    if sentence.moneys:
        return False
    words = sentence.text[sentence.start : sentence.end].strip()
    if announced(sentence, dated):
        return True
    short = len(words.split()) <= _HEADING if words.isascii() else len(words) <= 4 * _HEADING
    ruled = any(word in words for word in _POLICY)
    return short and not ruled and opens(sentence, dated)


def elsewhere(sentence: Sentence, dated: Dated, left: int) -> bool:
    """Whether a date is of another clause than the number after it: "controls began on May 4, and ..."."""
    after = sentence.text[dated.end : dated.end + _NEAR]
    if announced(sentence, dated) or any(word in after for word in _PUBLISHED):
        return False
    if _attributive(sentence, dated):
        return True
    pauses = [place for mark in _PAUSES if (place := sentence.text.find(mark, dated.end, left)) >= 0]
    pause = min(pauses, default=-1)
    if pause < 0 or (opens(sentence, dated) and sentence.gap(dated.end, pause) in _HOURS):
        return False
    named = any(pause <= mention.start < left for mention in sentence.mentions)
    start = clause_start(sentence, dated)
    return named and not _traded(sentence, start, pause, moves=not dated.period)


def _attributive(sentence: Sentence, dated: Dated) -> bool:
    """Whether a month only tells which: "the December cuts", "its July list"."""
    if not dated.period or any(letter.isdigit() for letter in sentence.text[dated.start : dated.end]):
        return False
    before = sentence.text[sentence.start : dated.start].split()
    after = sentence.text[dated.end : dated.end + 10].lstrip(" '")
    spoken = any(span in sentence.text[dated.start : dated.end] for span in ("quarter", "half", "month"))
    owned = before[-1:] in (["the"], ["its"], ["their"], ["this"])
    return owned and not spoken and not after.startswith(("average", "mean", "quarter", "half", "s average"))


def of_goods(sentence: Sentence, dated: Dated) -> bool:
    """Whether a month is that of the goods, not of the price: "for July shipment", "delivery in May"."""
    if not dated.period:
        return False
    before = sentence.text[max(sentence.start, dated.start - 16) : dated.start]
    after = sentence.text[dated.end : dated.end + 10].lstrip(" '-")
    named = any(mention.start <= dated.start < mention.end for mention in sentence.mentions)
    traded = before.rstrip().endswith(_TRADED)
    return named or traded or any(word in before for word in _GOODS) or after.startswith(_GOODS)


def stands(sentence: Sentence, dated: Dated, told: bool, age: int) -> bool:
    """Whether the text goes on speaking of a date.

    Args:
        sentence: where it is stated.
        dated: the date.
        told: whether a sentence before has stated a level.
        age: how many days before publication it lies.
    """
    if announced(sentence, dated) or heads(sentence, dated):
        return True
    if not sentence.moneys:
        return age <= _HEADING and _traded(sentence, sentence.start, sentence.end)
    if dated.start >= sentence.moneys[0].left:
        leads = opens(sentence, dated) and dated.end <= sentence.moneys[-1].left
        return leads or (not told and age <= _HEADING and not _listed(sentence))
    if elsewhere(sentence, dated, sentence.moneys[0].left):
        return False
    return opens(sentence, dated) or not told


def reviews(sentence: Sentence, dated: Dated, published: date) -> bool:
    """Whether a sentence looks back on a month, quarter or year that is over: "2025年稀土价格全面走升"."""
    over = dated.period and dated.day is not None and dated.day < published
    return over and not of_goods(sentence, dated) and _traded(sentence, sentence.start, sentence.end)


def _listed(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list of its own: "- Pr-Nd oxide was 440,000 on May 23"."""
    return sentence.text[sentence.start : sentence.end].lstrip().startswith(("-", "*", "•", "–"))


def _traded(sentence: Sentence, start: int, end: int, *, moves: bool = True) -> bool:
    """Whether a stretch of a sentence speaks of prices or the market; `moves`: a word of movement says so."""
    if any(word in sentence.text[start:end] for word in _POLICY):
        return False
    words = sentence.between(start, end)
    moved = words.has("kind", "average", "product") or (moves and words.has("up", "down"))
    return moved or any(word in sentence.text[start:end] for word in _TRADING)
