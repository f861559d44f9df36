"""One spelling for the same character: full-width, dashes, case, hard spaces; not a character more or fewer.

Everything the reader matches is matched on the folded text, and every offset it finds holds in the text that
was given. A law of the tests: `len(fold(text)) == len(text)` for any text whatever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

#: Dashes that always mean a dash: hyphens, the en dash, the minus sign, their full-width form.
DASHES = "\u2010\u2011\u2012\u2013\u2212\uff0d\ufe63\ufe58"
#: Marks that are a range between numbers and something else elsewhere: a pause, "about".
LOOSE = "\u2014\u2015~\uff5e\u301c\u223c\u02dc"
SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\r\v\f"
#: Full-width characters kept as they are: a comma of Chinese prose is no thousands mark.
KEPT = "\uff0c"
#: A line shorter than this that ends without punctuation stands for itself; a longer one may run on.
WRAPPED = 40
#: What the items of a list begin with.
_BULLETS = frozenset("-*+\u2022\u2013\u2014\u00b7\u25aa\u25cf\u25a0\u25c6\u25e6\u2043")
_ENDINGS = ".!?;:|。！？；：，、)）]】\"'”’>》"


@lru_cache(maxsize=1)
def _plain() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(mark): "-" for mark in DASHES} | {ord(space): " " for space in SPACES}
    table |= {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', ord("￥"): "¥", ord("￠"): "¢"}
    for mark in LOOSE + KEPT:
        table.pop(ord(mark), None)
    return table


def fold(text: str, characters: Mapping[int, int | str] | None = None) -> str:
    """The text in the one spelling the reader matches on, of the same length.

    `characters` adds single characters of the vocabulary, for instance traditional to simplified ones.

    >>> fold("ＲＭＢ４００，０００–４０１，０００／ｔ")
    'rmb400,000-401,000/t'
    """
    spelled = text.translate(_plain())
    if spelled.isascii():
        spelled = spelled.lower()
    else:
        spelled = _lower(spelled)
        spelled = spelled.translate(characters) if characters else spelled
    spelled = _loose(spelled)
    return "".join(_run_on(spelled)) if "\n" in spelled else spelled


def safe(text: str) -> str:
    """The text with half characters, which UTF-8 cannot hold, as question marks."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("?" if 0xD800 <= ord(letter) <= 0xDFFF else letter for letter in text)
    return text


def _lower(text: str) -> str:
    small = safe(text).lower()
    return small if len(small) == len(text) else "".join(map(_small, safe(text)))


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _loose(text: str) -> str:
    """Make a tilde or long dash between two numbers a hyphen, and a full-width comma within one a comma."""
    marks = [at for mark in LOOSE + KEPT if mark in text for at in _places(text, mark)]
    if not marks:
        return text
    letters = list(text)
    for at in marks:
        if text[at] == KEPT:
            letters[at] = "," if _thousands(text, at) else KEPT
        elif _between_numbers(text, at):
            letters[at] = "-"
    return "".join(letters)


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _thousands(text: str, at: int) -> bool:
    after = text[at + 1 : at + 5]
    return text[at - 1 : at].isdigit() and after[:3].isdigit() and len(after) > 2 and not after[3:].isdigit()


def _between_numbers(text: str, at: int) -> bool:
    before, after = text[max(0, at - 24) : at].rstrip(), text[at + 1 : at + 8].lstrip()
    follows = after[:1].isdigit() or after[:1] in ("$", "¥") or after[:3] in ("rmb", "cny", "us$")
    follows = follows or (after[:1] in ("贴", "升") and any(letter.isdigit() for letter in after[1:4]))
    return follows and (before[-1:].isdigit() or before.endswith(_NUMBERISH))


_NUMBERISH = ("万", "萬", "元", "亿", "million", "mn", "吨", "噸", "公斤", "/mt", "/t", "/kg", "/ton", "%")


def soft_breaks(text: str) -> list[int]:
    """Newlines that only wrap a line: the sentence goes on in the next one.

    >>> soft_breaks("The price of lanthanum oxide held all week long at\\n3,600-4,000 yuan/mt.")
    [50]
    """
    return [at for at, start in _breaks(text) if _wraps(text, start, at)]


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in _places(text, "\n"):
        yield at, start
        start = at + 1


def _wraps(text: str, start: int, at: int) -> bool:
    line, following = text[start:at].rstrip(), text[at + 1 : at + 80].split("\n", 1)[0].lstrip()
    if (
        not line
        or not following
        or line[-1] in _ENDINGS
        or "|" in following
        or "\t" in line
        or _item(following)
    ):
        return False
    if following[0].islower() and following[0].isascii():
        return len(line) >= WRAPPED or line[-1] in ",-" or line.rsplit(None, 1)[-1].islower()
    if line[-1] in ",-" and len(line) >= WRAPPED // 2:
        return following[0].isalnum()
    last = line.rsplit(None, 1)[-1]
    if following[0] in "0123456789$¥":
        return len(line) >= WRAPPED and last.isascii() and last.isalpha() and last.islower()
    return len(line) >= WRAPPED + 20 and last.isascii() and last.islower()


def _item(line: str) -> bool:
    """Whether a line opens an item of a list: "- Pr-Nd oxide", "2. Terbium oxide"."""
    mark, blank, rest = line.partition(" ")
    return bool(blank and rest) and (mark in _BULLETS or (mark[-1] in ".)" and mark[:-1].isdigit()))


def _run_on(text: str) -> Iterator[str]:
    start = 0
    for at in soft_breaks(text):
        yield text[start:at]
        yield " "
        start = at + 1
    yield text[start:]
