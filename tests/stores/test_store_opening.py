"""Opening a book: what is one, what is not, and what each message says to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from orebook.errors import BookMissingError, LedgerError
from orebook.ledger import Store, open_store
from orebook.ledger.tables import VERSION

from .made import report


def test_a_missing_book_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for it makes no file."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BookMissingError) as said:
        open_store("metals.db")
    assert str(said.value) == "There is no book at metals.db. Make one with: orebook init --book metals.db"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_says_how_to_make_a_book(postgresql_url: str) -> None:
    with pytest.raises(
        BookMissingError, match=r"There is no book at postgresql://orebook@.*orebook init --book"
    ):
        open_store(postgresql_url)


def test_an_empty_file_is_no_book_until_it_is_made_one(tmp_path: Path) -> None:
    place = tmp_path / "metals.db"
    place.touch()
    with pytest.raises(BookMissingError, match="Make one with"):
        open_store(place)
    with open_store(place, create=True) as store:
        assert store.quotes() == []


def test_making_a_book_that_is_there_opens_it(store: Store, address: str) -> None:
    store.append(report())
    with open_store(address, create=True) as again:
        assert len(again.quotes()) == 1


def test_a_path_an_address_and_a_url_are_one_book(tmp_path: Path) -> None:
    place = tmp_path / "with space %20 ?&#氧.db"
    with open_store(place, create=True) as store:
        store.append(report())
    with open_store(str(place)) as store:
        assert len(store.quotes()) == 1
    assert {file.name for file in tmp_path.iterdir()} == {place.name, f"{place.name}.lock"}


def test_a_link_to_a_book_is_the_book(tmp_path: Path) -> None:
    """One file, one lock: whoever comes by the link takes his turn with the others."""
    open_store(tmp_path / "metals.db", create=True).close()
    (tmp_path / "link.db").symlink_to("metals.db")
    with open_store(tmp_path / "link.db") as store:
        store.append(report())
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link.db", "metals.db", "metals.db.lock"]


def test_a_name_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="File name too long"):
        open_store(tmp_path / ("x" * 300), create=True)


def test_a_sqlite_url_names_a_file(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'metals.db'}", create=True) as store:
        assert store.append(report()).kept == 4
    assert (tmp_path / "metals.db").is_file()


@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://", "postgresql+psycopg://"])
def test_postgresql_is_written_as_people_write_it(postgresql_url: str, scheme: str) -> None:
    with open_store(postgresql_url.replace("postgresql://", scheme), create=True) as store:
        assert store.append(report()).kept == 4


def test_a_text_file_is_not_a_book(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("Pr-Nd oxide was 400,000 yuan/mt.\n" * 40)
    before = place.read_bytes()
    for create in (False, True):
        with pytest.raises(LedgerError, match=r"notes\.txt: this file is not a book"):
            open_store(place, create=create)
    assert place.read_bytes() == before


def test_somebody_elses_database_is_not_a_book(tmp_path: Path) -> None:
    """Not even one that could hold the tables: it is left as it was."""
    place = tmp_path / "photos.db"
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE photos (id)")
    before = place.read_bytes()
    for create in (False, True):
        with pytest.raises(
            LedgerError, match=r"photos\.db is an SQLite file, but not a book: it holds photos"
        ):
            open_store(place, create=create)
    assert place.read_bytes() == before


def test_a_team_may_keep_a_book_beside_its_other_tables(postgresql_url: str) -> None:
    import psycopg

    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute("CREATE TABLE photos (id int)")
    with open_store(postgresql_url, create=True) as store:
        assert store.append(report()).kept == 4


def test_a_book_is_not_made_over_another_table_of_its_names(postgresql_url: str) -> None:
    import psycopg

    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute("CREATE TABLE quotes (id int)")
    with pytest.raises(LedgerError, match='relation "quotes" already exists'):
        open_store(postgresql_url, create=True)
    with psycopg.connect(postgresql_url) as other:
        tables = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("quotes",)]


def test_a_newer_book_is_left_to_a_newer_orebook(
    store: Store, address: str, sql: Callable[..., list[Any]]
) -> None:
    sql(f"INSERT INTO schema (version, recorded_at) VALUES ({VERSION + 1}, 0)")
    said = rf"made by a newer Orebook .*version {VERSION + 1}.*knows {VERSION}.*pip install --upgrade"
    with pytest.raises(LedgerError, match=said):
        open_store(address)


def test_a_folder_is_not_a_book(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"is a folder, not a book\. Name a file in it: .*/orebook\.db"):
        open_store(tmp_path, create=True)


def test_a_book_needs_a_folder_to_stand_in(tmp_path: Path) -> None:
    with pytest.raises(
        LedgerError, match=r"There is no folder .*/2025 to make a book in\. Make it first: mkdir -p"
    ):
        open_store(tmp_path / "2025" / "metals.db", create=True)
    with pytest.raises(BookMissingError):
        open_store(tmp_path / "2025" / "metals.db")


@pytest.mark.parametrize(
    "address", ["mysql://desk/metals", "https://example.org", "postgresql+psycopg2://desk/m"]
)
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(LedgerError, match=r"A book cannot stand at an address that begins .*postgresql://"):
        open_store(address, create=True)


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="Is it running, is the address right") as said:
        open_store(f"postgresql://ann:secret@/metals?host={tmp_path}")
    assert "ann:***@" in str(said.value)
    assert "secret" not in str(said.value)
    with pytest.raises(LedgerError) as said:
        open_store(f"postgresql:///metals?host={tmp_path}&password=secret")
    assert "secret" not in str(said.value)


def test_a_damaged_book_says_so(tmp_path: Path) -> None:
    place = tmp_path / "metals.db"
    with open_store(place, create=True) as store:
        store.append(report("x" * 100_000))
    with place.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 200_000)
    with pytest.raises(LedgerError, match=r"metals\.db: the file is damaged"), open_store(place) as store:
        store.documents()


@pytest.fixture
def nobody() -> Any:
    """For root, who may read and write everything: the rights of nobody, for the length of a test."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def locked_away(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A book with one report, in a folder everybody may enter."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="orebook-") as folder:
        Path(folder).chmod(0o755)
        place = Path(folder) / "metals.db"
        with open_store(place, create=True) as store:
            store.append(report())
        place.chmod(0o444)
        yield place
        Path(folder).chmod(0o755)


