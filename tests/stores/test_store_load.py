"""Bulk loads: a table of quotes kept whole or refused whole, and its rows quotes like any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from orebook.errors import BadArgumentError, EvidenceError, UnreadableDocumentError
from orebook.facts import identity, in_segment, noted_as
from orebook.ledger import Store
from orebook.ledger.loading import load as loading
from orebook.ledger.loading import parquet

from .made import document, quote

NOW = datetime(2025, 6, 1, tzinfo=UTC)
DAY = 86_400_000_000
Sql = Callable[..., list[Any]]


def table(**columns: Any) -> pl.DataFrame:
    """Three quotes of two products; a column may be given otherwise."""
    plain = {
        "product": ["prnd-oxide", "prnd-metal", "prnd-oxide"], "kind": ["assessment", "bid", "transaction"],
        "low": [400_000.0, None, 402_000.0], "high": [401_000.0, 490_000.0, 402_000.0], "unit": ["CNY/t"] * 3,
        "price_date": [date(2025, 1, 8), date(2025, 1, 9), date(2025, 1, 10)],
    }  # fmt: skip
    return pl.DataFrame({**plain, **columns})


def load(store: Store, given: Any, **how: Any) -> Any:
    return store.load(given, **{"source": "desk", "now": NOW, **how})


def test_rows_are_quotes_like_any_other(store: Store) -> None:
    loaded = load(store, table(volume=[20.0, None, None], flags=["approximate,average", None, None]))
    assert (loaded.kept, loaded.parts, loaded.refused) == (3, 1, 0)
    first, second, third = store.quotes()
    assert (first.fact.low, first.fact.high, first.fact.volume) == (400_000, 401_000, 20)
    assert (first.fact.flags, first.fact.source) == (("approximate", "average"), "desk")
    assert (second.fact.low, second.fact.printed, second.fact.published) == (
        None,
        "-490,000",
        date(2025, 1, 9),
    )
    assert third.fact.kind == "transaction"
    assert [in_segment(one.id)[1] for one in (first, second, third)] == [1, 2, 3]  # type: ignore[index]


def test_a_row_cites_the_document_of_its_load(store: Store) -> None:
    """The review reads the characters again, and finds the quote among what was kept with the document."""
    loaded = load(store, table(), name="desk.parquet")
    (held,) = store.documents([loaded.document])
    cited = store.quotes()[0]
    (span,) = cited.fact.spans
    assert span.document == held.id
    assert held.fact.text[span.start : span.end] == span.text
    assert span.text == "3 quotes loaded from desk.parquet of desk, for the days 2025-01-08 to 2025-01-10."
    lines = store.manifest([held.id])[held.id]
    assert lines[0].id == identity(held.fact)
    assert noted_as(cited.id) in {line.id for line in lines}


def test_rows_are_asked_for_by_product_and_day(store: Store) -> None:
    load(store, table())
    assert [one.fact.low for one in store.quotes(["prnd-oxide"])] == [400_000, 402_000]
    assert [one.fact.product for one in store.quotes(start=date(2025, 1, 9), end=date(2025, 1, 9))] == [
        "prnd-metal"
    ]
    assert store.quotes(["prnd-oxide"], end=date(2025, 1, 7)) == []
    assert store.quotes(["nothing-known"]) == []


def test_quotes_come_in_the_order_of_learning(store: Store) -> None:
    """Those read from texts and those loaded, as the book learnt them."""
    one, other = document("Report 1"), document("Report 2")
    store.append([one, quote(one)], now=NOW)
    load(store, table())
    store.append([other, quote(other)], now=NOW)
    held = store.quotes()
    assert [in_segment(one.id) is None for one in held] == [True, False, False, False, True]
    assert [one.recorded_at for one in held] == sorted(one.recorded_at for one in held)


def test_the_same_load_is_held_once(store: Store, tmp_path: Path) -> None:
    table().write_parquet(tmp_path / "desk.parquet")
    table().write_csv(tmp_path / "desk.csv")
    for given in (tmp_path / "desk.parquet", tmp_path / "desk.csv", table().lazy()):
        first, again = load(store, given), load(store, given)
        assert (first.kept, first.already, again.kept, again.already) == (3, False, 0, True)
        assert again.document == first.document
    assert len(store.quotes()) == 9
    assert load(store, tmp_path / "desk.csv", source="smm").kept == 3


def test_parquet_csv_polars_and_pandas_say_the_same(store: Store, tmp_path: Path) -> None:
    given = table(key=[1, 2, 3], supersedes=[None, None, 1], volume=[1.5, None, 2.0])
    given.write_parquet(tmp_path / "q.parquet")
    given.write_csv(tmp_path / "q.csv")
    for number, each in enumerate((given, given.to_pandas(), tmp_path / "q.parquet", tmp_path / "q.csv")):
        load(store, each, source=f"desk {number}")
    said = [(one.fact.product, one.fact.low, one.fact.high, one.fact.volume, one.fact.price_date,
             one.corrected is None) for one in store.quotes()]  # fmt: skip
    assert len(said) == 12
    assert said[:3] == said[3:6] == said[6:9] == said[9:]


# ── two clocks ──────────────────────────────────────────────────────────────────────────────────────────


def moment(day: int) -> int:
    return int(datetime(2025, 1, day, tzinfo=UTC).timestamp()) * 1_000_000


def test_a_load_is_known_from_when_the_book_learnt_it(store: Store) -> None:
    load(store, table())
    assert store.quotes(known_at=moment(31)) == []
    assert {one.available_at for one in store.quotes()} == {store.documents()[0].recorded_at}


def test_history_loaded_late_is_known_from_its_publication(store: Store) -> None:
    load(store, table(), backfilled=True)
    assert [one.available_at for one in store.quotes()] == [moment(8), moment(9), moment(10)]
    assert len(store.quotes(known_at=moment(9))) == 2


def test_or_from_the_moment_it_states(store: Store) -> None:
    stated = [moment(9), moment(20), moment(11)]
    load(store, table(available_at=stated), backfilled=True)
    assert [one.available_at for one in store.quotes()] == stated
    assert [one.fact.low for one in store.quotes(known_at=moment(11))] == [400_000, 402_000]


def test_a_moment_is_stated_only_of_history_loaded_late(store: Store) -> None:
    with pytest.raises(BadArgumentError, match="not marked as history loaded late"):
        load(store, table(available_at=[moment(9)] * 3))


def test_a_row_corrects_an_earlier_one_from_when_it_is_known(store: Store) -> None:
    load(store, table(key=["a", "b", "c"], supersedes=[None, None, "a"]), backfilled=True)
    before, after = store.quotes(known_at=moment(9)), store.quotes()
    assert [one.corrected for one in before] == [None, None]
    assert [one.corrected for one in after] == [after[2].id, None, None]


def test_a_row_of_one_part_corrects_a_row_of_another(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "PART", 2)
    assert load(store, table(key=[1, 2, 3], supersedes=[None, None, 1])).parts == 2
    held = store.quotes()
    assert [one.corrected for one in held] == [held[2].id, None, None]
    assert [one.corrected for one in store.quotes(end=date(2025, 1, 8))] == [held[2].id]


def test_wide_rows_make_more_and_smaller_parts() -> None:
    kept = table().with_columns(pl.col("product").cast(pl.Categorical))
    whole = parquet.segments(kept)
    assert len(whole) == 1
    halved = parquet.segments(kept, widest=len(whole[0].content) - 1)
    assert [part.rows for part in halved] == [1, 2] or [part.rows for part in halved] == [1, 1, 1]


# ── refused whole ───────────────────────────────────────────────────────────────────────────────────────

WRONG = [
    ({"low": [float("nan"), None, 1.0]}, "row 1, low: 'nan'. Expected a finite number"),
    ({"high": [401_000.0, float("inf"), 402_000.0]}, "row 2, high: 'inf'. Expected a finite number"),
    ({"low": [402_000.0, None, 1.0]}, "row 1, low: '402000.0'. Expected no more than the high"),
    ({"low": [None] * 3, "high": [None, 1.0, 1.0]}, "row 1, low: empty. Expected a low, a high, or both"),
    ({"low": ["400,000", "1", "1"]}, "row 1, low: '400,000'. Expected a number"),
    ({"kind": ["bid", "bit", "bid"]}, "row 2, kind: 'bit'. Expected one of assessment, listing, bid"),
    ({"kind": ["bid", None, "bid"]}, "row 2, kind: empty. Expected it is stated in every row"),
    ({"unit": ["CNY/t", "CNY/t", "yuan"]}, "row 3, unit: 'yuan'. Expected one of CNY/t"),
    ({"product": ["prnd-oxid", "prnd-metal", "prnd-oxide"]},
     'row 1, product: \'prnd-oxid\'. Expected a product of the catalogue. Nearest: "prnd-oxide"'),
    ({"tax": ["gross", None, None]}, "row 1, tax: 'gross'. Expected one of included, excluded"),
    ({"price_date": ["2025-01-08", "9 Jan", "2025-01-10"]}, "row 2, price_date: '9 Jan'. Expected a day"),
    ({"price_date": [date(2025, 1, 8), None, date(2025, 1, 9)]}, "row 2, price_date: empty."),
    ({"price_date": [date(25, 1, 8), date(2025, 1, 8), date(2025, 1, 9)]}, "Expected a day from 1900"),
    ({"published": [date(2025, 1, 7), None, None]}, "'2025-01-07'. Expected the price's day"),
    ({"published": [date(2025, 7, 1), None, None]}, "row 1, published: '2025-07-01'. Expected a day up to"),
    ({"volume": [-1.0, None, None]}, "row 1, volume: '-1.0'. Expected tonnes, 0 or more"),
    ({"key": [1, 2, 3], "supersedes": [2, None, None]}, "row 1, supersedes: '2'. Expected the key"),
    ({"key": [1, 2, 3], "supersedes": [None, None, 9]}, "row 3, supersedes: '9'. Expected the key"),
    ({"available_at": [moment(9), moment(9), moment(9) + 300 * DAY]}, "Expected a moment before the load"),
    ({"available_at": [moment(2), moment(9), moment(10)]}, "row 1, available_at: '17357760000"),
    ({"contributor": ["x" * 401, None, None]}, "row 1, contributor: 'xxxx"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_a_row_that_is_wrong_refuses_the_load(store: Store, wrong: dict[str, Any], said: str) -> None:
    """Its row, its column, what stands there and what was expected; nothing is kept."""
    given = table(**{name: pl.Series(values, strict=False) for name, values in wrong.items()})
    loaded = load(store, given, products=["prnd-oxide", "prnd-metal"], backfilled=True, name="q.csv")
    assert loaded.refused >= 1
    assert said in loaded.refusals[0].message
    assert loaded.refusals[0].where.startswith("q.csv, row ")
    assert (store.quotes(), store.documents()) == ([], [])


def test_every_reason_is_told_by_row(store: Store) -> None:
    loaded = load(store, table(kind=["bit", "bid", "bot"], low=[1e9, None, None], high=[1.0, 2.0, None]))
    assert loaded.refused == 4
    assert [(one.where, one.rule) for one in loaded.refusals] == [
        ("a table, row 1", "load-kind"), ("a table, row 1", "load-low"), ("a table, row 3", "load-kind"),
        ("a table, row 3", "load-low"),
    ]  # fmt: skip


def test_a_thousand_reasons_are_listed_and_all_are_counted(store: Store) -> None:
    many = pl.concat([table(kind=["bit"] * 3)] * 1_000)
    loaded = load(store, many)
    assert (loaded.refused, len(loaded.refusals)) == (3_000, 1_000)


def test_a_column_of_strange_words_is_told_too(store: Store) -> None:
    many = pl.concat([table(product=[f"x{number}", "y", "z"]) for number in range(300)])
    loaded = load(store, many, products=["prnd-oxide"])
    assert (loaded.refused, len(loaded.refusals)) == (900, 900)
    assert all("Expected a product of the catalogue" in one.message for one in loaded.refusals)


MISTAKEN = [
    (table().drop("unit"), BadArgumentError, "column unit is missing"),
    (table(hihg=[1.0] * 3), BadArgumentError, 'column "hihg" is none of a quote. Nearest: "high"'),
    (table().clear(), BadArgumentError, "holds no quotes"),
    (table(supersedes=[None, None, 1]), BadArgumentError, 'there is no "key"'),
    (table(key=[1, 1, 2], supersedes=[None, None, 1]), BadArgumentError, "key 1 stands in two rows"),
    ([1, 2], BadArgumentError, "A list is no table of quotes"),
    ("nowhere.csv", UnreadableDocumentError, "There is no file nowhere.csv"),
    (__file__, UnreadableDocumentError, "neither Parquet nor CSV"),
]


@pytest.mark.parametrize(("given", "error", "said"), MISTAKEN)
def test_what_is_no_table_of_quotes_is_told(
    store: Store, given: Any, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        load(store, given)


def test_a_damaged_parquet_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "q.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(UnreadableDocumentError, match=r"q.parquet does not read as parquet"):
        load(store, tmp_path / "q.parquet")


def test_sql_and_markup_in_a_field_are_only_words(store: Store) -> None:
    said = "'; DROP TABLE quotes; -- <b>\x00"
    load(store, table(contributor=[said, None, None]))
    assert store.quotes()[0].fact.contributor == said


# ── what is altered behind the book's back ──────────────────────────────────────────────────────────────


@pytest.fixture
def loaded(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A book with a load of two parts."""
    monkeypatch.setattr(loading, "PART", 2)
    load(store, table())
    return store


