"""The sorted copy: it says what the ledger says, and where in doubt it is made anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from fixtures.history import PRODUCTS, START, Step, correction, release, standing, table, take, told
from orebook.errors import BadArgumentError
from orebook.ledger import Store, open_store
from orebook.ledger.archive import Archive, copy, files, shape
from orebook.ledger.archive.showing import EVERY

STEPS = [
    Step("text", 3, 0, False), Step("load", 2, 1, True), Step("text", 5, 2, True),
    Step("correct", 1, 3, False), Step("release", 0, 4, False), Step("load", 4, 5, False),
    Step("correct", 3, 6, False),
]  # fmt: skip


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Archive:
    """A copy of an empty book, on both engines."""
    return store.archive(tmp_path / "copy")


@pytest.fixture
def full(store: Store) -> Store:
    """A book with texts, loads, corrections and releases."""
    for step in STEPS:
        take(store, step)
    return store


def agrees(store: Store, archive: Archive) -> None:
    """At every moment something was learnt, and one before, the copy has the ledger's rows."""
    moments = {one.available_at for one in [*store.quotes(), *store.corrections(), *store.releases()]}
    for known_at in [None, *moments, *(moment - 1 for moment in moments)]:
        assert told(archive.series(known_at=known_at, columns=EVERY)) == standing(store, known_at)


def test_a_copy_made_from_nothing_says_what_the_ledger_says(full: Store, archive: Archive) -> None:
    archive.sync()
    assert len(standing(full, None)) > 10
    agrees(full, archive)


def test_a_copy_that_followed_step_by_step_says_the_same(store: Store, archive: Archive) -> None:
    """By tails and marks, which are read beside the buckets, and after they were merged."""
    for step in STEPS:
        take(store, step)
        archive.sync(merge=False)
        agrees(store, archive)
    assert len(archive.sync(merge=False).tails) == 3
    made = archive.sync(merge=True)
    assert (made.tails, made.marks) == ((), ())
    agrees(store, archive)
    assert archive.verify() == ()


def test_what_was_learnt_since_is_there_without_a_sync(store: Store, archive: Archive) -> None:
    archive.sync()
    for step in STEPS:
        take(store, step)
        agrees(store, archive)
    assert archive.sync(merge=False).rows == len(store.quotes())


def test_rows_come_in_the_order_of_the_last_word(full: Store, archive: Archive) -> None:
    """By product, day, publication and learning: what an assessment goes by."""
    found = archive.series(columns=["product", "price_date", "published", "recorded_at", "id"])
    rows = [(str(row[0]), *row[1:]) for row in found.iter_rows()]
    assert rows == sorted(rows)


def test_buckets_have_the_shape_that_assessment_reads(full: Store, archive: Archive) -> None:
    paths, codes = archive.partitions()
    rows = pl.concat([pl.read_parquet(path) for path in paths])
    assert dict(rows.schema) == dict(shape.SCHEMA)
    assert rows.null_count().sum_horizontal()[0] == 0
    assert rows.height == len(full.quotes())
    assert sorted(codes["product"]) == sorted(PRODUCTS)
    assert {codes["kind"][code] for code in rows["kind"]} == {"assessment", "bid", "offer", "listing"}
    assert all(words[0] == "" for name, words in codes.items() if name != "product")
    released = rows.filter(pl.col("released_at") < shape.NEVER)
    assert released["key"].to_list() == [int(full.releases()[0].fact.quote[-16:], 16)]


def test_series_are_narrowed_by_product_and_day(full: Store, archive: Archive) -> None:
    one = archive.series(["prnd-metal"], columns=EVERY)
    assert told(one) == standing(full, None, ["prnd-metal"])
    days = archive.series(start=date(2025, 1, 8), end=date(2025, 1, 9))["price_date"]
    assert set(days) == {date(2025, 1, 8), date(2025, 1, 9)}
    assert archive.series(["unknown"]).is_empty()


def test_a_product_that_came_late_stands_in_its_place(store: Store, archive: Archive) -> None:
    take(store, Step("text", 1, 0, False))
    archive.sync()
    take(store, Step("load", 3, 1, False))
    archive.sync(merge=True)
    names = archive.series()["product"].cast(pl.String).to_list()
    assert names == sorted(names)
    assert set(names) == set(PRODUCTS)


