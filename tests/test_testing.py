"""What users test their own methods with: quotes as a table, series of prices, ranges, methods varied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook import units
from orebook.errors import BadArgumentError
from orebook.facts import KINDS, SetAside, digest, identity
from orebook.ledger import open_store
from orebook.testing import assert_range, bounds, documents, method, quotes, series, varied

WEEK = """
    # One week of the oxide, as two publishers saw it
    prnd-oxide   assessment  399,000-401,000  CNY/t  smm      2025-01-09
    prnd-oxide   transaction 400,500          CNY/t  mysteel  2025-01-09  volume=20 contributor=C17  # a deal

    gallium      offer       >2,000           CNY/kg -        2025-01-08  tax=included published=2025-01-09
"""


# Quotes as a table


def test_a_line_is_a_quote() -> None:
    assessed, deal, offer = (held.fact for held in quotes(WEEK))
    assert (assessed.product, assessed.kind, assessed.low, assessed.high) == (
        "prnd-oxide", "assessment", 399_000, 401_000)  # fmt: skip
    assert (assessed.unit, assessed.source, assessed.price_date) == ("CNY/t", "smm", date(2025, 1, 9))
    assert (deal.low, deal.high, deal.volume, deal.contributor) == (400_500, 400_500, 20, "C17")
    assert (offer.low, offer.high, offer.source, offer.tax) == (2_000, None, None, "included")
    assert (offer.price_date, offer.published) == (date(2025, 1, 8), date(2025, 1, 9))


def test_what_is_not_said_is_absent() -> None:
    [plain] = quotes("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09")
    quote = plain.fact
    assert (quote.tax, quote.delivery, quote.place, quote.contributor, quote.volume, quote.terms) == (
        None,
    ) * 6
    assert (quote.repairs, quote.flags) == ((), ())


def test_flags_are_parted_by_commas() -> None:
    [held] = quotes("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09 flags=average,approximate")
    assert held.fact.flags == ("average", "approximate")


def test_a_line_may_leave_its_date_to_the_table() -> None:
    rows = quotes("""
        prnd-oxide  assessment  400,000  CNY/t  smm
        prnd-metal  assessment  490,000  CNY/t  smm  2025-01-08
    """, on="2025-01-09")  # fmt: skip
    assert [row.fact.price_date for row in rows] == [date(2025, 1, 9), date(2025, 1, 8)]


def test_every_span_reads_its_own_characters() -> None:
    for document, held in zip(documents(WEEK), quotes(WEEK), strict=True):
        assert [span.role for span in held.fact.spans] == ["price", "product", "unit"]
        for span in held.fact.spans:
            assert WEEK[span.start : span.end] == span.text
            assert document.text[span.start - document.offset : span.end - document.offset] == span.text
            assert span.document == document.document


def test_a_document_is_its_line() -> None:
    first, _, last = documents(WEEK)
    assert first.text == "prnd-oxide   assessment  399,000-401,000  CNY/t  smm      2025-01-09"
    assert (first.content, first.source, last.source) == (digest(first.text), "smm", None)
    assert WEEK[first.offset :].startswith(first.text)


def test_quotes_are_held_under_their_own_ids_and_in_order() -> None:
    rows = quotes(WEEK)
    assert [row.id for row in rows] == [identity(row.fact) for row in rows]
    learnt = [row.recorded_at for row in rows]
    assert learnt == sorted(set(learnt))
    assert rows[0].recorded_at <= units.clock("2025-01-09")


def test_a_quote_may_be_learnt_later() -> None:
    [late] = quotes("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09 recorded=2025-01-20T08:00")
    assert late.recorded_at == late.available_at == units.clock("2025-01-20T08:00")


def test_a_table_goes_into_a_ledger_and_comes_back() -> None:
    rows = quotes(WEEK)
    with open_store("sqlite://", create=True) as store:
        store.append([*documents(WEEK), *(row.fact for row in rows)])
        assert [held.fact for held in store.quotes()] == [row.fact for row in rows]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("prnd-oxide assessment 400,000 CNY/t smm", "expected product kind low-high unit source date"),
        ("prnd-oxide asessment 400,000 CNY/t smm 2025-01-09", 'is not a kind. Nearest: "assessment".'),
        ("prnd-oxide assessment 400k CNY/t smm 2025-01-09", '"400k" is not a range. Write 400,000-401,000'),
        ("prnd-oxide assessment 400,000 CNY/t smm 9.1.2025", '"9.1.2025" is not a day'),
        (
            "prnd-oxide assessment 400,000 CNY/t smm 2025-01-09 taxes=in",
            '"taxes=" is not known. Nearest: "tax"',
        ),
        ("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09 volume=20t", '"20t" is not a number'),
        ("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09 recorded=noon", '"noon" is not a date'),
    ],
)
def test_a_line_that_cannot_be_meant_is_named(line: str, said: str) -> None:
    with pytest.raises(BadArgumentError) as error:
        quotes(f"# remark\n{line}")
    assert str(error.value).startswith(f"line 2, '{line}': ")
    assert said in str(error.value)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.integers(1, 10**6),
            st.integers(0, 10**5),
            st.sampled_from(["smm", "-"]),
        ),
        max_size=8,
    )
)
def test_whatever_is_written_is_read_back(lines: list[tuple[str, int, int, str]]) -> None:
    text = "\n".join(
        f"prnd-oxide {kind} {low:,}-{low + more:,} CNY/t {who} 2025-01-09" for kind, low, more, who in lines
    )
    found = [(row.fact.kind, row.fact.low, row.fact.high, row.fact.source or "-") for row in quotes(text)]
    assert found == [(kind, low, low + more, who) for kind, low, more, who in lines]


# Ranges


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("400,000-401,000", (400_000, 401_000)),
        ("54.7", (54.7, 54.7)),
        (">490,000", (490_000, None)),
        ("<490,000", (None, 490_000)),
        ("-45--40", (-45, -40)),
    ],
)
def test_a_range_is_read_as_written(written: str, read: tuple[float | None, float | None]) -> None:
    assert bounds(written) == read


@pytest.mark.parametrize("written", ["", "400,000-", "high", "4-5-6", "400 000"])
def test_what_is_no_range_is_refused(written: str) -> None:
    with pytest.raises(BadArgumentError, match="is not a range"):
        bounds(written)


def test_a_range_that_holds_passes() -> None:
    [assessment] = series("prnd-oxide", "2025-01-09", [400_000])
    assert_range(assessment, "400,000")
    assert_range(assessment, "400,000-400,000", "assessed")


@pytest.mark.parametrize(
    ("expected", "status"),
    [("400,000-400,000.0001", None), ("400,000", "thin"), ("none", None), (">400,000", None)],
)
def test_a_range_that_does_not_hold_fails(expected: str, status: str | None) -> None:
    [assessment] = series("prnd-oxide", "2025-01-09", [400_000])
    with pytest.raises(AssertionError):
        assert_range(assessment, expected, status)


def test_a_failure_shows_both_ranges_and_what_was_set_aside() -> None:
    [made] = series("prnd-oxide", "2025-01-09", [400_000])
    shown = replace(made, low=399_500.5, used=("quote-a",), set_aside=(SetAside(quote="quote-b", rule="R4"),))
    with pytest.raises(AssertionError) as failure:
        assert_range(shown, "400,000-401,000", "thin")
    assert str(failure.value) == (
        "prnd-oxide on 2025-01-09: expected 400,000-401,000 CNY/t (thin), assessed 399,500.5-400,000 CNY/t "
        "(assessed). Used: quote-a. Set aside: quote-b by R4."
    )


def test_no_price_is_written_none() -> None:
    [made] = series("prnd-oxide", "2025-01-09", [400_000], status="suspended")
    nothing = replace(made, low=None, high=None, mid=None)
    assert_range(nothing, "none", "suspended")
    with pytest.raises(AssertionError, match="assessed none CNY/t"):
        assert_range(nothing, "400,000")


# Series and methods


def test_a_series_is_weekly_and_leaves_out_what_is_absent() -> None:
    made = series("gallium", "2025-01-02", [2_000, None, 2_010], unit="CNY/kg", status="thin")
    assert [(one.price_date, one.mid) for one in made] == [
        (date(2025, 1, 2), 2_000),
        (date(2025, 1, 16), 2_010),
    ]
    assert {(one.product, one.unit, one.status) for one in made} == {("gallium", "CNY/kg", "thin")}


def test_a_series_may_be_daily() -> None:
    first, second = series("gallium", date(2025, 1, 2), [1, 2], every=1)
    assert second.price_date - first.price_date == timedelta(days=1)


def test_a_shipped_method_is_found_by_name() -> None:
    assert method("range/1").id == "range/1"
    with pytest.raises(BadArgumentError, match=r'There is no method "rnge/1"\. Nearest: "range/1"'):
        method("rnge/1")


def test_a_varied_method_leaves_the_shipped_one_alone() -> None:
    shipped = method("forecast/1")
    assert varied(shipped, paths=10).parameters["paths"] == 10
    assert shipped.parameters["paths"] == 2000
    assert varied(shipped, paths=10).id == "forecast/1"
    with pytest.raises(BadArgumentError, match=r'forecast/1 has no parameter "path"\. Nearest: "paths"'):
        varied(shipped, path=10)
