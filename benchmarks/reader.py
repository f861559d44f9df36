"""Precision, recall and speed of the reader, beside regular expressions and quantulum3 in the same run.

python benchmarks/reader.py [FILE ...] [--verbose] [--no-speed]      default: every file of tests/corpus
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import reports
import speed
from baseline import baseline
from orebook import catalog as catalogue
from orebook.facts import KINDS
from orebook.reader import check, read
from orebook.terms import Catalog
from scoring import Grade, Score, grade, only, score, stated
from texts import CHANGE, Case, Record, load

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
#: Files with this in their name are measured and never listed, so that no rule is made for their cases.
UNSEEN = "unseen"
Reader = Callable[[str, date], frozenset[Record]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="precision, recall and speed of the reader")
    parser.add_argument("files", nargs="*", type=Path, help="cases, one JSON object a line")
    parser.add_argument("--no-speed", action="store_true", help="leave out the timing")
    parser.add_argument("--verbose", action="store_true", help="list what was missed, too")
    asked = parser.parse_args(arguments)
    for file in asked.files:
        if not file.is_file():
            parser.error(f"{file}: no such file; tests/corpus/reader_cases.md says how cases are written")
    catalog = catalogue.load()
    files = asked.files or sorted(CORPUS.glob("*.jsonl"))
    cases = {file.name: load(file) for file in files}
    grades, first = measure(lambda: grammar(catalog), cases)
    plain, plain_first = measure(lambda: baseline(catalog), cases)
    report(grades, catalog, verbose=asked.verbose)
    compare(_all(grades), _all(plain))
    print(f"  first document, with compiling: {first:.2f} s; baseline {plain_first:.2f} s")
    if not asked.no_speed:
        time([case.text for some in cases.values() for case in some], catalog)


def grammar(catalog: Catalog) -> Reader:
    """Orebook's reader with its check, as the walk uses them."""

    def run(text: str, on: date) -> frozenset[Record]:
        reading = read(text, on=on, source=None, address=None, catalog=catalog, today=date.today())
        return stated(check(reading, catalog=catalog))

    return run


def measure(make: Callable[[], Reader], cases: dict[str, list[Case]]) -> tuple[dict[str, list[Grade]], float]:
    """Grades by file, and the seconds until the first document is read."""
    start = perf_counter()
    reader, first = make(), 0.0
    grades: dict[str, list[Grade]] = {name: [] for name in cases}
    for name, some in cases.items():
        for case in some:
            grades[name].append(grade(case, reader(case.text, case.published)))
            first = first or perf_counter() - start
    return grades, first


def report(grades: dict[str, list[Grade]], catalog: Catalog, *, verbose: bool) -> None:
    """Every table and every list."""
    every = _all(grades)
    heading("levels (all kinds but change), by file")
    for name, some in grades.items():
        row(name, score(some))
    row("all", score(every))
    heading("by kind")
    for kind in (*KINDS, CHANGE):
        row(kind, score(every, kind))
    heading("by language")
    for lang in sorted({one.case.lang for one in every}):
        row(lang, score(one for one in every if one.case.lang == lang))
    by_metal(every, catalog)
    lists(_all({name: some for name, some in grades.items() if UNSEEN not in name}), verbose=verbose)


def by_metal(every: list[Grade], catalog: Catalog) -> None:
    """Levels by chain."""
    heading("by metal")
    for chain in sorted({product.chain for product in catalog.products.values()}):
        products = frozenset(product.id for product in catalog.products.values() if product.chain == chain)
        row(chain, score(only(every, products)))


def lists(every: list[Grade], *, verbose: bool) -> None:
    """What was read wrongly and accepted, what fell into a trap, and on request what was missed."""
    print("\nread and wrong")
    for one in every:
        for item in sorted(one.wrong, key=str):
            print(f"  {one.case.id:<10} {item}")
    print("\nmust not")
    for one in every:
        for trap, item in one.trapped:
            print(f"  {one.case.id:<10} {item}: {trap.why}")
    if verbose:
        print("\nmissed")
        for one in every:
            for item in sorted(one.missed, key=str):
                print(f"  {one.case.id:<10} {item}")


def compare(every: list[Grade], plain: list[Grade]) -> None:
    """The reader beside the baseline."""
    heading("beside the baseline")
    ours, theirs = score(every), score(plain)
    row("reader", ours)
    row("baseline", theirs)
    if theirs.f1:
        print(f"  F1 {ours.f1 / theirs.f1:.2f} times the baseline's")


def time(texts: Sequence[str], catalog: Catalog) -> None:
    """Documents a second beside the baseline and quantulum3, on the same texts."""
    ours, plain = grammar(catalog), baseline(catalog)
    readers = {
        "reader": lambda text: ours(text, speed.ON),
        "baseline": lambda text: plain(text, speed.ON),
        "quantulum3": speed.quantulum(),
    }
    sets = {"reports": reports.reports(), "cases put end to end": list(reports.dense(texts))}
    speed.compare(readers, sets)


def heading(text: str) -> None:
    """A heading over columns."""
    print(f"\n{text:<48}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'wrong':>7}{'missed':>8}")


def row(name: str, of: Score) -> None:
    """A row of a table."""
    shares = f"{of.precision:>10.3f}{of.recall:>8.3f}{of.f1:>8.3f}"
    print(f"  {name:<46}{shares}{of.right:>7}{of.wrong:>7}{of.missed:>8}")


def _all(grades: dict[str, list[Grade]]) -> list[Grade]:
    return [one for some in grades.values() for one in some]


if __name__ == "__main__":
    main()
