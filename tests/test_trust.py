"""The self-check: each of its thirty rows holds in a book kept well, and falls short in one that is not.

What falls short does so by real means: a row edited behind the book's back, a publication appended by hands
who went round the commands, a method of one's own, a complaint nobody answered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.book import drafts
from orebook.book.trusting import Row, rows
from orebook.facts import Approval, Draft, Judgement, Notice, Publication, digest, identity
from orebook.publish import discontinuation, release
from orebook.publish.changes import decision, proposal
from orebook.publish.registers import Line
from orebook.publish.trust import ROWS
from orebook.serve.cli import cli
from orebook.testing import method

METHOD = method("publish/2")
NOTE = "Pr-Nd oxide was 399,000-401,000 yuan/mt.\n"
OXIDE, SHEET = "price prnd-oxide 2025-01-09", "prices 2025-01-09"
EYES: dict[str, Any] = {"author": "Wang Li", "approver": "Li Na", "why": "Checked against two mills."}
PROPOSED, DECIDED, TOLD = datetime(2026, 8, 3, 9), datetime(2026, 9, 15, 9), date(2026, 9, 15)
EFFECTIVE = date(2026, 10, 20)
NAMES = [row["id"] for row in rows()["row"]]


def asked(book: ob.Book, name: str) -> Row:
    return next(one for one in book.trust() if one.id == name)


def adopted(book: ob.Book) -> None:
    """A change to range/2, proposed in August, decided and told in September, in force in October."""
    line = Line(stage="proposed", subject="range/2", who="Wang Li", text="A cap.", author="Wang Li",
                happened=PROPOSED.date())  # fmt: skip
    first = proposal(line, None, held=[], method=METHOD)
    book._store.append([first], now=PROPOSED)
    line = replace(line, stage="adopted", text="Nobody objects.", happened=DECIDED.date())
    made, told = decision(line, first.number, EFFECTIVE, held=[first], method=METHOD)
    assert told is not None
    book._store.append([made, told], now=DECIDED)


def ending(last: date = EFFECTIVE, given: date = TOLD) -> Notice:
    return discontinuation(
        "cerium-oxide",
        last=last,
        author="Wang Li",
        given=given,
        reason="Nobody quotes it.",
        successor="lanthanum-oxide",
        method=METHOD,
    )


def under_range_1(book: ob.Book, subject: str) -> None:
    """Publish as it was done before the change."""
    view = replace(book._view(), method="range/1")
    made = identity(drafts.draft(view, subject, "Wang Li", None))
    drafts.verdict(view, made, "Li Na", True, "Checked.")
    drafts.release(view, made)


def kept_well(path: Path) -> ob.Book:
    """A book in which something of everything has happened, and all of it as it should."""
    book = ob.open(path)
    adopted(book)
    book._store.append([ending()], now=DECIDED + timedelta(minutes=1))
    for who in ("operator", "Wang Li", "Li Na"):
        book.declare(who)
    book.add(text=NOTE, on="2025-01-09", source="smm")
    book.add_submitter("C17", role="front-office", author="Zhao Min")
    book.verify_submitter("C17", author="Zhao Min", reason="Seen against its contracts.")
    deal = {"kind": "transaction", "on": "2025-01-09", "contributor": "C17", "author": "Zhao Min"}
    book.quote("prnd-metal", "490000", "CNY/t", volume="20t", source="own", **deal)
    under_range_1(book, OXIDE)
    book.judge(
        "dysprosium-oxide", on="2025-01-09", price="1620000-1640000", author="Chen Yu", reason="A deal, seen."
    )
    book.publish(SHEET, **EYES)
    (quote,) = book.quotes("prnd-oxide")
    book.correct(quote.id, to="409000-411000", author="Chen Yu", reason="The publisher corrected itself.")
    for subject in (OXIDE, SHEET):
        book.publish(subject, **EYES, reason="The publisher corrected itself.")
    number = book.complain(OXIDE, who="A mill", text="Too high.", author="Zhao Min").number
    book.review_complaint(number, reviewer="Zhao Min", text="It stands.")
    return book


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    with kept_well(tmp_path_factory.mktemp("well") / "metals.db") as book:
        return {one.id: one for one in book.trust()}


@pytest.mark.parametrize("name", NAMES)
def test_a_row_holds_in_a_book_kept_as_it_should_be(answers: dict[str, Row], name: str) -> None:
    found = answers[name]
    assert (found.state, found.sentence != "") == ("holds", True), found.sentence


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_holds_shows_by_what(answers: dict[str, Row], name: str) -> None:
    assert answers[name].evidence, answers[name].sentence


# --- Falling short -------------------------------------------------------------------------------------


def slipped(book: ob.Book, text: str = "", drafted: bool = True, **other: Any) -> Publication:
    """A publication somebody appended without the commands, with a draft and an approval unless told."""
    given: dict[str, Any] = {
        "subject": OXIDE, "author": "Wang Li", "method": "range/2", "content": digest(text),
        "figures": {"prnd-oxide.low": 399_000.0, "prnd-oxide.high": 401_000.0, "prnd-oxide.mid": 400_000.0},
        "cites": (book.quotes("prnd-oxide")[0].id,), "approver": "Li Na", "used": 1,
    }  # fmt: skip
    said = given | other
    fields = {key: said[key] for key in ("subject", "author", "method", "figures", "cites", "used")}
    draft = Draft(**fields, content=digest(text), text=text, set_aside=0, judgements=(), flags=(),
                  due="2025-01-09T09:00:00+00:00", supersedes=None, reason=None)  # fmt: skip
    if drafted:
        yes = Approval(
            draft=identity(draft), subject=draft.subject, approver="Li Na", verdict="approved", reason="x"
        )
        book._store.append([draft])
        book._store.append([yes])
        said["draft"] = identity(draft)
    made = release(**said)
    book._store.append([made])
    return made


def own_method(family: str, old: str, new: str) -> Callable[[ob.Book], None]:
    """A version of the user's own in which something is left out."""

    def write(book: ob.Book) -> None:
        text = (resources.files("orebook") / "data" / "methods" / f"{family}-2.toml").read_text("utf-8")
        assert old in text
        folder = Path(book.address).parent / "orebook.d" / "methods"
        folder.mkdir(parents=True)
        changed = text.replace(f'id = "{family}/2"', f'id = "{family}/3"').replace(old, new)
        (folder / f"{family}-3.toml").write_text(changed, encoding="utf-8")
        book._learnt()

    return write


