"""Precision and recall of statistics and events, by measure, kind, language and file.

python benchmarks/volumes.py [FILE ...] [--verbose]      default: every file of tests/corpus/statistics

A statistic is right when measure, product, value, unit and period all agree; its change when also the size,
the unit and what it is from do; an event when kind, segment, first and last day and certainty do.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from orebook import catalog as catalogue
from orebook import facts
from orebook.reader import Reading, read
from orebook.terms import Catalog
from reader import UNSEEN, heading, row
from scoring import Score

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "statistics"


class Counted(NamedTuple):
    """A statistic, in the form that is compared."""

    measure: str
    product: str | None
    value: float
    unit: str
    period: str


class Moved(NamedTuple):
    """A statistic with the change that was told of it."""

    measure: str
    value: float
    change: float
    change_unit: str | None
    against: str | None


class Happened(NamedTuple):
    """An event, in the form that is compared."""

    kind: str
    segment: str | None
    starts: str | None
    ends: str | None
    certainty: str


Record = Counted | Moved | Happened


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what a metals person reads in it."""

    id: str
    lang: str
    published: date
    text: str
    expected: frozenset[Record]


@dataclass(frozen=True, slots=True)
class Grade:
    """What was read of one case, beside what stands there."""

    case: Case
    got: frozenset[Record]


def load(path: Path) -> list[Case]:
    """The cases of a file, one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_case(row) for row in rows]


def _case(row: dict[str, Any]) -> Case:
    expected: set[Record] = set()
    for told in row["statistics"]:
        expected.add(
            Counted(told["measure"], told["product"], float(told["value"]), told["unit"], told["period"])
        )
        if "change" in told:
            expected.add(
                Moved(
                    told["measure"],
                    float(told["value"]),
                    told["change"],
                    told["change_unit"],
                    told["against"],
                )
            )
    expected |= {Happened(**told) for told in row["events"]}
    return Case(
        row["id"], row["lang"], date.fromisoformat(row["published"]), row["text"], frozenset(expected)
    )


def stated(reading: Reading) -> frozenset[Record]:
    """The records of a reading."""
    found: set[Record] = set()
    for one in reading.statistics:
        found.add(Counted(one.measure, one.product, one.value, one.unit, one.period))
        if one.change is not None:
            found.add(Moved(one.measure, one.value, one.change, one.change_unit, one.against))
    found |= {
        Happened(one.kind, one.segment, _day(one.starts), _day(one.ends), one.certainty)
        for one in reading.events
    }
    return frozenset(found)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def reading_of(case: Case, catalog: Catalog) -> Reading:
    """A case as the reader reads it."""
    return read(
        case.text, on=case.published, source=None, address=None, catalog=catalog, today=date(2026, 11, 1)
    )


def grade(cases: Iterable[Case], catalog: Catalog) -> list[Grade]:
    """Every case read."""
    return [Grade(case, stated(reading_of(case, catalog))) for case in cases]


def score(grades: Iterable[Grade], wanted: Callable[[Record], bool]) -> Score:
    """Right, wrong and missed of the records that are wanted."""
    right = wrong = missed = 0
    for one in grades:
        got, expected = set(filter(wanted, one.got)), set(filter(wanted, one.case.expected))
        right, wrong, missed = (
            right + len(got & expected),
            wrong + len(got - expected),
            missed + len(expected - got),
        )
    return Score(right, wrong, missed)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="precision and recall of statistics and events")
    parser.add_argument("files", nargs="*", type=Path, help="cases, one JSON object a line")
    parser.add_argument(
        "--verbose", action="store_true", help="list what was read wrongly and what was missed"
    )
    asked = parser.parse_args(arguments)
    catalog = catalogue.load()
    files = asked.files or sorted(CORPUS.glob("*.jsonl"))
    cases = {file.name: load(file) for file in files}
    start = perf_counter()
    grades = {name: grade(some, catalog) for name, some in cases.items()}
    report(grades)
    total = sum(map(len, cases.values()))
    print(f"  {total} texts in {perf_counter() - start:.2f} s, compiling counted")
    if asked.verbose:
        lists([one for name, some in grades.items() if UNSEEN not in name for one in some])


def report(grades: dict[str, list[Grade]]) -> None:
    """Every table."""
    every = [one for some in grades.values() for one in some]
    kinds: tuple[tuple[str, type], ...] = (("statistics", Counted), ("changes", Moved), ("events", Happened))
    for title, kind in kinds:
        heading(f"{title}, by file")
        for name, some in grades.items():
            row(name, score(some, lambda record, kind=kind: isinstance(record, kind)))  # type: ignore[misc]
    heading("statistics, by measure")
    for measure in facts.MEASURES:
        row(measure, score(every, lambda one, of=measure: isinstance(one, Counted) and one.measure == of))  # type: ignore[misc]
    heading("events, by kind")
    for event in facts.EVENTS:
        row(event, score(every, lambda one, of=event: isinstance(one, Happened) and one.kind == of))  # type: ignore[misc]
    heading("all, by language")
    for lang in sorted({one.case.lang for one in every}):
        row(lang, score((one for one in every if one.case.lang == lang), lambda _: True))


def lists(grades: Iterable[Grade]) -> None:
    """What differs, case by case."""
    for one in grades:
        for record in sorted(one.got - one.case.expected, key=str):
            print(f"  {one.case.id:<12} wrong   {record}")
        for record in sorted(one.case.expected - one.got, key=str):
            print(f"  {one.case.id:<12} missed  {record}")


if __name__ == "__main__":
    main()
