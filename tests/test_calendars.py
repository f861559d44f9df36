"""When a market works: weekends, holidays, make-up workdays, and years of which nothing is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orebook.calendars import is_open, next_open, release_moment
from orebook.catalog import load
from orebook.errors import BadArgumentError, CatalogError

CHINA = load().calendars["china"]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 9), True),  # a Thursday like any other
        (date(2025, 1, 11), False),  # a Saturday
        (date(2025, 1, 28), False),  # the eve of Spring Festival, a Tuesday
        (date(2025, 1, 26), True),  # the Sunday that makes up for it
        (date(2024, 2, 9), True),  # the eve of 2024 was left to the offices
        (date(2026, 2, 28), True),  # a Saturday, made up
        (date(2026, 9, 25), False),  # Mid-Autumn, a Friday
        (date(2023, 10, 8), True),  # a Sunday after eight days off
        (date(2027, 1, 4), None),  # no notice yet: unknown
        (date(2022, 12, 31), None),
    ],
)
def test_the_days_of_chinas_market(day: date, works: bool | None) -> None:
    assert is_open(CHINA, day) is works


@pytest.mark.parametrize(("year", "days"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_so_many_workdays(year: int, days: int) -> None:
    every = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
    assert sum(bool(is_open(CHINA, day)) for day in every if day.year == year) == days


def test_the_next_open_day_lies_behind_the_holiday_and_may_be_a_sunday() -> None:
    assert next_open(CHINA, date(2025, 1, 27)) == date(2025, 2, 5)
    assert next_open(CHINA, date(2025, 1, 25)) == date(2025, 1, 26)


def test_a_day_beyond_the_calendar_is_refused_and_never_guessed() -> None:
    with pytest.raises(BadArgumentError, match=r"the holidays of 2027 are not known \(known: 2023, 2024, "):
        next_open(CHINA, date(2026, 12, 31))
    with pytest.raises(
        BadArgumentError, match=r"Add a \[\[year\]\] with its notice to calendars/china\.toml"
    ):
        release_moment(CHINA, date(2027, 1, 4))


def test_prices_are_released_at_five_in_beijing() -> None:
    assert release_moment(CHINA, date(2026, 7, 1)) == datetime(2026, 7, 1, 9, tzinfo=UTC)


def test_each_year_names_its_notice() -> None:
    for number, year in CHINA.years.items():
        assert year.source.startswith("https://www.gov.cn/zhengce/content/")
        assert year.notice.year == number - 1


def test_a_calendar_of_ones_own_stands_beside_chinas(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "riyadh.toml").write_text(
        'id = "riyadh"\nen = "Riyadh"\nzone = "Asia/Riyadh"\nweekend = ["friday", "saturday"]\n'
        'release = 16:00:00\nrelease_source = "own choice"\n'
        '[[year]]\nyear = 2025\nnotice = 2024-12-01\nsource = "own"\n'
        'holiday = [{ name = "National Day", first = 2025-09-23, last = 2025-09-23 }]\n'
    )
    calendar = load(tmp_path).calendars["riyadh"]
    assert [is_open(calendar, date(2025, 9, day)) for day in (21, 23, 26)] == [True, False, False]


def test_what_cannot_be_in_a_calendar_is_found(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "odd.toml").write_text(
        'id = "odd"\nen = "Odd"\nzone = "Asia/Shangai"\nweekend = ["sunday", "sonday"]\n'
        'release = 16:00:00\nrelease_source = "own choice"\n'
        '[[year]]\nyear = 2025\nnotice = 2024-12-01\nsource = "own"\n'
        "workdays = [2025-01-06, 2024-12-29]\n"
        'holiday = [{ name = "Backwards", first = 2025-09-23, last = 2025-09-20 }]\n'
    )
    with pytest.raises(CatalogError) as caught:
        load(tmp_path)
    said = str(caught.value)
    for finding in (
        '"Asia/Shangai" is no time zone. Nearest: "Asia/Shanghai"',
        '"sonday" is no weekday',
        "2024-12-29 is not in 2025",
        "2025-01-06 is a holiday or no weekend day",
        "runs from 2025-09-23 to 2025-09-20",
    ):
        assert finding in said
