"""What the reader is timed and hunted with: reports as people write them, laws that can fail."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

import quotes
import reports
import speed
import texts
from fixtures.readings import reading

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "benchmarks" / "fuzz"))

import invariants  # noqa: E402 - it lies beside the benchmarks, not in the package
import trade  # noqa: E402


def is_chinese(text: str) -> bool:
    return "。" in text


# ── the texts it is timed on ────────────────────────────────────────────────────────────────────────────


def test_reports_are_many_of_about_a_kilobyte_and_of_both_languages() -> None:
    every = reports.reports()
    sizes = [len(text.encode()) for text in every]
    assert (len(every), len(set(every)), sum(map(is_chinese, every))) == (40, 40, 20)
    assert 700 <= min(sizes) <= max(sizes) <= 1300
    assert 950 <= sum(sizes) / 40 <= 1100


def test_reports_are_the_same_every_time() -> None:
    assert reports.reports() == reports.reports()


def test_a_report_has_the_prices_and_the_plain_sentences_people_write() -> None:
    for text in reports.reports():
        quotes = reading(text).quotes
        assert 2 <= len(quotes) <= 6, text
        assert text.count("。" if is_chinese(text) else ". ") >= 2 * len(quotes) - 1, text
        assert "{" not in text


def test_dense_texts_are_cases_end_to_end() -> None:
    every = [case.text for case in texts.load(ROOT / "tests/corpus/own_plain.jsonl")]
    joined = list(reports.dense(every))
    assert "\n".join(joined) in "\n".join(every)
    assert all(len(text.encode()) >= reports.LEAST for text in joined)


def test_a_rate_is_texts_by_the_second() -> None:
    """Two texts that each take a stretch of the processor's time, told by its own clock."""
    from time import process_time

    def busy(_: str) -> None:
        until = process_time() + 0.01
        while process_time() < until:
            pass

    assert speed.rate(busy, ["a", "b"], times=3) == pytest.approx(100, rel=0.2)


def test_quantulum_reads_a_number_with_its_unit() -> None:
    (found,) = speed.quantulum()("Copper stood at 9,400 dollars.")
    assert found.value == 9_400


# ── what a hunt holds against a reading ─────────────────────────────────────────────────────────────────

NOTE = "Pr-Nd oxide was 400,000-401,000 yuan/mt."


def test_a_plain_text_holds() -> None:
    invariants.of_text(NOTE)
    invariants.of_bytes(NOTE.encode())


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, b"%PDF-1.7", b"\xff\xfe\x00", bytes(range(256))])
def test_what_is_refused_with_a_reason_is_no_finding(content: bytes) -> None:
    invariants.of_bytes(content)


def test_a_span_beside_its_words_is_a_finding() -> None:
    found = invariants.reading(NOTE)
    (quote,) = found.quotes
    moved = replace(quote.spans[0], start=quote.spans[0].start + 1)
    with pytest.raises(AssertionError, match="does not re-read"):
        invariants.hold(replace(found, quotes=(replace(quote, spans=(moved,)),)), NOTE)


def test_a_lost_character_is_a_finding() -> None:
    with pytest.raises(AssertionError, match="do not make up the text"):
        invariants.hold(invariants.reading(NOTE), NOTE + " ")


@pytest.mark.parametrize("change", [{"low": 402_000.0}, {"product": "prnd-oxid"}])
def test_a_range_that_runs_backwards_or_an_unknown_product_is_a_finding(change: dict[str, object]) -> None:
    found = invariants.reading(NOTE)
    with pytest.raises(AssertionError):
        invariants.hold(replace(found, quotes=(replace(found.quotes[0], **change),)), NOTE)


class Chance:
    """Picks at random where atheris would pick by what it has learnt."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def ConsumeIntInRange(self, low: int, high: int) -> int:  # noqa: N802 - the name atheris gives it
        return self._random.randint(low, high)


@pytest.mark.parametrize("seed", range(25))
def test_texts_of_the_trades_words_hold(seed: int) -> None:
    """A hunt without guidance, a second long, on every run of the tests; `make fuzz` hunts for real."""
    text = trade.text(Chance(seed))
    assert text
    invariants.of_text(text)


def test_the_trades_words_reach_the_grammar() -> None:
    """The texts are no noise: some of what they say is taken, and more is refused."""
    found = [invariants.reading(trade.text(Chance(seed))) for seed in range(60)]
    assert sum(bool(one.quotes) for one in found) >= 3
    assert sum(bool(one.refusals) for one in found) >= 10


# ── the quotes that history is measured on ──────────────────────────────────────────────────────────────


def test_the_same_seed_makes_the_same_quotes() -> None:
    one, other = (pl.concat(quotes.frames(3_000)) for _ in range(2))
    assert one.equals(other)
    assert not one.equals(pl.concat(quotes.frames(3_000, seed=7)))


def test_quotes_are_in_the_order_of_learning_and_correct_earlier_rows_only() -> None:
    made = pl.concat(quotes.frames(20_000))
    assert made["key"].to_list() == list(range(1, 20_001))
    corrections = made.filter(pl.col("supersedes").is_not_null())
    assert corrections.height == 400
    assert (corrections["supersedes"] < corrections["key"]).all()
    both = corrections.join(made, left_on="supersedes", right_on="key", suffix="_before")
    assert (both["product"] == both["product_before"]).all()
    assert (both["available_at"] > both["available_at_before"]).all()
    assert made.filter(
        (pl.col("low") > pl.col("high")) | (pl.col("published") < pl.col("price_date"))
    ).is_empty()
