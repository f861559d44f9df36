"""A row of a sheet -> what somebody types: its cells by their columns, and what holds for the whole sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from orebook.errors import nearest
from orebook.reader.typed.cells import Line
from orebook.reader.typed.columns import Columns
from orebook.reader.typed.entry import Entry
from orebook.reader.typed.figures import folded
from orebook.reader.typed.settings import Settings
from orebook.reader.typed.unclear import UnclearError
from orebook.terms import Catalog

_DAY = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[ t]00:00(?::00)?)?")
_DATE = "a day such as 2026-11-20, 2026/11/20 or 2026年11月20日"
_TIME = "a time such as 14:38, or 2026-11-20T14:38"


def entry(line: Line, head: Columns, settings: Settings, names: Mapping[str, str]) -> Entry:
    """What a row says.

    Raises:
        UnclearError: naming the field that is missing or not understood.
    """
    words = {name: line.cells[column].text for name, column in head.fields.items() if column in line.cells}
    on = _day(words["on"], settings.today) if "on" in words else settings.on
    if on is None:
        raise UnclearError("on", "", _DATE)
    contributor = words.get("contributor") or settings.contributor
    role, verified = settings.submitters.get(folded(contributor or ""), (None, False))
    named = words.get("product", "")
    return Entry(
        product=product(named, names),
        called=named,
        price=_price(words),
        unit=words.get("unit") or head.unit or settings.unit or "",
        kind=words.get("kind") or settings.kind or "",
        on=on,
        entered_by=settings.entered_by,
        contributor=contributor,
        source=words.get("source") or settings.source,
        at=_moment(words["at"], on, settings.today) if "at" in words else None,
        deal=_deal(words["deal"]) if "deal" in words else None,
        role=role,
        verified=verified,
        volume=_volume(words.get("volume"), head.mass),
        **{name: words.get(name) for name in ("delivery", "place", "tax", "terms", "note")},
    )


def product(named: str, names: Mapping[str, str]) -> str:
    """The id of the product that is called so.

    Raises:
        UnclearError: none is, with the nearest names.
    """
    found = names.get(folded(named))
    if found is None:
        near = nearest(folded(named), list(names)) if named else ""
        raise UnclearError("product", named, f"a product of the catalogue.{near}".rstrip("."))
    return found


def called(catalog: Catalog) -> dict[str, str]:
    """Every name of every product, folded -> its id."""
    return {
        folded(name): one.id
        for one in reversed(list(catalog.products.values()))
        for name in (*one.names, one.en, one.id)
    }


def _price(words: dict[str, str]) -> str:
    if "price" in words:
        return words["price"]
    if ("low" in words) != ("high" in words):
        missing = "high" if "low" in words else "low"
        raise UnclearError(missing, "", "both ends of the range; the same number twice for a single price")
    low, high = words.get("low", ""), words.get("high", "")
    return low if low == high else f"{low}-{high}"


def _volume(text: str | None, mass: str | None) -> str | None:
    """A volume as its cell has it; a bare number is of the mass its head names."""
    bare = text is not None and mass is not None and not text.strip("0123456789.,")
    return f"{text} {mass}" if bare else text


def _day(text: str, today: date) -> date:
    found = _DAY.fullmatch(folded(text))
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise UnclearError("on", text, _DATE)
    if day > today:
        raise UnclearError("on", text, f"a day that has begun, {today} at the latest")
    return day


def _moment(text: str, on: date, today: date) -> datetime:
    try:
        plain = text.strip()
        moment = datetime.fromisoformat(plain) if len(plain) > len("14:38:00") else _at(on, plain)
    except ValueError:
        raise UnclearError("at", text, _TIME) from None
    if moment.date() > today:
        raise UnclearError("at", text, f"a day that has begun, {today} at the latest")
    return moment


def _at(on: date, text: str) -> datetime:
    hour, _, rest = text.partition(":")
    return datetime.combine(on, time.fromisoformat(f"{hour:0>2}:{rest}"))


def _deal(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnclearError("deal", text, "a running number from 1")
    return int(text)
