"""Laws of the checks: what passes is never touched, what is mended passes, no order matters."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fixtures.readings import catalog
from orebook.facts import Document, Held, Quote, Refusal, Span, digest, identity
from orebook.reader import Known, Reading, check, compare
from orebook.reader.bounds import level, trouble
from orebook.reader.limits import limits
from orebook.units import UNITS

PRODUCTS = [
    "prnd-oxide",
    "cerium-oxide",
    "terbium-oxide",
    "copper-cathode-premium",
    "ammonium-paratungstate-europe",
]
SOURCES = ["smm", "argus", "sunsirs", None]
START = date(2025, 1, 1)
NUMBERS = st.one_of(
    st.floats(0.5, 2e7).map(lambda number: float(f"{number:.4g}")),
    st.sampled_from([400_000.0, 402_000.0, 716_000.0, 40.2, 40_200.0, 8.2, 8_200.0, 6_000_000.0]),
)


@st.composite
def stated(draw: st.DrawFn, number: int = 0) -> tuple[Document, Quote]:
    """One level in a document of its own, whatever it is."""
    day, source = START + timedelta(days=draw(st.integers(0, 60))), draw(st.sampled_from(SOURCES))
    ends = sorted([draw(NUMBERS), draw(NUMBERS)]) if draw(st.booleans()) else [draw(NUMBERS)] * 2
    text = f"{number} {ends[0]:g}-{ends[1]:g}"
    document = Document(
        document=digest(f"{source}{day}{text}")[:16], content=digest(text), title=None, published=day,
        source=source, address=None, offset=0, text=text,
    )  # fmt: skip
    span = Span(role="price", start=0, end=len(text), text=text, document=document.document)
    return document, Quote(
        product=draw(st.sampled_from(PRODUCTS)),
        kind=draw(st.sampled_from(["assessment", "offer", "forecast"])),
        low=ends[0], high=ends[1], unit=draw(st.sampled_from(["CNY/t", "CNY/t", "CNY/kg", *UNITS])),
        price_date=day - timedelta(days=draw(st.integers(0, 3))), published=day, source=source,
        contributor=None, tax=None, delivery=None, place=None, volume=None, terms=None, spans=(span,),
        printed=f"{ends[0]:,.10g}-{ends[1]:,.10g}", repairs=(), flags=(), rules=("N2",),
    )  # fmt: skip


def reading(told: list[tuple[Document, Quote]]) -> Reading:
    documents = {document.document: document for document, _ in told}
    return Reading(
        documents=tuple(documents.values()), quotes=tuple(dict.fromkeys(quote for _, quote in told))
    )


def held(quotes: list[Quote]) -> list[Held[Quote]]:
    return [Held(id=identity(one), fact=one, recorded_at=0, available_at=0) for one in quotes]


TOLD = st.lists(stated(), max_size=8)


def as_facts(made: Reading) -> set[Any]:
    return {identity(fact) for fact in (*made.quotes, *made.refusals, *made.releases)}


@given(TOLD, st.randoms())
def test_the_order_in_which_documents_stand_changes_no_verdict(told: list[Any], chance: Any) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    one, other = (check(reading(some), catalog=catalog()) for some in (told, shuffled))
    # A refusal says in which line of the text it stands, which is where the document stands.
    assert {(x.rule, x.suggestions) for x in one.refusals} == {
        (x.rule, x.suggestions) for x in other.refusals
    }
    assert as_facts(replace(one, refusals=())) == as_facts(replace(other, refusals=()))


@given(TOLD)
def test_one_by_one_in_their_order_is_the_same_as_all_at_once(told: list[Any]) -> None:
    """Whether a book learns its documents in one call or in many."""
    known, apart = Known(catalog()), set[Any]()
    for document, some in itertools.groupby(
        sorted(told, key=lambda one: (one[0].published, one[0].document)), key=lambda one: one[0].document
    ):
        made = check(reading(list(some)), catalog=catalog(), history=known)
        apart |= as_facts(replace(made, refusals=()))
        assert all(quote.spans[0].document == document for quote in made.quotes)
    assert apart == as_facts(replace(check(reading(told), catalog=catalog()), refusals=()))


@given(stated(), TOLD)
def test_a_reading_that_passes_is_never_altered(one: Any, before: list[Any]) -> None:
    history = held([quote for _, quote in before])
    quote = one[1]
    move = compare(quote, Known(catalog()).learn(history))
    made = check(reading([one]), catalog=catalog(), history=history)
    found, product = level(quote.low, quote.high, quote.unit), catalog().products[quote.product]
    if trouble(found, product, limits(catalog())) is None and (move is None or move.inside):
        assert (made.quotes, made.refusals) == ((quote,), ())


@given(stated(), TOLD)
def test_a_mended_quote_passes_every_check(one: Any, before: list[Any]) -> None:
    history = held([quote for _, quote in before])
    made = check(reading([one]), catalog=catalog(), history=history)
    for quote in made.quotes:
        if quote.repairs:
            assert (quote.rules[-1], quote.flags) == ("C1", ())
            again = check(
                replace(made, quotes=(replace(quote, repairs=()),)), catalog=catalog(), history=history
            )
            assert (again.quotes, again.refusals) == ((replace(quote, repairs=()),), ())


@given(stated(), TOLD)
def test_nothing_is_lost(one: Any, before: list[Any]) -> None:
    """A level becomes a quote or a refusal, and a refusal keeps its characters."""
    made = check(reading([one]), catalog=catalog(), history=held([quote for _, quote in before]))
    outcome: tuple[Quote | Refusal, ...] = (*made.quotes, *made.refusals)
    assert [fact.spans for fact in outcome] == [one[1].spans]


@given(TOLD)
def test_checking_twice_gives_the_same(told: list[Any]) -> None:
    assert check(reading(told), catalog=catalog()) == check(reading(told), catalog=catalog())


@given(stated(), st.sampled_from(SOURCES))
def test_a_publisher_never_bears_itself_out(one: Any, source: str | None) -> None:
    """However often it says it again, and whoever an unnamed one may be."""
    quote = one[1]
    waiting = [
        replace(quote, flags=("quarantined",), spans=tuple(replace(s, document="x") for s in quote.spans))
    ]
    made = check(reading([one]), catalog=catalog(), history=held(waiting))
    assert made.releases == ()
