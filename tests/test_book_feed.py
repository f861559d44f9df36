"""A feed is asked politely and within limits; every answer here comes from a real server on loopback."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

import orebook as ob
from fixtures.server import Feed, say, serving
from orebook.book import polling
from orebook.book.fetching import Answer, Limits, fetch, shown
from orebook.book.polling import Poll, seconds
from orebook.errors import BadArgumentError

#: What a reader of today and one that knows feeds both read: the words of an item, on their day.
NOTE = b"Pr-Nd oxide was 400,000-401,000 yuan/mt.\n"
LIMITS = Limits(seconds=5, size=100_000, redirects=3)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as feed:
        yield feed


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


class Days:
    """A clock that goes on when somebody pauses, up to a number of pauses."""

    def __init__(self, pauses: int) -> None:
        self.now, self.left, self.waits = time.time(), pauses, []  # type: ignore[var-annotated]

    def __call__(self) -> float:
        return self.now

    def pause(self, wait: float) -> bool:
        self.waits.append(wait)
        self.now += wait
        self.left -= 1
        return self.left < 0


def polled(book: ob.Book, server: Feed, pauses: int = 0, **how: Any) -> tuple[list[Poll], list[float]]:
    """What is told, and how long is waited, over some rounds."""
    days = Days(pauses)
    told = list(book.feed(server.address, source="own", clock=days, pause=days.pause, **how))
    return told, days.waits


def answer(server: Feed, etag: str | None = None, modified: str | None = None) -> Answer:
    return fetch(server.address, etag, modified, time.time(), LIMITS)


def always(status: int, content: bytes = b"", **headers: str) -> Any:
    return lambda asked: say(asked, status, content, **headers)


# ── what it says is kept ────────────────────────────────────────────────────────────────────────────────


def test_what_a_feed_says_is_kept_under_its_address(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, NOTE)
    ((poll,), _) = polled(book, server, once=True)
    assert poll.status == "new"
    assert poll.added is not None
    assert poll.added.kept == 1
    (document,) = book.documents()
    assert (document.fact.address, document.fact.source) == (server.address, "own")


def test_it_says_who_asks(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, NOTE)
    polled(book, server, once=True)
    assert server.asked[0]["User-Agent"].startswith("Orebook/")
    assert server.asked[0]["Accept-Encoding"] == "gzip"


def test_a_packed_answer_is_unpacked(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, gzip.compress(NOTE), Content_Encoding="gzip")
    assert answer(server).content == NOTE


def test_a_second_poll_asks_only_for_what_has_changed(book: ob.Book, server: Feed) -> None:
    def reply(asked: BaseHTTPRequestHandler) -> None:
        held = asked.headers.get("If-None-Match") == '"v1"'
        say(
            asked,
            304 if held else 200,
            b"" if held else NOTE,
            ETag='"v1"',
            Last_Modified="Thu, 09 Jan 2025 08:00:00 GMT",
        )

    server.reply = reply
    told, _ = polled(book, server, pauses=2)
    assert [poll.status for poll in told] == ["new", "unchanged", "unchanged"]
    assert "If-None-Match" not in server.asked[0]
    assert server.asked[2]["If-None-Match"] == '"v1"'
    assert server.asked[2]["If-Modified-Since"] == "Thu, 09 Jan 2025 08:00:00 GMT"
    assert len(book.documents()) == 1


def test_the_version_is_remembered_when_begun_again(tmp_path: Path, server: Feed) -> None:
    server.reply = always(200, NOTE, ETag='"v1"')
    with ob.open(tmp_path / "metals.db") as book:
        polled(book, server, once=True)
    server.reply = always(304)
    with ob.open(tmp_path / "metals.db") as book:
        later = Days(0)
        later.now += 120
        (poll,) = book.feed(server.address, once=True, clock=later)
    assert poll.status == "unchanged"
    assert server.asked[1]["If-None-Match"] == '"v1"'


def test_a_server_without_versions_is_not_read_twice(
    book: ob.Book, server: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply = always(200, NOTE)
    polled(book, server, once=True)
    monkeypatch.setattr(polling.walk, "read", lambda *_: pytest.fail("these bytes were read before"))
    days = Days(0)
    days.now += 3600
    (poll,) = book.feed(server.address, source="own", once=True, clock=days)
    assert (poll.status, len(book.documents())) == ("unchanged", 1)


def test_what_could_not_be_read_is_asked_for_again(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, b"<?xml version='1.0'?><rss><channel><item>", ETag='"broken"')
    ((broken,), _) = polled(book, server, once=True)
    assert broken.status == "failed"
    assert server.address in str(broken.reason)
    server.reply = always(200, NOTE, ETag='"whole"')
    days = Days(0)
    days.now += 86_400
    (poll,) = book.feed(server.address, once=True, clock=days)
    assert poll.status == "new"
    assert "If-None-Match" not in server.asked[1]


# ── politely ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(book: ob.Book, server: Feed, status: int) -> None:
    server.reply = always(status, Retry_After="7200")
    (poll, *_), waits = polled(book, server, pauses=0, every="15m")
    assert (poll.status, waits) == ("failed", [7200])
    assert str(status) in str(poll.reason)


def test_a_retry_after_may_be_a_moment(server: Feed) -> None:
    server.reply = always(503, Retry_After=formatdate(time.time() + 3600, usegmt=True))
    assert answer(server).wait == pytest.approx(3600, abs=5)
    server.reply = always(503, Retry_After="some day")
    assert answer(server).wait == 0


def test_the_age_an_answer_may_reach_is_waited_for(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, NOTE, Cache_Control="public, max-age=5400")
    assert polled(book, server, every="15m")[1] == [5400]


def test_who_begins_again_too_soon_asks_nobody(book: ob.Book, server: Feed) -> None:
    server.reply = always(429, Retry_After="3600")
    polled(book, server, once=True)
    ((poll,), _) = polled(book, server, once=True)
    assert poll.status == "waiting"
    assert 3500 < poll.wait <= 3600
    assert len(server.asked) == 1


def test_an_answer_is_not_asked_for_twice_within_a_minute(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, NOTE)
    for status in ("new", "waiting"):
        ((poll,), _) = polled(book, server, once=True)
        assert poll.status == status
    assert len(server.asked) == 1


def test_a_server_that_fails_is_asked_ever_more_rarely(book: ob.Book, server: Feed) -> None:
    server.reply = always(500)
    _, waits = polled(book, server, pauses=9, every="15m")
    assert waits == [900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 86_400, 86_400]
    server.reply = always(200, NOTE)
    days = Days(0)
    days.now += 86_400 * 30
    list(book.feed(server.address, clock=days, pause=days.pause))
    assert days.waits == [900]


def test_a_feed_that_is_gone_is_not_asked_again(book: ob.Book, server: Feed) -> None:
    server.reply = always(410)
    told, waits = polled(book, server, pauses=5)
    assert ([poll.status for poll in told], waits) == (["failed"], [])
    assert "gone for good" in str(told[0].reason)


@pytest.mark.parametrize(
    ("every", "length"), [("15m", 900), ("2h", 7200), ("1d", 86_400), (90, 90), ("1.5 h", 5400)]
)
def test_an_interval_is_written_as_people_do(every: str | float, length: float) -> None:
    assert seconds(every) == length


@pytest.mark.parametrize("every", ["59s", "0", "-5m", "often", "15 minutes", "", "nan"])
def test_no_interval_under_a_minute(every: str) -> None:
    with pytest.raises(BadArgumentError, match="Write 15m, 2h or 1d"):
        seconds(every)


# ── within limits ───────────────────────────────────────────────────────────────────────────────────────


def test_a_slow_server_is_left(server: Feed) -> None:
    """It drips a byte at a time, so that no single wait is long."""

    def drip(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.end_headers()
        while not server.over.wait(0.02):
            asked.wfile.write(b".")

    server.reply = drip
    said = fetch(server.address, None, None, time.time(), Limits(seconds=0.3, size=100_000))
    assert said.trouble == "no whole answer within 0.3 seconds"


def test_a_server_that_says_nothing_is_left(server: Feed) -> None:
    server.reply = lambda _: server.over.wait(5) and None
    assert "no whole answer" in str(fetch(server.address, None, None, 0, Limits(seconds=0.2)).trouble)


def test_an_oversize_answer_is_refused(server: Feed) -> None:
    server.reply = always(200, b"." * 100_001)
    assert answer(server).trouble == "it is larger than 100,000 bytes"
    server.reply = always(200, b"." * 100_000)
    assert len(answer(server).content or b"") == 100_000


def test_a_bomb_is_not_unpacked(server: Feed) -> None:
    """64 MB in 64 kB; not more than the limit is ever unpacked."""
    bomb = gzip.compress(bytes(64 * 1024**2))
    server.reply = always(200, bomb, Content_Encoding="gzip")
    assert answer(server).trouble == "it is larger than 100,000 bytes"


@pytest.mark.parametrize(
    ("content", "packing", "said"),
    [
        (gzip.compress(NOTE, mtime=0)[:-9], "gzip", "breaks off"),
        (b"not packed at all", "gzip", "no answer"),
        (NOTE, "br", "packed as br"),
    ],
)
def test_badly_packed_answers_are_refused(server: Feed, content: bytes, packing: str, said: str) -> None:
    server.reply = always(200, content, Content_Encoding=packing)
    assert said in str(answer(server).trouble)


def test_a_redirect_is_followed_and_a_loop_is_left(server: Feed) -> None:
    def once(asked: BaseHTTPRequestHandler) -> None:
        say(asked, 200, NOTE) if asked.path == "/new.xml" else say(asked, 301, Location="/new.xml")

    server.reply = once
    assert answer(server).content == NOTE
    server.paths.clear()
    server.reply = always(302, Location="/feed.xml")
    assert answer(server).trouble == "it sends on more than 3 times"
    assert len(server.paths) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/feed", "gopher://x", "http://[bad"]
)
def test_a_redirect_to_what_is_no_web_address_is_not_followed(server: Feed, target: str) -> None:
    server.reply = always(302, Location=target)
    said = answer(server)
    assert said.content is None
    assert said.trouble


def test_nobody_there_is_a_failure_with_a_reason(book: ob.Book) -> None:
    days = Days(0)
    (poll,) = book.feed("http://127.0.0.1:1/feed.xml", once=True, clock=days)
    assert (poll.status, "no answer" in str(poll.reason)) == ("failed", True)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "feed.xml", "ftp://desk/feed", "http://", "https://[bad"]
)
def test_only_web_addresses_are_asked(book: ob.Book, address: str) -> None:
    with pytest.raises(BadArgumentError, match="is no address of a feed"):
        next(iter(book.feed(address, once=True)))


def test_a_password_never_reaches_the_book(book: ob.Book, server: Feed) -> None:
    server.reply = always(200, NOTE)
    secret = server.address.replace("http://", "http://ann:secret@")
    list(book.feed(secret, once=True))
    (document,) = book.documents()
    assert document.fact.address == server.address == shown(secret)
    assert server.asked[0]["Authorization"].startswith("Basic ")


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_asks_once_and_says_what_came(server: Feed, tmp_path: Path) -> None:
    ob.open(tmp_path / "orebook.db").close()
    server.reply = always(200, NOTE)
    command = [sys.executable, "-m", "orebook", "feed", server.address, "--once"]
    first, second = (
        subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60) for _ in range(2)
    )
    assert "1 new document" in first.stdout
    assert "waiting: " in second.stdout
    assert (first.returncode, second.returncode) == (0, 0)
    server.reply = always(404)
    other = [*command[:4], server.address + "?absent", "--once"]
    failed = subprocess.run(other, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (failed.returncode, "404" in failed.stderr) == (2, True)