def behind_the_back(book: ob.Book, statement: str) -> None:
    """Change a book as somebody with the file and without Orebook could."""
    with closing(sqlite3.connect(book.address)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)


def judged(book: ob.Book, reason: str = "A deal, seen.") -> str:
    made = Judgement(
        product="prnd-oxide",
        price_date=date(2025, 1, 9),
        action="price",
        quote=None,
        low=398_000.0,
        high=400_000.0,
        unit="CNY/t",
        author="Chen Yu",
        reason=reason,
    )
    book._store.append([made])
    return identity(made)


def altered_rationale(book: ob.Book) -> None:
    judged(book)
    behind_the_back(book, "UPDATE judgements SET reason = 'Because.'")


def altered_quote(book: ob.Book) -> None:
    behind_the_back(book, "UPDATE quotes SET low = 398000")


def unlabelled(book: ob.Book) -> None:
    slipped(book, "Pr-Nd oxide 400,000", subject="price prnd-oxide 2025-01-12")


def unreviewed(book: ob.Book) -> None:
    slipped(book)


def small_lot(book: ob.Book) -> None:
    deal = {"kind": "transaction", "on": "2025-01-09", "contributor": "C17", "author": "Zhao Min"}
    quote = book.quote("prnd-metal", "490000", "CNY/t", volume="0.4t", source="own", **deal)
    own_method("range", "metal = 1\n", "metal = 0.1\n")(book)
    book.publish("price prnd-metal 2025-01-09", **EYES)
    file = Path(book.address).parent / "orebook.d" / "methods" / "range-3.toml"
    strict = file.read_text("utf-8").replace("range/3", "range/4").replace("metal = 0.1\n", "metal = 5\n")
    file.with_name("range-4.toml").write_text(strict, encoding="utf-8")
    book._learnt()
    assert quote.quote.volume == 0.4


