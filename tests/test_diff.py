"""What changed between two moments and why: facts learnt, texts in use, prices, margins, publications."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook import units
from orebook.errors import BadArgumentError
from orebook.serve.cli import cli

WHY = {"author": "Zhao Min", "reason": "C17 called back."}
TIN = """[[product]]
id = "tin-ingot"
chain = "tin"
segment = "metal"
unit = "CNY/t"
tax = "included"
en = "Tin ingot"
names = ["tin ingot"]
"""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def typed(
    book: ob.Book, price: str, product: str = "prnd-metal", on: str = "2025-01-09", code: str = "C17"
) -> str:
    return book.quote(product, price, "CNY/t", kind="offer", on=on, contributor=code, author="Wang Li").id


def now(book: ob.Book) -> str:
    assert book._store is not None
    held = [*book._store.documents(), *book._store.corrections(), *book._store.publications()]
    return units.moment(max((one.recorded_at for one in held), default=0))


def agreed(book: ob.Book, name: str, text: str) -> None:
    """Write a TOML file of the user's own, and have the book take it up."""
    path = book.teaching / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    book._learnt()


def test_a_late_quote_is_told_with_the_days_it_moves(book: ob.Book) -> None:
    typed(book, "715000")
    before = now(book)
    late = typed(book, "705000", code="C18")
    found = book.diff(from_known=before, to_known=now(book))
    assert [(one.fact, one.product) for one in found.learnt] == [("document", None), ("quote", "prnd-metal")]
    assert [one.price_date.isoformat()[-2:] for one, _ in found.prices] == [
        f"{day:02}" for day in range(9, 20)
    ]
    first, why = found.prices[0]
    assert first.before is not None
    assert first.after is not None
    assert (first.before.mid, first.after.mid, why) == (715_000, 705_000, (late,))
    assert (first.before.independent, first.after.independent) == (1, 2)


def test_a_correction_is_the_reason_where_it_moved_a_price(book: ob.Book) -> None:
    old = typed(book, "761000")
    typed(book, "600000", "prnd-oxide")
    before = now(book)
    made = book.correct(old, to="716000", **WHY)
    found = book.diff(from_known=before, to_known=now(book), product="prnd-metal")
    assert {why for _, reasons in found.prices for why in reasons} == {made.id, made.correction.replacement}
    moved, why = found.margins[0]
    assert (moved.process, moved.price_date.isoformat()) == ("prnd-electrolysis", "2025-01-09")
    assert moved.before is not None
    assert moved.after is not None
    assert moved.before - moved.after == pytest.approx(45_000 / 1.13)
    assert made.id in why


def test_only_one_product_may_be_asked_for(book: ob.Book) -> None:
    before = now(book)
    typed(book, "715000")
    typed(book, "600000", "prnd-oxide")
    found = book.diff(from_known=before, to_known=now(book), product="氧化镨钕")
    assert {one.product for one, _ in found.prices} == {"prnd-oxide"}
    assert {one.product for one in found.learnt} == {"prnd-oxide", None}


def test_another_release_of_a_review_tells_the_figures_that_differ(book: ob.Book) -> None:
    old = book.quote("prnd-metal", "761000", "CNY/t", kind="assessment", on="2025-01-09", source="own",
                     contributor="C17", author="Wang Li").id  # fmt: skip
    eyes = {"author": "Li Na", "approver": "Chen Yu", "why": "Called the mill."}
    first = book.publish("2025-W02", **eyes)
    before = now(book)
    made = book.correct(old, to="716000", **WHY)
    (stale,) = book.diff(from_known=before, to_known=now(book)).publications
    assert (stale.before, stale.after, stale.reasons) == (first.publication, first.publication, (made.id,))
    second = book.publish("2025-W02", **eyes, reason=WHY["reason"])
    (moved,) = book.diff(from_known=before, to_known=now(book)).publications
    assert (moved.before, moved.after) == (first.publication, second.publication)
    assert (761_000, 716_000) in moved.figures.values()


def test_a_product_that_came_later_was_not_known_before(book: ob.Book) -> None:
    typed(book, "715000")
    before = now(book)
    agreed(book, "products/tin.toml", TIN)
    book.add(text="Tin ingot was 240,000 yuan/mt.", on="2025-01-09", source="own")
    after = now(book)
    with pytest.raises(BadArgumentError, match="no product"):
        book.assess("tin-ingot", on="2025-01-09", known_at=before)
    assert [one.id for one in book.products("tin ingot")] == ["tin-ingot"]
    assert book.products("tin ingot", known_at=before) == []
    found = book.diff(from_known=before, to_known=after, lines=True)
    (text,) = found.texts
    assert (text.path, text.before) == ("orebook.d/products/tin.toml", None)
    assert text.lines is not None
    assert '+id = "tin-ingot"' in text.lines
    moved, why = found.prices[0]
    assert (moved.product, moved.before) == ("tin-ingot", None)
    assert moved.after is not None
    assert (moved.after.mid, "orebook.d/products/tin.toml" in why) == (240_000, True)