def test_a_column_that_is_none_is_told(archive: Archive) -> None:
    with pytest.raises(BadArgumentError, match=r'"lo" is no column of a series\. Nearest: "low"'):
        archive.series(columns=["lo"])


def test_a_book_that_is_no_file_needs_a_folder() -> None:
    with open_store("sqlite://", create=True) as store, pytest.raises(BadArgumentError, match="Say a folder"):
        store.archive()


# ── as-of joins ─────────────────────────────────────────────────────────────────────────────────────────


def last(store: Store, product: str, on: date, known_at: int, source: str | None) -> str | None:
    """The last quote by the ledger alone: the latest day, publication, moment of learning and place."""
    gone = {one.fact.corrects for one in store.corrections(known_at=known_at)}
    held = [
        one for one in store.quotes([product], end=on, known_at=known_at)
        if one.corrected is None and one.id not in gone and source in (None, one.fact.source)
    ]  # fmt: skip
    order = [(one.fact.price_date, one.fact.published, one.recorded_at, one.id) for one in held]
    return max(order)[-1] if order else None


def test_each_question_has_the_last_quote_known_by_its_moment(full: Store, archive: Archive) -> None:
    archive.sync()
    moments = sorted({one.available_at for one in [*full.quotes(), *full.corrections()]})
    asked = [
        {"product": product, "on": date(2025, 1, day), "known_at": moment, "source": source}
        for product in (*PRODUCTS, "unknown") for day in (3, 6, 9, 20) for moment in moments
        for source in (None, "desk", "smm", "nobody")
    ]  # fmt: skip
    answers = archive.as_of(pl.DataFrame(asked, infer_schema_length=None), columns=["id", "low"])
    expected = [last(full, one["product"], one["on"], one["known_at"], one["source"]) for one in asked]  # type: ignore[arg-type]
    assert answers["id"].to_list() == expected
    assert sum(one is not None for one in expected) > 50


def test_questions_share_a_moment_where_they_have_none(full: Store, archive: Archive) -> None:
    asked = pl.DataFrame({"product": ["prnd-oxide", "prnd-oxide"], "on": ["2025-01-07", "2025-02-01"]})
    moment = int(datetime(2025, 1, 8, tzinfo=START.tzinfo).timestamp()) * 1_000_000
    answers = archive.as_of(asked, known_at=moment, columns=["id", "price_date", "released"])
    assert answers["id"].to_list() == [last(full, "prnd-oxide", date(2025, 2, 1), moment, None)] * 2
    timed = asked.with_columns(known_at=pl.lit(datetime(2025, 1, 8)))
    assert archive.as_of(timed, columns=["id"])["id"].to_list() == answers["id"].to_list()


def test_questions_of_an_empty_book_have_no_answer(archive: Archive) -> None:
    answers = archive.as_of(pl.DataFrame({"product": ["prnd-oxide"], "on": [date(2025, 1, 7)]}))
    assert answers.select("low", "source").rows() == [(None, None)]
    with pytest.raises(BadArgumentError, match="no column on"):
        archive.as_of(pl.DataFrame({"product": ["prnd-oxide"]}))


# ── never the truth ─────────────────────────────────────────────────────────────────────────────────────


def edited(folder: Path, keep_time: bool) -> None:
    """Double every low of a bucket, and perhaps put the file's time back."""
    path = next(folder.glob("bucket-*"))
    before = path.stat()
    pl.read_parquet(path).with_columns(pl.col("low") * 2).write_parquet(
        path, compression="uncompressed", row_group_size=files.GROUP, statistics=True
    )
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_copy_edited_by_hand_is_made_anew(full: Store, archive: Archive) -> None:
    archive.sync(merge=True)
    edited(archive.folder, keep_time=False)
    assert "is not what was written" in archive.verify()[0]
    agrees(full, archive)
    assert archive.verify() == ()


def test_an_edit_that_hides_its_time_and_its_hash_is_found_by_verify(full: Store, archive: Archive) -> None:
    archive.sync(merge=True)
    edited(archive.folder, keep_time=True)
    assert archive.verify() != ()
    told_ = json.loads((archive.folder / "manifest.json").read_text())
    bucket = next(archive.folder.glob("bucket-*"))
    import hashlib

    told_["buckets"][0] |= {"hash": hashlib.sha256(bucket.read_bytes()).hexdigest(),
                            "size": bucket.stat().st_size}  # fmt: skip
    (archive.folder / "manifest.json").write_text(json.dumps(told_))
    assert any("its rows in" in sentence for sentence in archive.verify())
    archive.rebuild()
    assert archive.verify() == ()


