"""A file or page as dated documents: its article, and each item of related news with its own day.

Nothing is cut out: the documents of a text, put end to end, are the text. Where one ends and the next
begins is told by lines a page repeats everywhere: "Related News", and a day and time on a line of their
own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from orebook.facts import Document, digest
from orebook.reader.dates import Calendar, Dated
from orebook.reader.once import once_each
from orebook.reader.regular import Pattern
from orebook.reader.vocabulary import Vocabulary

_LONGEST = 200
#: The longest name of who wrote an item, before its day.
_NAME = 20
_ZONES = r"am|pm|gmt|utc|cst|bst|est|z|\(?gmt[+-]\d+\)?|beijing time"
_SHORT_DAY = Pattern(r"\d{2}[-/.]\d{2}")
#: The shortest paragraph that a day of its own may stand over.
_PARAGRAPH = 24
_CLOCK = Pattern(rf"^[\s,t]*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?:\s?(?:{_ZONES}))*[\s.]*$")


@dataclass(slots=True)
class Line:
    """A line of a page, folded and without surrounding blanks, and its day where it states nothing else."""

    start: int
    end: int
    text: str
    stamp: str = ""
    day: date | None = None
    labelled: bool = False


@dataclass(slots=True)
class Item:
    """A stretch of a page with a day of its own."""

    start: int
    published: date | None = None
    title: str | None = None
    stamp: str = ""


def documents(
    text: str, *, on: date, source: str | None, address: str | None, vocabulary: Vocabulary
) -> tuple[Document, ...]:
    """The dated documents a text holds, in order; together they are the whole text."""
    items = _items(text, on, vocabulary)
    ends = [item.start for item in items[1:]] + [len(text)]
    return tuple(
        _document(text, item, end, on, source, address) for item, end in zip(items, ends, strict=True)
    )


def _document(text: str, item: Item, end: int, on: date, source: str | None, address: str | None) -> Document:
    part, published = text[item.start : end], item.published or on
    return make(part, item.start, published, source, address, item.title)


def make(
    part: str, offset: int, published: date, source: str | None, address: str | None, title: str | None
) -> Document:
    """A document of a part of a text; its id follows from its source, day and words."""
    return Document(
        document=digest(f"{source}\n{published}\n{part}")[:16],
        content=digest(part),
        title=title,
        published=published,
        source=source,
        address=address,
        offset=offset,
        text=part,
    )


def _items(text: str, on: date, vocabulary: Vocabulary) -> list[Item]:
    page = vocabulary.catalog.words.get("page", {})
    lines = _lines(text, on, vocabulary, page)
    items, related = [Item(0)], False
    parts = _parts(lines, on)
    for at, line in enumerate(lines):
        if at in parts and line.start > items[-1].start:
            items.append(Item(line.start, parts[at]))
            continue
        if line.text.rstrip(":") in page.get("related", ()):
            related = True
        elif line.day is not None:
            _take(items, lines, at, related)
    for item in items:
        item.title = item.title or _first_title(text, item.start)
    return items


def _parts(lines: Sequence[Line], on: date) -> dict[int, date]:
    """Lines that are a month and a day, each over a paragraph of its own: 05-28, then what happened on it."""
    found: dict[int, date] = {}
    for at, line in enumerate(lines[:-1]):
        follows = lines[at + 1]
        told = follows.end - follows.start >= _PARAGRAPH and follows.text.endswith((".", "。"))
        day = _month_and_day(line.text, on) if told and _SHORT_DAY.fullmatch(line.text) else None
        if day is not None:
            found[at] = day
    return found if len(found) > 1 else {}


def _month_and_day(line: str, on: date) -> date | None:
    """The last such day up to that of the page."""
    month, day = int(line[:2]), int(line[3:])
    for year in (on.year, on.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= on:
            return found
    return None


def _take(items: list[Item], lines: Sequence[Line], at: int, related: bool) -> None:
    """A line that states a day dates the item it stands in, or begins the next."""
    line, item = lines[at], items[-1]
    opens = line.labelled or (not related and _head(lines, at, item))
    if opens and item.published is None and not related:
        item.published, item.stamp = line.day, line.stamp
        return
    title = lines[at - 1] if at else None
    titled = title is not None and title.start > item.start and _is_title(title) and not _cells(lines, at)
    if line.stamp == item.stamp and not (titled and title is not None and _repeats(lines, at, title)):
        return
    if not related and not titled:
        return
    start = title.start if titled and title is not None else line.start
    if start <= item.start:
        return
    items.append(Item(start, line.day, None, line.stamp))


def _repeats(lines: Sequence[Line], at: int, title: Line) -> bool:
    return (
        at + 1 < len(lines)
        and lines[at + 1].text == title.text
        and not any(line.text == title.text for line in lines[max(0, at - 6) : at - 1])
    )


def _head(lines: Sequence[Line], at: int, item: Item) -> bool:
    """Whether a line stands at the head of an item: only titles come before it."""
    before = [line for line in lines[max(0, at - 4) : at] if line.start >= item.start]
    return len(before) <= 3 and all(
        len(line.text) <= _LONGEST and not line.text.endswith((".", "。")) for line in before
    )


def _is_title(line: Line) -> bool:
    return (
        line.day is None
        and len(line.text) <= _LONGEST + 60
        and not line.text.endswith((".", "。", "；", ";", ","))
        and _worded(line.text)
    )


def _cells(lines: Sequence[Line], at: int) -> bool:
    """Whether the line over a title is a number alone, so that all three are cells of a price list."""
    return at > 1 and not any(letter.isalpha() for letter in lines[at - 2].text) and lines[at - 2].day is None


def _worded(text: str) -> bool:
    """Whether a line has words, so that it is no cell of a page: 元/吨, yuan/mt, +500."""
    return sum(letter.isalpha() for letter in text) > 1 and not (" " not in text and "/" in text)


def _lines(text: str, on: date, vocabulary: Vocabulary, page: Mapping[str, Any]) -> list[Line]:
    found, start = [], 0
    calendar = Calendar(vocabulary.catalog.words["dates"], on)
    for line in text.split("\n"):
        if line.strip():
            found.append(_line(line, start, vocabulary, page, calendar))
        start += len(line) + 1
    return found


def _line(line: str, start: int, vocabulary: Vocabulary, page: Mapping[str, Any], calendar: Calendar) -> Line:
    if len(line) > _LONGEST:
        return Line(start, start + len(line), line[:_LONGEST].strip().lower())
    folded = vocabulary.fold(line).strip()
    labelled, rest = _label(_after_name(folded), page)
    if len(rest) > 60 or (not any(letter.isdigit() for letter in rest[:12]) and not labelled):
        return Line(start, start + len(line), folded)
    dated = _whole(rest, calendar)
    if dated is None:
        return Line(start, start + len(line), folded)
    return Line(start, start + len(line), folded, rest, dated.day, labelled)


def _after_name(folded: str) -> str:
    """A line that is only who wrote and when, as if it said "published": 某某证券· 2025-07-21 20:55."""
    name, dot, rest = folded.partition("·")
    plain = 0 < len(name) <= _NAME and not any(letter.isdigit() or letter in "。，,;；" for letter in name)
    return f"published: {rest.strip()}" if dot and plain and rest.strip()[:1].isdigit() else folded


def _label(folded: str, page: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether a line says that what follows is its day of publication, and what follows."""
    head, colon, rest = folded.partition(":")
    if colon and head.strip() in page.get("published", ()):
        return True, rest.strip()
    openings = _openings(page)
    if folded.startswith(openings):
        word = next(word for word in openings if folded.startswith(word)).rstrip()
        return True, folded[len(word) :].strip(" :")
    return False, folded


