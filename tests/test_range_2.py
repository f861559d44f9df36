"""range/2 in words: a sentence a quote, a remark a flag. Its rules are shown in cases/range-2.toml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from orebook.assess import Reason, assess, displayed, explain, remarks
from orebook.catalog import load
from orebook.errors import BadArgumentError, EvidenceError
from orebook.facts import Held, Judgement, Quote
from orebook.terms import Product
from orebook.testing import method, quotes, series, varied

ON = date(2025, 1, 9)
OXIDE = load().products["prnd-oxide"]
RANGE_2 = method("range/2")


def reasons(book: list[Held[Quote]], product: Product = OXIDE, **asked: Any) -> list[Reason]:
    made = assess(product, book, on=ON, method=RANGE_2, **asked)
    return explain(product, book, made, method=RANGE_2, judgements=asked.get("judgements", ()))


def judgement(**said: Any) -> Held[Judgement]:
    whole = {
        "product": "prnd-oxide", "price_date": ON, "quote": None, "low": None, "high": None,
        "unit": None, "author": "Wang Li", "reason": "Two mills confirm", **said,
    }  # fmt: skip
    return Held(id="judgement-1", fact=Judgement(**whole), recorded_at=1, available_at=1)


class TestWhy:
    """Each new rule in one sentence."""

    def test_a_lot_too_small(self) -> None:
        book = quotes("prnd-oxide bid 400,000 CNY/t own 2025-01-09 contributor=C1 volume=0.5")
        [one] = reasons(book)
        assert (one.rule, one.sentence) == (
            "R5", "Set aside: its 0.5 t is below the 1 t from which a lot of prnd-oxide speaks for it.",
        )  # fmt: skip

    def test_a_corrected_figure(self) -> None:
        [quote] = quotes("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09")
        [one] = reasons([replace(quote, corrected="correction-9")])
        told = "Set aside: 400,000 CNY/t for prnd-oxide was withdrawn or replaced by correction-9."
        assert (one.rule, one.sentence) == ("R6", told)

    def test_another_place(self) -> None:
        book = quotes("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09 place=Ganzhou")
        [one] = reasons(book, replace(OXIDE, place="Baotou"))
        told = "Set aside: it is of Ganzhou; prnd-oxide is priced in Baotou."
        assert (one.rule, one.sentence) == ("R4", told)
        [same] = reasons(book, replace(OXIDE, place="ganzhou"))
        assert same.used

    def test_a_quote_let_in(self) -> None:
        [quote] = quotes("prnd-oxide bid 400,000 CNY/t own 2025-01-09 contributor=C1 volume=0.5")
        [one] = reasons([quote], judgements=[judgement(action="admit", quote=quote.id)])
        told = "Used: let in by judgement of Wang Li: Two mills confirm."
        assert (one.rule, one.sentence) == ("R9", told)

    def test_a_contributor_brought_down(self) -> None:
        book = quotes("""
            prnd-oxide  bid         400,000  CNY/t  own  2025-01-09  contributor=C1
            prnd-oxide  assessment  401,000  CNY/t  smm  2025-01-09
        """)
        first, second = reasons(book)
        assert first.rule == "R11" and second.rule == "R12"
        assert first.sentence.startswith(
            "Used: with 50% of its weight, for no contributor may have more than 25%"
        )

    def test_a_blend(self) -> None:
        book = quotes("""
            prnd-oxide  assessment  400,000  CNY/t  smm  2025-01-08
            prnd-oxide  bid         401,000  CNY/t  own  2025-01-09  contributor=C1
        """)
        [one] = reasons(book)
        assert (one.rule, one.sentence) == (
            "R14",
            "Used: this bid of 401,000 CNY/t is the day's only standing quote, and it takes 5 contributors "
            "to make a price by themselves: the day's range counts 30%, the last price made 70%.",
        )

    def test_a_price_stated_over_the_quotes(self) -> None:
        book = quotes("prnd-oxide assessment 400,000 CNY/t smm 2025-01-09")
        said = judgement(action="price", low=404_000.0, high=406_000.0, unit="CNY/t")
        [one] = reasons(book, judgements=[said])
        assert (one.rule, one.sentence) == (
            "R18",
            "Set aside: 400,000 CNY/t is kept as evidence, but the day's price was stated by judgement of "
            "Wang Li: Two mills confirm.",
        )


@pytest.mark.parametrize(
    ("changes", "rule", "sentence"),
    [
        ({"status": "carried", "as_of": date(2025, 1, 8)}, "R16",
         "Nothing made a price on 2025-01-09: that of 2025-01-08 is carried."),
        ({"status": "suspended"}, "R16", "No price within 10 days: it is suspended."),
        ({"flags": ("calendar-unknown",)}, "R17",
         "Whether the market was open is not known: no calendar of 2025."),
        ({"flags": ("capped",)}, "R11",
         "A contributor's weight was brought down: none may have more than 25%."),
        ({"flags": ("single-source",), "share": 0.6}, "R15",
         "One voice has 60% of the weight: look at it before it is published."),
        ({"flags": ("blended-with-2025-01-07",)}, "R14",
         "Too few contributors: 30% of the day's range, the rest that of 2025-01-07."),
    ],
)  # fmt: skip
def test_a_flag_is_told_in_words(changes: dict[str, Any], rule: str, sentence: str) -> None:
    [made] = series("prnd-oxide", ON, [400_000])
    assert [(one.rule, one.sentence) for one in remarks(replace(made, **changes), RANGE_2)] == [
        (rule, sentence)
    ]


def test_a_stated_price_in_another_currency_stops_the_assessment() -> None:
    said = judgement(action="price", low=55.0, high=56.0, unit="USD/kg")
    with pytest.raises(
        EvidenceError, match="the judgement judgement-1 by Wang Li states no whole range in CNY/t"
    ):
        assess(OXIDE, [], on=ON, method=RANGE_2, judgements=[said])


@pytest.mark.parametrize(
    ("value", "shown"), [(399_999.5, 400_000), (399_999.4999, 399_999), (-40.5, -41), (-40.4999, -40)]
)
def test_half_a_yuan_is_shown_away_from_zero(value: float, shown: float) -> None:
    [made] = series("prnd-oxide", ON, [value])
    assert displayed(made, RANGE_2) == (shown, shown, shown)


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("cap", 1001, "a whole number 1 to 1000, not 1001"),
        ("fresh", 0, "a whole number 1 to 1000, not 0"),
        ("independent", 0, "a whole number of 1 or more, not 0"),
        ("lots", {"oxide": -1}, "lots > oxide: expected tonnes, 0 or more, not -1"),
        ("ladder", "bid", "a list of kinds of quotes, not 'bid'"),
    ],
)
def test_a_parameter_that_cannot_be_is_refused_by_name(parameter: str, value: object, expected: str) -> None:
    with pytest.raises(BadArgumentError, match=expected):
        assess(OXIDE, [], on=ON, method=varied(RANGE_2, **{parameter: value}))


def test_a_method_names_the_rules_it_works_by() -> None:
    nameless = replace(
        RANGE_2, rules={name: number for name, number in RANGE_2.rules.items() if name != "screen"}
    )
    with pytest.raises(BadArgumentError, match='range/2 > rule: no rule is named "screen"'):
        assess(OXIDE, [], on=ON, method=nameless)


def test_a_rule_that_a_version_does_not_name_is_off() -> None:
    uncapped = replace(
        RANGE_2, rules={name: number for name, number in RANGE_2.rules.items() if name != "cap"}
    )
    book = quotes("""
        prnd-oxide  transaction  400,000  CNY/t  own  2025-01-09  contributor=C1
        prnd-oxide  assessment   401,000  CNY/t  smm  2025-01-09
    """)
    assert assess(OXIDE, book, on=ON, method=uncapped).mid == 400_000
    assert assess(OXIDE, book, on=ON, method=RANGE_2).mid == 401_000
