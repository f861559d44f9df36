"""Over columns, compiled, a book makes the prices it makes day by day: bit for bit, whatever it holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.archived import archived
from orebook.assess import days
from orebook.assess.compiled import Asked, partition
from orebook.assess.telling import told
from orebook.catalog import load
from orebook.facts import KINDS, Assessment, Held, Judgement, Quote, Span, identity
from orebook.terms import Product
from orebook.testing import method, varied

CATALOG = load()
ON = date(2025, 1, 9)
OXIDE, METAL = CATALOG.products["prnd-oxide"], CATALOG.products["prnd-metal"]
#: The same two products as catalogues might describe them: bases stated or left open, a place, another unit.
SERIES = {
    "as catalogued": (OXIDE, METAL),
    "tax open": (replace(OXIDE, tax=None), METAL),
    "all open": (replace(OXIDE, tax=None, delivery=None), replace(METAL, delivery=None)),
    "of a place": (replace(OXIDE, place="baotou"), replace(METAL, tax="excluded", delivery="fob")),
    "by the pound": (replace(OXIDE, unit="USD/lb", tax=None), replace(METAL, unit="CNY/kg")),
}
METHODS = {
    "range/1": method("range/1"),
    "range/2": method("range/2"),
    "tight": varied(method("range/2"), independent=2, cap=400, screen_from=2, screen_floor=5, carry_days=3),
    "no screen": varied(method("range/2"), screen_from=99, cap=1000, fresh=1, single_source=1),
}


@st.composite
def quotes(draw: st.DrawFn) -> Held[Quote]:
    """A quote of any sort: near 400,000 or far off, open, in another series, marked or too small."""
    low = draw(
        st.one_of(st.integers(395_000, 405_000), st.sampled_from([400_000]), st.integers(-900, 900_000))
    )
    width = draw(st.sampled_from([0, 0, 1000, 2500.125, 1e-5, 0.3333, 10_000, -3]))
    unit, scale = draw(st.sampled_from([("CNY/t", 1), ("CNY/t", 1), ("CNY/t", 1), ("CNY/kg", 1e-3),
                                        ("USD/lb", 1e-4), ("USD/kg", 1e-4), ("USD/dmt", 1)]))  # fmt: skip
    ends = [low * scale, (low + width) * scale]
    if draw(st.integers(0, 3)):
        ends = [round(end, 4) for end in ends]
    on = ON + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 14])))
    quote = Quote(
        product=draw(st.sampled_from(["prnd-oxide", "prnd-oxide", "prnd-metal"])),
        kind=draw(st.sampled_from([*KINDS, "bid", "offer", "transaction", "bid"])),
        low=None if draw(st.integers(0, 19)) == 0 else ends[0],
        high=None if draw(st.integers(0, 19)) == 0 else ends[1],
        unit=unit,
        price_date=on,
        published=on + timedelta(days=draw(st.integers(0, 1))),
        source=draw(st.sampled_from(["smm", "SMM ", "argus", "mysteel", "sunsirs", None])),
        contributor=draw(st.sampled_from([None, None, "plant-a", "Plant-A", "plant-b", "c3", "c4", "c5",
                                          "smm", " "])),
        tax=draw(st.sampled_from([None, None, None, "included", "excluded"])),
        delivery=draw(st.sampled_from([None, None, None, "ex-works", "EXW", "fob"])),
        place=draw(st.sampled_from([None, None, None, "Baotou", "BAOTOU", "Ganzhou"])),
        volume=draw(st.sampled_from([None, None, 20.0, 0.2, 5.0, 0.0])),
        terms=draw(st.sampled_from([None, None, "cash"])),
        spans=(Span(role="price", start=draw(st.integers(0, 3)), end=9, text="", document="d"),),
        printed="", repairs=(),
        flags=draw(st.sampled_from([(), (), (), ("approximate",), ("period-average",), ("quarantined",),
                                    ("approximate", "quarantined")])),
    )  # fmt: skip
    moment = draw(st.integers(0, 3))
    return Held(id=identity(quote), fact=quote, recorded_at=moment, available_at=draw(st.integers(moment, 4)))


@st.composite
def judged(draw: st.DrawFn, book: Sequence[Held[Quote]]) -> Held[Judgement]:
    """What somebody judged of a quote of the book, or of the price of one of its days."""
    about = draw(st.sampled_from(book)).fact if book else None
    action = draw(st.sampled_from(["set-aside", "admit", "price"]))
    product = about.product if about else "prnd-oxide"
    fact = Judgement(
        product=product,
        price_date=about.price_date if about and draw(st.integers(0, 9)) else ON + timedelta(days=5),
        action=action,
        quote=None if action == "price" or about is None else identity(about),
        low=399_000.5 if action == "price" else None,
        high=401_000.0 if action == "price" else None,
        unit="PRICED" if action == "price" else None,
        author="desk",
        reason=draw(st.sampled_from(["known deal", "not arm's length"])),
    )
    moment = draw(st.integers(0, 5))
    return Held(id=identity(fact), fact=fact, recorded_at=moment, available_at=moment)


@st.composite
def books(draw: st.DrawFn) -> dict[str, Any]:
    """A book: quotes, since when some are corrected or released, judgements, the moment it is asked about."""
    held = draw(st.lists(quotes(), max_size=25))
    moments = (
        st.dictionaries(st.sampled_from([one.id for one in held]), st.integers(0, 6)) if held else st.just({})
    )
    return {
        "held": held,
        "corrected": draw(moments) if draw(st.booleans()) else {},
        "released": draw(moments),
        "judgements": draw(st.lists(judged(held), max_size=3)),
        "known_at": draw(st.integers(0, 5)),
    }


def known(book: dict[str, Any]) -> list[Held[Quote]]:
    """The quotes as a book hands them out: what was known, released and corrected by then."""
    moment = book["known_at"]
    return [
        replace(
            one,
            released=book["released"].get(one.id, math.inf) <= moment,
            corrected="a correction" if book["corrected"].get(one.id, math.inf) <= moment else None,
        )
        for one in book["held"]
        if one.available_at <= moment
    ]


def in_units(judgements: Sequence[Held[Judgement]], products: Sequence[Product]) -> list[Held[Judgement]]:
    """Prices are stated in the unit of their product."""
    unit = {one.id: one.unit for one in products}
    return [
        replace(one, fact=replace(one.fact, unit=one.fact.unit and unit[one.fact.product]))
        for one in judgements
    ]


def day_by_day(book: dict[str, Any], products: Sequence[Product], name: str) -> list[dict[str, Any]]:
    """What the plain functions make of a book."""
    made: list[Assessment] = []
    for product in sorted(products, key=lambda one: one.id):
        calendar = CATALOG.calendars["china"] if product.unit.startswith("CNY") else None
        made += days(
            product, known(book), start=ON, end=ON + timedelta(days=9), method=METHODS[name],
            judgements=in_units(book["judgements"], products), calendar=calendar,
        )  # fmt: skip
    return [row(one) for one in made]


def row(price: Assessment) -> dict[str, Any]:
    names = (
        "product",
        "price_date",
        "low",
        "high",
        "mid",
        "unit",
        "status",
        "independent",
        "share",
        "method",
    )
    found = {name: getattr(price, name) for name in names}
    return found | {
        "used": len(price.used), "set_aside": len(price.set_aside), "flags": ",".join(price.flags)
    }  # fmt: skip


def over_columns(book: dict[str, Any], products: Sequence[Product], name: str) -> list[dict[str, Any]]:
    """What the compiled ones make of it."""
    ordered = sorted(products, key=lambda one: one.id)
    frame, codes = archived(book["held"], [one.id for one in ordered], book["corrected"], book["released"])
    asked = Asked(
        products=ordered, codes=codes, method=METHODS[name], known_at=book["known_at"], start=ON,
        end=ON + timedelta(days=9), judgements=in_units(book["judgements"], products),
        calendars={"CNY": CATALOG.calendars["china"]},
    )  # fmt: skip
    return told(partition(frame, asked), asked).rows(named=True)


@pytest.mark.parametrize("name", METHODS)
@given(book=books(), series=st.sampled_from(list(SERIES)))
@settings(max_examples=150, deadline=None)
def test_over_columns_as_day_by_day(name: str, book: dict[str, Any], series: str) -> None:
    assert over_columns(book, SERIES[series], name) == day_by_day(book, SERIES[series], name)