@pytest.mark.parametrize("spoilt", ["manifest.json", "bucket-*"])
@pytest.mark.parametrize("how", ["removed", "cut"])
def test_a_copy_with_a_file_gone_or_cut_is_made_anew(
    full: Store, archive: Archive, spoilt: str, how: str
) -> None:
    archive.sync(merge=True)
    path = next(archive.folder.glob(spoilt))
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:100])
    agrees(full, archive)


def test_a_copy_of_another_book_is_made_anew(full: Store, archive: Archive, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db", create=True) as other:
        take(other, Step("text", 6, 0, False))
        other.archive(archive.folder).sync()
    assert "another book" in archive.verify()[0]
    agrees(full, archive)


def test_a_copy_that_was_copied_is_taken_as_it_is(full: Store, archive: Archive) -> None:
    """Another time on its files, the same bytes."""
    made = archive.sync(merge=True)
    for path in archive.folder.glob("bucket-*"):
        os.utime(path)
    assert archive.sync().buckets == made.buckets


def test_files_of_a_write_cut_short_are_swept(full: Store, archive: Archive) -> None:
    archive.sync()
    (archive.folder / "bucket-000000-cut.parquet.part").write_bytes(b"half")
    take(full, Step("text", 6, 9, False))
    made = archive.sync()
    assert {path.name for path in archive.folder.iterdir()} == {
        "lock", "manifest.json", *(part.name for part in made.parts),
    }  # fmt: skip


def test_tails_are_merged_when_they_have_grown(
    full: Store, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync()
    monkeypatch.setattr(copy, "TAIL", 3)
    take(full, Step("load", 6, 9, False))
    assert archive.sync().tails == ()
    agrees(full, archive)


def test_buckets_nothing_touches_stay_as_they_are(
    full: Store, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BUCKET", 1)
    monkeypatch.setattr(files.ranges, "__defaults__", (1,))
    before = archive.sync(merge=True)
    assert len(before.buckets) == 4
    full.append([correction(full.quotes(["prnd-metal"])[0])])
    after = archive.sync(merge=True)
    assert len(set(before.buckets) - set(after.buckets)) == 1
    agrees(full, archive)


def test_readers_never_see_half_a_copy(full: Store, archive: Archive) -> None:
    """Four read while one makes the copy anew, over and over."""
    expected = standing(full, None)
    readers = [full.archive(archive.folder) for _ in range(4)]
    archive.sync()

    def read(one: Archive) -> bool:
        return all(told(one.series(columns=EVERY)) == expected for _ in range(15))

    with ThreadPoolExecutor(5) as work:
        answers = [work.submit(read, one) for one in readers]
        while not all(answer.done() for answer in answers):
            archive.rebuild()
        assert all(answer.result() for answer in answers)


WRITER = """
import sys
from orebook.ledger import open_store
with open_store(sys.argv[1]) as store:
    archive = store.archive()
    print("ready", flush=True)
    while True:
        archive.rebuild()
        archive.sync(merge=True)
"""


def test_a_copy_survives_kill_9_at_any_moment(tmp_path: Path) -> None:
    """Killed a dozen times while it is written: what is read afterwards is the ledger's."""
    with open_store(tmp_path / "metals.db", create=True) as store:
        for step in STEPS:
            take(store, step)
        expected = standing(store, None)
        archive = store.archive()
        for attempt in range(12):
            writer = subprocess.Popen(
                [sys.executable, "-c", WRITER, str(tmp_path / "metals.db")], stdout=subprocess.PIPE, text=True
            )
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            _wait(0.003 * attempt)
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
            assert told(archive.series(columns=EVERY)) == expected
        archive.sync()
        assert archive.verify() == ()


def _wait(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def test_released_and_corrected_rows_of_a_load_are_marked(store: Store, archive: Archive) -> None:
    """Corrections and releases name rows of loads as they name any quote."""
    store.load(table(3), source="desk", now=START)
    archive.sync()
    held = [one for one in store.quotes() if one.corrected is None]
    store.append([correction(held[0]), release(held[1])])
    for merge in (False, True):
        archive.sync(merge=merge)
        agrees(store, archive)