def test_a_book_that_may_not_be_read_says_so(locked_away: Path, request: pytest.FixtureRequest) -> None:
    locked_away.chmod(0o000)
    request.getfixturevalue("nobody")
    with pytest.raises(LedgerError, match=r"cannot be read \(Permission denied\)\. Ask its owner"):
        open_store(locked_away)


def test_a_book_that_may_only_be_read_is_read(locked_away: Path, request: pytest.FixtureRequest) -> None:
    locked_away.parent.chmod(0o777)
    request.getfixturevalue("nobody")
    with open_store(locked_away) as store:
        assert len(store.quotes()) == 1
        with pytest.raises(LedgerError, match="you may only read this book"):
            store.append(report("Another."))
        assert len(store.documents()) == 1


def test_a_book_in_a_folder_nobody_may_write_says_why_it_cannot_be_read(
    locked_away: Path, request: pytest.FixtureRequest
) -> None:
    """SQLite notes beside a book who reads it; to read past that could show half of what is being written."""
    locked_away.parent.chmod(0o555)
    request.getfixturevalue("nobody")
    with pytest.raises(
        LedgerError, match=r"its folder may not be written.*copy the book to a folder of yours"
    ):
        open_store(locked_away)


def test_a_new_writer_needs_the_right_to_take_a_turn(
    locked_away: Path, request: pytest.FixtureRequest
) -> None:
    with open_store(locked_away) as store:
        locked_away.with_name("metals.db.lock").unlink()
        locked_away.parent.chmod(0o555)
        request.getfixturevalue("nobody")
        with pytest.raises(LedgerError, match=r"metals\.db\.lock cannot be opened or written"):
            store.append(report("Another."))


def test_the_room_costs_nothing_until_it_is_used() -> None:
    """Neither SQLAlchemy nor psycopg is loaded by `import orebook.ledger`."""
    seen = "import sys, orebook.ledger; print(sorted({'sqlalchemy', 'psycopg'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", seen], text=True) == "[]\n"
