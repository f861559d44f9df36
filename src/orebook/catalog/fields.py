"""A TOML table taken apart field by field; whatever is wrong with it is noted, not raised.

A field that is missing or of the wrong type comes back as a harmless placeholder: the finding beside it keeps
the catalogue from being used.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from orebook.errors import nearest

#: Remarks for people, allowed in every table and kept in the text alone.
REMARKS = ("note",)


class Fields:
    """The fields of one table: take each by its type, then `done()` notes those nobody knows.

    >>> findings = []
    >>> fields = Fields({"unit": 3, "uint": "CNY/t"}, "tin.toml > product tin", findings)
    >>> fields.text("unit"), fields.done()
    ('', None)
    >>> print(*findings, sep="\\n")
    tin.toml > product tin > unit: expected text, found 3.
    tin.toml > product tin: no field "uint" here. Nearest: "unit".
    """

    def __init__(self, table: Mapping[str, Any], where: str, findings: list[str]) -> None:
        self.table, self.where, self.findings = table, where, findings
        self._asked: set[str] = set()

    def note(self, finding: str, field: str | None = None) -> None:
        """Note a finding, under this table or one field of it."""
        self.findings.append(f"{self.where} > {field}: {finding}" if field else f"{self.where}: {finding}")

    def has(self, name: str) -> bool:
        """Whether the field is there at all."""
        self._asked.add(name)
        return name in self.table

    def text(self, name: str, expected: str = "text") -> str:
        """A text that must be there and not be empty."""
        return str(self._take(name, expected, _is_text) or "")

    def text_or_none(self, name: str) -> str | None:
        """A text, or None when the field is left out."""
        return self.text(name) or None if self.has(name) else None

    def identifier(self, pattern: str = r"[a-z0-9]+(-[a-z0-9]+)*", example: str = "prnd-oxide") -> str:
        """The `id`, written as ids are: lower case, digits, hyphens."""
        known_as = self.text("id")
        if known_as and not re.fullmatch(pattern, known_as):
            self.note(f'"{known_as}" is not written as an id. Write it like "{example}".', "id")
        return known_as

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """A text that must be one of a few."""
        expected = f"one of: {', '.join(allowed)}"
        given = self.text(name, expected)
        if given and given not in allowed:
            close = nearest(given, allowed, 1) or f" Expected {expected}."
            self.note(f'"{given}" is not known here.{close}', name)
        return given

    def choice_or_none(self, name: str, allowed: Sequence[str]) -> str | None:
        """One of a few, or None when the field is left out."""
        return self.choice(name, allowed) or None if self.has(name) else None

    def number(self, name: str) -> float:
        """A finite number that must be there, whole or not."""
        return float(self._take(name, "a number", _is_number) or 0.0)

    def day(self, name: str) -> date:
        """A day that must be there, written without quotation marks: 2025-01-09."""
        return self._take(name, "a day such as 2025-01-09", _is_day) or date.min

    def day_or_none(self, name: str) -> date | None:
        """A day, or None when the field is left out."""
        return self.day(name) if self.has(name) else None

    def days(self, name: str) -> tuple[date, ...]:
        """A list of days; none when the field is left out."""
        return tuple(self._take(name, "a list of days", _are_days) or ()) if self.has(name) else ()

    def hour(self, name: str) -> time:
        """A time of day that must be there, written without quotation marks: 17:00:00."""
        return self._take(name, "a time of day such as 17:00:00", _is_hour) or time.min

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; none when the field is left out."""
        return tuple(self._take(name, "a list of texts", _are_texts) or ()) if self.has(name) else ()

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A table taken as it is; an empty one when the field is left out."""
        return (self._take(name, f"a table [{name}]", _is_table) or {}) if self.has(name) else {}

    def inside(self, name: str) -> Fields | None:
        """A table to be taken apart in its turn, or None when it is left out or is none."""
        table = self._take(name, f"a table [{name}]", _is_table) if self.has(name) else None
        return None if table is None else Fields(table, f"{self.where} > {name}", self.findings)

    def rows(self, name: str, titled: bool = True) -> list[Fields]:
        """The tables of a list such as [[product]], each called by its id where `titled`."""
        rows = (self._take(name, f"tables [[{name}]]", _are_tables) or []) if self.has(name) else []
        titles = [f"{name} {row.get('id', place)}" if titled else name for place, row in enumerate(rows, 1)]
        return [
            Fields(row, f"{self.where} > {title}", self.findings)
            for title, row in zip(titles, rows, strict=True)
        ]

    def done(self) -> None:
        """Note each field that nobody asked for."""
        for name in sorted(self.table.keys() - self._asked - {*REMARKS}):
            known = sorted(self._asked)
            close = nearest(name, known, 1) or f" Known: {', '.join(known)}."
            self.note(f'no field "{name}" here.{close}')

    def _take(self, name: str, expected: str, fits: Any) -> Any:
        self._asked.add(name)
        if name not in self.table:
            self.note(f'no "{name}". Expected {expected}.')
        elif fits(self.table[name]):
            return self.table[name]
        else:
            self.note(f"expected {expected}, found {self.table[name]!r}.", name)
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _are_days(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_day, value))


def _is_hour(value: Any) -> bool:
    return isinstance(value, time)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_table, value))