def test_altered_bytes_are_not_read(loaded: Store, behind: Callable[[str], None]) -> None:
    behind("UPDATE segments SET content = (SELECT content FROM segments WHERE part = 2) WHERE part = 1")
    with pytest.raises(EvidenceError, match="is not what was kept under that id"):
        loaded.quotes()


def test_nor_when_their_hash_was_altered_with_them(loaded: Store, behind: Callable[[str], None]) -> None:
    behind(
        "UPDATE segments SET content = (SELECT content FROM segments WHERE part = 2),"
        " hash = (SELECT hash FROM segments WHERE part = 2) WHERE part = 1"
    )
    with pytest.raises(EvidenceError, match="is not what was kept under that id"):
        loaded.quotes()


def test_a_part_that_was_removed_is_missed(loaded: Store, behind: Callable[[str], None]) -> None:
    behind("DELETE FROM segments WHERE part = 2")
    with pytest.raises(EvidenceError, match=r"-0002-[0-9a-f]{16} is gone"):
        loaded.quotes()


def test_a_part_that_was_never_kept_is_seen(loaded: Store, behind: Callable[[str], None]) -> None:
    behind("DELETE FROM manifest WHERE fact = 'segment'")
    with pytest.raises(EvidenceError, match="was added since"):
        loaded.quotes()


