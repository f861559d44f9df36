"""One archive holds a book: replayed on any engine it makes the same book, and an altered one makes none."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orebook.errors import EvidenceError, LedgerError
from orebook.ledger import Store, open_store, replay

from .filled import fill
from .made import report


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Path:
    """The archive of a filled book."""
    place = tmp_path / "book.tar"
    head = fill(store).export(place)
    assert head == store.head()
    return place


def test_a_book_goes_from_engine_to_engine_and_back(
    archive: Path, store: Store, address: str, tmp_path: Path, postgresql_url: str
) -> None:
    """The same head, the same answers, the same archive, three times over."""
    if "://" in address:
        ways = [str(tmp_path / "one.db"), str(tmp_path / "two.db")]
    else:
        ways = [postgresql_url, str(tmp_path / "back.db")]
    given, before = archive, store
    for number, place in enumerate(ways):
        assert replay(given, place) == store.head()
        with open_store(place) as again:
            assert again.verify(store.head()).findings == ()
            assert again.quotes() == before.quotes()
            assert again.publications() == before.publications()
            assert again.agreed() == before.agreed()
            given = tmp_path / f"again{number}.tar"
            again.export(given)
        assert given.read_bytes() == archive.read_bytes()


def test_the_replayed_book_goes_on(archive: Path, tmp_path: Path) -> None:
    """Its triggers are there, its clock goes on, and what it held already is not kept twice."""
    replay(archive, tmp_path / "new.db")
    with open_store(tmp_path / "new.db") as again:
        assert again.append(report()).kept == 0
        assert again.append(report("Another.")).kept == 4
        assert again.verify().findings == ()


def test_the_archive_is_read_by_tar(archive: Path) -> None:
    with tarfile.open(archive) as opened:
        names = opened.getnames()
        assert names[0] == "orebook.json"
        assert "tables/quotes.jsonl" in names
        assert {member.mtime for member in opened.getmembers()} == {0}


def test_a_book_that_was_altered_is_not_exported(
    store: Store, behind: Callable[[str], None], tmp_path: Path
) -> None:
    store.append(report())
    behind("UPDATE quotes SET low = 1.0")
    with pytest.raises(EvidenceError, match=r"the audit found 2 things .*nothing was exported.*quotes"):
        store.export(tmp_path / "book.tar")
    assert not list(tmp_path.glob("book.tar*"))


def test_an_archive_is_not_replayed_over_a_book(archive: Path, address: str) -> None:
    with pytest.raises(LedgerError, match=r"There is a book at .* already\. Give the name of a new one"):
        replay(archive, address)


def test_an_archive_must_hold_the_head_that_is_asked_for(archive: Path, store: Store, tmp_path: Path) -> None:
    """An archive that somebody made anew, seals and all, is found by a head kept elsewhere."""
    with pytest.raises(EvidenceError, match="that was exported"):
        replay(archive, tmp_path / "new.db", "ab" * 32)
    assert replay(archive, tmp_path / "new.db", store.head()) == store.head()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with open_store(folder / "metals.db", create=True) as store:
        store.append(report())
        store.export(folder / "book.tar")
    return folder / "book.tar"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**9), to=st.integers(1, 255))
def test_an_archive_altered_anywhere_makes_no_book(whole: Path, tmp_path: Path, at: int, to: int) -> None:
    """Any byte of it, be it of a price, of a name, or of the tar file itself."""
    altered = bytearray(whole.read_bytes())
    altered[at % len(altered)] ^= to
    _refused(tmp_path, bytes(altered))


@pytest.mark.parametrize("cut", [1, 512, 1024, 5000])
def test_an_archive_cut_short_or_longer_makes_no_book(whole: Path, tmp_path: Path, cut: int) -> None:
    _refused(tmp_path, whole.read_bytes()[:-cut])
    _refused(tmp_path, whole.read_bytes() + bytes(cut))


def _refused(folder: Path, content: bytes) -> None:
    (folder / "altered.tar").write_bytes(content)
    with pytest.raises(EvidenceError, match=r"altered\.tar"):
        replay(folder / "altered.tar", folder / "new.db")
    assert not list(folder.glob("new.db*"))