def test_an_old_price_replays_under_the_method_of_its_day(book: ob.Book) -> None:
    """From one witness on, a price is assessed under a method of the house's own; it was thin before."""
    typed(book, "715000")
    before = now(book)
    house = max((one for one in book.methods() if one.id.startswith("range/")), key=lambda one: one.id)
    text = house.text.replace(f'id = "{house.id}"', 'id = "range/9"').replace("minimum = 2", "minimum = 1", 1)
    assert "minimum = 1" in text
    agreed(book, "methods/range-9.toml", text)
    typed(book, "600000", "prnd-oxide")
    after = now(book)
    then, today = (book.assess("prnd-metal", on="2025-01-09", known_at=moment) for moment in (before, after))
    assert (then.method, today.method) == (house.id, "range/9")
    assert "range/9" not in [one.id for one in book.methods(known_at=before)]
    found = book.diff(from_known=before, to_known=after, product="prnd-metal")
    if then.status != today.status:
        assert f"method {house.id} -> range/9" in found.prices[0][1]
    assert [one.path for one in found.texts] == ["orebook.d/methods/range-9.toml"]


def test_a_fee_that_was_revised_moves_the_margins_of_every_day(book: ob.Book) -> None:
    typed(book, "715000")
    typed(book, "590000", "prnd-oxide")
    before = now(book)
    text = book.catalog.texts["chains/rare-earths.toml"]
    agreed(book, "chains/rare-earths.toml", text.replace("value = 16_000", "value = 17_000", 1))
    typed(book, "1600000", "dysprosium-oxide")
    found = book.diff(from_known=before, to_known=now(book))
    moved, why = next((one, why) for one, why in found.margins if one.process == "prnd-electrolysis")
    assert moved.before is not None
    assert moved.after is not None
    assert moved.before - moved.after == pytest.approx(1000 / 1.13)
    assert "orebook.d/chains/rare-earths.toml" in why


def test_a_moment_before_anything_was_noted_is_answered_by_todays_words(book: ob.Book) -> None:
    assert book.products("prnd-metal", known_at="2025-01-09") == book.products("prnd-metal")
    typed(book, "715000")
    assert book.products("prnd-metal", known_at="2025-01-09") == book.products("prnd-metal")


def test_a_moment_to_come_is_answered_by_todays_words(book: ob.Book) -> None:
    typed(book, "715000")
    agreed(book, "products/tin.toml", TIN)
    assert [one.id for one in book.products("tin ingot", known_at="2100-01-01")] == ["tin-ingot"]


def test_chains_sources_and_methods_are_listed_as_agreed_then(book: ob.Book) -> None:
    typed(book, "715000")
    before = now(book)
    agreed(book, "sources.toml", '[[source]]\nid = "mill"\nname = "A mill"\nlicence = "own"\n')
    typed(book, "716000", code="C18")
    assert "mill" in [one.id for one in book.sources()]
    assert "mill" not in [one.id for one in book.sources(known_at=before)]
    assert [one.id for one in book.chains(known_at=before)] == [one.id for one in book.chains()]


def test_the_earlier_moment_comes_first(book: ob.Book) -> None:
    with pytest.raises(BadArgumentError, match="Give the earlier one first"):
        book.diff(from_known="2025-01-10", to_known="2025-01-09")


def test_the_command_tells_it_in_lines(tmp_path: Path) -> None:
    at, run = str(tmp_path / "b.db"), CliRunner()
    run.invoke(cli, ["--book", at, "init"])
    nothing = run.invoke(
        cli, ["--book", at, "diff", "--from-known", "2025-01-01", "--to-known", "2025-01-02"]
    )
    assert nothing.stdout == "Nothing changed.\n"
    with ob.open(at) as book:
        old = typed(book, "761000")
        before = now(book)
        book.correct(old, to="716000", **WHY)
        after = now(book)
    asked = ["--book", at, "diff", "--from-known", before, "--to-known", after]
    assert "price\tprnd-metal 2025-01-09\t761,000 CNY/t thin\t716,000 CNY/t thin\tcorrection-" in run.invoke(
        cli, asked
    ).stdout  # fmt: skip
    lines = [json.loads(line) for line in run.invoke(cli, [*asked, "--json"]).stdout.splitlines()]
    assert [line["kind"] for line in lines if line["fact"] == "learnt"] == ["document", "quote", "correction"]
    assert {line["before"]["mid"] for line in lines if line["fact"] == "price"} == {761_000}
