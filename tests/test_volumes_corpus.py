"""Statistics and events against texts in which they were marked, with floors that the reader must hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import volumes
from orebook import catalog
from orebook.facts import EVENTS, MEASURES, extent

CORPUS = Path(__file__).resolve().parent / "corpus" / "statistics"
FILES = sorted(path.name for path in CORPUS.glob("*.jsonl"))

#: Precision and recall that each file holds at least: of statistics, of changes, of events.
#: `unseen.jsonl` was written before its reader and is never looked at while rules are mended.
FLOORS = {
    "own.jsonl": {volumes.Counted: (0.98, 0.98), volumes.Moved: (0.96, 0.96), volumes.Happened: (0.95, 0.95)},
    "unseen.jsonl": {
        volumes.Counted: (0.95, 0.90),
        volumes.Moved: (0.90, 0.90),
        volumes.Happened: (0.95, 0.85),
    },
}


@pytest.fixture(scope="module")
def grades() -> dict[str, list[Any]]:
    return {name: volumes.grade(volumes.load(CORPUS / name), catalog.load()) for name in FILES}


def test_every_file_has_floors() -> None:
    assert set(FLOORS) == set(FILES)


# Which cases fail, and how, is what `python benchmarks/volumes.py --verbose` lists.
@pytest.mark.parametrize(
    "kind", [volumes.Counted, volumes.Moved, volumes.Happened], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("name", FILES)
def test_floors_hold(name: str, kind: type, grades: dict[str, list[Any]]) -> None:
    precision, recall = FLOORS[name][kind]
    score = volumes.score(grades[name], lambda record: isinstance(record, kind))
    assert score.precision >= precision, score
    assert score.recall >= recall, score


def test_nothing_is_read_where_nothing_stands(grades: dict[str, list[Any]]) -> None:
    bare = [one for some in grades.values() for one in some if not one.case.expected]
    assert len(bare) >= 20
    assert [(one.case.id, one.got) for one in bare if one.got] == []


def test_every_span_reads_what_it_says() -> None:
    for name in FILES:
        for case in volumes.load(CORPUS / name):
            reading = volumes.reading_of(case, catalog.load())
            for span in (span for fact in (*reading.statistics, *reading.events) for span in fact.spans):
                assert case.text[span.start : span.end] == span.text, case.id


def test_the_corpus_covers_both_languages_all_metals_measures_and_kinds() -> None:
    cases = [case for name in FILES for case in volumes.load(CORPUS / name)]
    languages = Counter(case.lang for case in cases)
    assert sum(languages.values()) >= 100
    assert min(languages.values()) >= 50
    records = [record for case in cases for record in case.expected]
    assert {one.measure for one in records if isinstance(one, volumes.Counted)} == set(MEASURES)
    assert {one.kind for one in records if isinstance(one, volumes.Happened)} == set(EVENTS)
    text = " ".join(case.text for case in cases).lower()
    for metal in ("dysprosium", "lithium", "copper", "cobalt", "tungsten", "antimony"):
        assert metal in text


def test_periods_and_products_of_the_corpus_are_real() -> None:
    products = catalog.load().products
    for name in FILES:
        for case in volumes.load(CORPUS / name):
            for record in case.expected:
                if isinstance(record, volumes.Counted):
                    assert record.product is None or record.product in products, case.id
                    assert extent(record.period)


def test_a_perfect_reader_scores_one() -> None:
    cases = [volumes.Grade(case, case.expected) for name in FILES for case in volumes.load(CORPUS / name)]
    score = volumes.score(cases, lambda _: True)
    assert (score.precision, score.recall, score.wrong, score.missed) == (1, 1, 0, 0)
