"""The reader against texts in which metals people have marked the prices, with floors that it must hold."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import scoring
import texts
from baseline import baseline
from orebook import catalog
from orebook.reader import check, read

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"

#: Precision and recall of levels that each file holds at least, and of changes in all of them together.
FLOORS = {
    "own_plain.jsonl": (0.99, 0.98),
    "own_middling.jsonl": (0.97, 0.94),
    "own_unseen.jsonl": (0.93, 0.86),
    "forms.jsonl": (0.97, 0.94),
    "reader_cases.jsonl": (0.98, 0.95),
    "other_hands.jsonl": (0.99, 0.93),
    "third_hand.jsonl": (0.95, 0.92),
}
#: How many forms the trade's writing is counted in.
FORMS = 160
FLOOR_OF_CHANGES = (0.95, 0.90)
TODAY = date(2026, 11, 1)
FILES = sorted(path.name for path in CORPUS.glob("*.jsonl"))


def reading_of(case: Any) -> Any:
    found = read(
        case.text,
        on=case.published,
        source=None,
        address=None,
        catalog=catalog.load(),
        today=TODAY,
    )
    return check(found, catalog=catalog.load())


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Any]]:
    return {name: texts.load(CORPUS / name) for name in FILES}


@pytest.fixture(scope="module")
def readings(cases: dict[str, list[Any]]) -> dict[str, Any]:
    return {case.id: reading_of(case) for some in cases.values() for case in some}


@pytest.fixture(scope="module")
def grades(cases: dict[str, list[Any]], readings: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [scoring.grade(case, scoring.stated(readings[case.id])) for case in some]
        for name, some in cases.items()
    }


# ── the floors ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_file_has_a_floor() -> None:
    assert set(FLOORS) == set(FILES)


# Which cases fail, and how, is what `python benchmarks/reader.py --verbose` lists.
@pytest.mark.parametrize("name", FILES)
def test_levels_hold_the_floor(name: str, grades: dict[str, list[Any]]) -> None:
    precision, recall = FLOORS[name]
    score = scoring.score(grades[name])
    assert score.precision >= precision, f"{score.precision:.3f}: {score}"
    assert score.recall >= recall, f"{score.recall:.3f}: {score}"


def test_changes_hold_the_floor(grades: dict[str, list[Any]]) -> None:
    score = scoring.score((one for some in grades.values() for one in some), texts.CHANGE)
    assert score.precision >= FLOOR_OF_CHANGES[0], f"{score.precision:.3f}: {score}"
    assert score.recall >= FLOOR_OF_CHANGES[1], f"{score.recall:.3f}: {score}"


def test_no_trap_is_sprung_on_plain_texts(grades: dict[str, list[Any]]) -> None:
    assert [(one.case.id, one.trapped) for one in grades["own_plain.jsonl"] if one.trapped] == []


def test_the_grammar_beats_the_nearest_name(
    cases: dict[str, list[Any]], grades: dict[str, list[Any]]
) -> None:
    plain = baseline(catalog.load())
    every = [case for some in cases.values() for case in some]
    theirs = scoring.score(scoring.grade(case, plain(case.text, case.published)) for case in every)
    ours = scoring.score(one for some in grades.values() for one in some)
    assert ours.f1 > 1.5 * theirs.f1


# ── what holds for every text, read rightly or not ──────────────────────────────────────────────────────


def test_every_span_reads_what_it_says(cases: dict[str, list[Any]], readings: dict[str, Any]) -> None:
    for some in cases.values():
        for case in some:
            reading = readings[case.id]
            facts = (*reading.quotes, *reading.changes, *reading.phrases, *reading.refusals)
            for span in (span for fact in facts for span in fact.spans):
                assert case.text[span.start : span.end] == span.text, case.id


def test_documents_partition_their_text(cases: dict[str, list[Any]], readings: dict[str, Any]) -> None:
    for some in cases.values():
        for case in some:
            documents = sorted(readings[case.id].documents, key=lambda document: document.offset)
            assert "".join(document.text for document in documents) == case.text, case.id


def test_quotes_belong_to_a_document_of_their_day(readings: dict[str, Any]) -> None:
    for reading in readings.values():
        days = {document.document: document.published for document in reading.documents}
        for quote in reading.quotes:
            assert quote.published == days[quote.spans[0].document], quote


def test_reading_twice_gives_the_same(cases: dict[str, list[Any]], readings: dict[str, Any]) -> None:
    for case in cases["own_plain.jsonl"]:
        assert reading_of(case) == readings[case.id]


def test_a_price_told_three_times_is_one_quote_with_the_spans_of_all(readings: dict[str, Any]) -> None:
    (quote,) = readings["form-142-en"].quotes
    assert [span.text for span in quote.spans if span.role == "price"] == ["400,000-401,000"] * 3


# ── the corpus itself ───────────────────────────────────────────────────────────────────────────────────


def test_cases_are_many_and_of_both_languages_and_all_metals(cases: dict[str, list[Any]]) -> None:
    products = catalog.load().products
    for name, least in (("own_plain.jsonl", 60), ("own_middling.jsonl", 60), ("own_unseen.jsonl", 40)):
        languages = Counter(case.lang for case in cases[name])
        metals = {products[item.product].chain for case in cases[name] for item in case.expected}
        assert sum(languages.values()) >= least
        assert languages["zh"] >= least / 4
        assert metals == {product.chain for product in products.values()}


def test_every_numbered_form_has_a_case() -> None:
    rows = (CORPUS / "forms.jsonl").read_text(encoding="utf-8").splitlines()
    told = {form for row in rows for form in json.loads(row)["forms"]}
    assert told == set(range(1, FORMS + 1))
    assert len(rows) >= 120


def test_cases_name_known_products_and_no_case_twice(cases: dict[str, list[Any]]) -> None:
    known = set(catalog.load().products)
    every = [case for some in cases.values() for case in some]
    assert {item.product for case in every for item in (*case.expected, *case.allowed)} <= known
    own = [case for name, some in cases.items() if name.startswith("own_") for case in some]
    assert {trap.product for case in own for trap in case.traps} <= known | {"*"}
    assert len({case.id for case in every}) == len({case.text for case in every}) == len(every)


def test_no_trap_forbids_what_is_expected(cases: dict[str, list[Any]]) -> None:
    for some in cases.values():
        for case in some:
            assert scoring.grade(case, case.expected).trapped == (), case.id


def test_a_perfect_reader_scores_one(cases: dict[str, list[Any]]) -> None:
    score = scoring.score(scoring.grade(case, case.expected) for some in cases.values() for case in some)
    assert (score.precision, score.recall, score.f1, score.wrong, score.missed) == (1, 1, 1, 0, 0)
