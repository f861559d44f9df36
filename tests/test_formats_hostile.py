"""Files made to hurt: refused with a reason, within the limits, and the next good file is read."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from time import process_time
from typing import Any

import pytest

import files
from fixtures.originals import file_prices, opened
from fixtures.readings import catalog, reading, refused
from hostile_files import HOSTILE, page
from orebook.confine import Confined, ConfinedError, Limits
from orebook.errors import UnreadableDocumentError
from orebook.reader.formats.caps import Caps
from orebook.reader.formats.child import request
from orebook.reader.formats.signature import PAGE, PDF
from orebook.reader.formats.told import read_back

GOOD = page("<p>Cerium oxide was 8,000 yuan/mt.</p>")
WORDS = catalog().words["formats"]
CAPS, LIMITS = Caps(**WORDS["caps"]), Limits(**WORDS["process"])
CHILD = "orebook.reader.formats.child"
#: Files that are read all the same, or are text and refused in part.
READ = {
    "80 kB of digits",
    "a 10 MB line of prices",
    "a 10 MB line between two",
    "a 10 MB line of a sheet",
    "a 10 MB line of Chinese",
    "6 MB of brackets",
    "200,000 paragraphs never ended",
}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in READ])
def test_a_hostile_file_is_refused_and_the_next_good_one_is_read(name: str) -> None:
    file, make = HOSTILE[name]
    with pytest.raises(UnreadableDocumentError) as raised:
        opened(make(), file)
    assert str(raised.value).startswith(f"{file}: ")
    assert file_prices(GOOD, "good.html") == ["cerium-oxide 8000"]


@pytest.mark.parametrize(
    "name", ["a 10 MB line of prices", "a 10 MB line between two", "a 10 MB line of a sheet"]
)
def test_a_line_of_ten_megabytes_is_refused_before_it_is_worked_on(name: str) -> None:
    text = HOSTILE[name][1]().decode()
    start = process_time()
    assert refused(text) in (["too-long"], ["unclear-date"])
    assert process_time() - start < 4


def test_paragraphs_never_ended_are_read() -> None:
    assert file_prices(page("<p>" * 20_000 + "Cerium oxide was 8,000 yuan/mt."), "a.html") == [
        "cerium-oxide 8000"
    ]


@pytest.mark.parametrize("inside", ["<div>", "<span>", "<font>", "<x-y>"])
def test_nesting_beyond_any_page_is_refused(inside: str) -> None:
    with pytest.raises(UnreadableDocumentError, match="2,000 elements inside one another"):
        opened(page(inside * 2100), "a.html")


@pytest.mark.parametrize("cut", range(1, 40))
@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.pdf", "a.html", "a.xml"])
def test_a_file_cut_anywhere_is_refused_or_read_and_never_breaks_anything(name: str, cut: int) -> None:
    whole = {
        "a.xlsx": files.zipped(files.xlsx_members()),
        "a.ods": files.ods({"Prices": [["Cerium oxide", 8000.0]]}),
        "a.pdf": files.pdf([["Cerium oxide was 8,000 yuan/mt."]]),
        "a.html": GOOD,
        "a.xml": HOSTILE["a feed that breaks off"][1]() + b"</title></item></channel></rss>",
    }[name]
    try:
        opened(whole[: len(whole) * cut // 40], name)
    except UnreadableDocumentError as error:
        assert str(error).startswith(name)


def _child(**limits: Any) -> closing[Confined]:
    return closing(Confined(CHILD, replace(LIMITS, **limits)))


def test_a_file_that_takes_too_long_ends_its_child_and_the_next_gets_another() -> None:
    with _child(processor_s=0.2) as child:
        with pytest.raises(ConfinedError, match=r"more than the 0\.2 s of processor time"):
            child.ask(request(PDF, CAPS, HOSTILE["a PDF whose forms draw each other"][1]()))
        assert read_back(child.ask(request(PAGE, CAPS, GOOD))).text == "Cerium oxide was 8,000 yuan/mt."


def test_a_child_that_waits_is_ended_by_the_clock() -> None:
    with closing(Confined("fixtures.growing", replace(LIMITS, wall_s=4.0))) as child:
        first = child.ask(b"1")
        with pytest.raises(ConfinedError, match="longer than the 4 s"):
            child.ask(b"wait")
        assert child.ask(b"1") != first


def test_a_file_that_wants_too_much_memory_is_refused() -> None:
    with _child() as child, pytest.raises(ConfinedError, match="MB of memory"):
        child.ask(request(PDF, CAPS, HOSTILE["a PDF page of 200 MB"][1]()))


def test_a_child_killed_from_outside_is_replaced() -> None:
    with _child() as child:
        child.ask(request(PAGE, CAPS, GOOD))
        assert child._child is not None
        first = child._child.pid
        child._child.kill()
        child._child.wait()
        with pytest.raises(ConfinedError, match="broke off"):
            child.ask(request(PAGE, CAPS, GOOD))
        child.ask(request(PAGE, CAPS, GOOD))
        assert child._child.pid != first


def test_a_child_is_the_same_for_many_files_and_new_after_one_that_left_it_large() -> None:
    with closing(Confined("fixtures.growing", LIMITS)) as child:
        first = {child.ask(b"1") for _ in range(5)}
        assert len(first) == 1
        assert child.ask(b"40") in first
        assert child.ask(b"1") not in first
        with pytest.raises(ConfinedError, match="MB of memory"):
            child.ask(b"400")
        assert child.ask(b"1") not in first


def test_an_answer_larger_than_any_is_not_taken() -> None:
    with _child(answer_bytes=10) as child, pytest.raises(ConfinedError, match="says more than"):
        child.ask(request(PAGE, CAPS, GOOD))


ATTEMPTS = {
    "a socket": "import socket; socket.socket()",
    "a socket past Python": "import ctypes; n = ctypes.CDLL(None, use_errno=True).socket(2, 1, 0);"
    " assert n >= 0, ctypes.get_errno()",
    "another program": "import subprocess; subprocess.run(['true'])",
    "another program past Python": "import ctypes; c = ctypes.CDLL(None, use_errno=True);"
    " n = c.execl(b'/bin/true', b'true', None); assert n >= 0, ctypes.get_errno()",
    "a file": "open('written', 'w').write('x' * 10000)",
    "half a gigabyte": "bytearray(500_000_000)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_confined_process_has_no_network_no_programs_no_files_and_no_room(
    attempt: str, tmp_path: Any
) -> None:
    start = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    confine = "from orebook.confine.limits import impose; impose(350_000_000)\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{start}{confine}{attempt}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == 1, done
    named = ("PermissionError", "MemoryError", "File too large", "AssertionError: 1\n")
    assert any(word in done.stderr for word in named), done.stderr


def test_a_child_knows_nothing_of_its_users_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    from orebook.confine.asking import _surroundings

    monkeypatch.setenv("SECRET", "x")
    assert "SECRET" not in _surroundings()


def test_a_sentence_without_end_leaves_what_stands_around_it() -> None:
    found = reading(
        "Cerium oxide was 8,000 yuan/mt.\n" + "1 " * 100_000 + "\nLanthanum oxide was 3,600 yuan/mt."
    )
    assert [quote.product for quote in found.quotes] == ["cerium-oxide", "lanthanum-oxide"]
