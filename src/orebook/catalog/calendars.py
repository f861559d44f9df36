"""Calendars: the days on which a market works, each year with the notice it was copied from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import available_timezones

from orebook.catalog.fields import Fields
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.errors import nearest
from orebook.terms import Calendar, Year

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """The calendar of one file."""
    weekend = _weekend(fields)
    calendar = Calendar(
        id=fields.identifier(example="china"),
        en=fields.text("en"),
        zh=fields.text_or_none("zh"),
        zone=_zone(fields),
        weekend=weekend,
        release=fields.hour("release"),
        years={year: one for row in fields.rows("year", titled=False) for year, one in _year(row, weekend)},
    )
    fields.text("release_source")
    fields.done()
    shelves.calendars.put(calendar.id, calendar, fields, sheet.layer)


def _zone(fields: Fields) -> str:
    zone = fields.text("zone")
    known = available_timezones()
    if zone and zone not in known:
        fields.note(f'"{zone}" is no time zone.{nearest(zone, sorted(known), 1)}', "zone")
    return zone


def _weekend(fields: Fields) -> frozenset[int]:
    named = fields.texts("weekend")
    for word in named:
        if word not in WEEKDAYS:
            fields.note(f'"{word}" is no weekday. Expected one of: {", ".join(WEEKDAYS)}.', "weekend")
    return frozenset(WEEKDAYS.index(word) + 1 for word in named if word in WEEKDAYS)


def _year(row: Fields, weekend: frozenset[int]) -> Iterator[tuple[int, Year]]:
    number = int(row.number("year"))
    off = [day for holiday in row.rows("holiday") for day in _days(holiday)]
    year = Year(
        holidays=frozenset(off),
        workdays=frozenset(row.days("workdays")),
        notice=row.day("notice"),
        source=row.text("source"),
    )
    row.done()
    _fits(number, year, weekend, row)
    yield number, year


def _days(holiday: Fields) -> list[date]:
    holiday.text("name")
    first, last = holiday.day("first"), holiday.day("last")
    holiday.done()
    if last < first or (last - first).days > 31:
        holiday.note(f"runs from {first} to {last}. Put its first day in first and its last in last.")
        return []
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def _fits(number: int, year: Year, weekend: frozenset[int], row: Fields) -> None:
    """What cannot be: a day of another year, a make-up workday that is a holiday or no weekend day."""
    for day in sorted(year.holidays | year.workdays):
        if day.year != number:
            row.note(f"{day} is not in {number}. Put it under its own year.")
    for day in sorted(year.workdays):
        if day in year.holidays or day.isoweekday() not in weekend:
            row.note(f"{day} is a holiday or no weekend day, so it needs no make-up.", "workdays")
