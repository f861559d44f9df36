"""Judgement: a person overrides the method, by name and with a reason, and nothing is lost by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.errors import BadArgumentError
from orebook.serve.cli import cli

DAY = "2025-01-09"
SIGNED = {"author": "Wang Li", "reason": "Seen in writing."}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        opened.add(text="Pr-Nd oxide was 399,000-401,000 yuan/mt.", on=DAY, source="smm")
        opened.add(text="Pr-Nd oxide was 407,000-409,000 yuan/mt.", on=DAY, source="argus")
        yield opened


def ids(book: ob.Book) -> dict[str | None, str]:
    return {one.fact.source: one.id for one in book.quotes("prnd-oxide")}


def run(book: ob.Book, *words: str) -> str:
    done = CliRunner().invoke(cli, [*words, "--book", str(book.address)])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_quote_set_aside_stays_in_the_book(book: ob.Book) -> None:
    before = book.assess("prnd-oxide", on=DAY)
    made = book.judge("prnd-oxide", on=DAY, set_aside=ids(book)["argus"][:12], **SIGNED)
    after = book.assess("prnd-oxide", on=DAY)
    assert (len(before.used), len(after.used), after.mid) == (2, 1, 400_000)
    assert [(one.quote, one.rule) for one in after.set_aside] == [(ids(book)["argus"], "R9")]
    assert after.judgements == (book.judgements("prnd-oxide")[0].id,)
    assert (made.author, made.reason, len(book.quotes("prnd-oxide"))) == ("Wang Li", "Seen in writing.", 2)


def test_why_names_the_judge_and_the_rationale(book: ob.Book) -> None:
    book.judge("prnd-oxide", on=DAY, set_aside=ids(book)["argus"], **SIGNED)
    found = book.why("prnd-oxide", on=DAY)
    (aside,) = [one.reason for one in found.quotes if not one.reason.used]
    assert aside.sentence == "Set aside: by judgement of Wang Li: Seen in writing."
    assert [one.fact.author for one in found.judgements] == ["Wang Li"]
    told = run(book, "why", "prnd-oxide", "--on", DAY)
    assert ids(book)["argus"] + " is set aside, by Wang Li: Seen in writing." in told


def test_a_stated_price_is_judged_and_rests_on_its_judgement(book: ob.Book) -> None:
    book.judge("氧化镨钕", on=DAY, price="404-406 CNY/kg", **SIGNED)
    made = book.assess("prnd-oxide", on=DAY)
    assert (made.status, made.low, made.high, made.used) == ("judged", 404_000, 406_000, ())
    assert {one.rule for one in made.set_aside} == {"R18"}
    assert book.prices("prnd-oxide")["status"].to_list() == ["judged"]
    assert book.assess("prnd-oxide", on="2025-01-10").status == "carried"
    remarks = [one.sentence for one in book.why("prnd-oxide", on=DAY).remarks]
    assert remarks == ["A person stated this price; the day's quotes are kept as evidence."]


def test_what_was_known_before_a_judgement_is_answered_without_it(book: ob.Book) -> None:
    moment = book.quotes("prnd-oxide")[-1].recorded_at
    book.judge("prnd-oxide", on=DAY, price="450000", **SIGNED)
    known = "2020-01-01"
    assert book.assess("prnd-oxide", on=DAY, known_at=known).status == "suspended"
    judged = book.judgements("prnd-oxide")[0]
    assert judged.recorded_at > moment
    assert book.judgements("prnd-oxide", known_at=known) == []


def test_the_older_method_knows_no_judgement(book: ob.Book) -> None:
    before = book.assess("prnd-oxide", on=DAY, method="range/1")
    book.judge("prnd-oxide", on=DAY, price="450000", **SIGNED)
    assert book.assess("prnd-oxide", on=DAY, method="range/1") == before
    assert book.why("prnd-oxide", on=DAY, method="range/1").assessment == before
    assert book.prices("prnd-oxide", method="range/1")["method"].to_list() == ["range/1"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"price": "450000", "author": " "}, "author: is empty. Say who judges"),
        ({"price": "450000", "reason": ""}, "reason: is empty. Say the rationale"),
        ({}, "Judge one thing"),
        ({"price": "450000", "admit": "quote"}, "Judge one thing"),
        ({"price": "62 USD/kg"}, "prnd-oxide is priced in CNY/t, and USD/kg does not become it"),
        ({"price": "410000-400000"}, "runs downwards"),
        ({"set_aside": "quote-"}, "Several quotes of that day begin with"),
        ({"set_aside": "nobody"}, 'No quote of that day is called "nobody"'),
    ],
)
def test_what_is_no_judgement_is_refused_and_not_kept(
    book: ob.Book, said: dict[str, str], expected: str
) -> None:
    with pytest.raises(BadArgumentError, match=expected):
        book.judge("prnd-oxide", on=DAY, **{**SIGNED, **said})
    assert book.judgements() == []


def test_nothing_in_dollars_is_admitted_and_nobody_is_told_it_was(book: ob.Book) -> None:
    book.add(text="Pr-Nd oxide was $55-56/kg.", on=DAY, source="mysteel")
    with pytest.raises(
        BadArgumentError, match=r"would change nothing: quote-.* is set aside by R4 of range/2"
    ):
        book.judge("prnd-oxide", on=DAY, admit=ids(book)["mysteel"], **SIGNED)
    assert book.judgements() == []


def test_the_same_words_twice_are_told_to_be_recorded_already(book: ob.Book) -> None:
    book.judge("prnd-oxide", on=DAY, price="450000", **SIGNED)
    with pytest.raises(BadArgumentError, match="Wang Li recorded this very judgement already"):
        book.judge("prnd-oxide", on=DAY, price="450000", **SIGNED)


class TestTheCommand:
    """The same from a terminal."""

    def test_a_price_is_judged_and_the_daily_line_says_so(self, book: ob.Book) -> None:
        signed = ("--author", "Wang Li", "--reason", "Seen in writing.")
        told = run(book, "judge", "prnd-oxide", "--on", DAY, "--price", "404000-406000", *signed)
        assert told == (
            "Judged prnd-oxide on 2025-01-09: the price is 404,000–406,000 CNY/t, "
            "by Wang Li: Seen in writing.\n"
        )
        header, row = run(book, "assess", "prnd-oxide", "--on", DAY).splitlines()
        named = dict(zip(header.split("\t"), row.split("\t"), strict=True))
        assert (named["used"], named["set aside"], named["judgement"]) == ("0", "2", "used")
        assert (named["status"], named["method"]) == ("judged", "range/2")

    def test_many_products_are_asked_at_once_and_a_version_by_name(self, book: ob.Book) -> None:
        asked = ("assess", "prnd-oxide", "prnd-metal", "--on", DAY, "--method", "range/1")
        rows = [line.split("\t") for line in run(book, *asked).splitlines()[1:]]
        assert [(row[1], row[5], row[-1]) for row in rows] == [
            ("prnd-oxide", "assessed", "range/1"),
            ("prnd-metal", "suspended", "range/1"),
        ]

    def test_an_override_without_an_author_is_refused(self, book: ob.Book) -> None:
        words = [
            "judge",
            "prnd-oxide",
            "--on",
            DAY,
            "--price",
            "1",
            "--reason",
            "x",
            "--book",
            str(book.address),
        ]
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 2 and "--author" in done.output

    def test_the_average_of_a_month(self, book: ob.Book) -> None:
        book.add(text="Pr-Nd oxide was 402,000-404,000 yuan/mt.", on="2025-01-10", source="smm")
        asked = ("average", "prnd-oxide", "--month", "2025-01", "--json")
        told = json.loads(run(book, *asked))
        assert (told["mid"], told["days"], told["skipped"], told["method"]) == (401_500, 2, 29, "range/2")
        assert "401,500" in run(book, *asked[:-1])

    def test_a_method_without_the_rule_has_no_average(self, book: ob.Book) -> None:
        with pytest.raises(BadArgumentError, match="range/1: has no rule for averages"):
            book.average("prnd-oxide", "2025-01", method="range/1")
        with pytest.raises(BadArgumentError, match='"check/1" makes no prices'):
            book.average("prnd-oxide", "2025-01", method="check/1")