def test_a_quote_under_the_id_of_a_row_is_seen(loaded: Store, behind: Callable[[str], None]) -> None:
    """A row of a load carries no fingerprint of its own; so nothing else may carry such an id."""
    id_ = loaded.quotes()[0].id
    report = document()
    loaded.append([report, quote(report)])
    behind(f"UPDATE quotes SET id = '{id_}'")
    with pytest.raises(EvidenceError, match="added behind the book's back"):
        loaded.quotes()


def test_a_row_is_called_by_its_whole_id_alone(store: Store) -> None:
    load(store, table(key=[1, 2, 3], supersedes=[None, None, 1]))
    first, second, third = store.quotes()
    assert store.called("quotes", second.id) == [second]
    assert store.called("quotes", first.id)[0].corrected == third.id
    assert store.called("statistics", second.id) == []
    for unknown in (second.id[:-1], noted_as(second.id), f"{second.id[:-1]}9"):
        assert store.called("quotes", unknown) == []


def test_what_became_known_counts_the_rows_of_loads(store: Store) -> None:
    """Late history by the day it appeared, whatever the day it was loaded."""
    load(store, table(), backfilled=True)
    first = int(datetime(2025, 1, 8, tzinfo=UTC).timestamp() * 1e6)
    (told,) = store.learnt("quotes", first, first + DAY)
    assert (told.fact, told.rows, told.available_at) == ("segment", 1, first + DAY)
    (whole,) = store.learnt("quotes", 0, first + 9 * DAY)
    assert (whole.rows, whole.id) == (3, noted_as(store.quotes()[0].id))
    assert store.learnt("quotes", 0, first + 9 * DAY, "prnd-oxide")[0].rows == 2
    assert store.learnt("quotes", 0, first + 9 * DAY, "nothing-known") == []
    assert store.first_days("quotes", first, first + 9 * DAY) == {
        "prnd-oxide": date(2025, 1, 10), "prnd-metal": date(2025, 1, 9)
    }  # fmt: skip


def test_a_row_that_corrects_moves_the_day_of_what_it_corrects(store: Store) -> None:
    load(store, table(key=[1, 2, 3], supersedes=[None, None, 1]), backfilled=True)
    ninth = int(datetime(2025, 1, 9, tzinfo=UTC).timestamp() * 1e6)
    assert store.first_days("quotes", ninth, ninth + DAY) == {"prnd-oxide": date(2025, 1, 8)}


def test_quotes_and_loads_are_learnt_together(store: Store) -> None:
    """The earlier of the two days counts, and a load kept before is not told again."""
    load(store, table())
    moment = int(NOW.timestamp() * 1e6)
    told = quote(document())
    store.append([document(), told], now=NOW)
    days = store.first_days("quotes", 0, 2**62)
    assert days[told.product] == min(date(2025, 1, 8), told.price_date)
    assert [one.fact for one in store.learnt("quotes", 0, 2**62)] == ["quote", "segment"]
    assert [one.fact for one in store.learnt("quotes", moment, 2**62)] == ["quote"]