def unnumbered(book: ob.Book) -> None:
    own_method("range", 'id = "R', 'id = "Rule ')(book)
    book.add(text="Pr-Nd oxide was 409,000-411,000 yuan/mt.", on="2025-01-09", source="smm")
    book.publish(OXIDE, **EYES)


def unlisted_deal(book: ob.Book) -> None:
    deal = {"kind": "transaction", "on": "2025-01-09", "contributor": "C17", "author": "Zhao Min"}
    book.quote("prnd-oxide", "400000", "CNY/t", volume="0.1t", source="own", **deal)
    slipped(book, "Quotes used: 1. Judgement: none.")


def unmarked_judgement(book: ob.Book) -> None:
    judged(book)
    slipped(book, figures={"prnd-oxide.mid": 399_000.0})


def unapproved(book: ob.Book) -> None:
    slipped(book, drafted=False, approver="WANG  LI")


def approved_afterwards(book: ob.Book) -> None:
    made = slipped(book, drafted=False, draft="draft-1")
    book._store.append([
        Approval(draft="draft-1", subject=made.subject, approver="Li Na", verdict="approved", reason=None)
    ])  # fmt: skip


def unnamed_source(book: ob.Book) -> None:
    book.add(text="Pr-Nd oxide was 398,000-400,000 yuan/mt.", on="2025-01-09")
    quote = next(one for one in book.quotes("prnd-oxide") if one.fact.source is None)
    slipped(book, cites=(quote.id,))


def unregistered(book: ob.Book) -> None:
    deal = {"kind": "transaction", "on": "2025-01-09", "contributor": "C18", "author": "Zhao Min"}
    book.quote("prnd-metal", "490000", "CNY/t", volume="20t", source="own", **deal)
    book.publish("price prnd-metal 2025-01-09", **EYES)


def unnoticed_correction(book: ob.Book) -> None:
    first = slipped(book)
    slipped(book, drafted=False, figures={"prnd-oxide.mid": 401_000.0}, previous=first, reason="A digit.")


def uncorrected(book: ob.Book) -> None:
    book.publish(OXIDE, **EYES)
    (quote,) = book.quotes("prnd-oxide")
    book.correct(quote.id, to="409000-411000", author="Chen Yu", reason="The publisher corrected itself.")


def changed_overnight(book: ob.Book) -> None:
    under_range_1(book, OXIDE)
    book.publish(SHEET, **EYES)


def closed_day(book: ob.Book) -> None:
    slipped(book, subject="price prnd-oxide 2025-01-29")


def late_end(book: ob.Book) -> None:
    book._store.append([ending()])


def ended_and_published(book: ob.Book) -> None:
    late_end(book)


def ignored_complaint(book: ob.Book) -> None:
    book.complain(OXIDE, who="A mill", text="Too low.", author="Zhao Min", on="2025-01-10")


def holding_operator(book: ob.Book) -> None:
    book.publish(OXIDE, **EYES)
    for who in ("Wang Li", "Li Na"):
        book.declare(who)
    book.declare("operator", positions=["prnd-metal"])


