"""Laws of the reader: spans re-read, documents partition, spelling and surroundings change no price."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fixtures.readings import catalog, prices, reading
from orebook.reader import read
from orebook.reader.clauses import sentences
from orebook.reader.normal import fold

PRODUCTS = ["Pr-Nd oxide", "dysprosium oxide", "cerium oxide", "NdFeB scrap", "Pr-Nd metal", "terbium oxide"]
VERBS = ["was at", "stood at", "was assessed at", "rose to", "slipped to", "closed at"]
UNITS = ["yuan/mt", "yuan/t", "RMB/mt", "yuan per tonne"]
BYSTANDERS = [
    "Trading was thin.",
    "Exports came to 4,831 mt in February.",
    "The quota is 135,000 mt.",
    "Plants will rest until March 20.",
    "Truck drivers were on strike in some provinces.",
    "The index lost 3.2%.",
]
DASHES = ["-", "–", "—", "−", "～", "~", "‐", " - "]


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """A range a product could cost, with thousands marks."""
    low = draw(st.integers(20_000, 900_000))
    return f"{low:,}-{low + draw(st.integers(0, low // 2)):,}"


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A plain sentence with one price."""
    name, verb, unit = (draw(st.sampled_from(words)) for words in (PRODUCTS, VERBS, UNITS))
    return f"The price of {name} {verb} {draw(ranges())} {unit}."


def unchecked(text: str) -> list[str]:
    return prices(text, checked=False)


@given(statements())
def test_a_plain_sentence_yields_its_one_price(text: str) -> None:
    (quote,) = reading(text, checked=False).quotes
    low, _, high = quote.printed.replace(",", "").partition("-")
    assert (quote.low, quote.high, quote.unit) == (float(low), float(high), "CNY/t")


@given(st.lists(statements(), max_size=4), st.lists(st.sampled_from(BYSTANDERS), max_size=5), st.randoms())
def test_sentences_about_something_else_change_nothing(
    texts: list[str], others: list[str], chance: object
) -> None:
    mixed = list(texts)
    for other in others:
        mixed.insert(chance.randint(0, len(mixed)), other)  # type: ignore[attr-defined]
    assert sorted(unchecked(" ".join(mixed))) == sorted(unchecked(" ".join(texts)))


@given(statements(), st.sampled_from(DASHES))
def test_any_dash_makes_the_same_range(text: str, dash: str) -> None:
    head, _, tail = text.rpartition("-")
    assert unchecked(head + dash + tail) == unchecked(text)


@given(statements())
def test_full_width_digits_are_digits(text: str) -> None:
    wide = text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert unchecked(wide) == unchecked(text)


@given(statements())
def test_case_and_hard_blanks_change_nothing(text: str) -> None:
    assert unchecked(text.upper()) == unchecked(text)
    assert unchecked(text.replace(" ", "\u00a0")) == unchecked(text)


@given(
    st.lists(st.one_of(statements(), st.sampled_from(BYSTANDERS), st.text(max_size=40)), max_size=6),
    st.sampled_from([" ", "\n", "\n\n"]),
)
def test_spans_re_read_and_documents_partition(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    found = reading(text, checked=False)
    assert "".join(document.text for document in found.documents) == text
    for fact in (*found.quotes, *found.changes, *found.refusals):
        assert all(text[span.start : span.end] == span.text for span in fact.spans)
    assert all(quote.low is None or quote.high is None or quote.low <= quote.high for quote in found.quotes)


@given(st.text(max_size=300))
def test_any_text_whatever_is_read_the_same_twice(text: str) -> None:
    assert reading(text) == reading(text)


@given(
    st.text(alphabet=st.sampled_from("0123456789,.-–/$¥%() \nyuanmtkg万元吨氧化镨钕Pr-Ndoxide"), max_size=200)
)
def test_a_heap_of_digits_and_units_does_no_harm(text: str) -> None:
    found = reading(text)
    assert all(text[span.start : span.end] == span.text for quote in found.quotes for span in quote.spans)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_sentences_lie_in_order_and_hold_all_but_blanks(text: str) -> None:
    found, reached = sentences(text), 0
    for start, end in found:
        assert reached <= start < end <= len(text)
        assert not text[reached:start].strip()
        reached = end
    assert not text[reached:].strip()


@given(st.dates(date(2015, 1, 1), date(2025, 12, 31)), statements())
def test_a_text_without_a_date_is_of_its_day(on: date, text: str) -> None:
    found = read(text, on=on, source=None, address=None, catalog=catalog(), today=date(2026, 1, 1))
    assert [quote.price_date for quote in found.quotes] == [on]