@once_each
def _openings(page: Mapping[str, Any]) -> tuple[str, ...]:
    """The words a line opens with that states its day of publication, the longest first."""
    words = sorted(page.get("published", ()), key=len, reverse=True)
    return tuple(word + " " * word.isascii() for word in words)


def _whole(rest: str, calendar: Calendar) -> Dated | None:
    """The complete date a line consists of, with a time of day or without."""
    if not (rest[:1].isdigit() or rest[:3].isalpha()):
        return None
    first = next(iter(calendar.find(_capital(rest), rest, ())), None)
    if (
        first is None
        or not first.complete
        or (first.start > 0 and rest[: first.start].strip(" ,") not in _WEEKDAYS)
    ):
        return None
    after = rest[first.end :]
    return first if _CLOCK.occurs(after) or after.strip(" |").startswith(("source", "来源", "by ")) else None


def _capital(rest: str) -> str:
    return rest[:1].upper() + rest[1:]


_WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
)


def _first_title(text: str, start: int) -> str | None:
    """The first line of an item, where it reads as a headline."""
    line = next((line.strip() for line in text[start : start + 2000].split("\n") if line.strip()), "")
    headline = 0 < len(line) <= _LONGEST and line[-1] not in ".。;；,，:：" and "|" not in line
    return line.lstrip("# ") if headline else None