WRONG: dict[str, Callable[[ob.Book], object]] = {
    "methodology": lambda book: slipped(book, method="secret/1"),
    "hierarchy": own_method("range", "listing = 1\n", "listing = 4\n"),
    "override": lambda book: judged(book, " "),
    "minimum": own_method("range", "minimum = 2\n", ""),
    "threshold": own_method("range", "fresh = 300\n", ""),
    "no-trade": unlabelled,
    "single-source": unreviewed,
    "cap": own_method("range", "cap = 250\n", "cap = 400\n"),
    "lots": small_lot,
    "outliers": unnumbered,
    "left-out-trades": unlisted_deal,
    "judgement": unmarked_judgement,
    "daily-line": lambda book: slipped(book, "Pr-Nd oxide: 400,000."),
    "rationale": altered_rationale,
    "four-eyes": unapproved,
    "approval-first": approved_afterwards,
    "identity": unnamed_source,
    "submitters": unregistered,
    "immutable": altered_quote,
    "correction": unnoticed_correction,
    "propagation": uncorrected,
    "materiality": own_method("publish", "material = 5\n", ""),
    "consultation": changed_overnight,
    "notice": changed_overnight,
    "version": lambda book: slipped(book, method="by hand"),
    "calendar": closed_day,
    "average": own_method("range", 'average = "mean-of-mids"\n', ""),
    "discontinuation": late_end,
    "complaints": ignored_complaint,
    "conflicts": holding_operator,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_row_falls_short_where_a_book_is_not_kept_so(tmp_path: Path, name: str) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
        WRONG[name](book)
    with ob.open(tmp_path / "metals.db") as book:
        found = asked(book, name)
        assert found.state == "falls short", found.sentence
        assert found.sentence.endswith(".")


def test_every_row_has_its_test_and_its_function() -> None:
    numbers = [row["number"] for row in rows()["row"]]
    assert numbers == list(range(1, 31))
    assert set(NAMES) == set(ROWS) == set(WRONG)
    assert all(source.startswith("http") for row in rows()["row"] for source in row["sources"])


# --- More ways to fall short -----------------------------------------------------------------------------


def test_a_number_that_does_not_come_out_again_is_named(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
        made = slipped(book, figures={"prnd-oxide.mid": 450_000.0})
        found = asked(book, "immutable")
    assert (found.state, found.evidence) == ("falls short", (made.publication,))
    assert "comes out otherwise: prnd-oxide" in found.sentence


def test_history_loaded_later_does_not_change_what_was_published(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
        book.publish(OXIDE, **EYES)
        book.add(
            text="Pr-Nd oxide was 409,000-411,000 yuan/mt.", on="2025-01-09", source="argus", backfill=True
        )
        assert asked(book, "immutable").state == "holds"


def test_an_end_that_was_told_in_time_and_ignored_falls_short(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        given = date(2024, 11, 1)
        end = replace(ending(date(2024, 12, 2), given), subject="prnd-oxide", old="prnd-oxide")
        book._store.append([end], now=datetime(2024, 11, 1, 12, tzinfo=UTC))
        book.add(text=NOTE, on="2025-01-09", source="smm")
        assert asked(book, "discontinuation").state == "holds"
        slipped(book)
        assert "was published after its last day" in asked(book, "discontinuation").sentence


def test_a_reviewer_who_was_involved_is_found(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
        number = book.complain(OXIDE, who="A mill", text="Too low.", author="Zhao Min").number
        book.review_complaint(number, reviewer="Li Na", text="It stands.")
        assert asked(book, "complaints").state == "holds"
        book.publish(OXIDE, **EYES)
        assert f"{number} was looked into by Li Na, who is involved" in asked(book, "complaints").sentence


# --- The command ------------------------------------------------------------------------------------------


def test_the_command_ends_with_1_where_a_row_falls_short(tmp_path: Path) -> None:
    at, run = str(tmp_path / "metals.db"), CliRunner()
    run.invoke(cli, ["--book", at, "init"])
    done = run.invoke(cli, ["--book", at, "trust", "check"])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 31
    with ob.open(at) as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
        book.publish(OXIDE, **EYES)
    done = run.invoke(cli, ["--book", at, "trust", "check", "--json"])
    assert done.exit_code == 1
    assert '"number": 30, "id": "conflicts"' in done.stdout
