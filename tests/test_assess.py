"""The assessment: what a product cost on a day, and why. Its rules are shown in cases/range-1.toml."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from orebook.assess import assess, days, explain
from orebook.catalog import load
from orebook.errors import BadArgumentError, EvidenceError
from orebook.facts import Held, Quote, SetAside, identity
from orebook.terms import Method
from orebook.testing import assert_range, method, quotes, varied

ON = date(2025, 1, 9)
OXIDE = load().products["prnd-oxide"]
RANGE_1 = method("range/1")

WEEK = quotes("""
    prnd-oxide  assessment  398,000-400,000  CNY/t  smm    2025-01-08
    prnd-metal  assessment  490,000-493,000  CNY/t  smm    2025-01-09
    prnd-oxide  assessment  399,000-401,000  CNY/t  smm    2025-01-09
    prnd-oxide  offer       402,000          CNY/t  argus  2025-01-09
    prnd-oxide  assessment  403,000-405,000  CNY/t  smm    2025-01-10
""")


def marked(quote: Held[Quote], *flags: str) -> Held[Quote]:
    fact = replace(quote.fact, flags=flags)
    return replace(quote, id=identity(fact), fact=fact)


def sentences(book: list[Held[Quote]], on: date = ON) -> list[str]:
    return [
        reason.sentence
        for reason in explain(OXIDE, book, assess(OXIDE, book, on=on, method=RANGE_1), method=RANGE_1)
    ]


def test_a_day_is_made_of_its_own_product_and_its_own_quotes() -> None:
    price = assess(OXIDE, WEEK, on=ON, method=RANGE_1)
    assert_range(price, "399,000-401,000", "assessed")
    assert price.used == tuple(sorted([WEEK[2].id, WEEK[3].id]))
    assert price.set_aside == ()


def test_the_assessment_says_what_it_is() -> None:
    price = assess(OXIDE, WEEK, on=ON, method=RANGE_1, known_at="2025-01-09T17:00")
    stamped = (price.product, price.price_date, price.unit, price.method, price.known_at, price.as_of)
    assert stamped == ("prnd-oxide", ON, "CNY/t", "range/1", "2025-01-09T17:00", None)
    assert assess(OXIDE, WEEK, on=ON, method=RANGE_1).known_at is None


def test_tomorrow_says_nothing_about_today() -> None:
    price = assess(OXIDE, WEEK[4:], on=ON, method=RANGE_1)
    assert price.status == "suspended"
    assert (price.low, price.high, price.mid, price.used, price.set_aside) == (None, None, None, (), ())


def test_a_quote_recorded_twice_dates_from_its_first_record() -> None:
    book = quotes("""
        prnd-oxide  assessment  399,000-401,000  CNY/t  smm  2025-01-09  recorded=2025-01-09T09:00
        prnd-oxide  assessment  400,000-402,000  CNY/t  smm  2025-01-09  recorded=2025-01-09T10:00
    """)
    again = replace(book[0], recorded_at=book[1].recorded_at + 1)
    for held in ([*book, again], [again, *book]):
        assert assess(OXIDE, held, on=ON, method=RANGE_1).used == (book[1].id,)


def test_no_quotes_at_all_suspend_the_price() -> None:
    assert assess(OXIDE, [], on=ON, method=RANGE_1).status == "suspended"


def test_half_a_tick_is_rounded_once_and_the_middle_down() -> None:
    [quote] = quotes("prnd-oxide assessment 399.00005-399.00025 CNY/t smm 2025-01-09")
    price = assess(OXIDE, [quote], on=ON, method=RANGE_1)
    assert (price.low, price.mid, price.high) == (399.0001, 399.0002, 399.0003)


def test_a_treatment_charge_may_fall_below_nothing() -> None:
    charge = replace(OXIDE, id="copper-concentrate-tc", unit="USD/dmt", tax=None, delivery=None)
    book = quotes("copper-concentrate-tc assessment -45--40.5 USD/dmt smm 2025-06-06")
    price = assess(charge, book, on=date(2025, 6, 6), method=RANGE_1)
    assert (price.low, price.mid, price.high) == (-45.0, -42.75, -40.5)


def test_bases_the_catalogue_leaves_open_are_taken_as_they_come_until_they_contradict() -> None:
    unsaid = replace(OXIDE, tax=None)
    book = quotes("""
        prnd-oxide  assessment  399,000-401,000  CNY/t  smm      2025-01-09
        prnd-oxide  assessment  400,000-402,000  CNY/t  argus    2025-01-09  tax=included
        prnd-oxide  assessment  354,000-355,000  CNY/t  mysteel  2025-01-09  tax=excluded
    """)
    assert_range(assess(unsaid, book[:2], on=ON, method=RANGE_1), "399,000-401,000", "assessed")
    disputed = assess(unsaid, book, on=ON, method=RANGE_1)
    assert_range(disputed, "399,000-401,000", "thin")
    assert {item.quote: item.rule for item in disputed.set_aside} == {book[1].id: "R4", book[2].id: "R4"}
    said = [
        reason.sentence for reason in explain(unsaid, book, disputed, method=RANGE_1) if reason.rule == "R4"
    ]
    assert all("the catalogue does not say which" in sentence for sentence in said)


def test_a_carried_price_rests_on_its_own_day() -> None:
    price = assess(OXIDE, WEEK[:1], on=ON, method=RANGE_1)
    assert (price.status, price.as_of, price.used) == ("carried", date(2025, 1, 8), (WEEK[0].id,))
    assert_range(price, "398,000-400,000")


def test_days_are_those_with_a_price_of_their_own() -> None:
    order = quotes("prnd-oxide order 430,000 CNY/t smm 2025-01-11")
    series = days(OXIDE, [*WEEK, *order], start=date(2025, 1, 9), end=date(2025, 1, 12), method=RANGE_1)
    assert [(price.price_date.day, price.status, price.mid) for price in series] == [
        (9, "assessed", 400_000),
        (10, "thin", 404_000),
    ]


def test_a_replay_is_the_same_to_the_byte() -> None:
    first, again = (assess(OXIDE, WEEK, on=ON, method=RANGE_1) for _ in range(2))
    assert identity(first) == identity(again)


def test_a_years_quotes_settle_day_by_day() -> None:
    book = quotes(
        "\n".join(
            f"prnd-oxide assessment {400_000 + turn % 7 * 500:,}-{401_000 + turn % 7 * 500:,} CNY/t "
            f"publisher-{turn % 3} {date(2024, 1, 1) + timedelta(days=turn // 3)}"
            for turn in range(1098)
        )
    )
    series = days(OXIDE, book, start=date(2024, 1, 1), end=date(2024, 12, 31), method=RANGE_1)
    assert len(series) == 366
    assert {price.status for price in series} == {"assessed"}


class TestWhy:
    """Each quote of the day in one sentence."""

    def test_the_only_quote(self) -> None:
        assert sentences(WEEK[2:3]) == [
            "Used: the day's only standing quote, so 399,000-401,000 CNY/t is the price as it is."
        ]

    def test_one_of_several(self) -> None:
        [first, _] = sentences(WEEK)
        assert first.startswith("Used: one of 2 quotes by 2 publishers; the price is the weighted median")

    def test_a_carried_day(self) -> None:
        [sentence] = sentences(WEEK[:1])
        assert sentence.startswith(
            "Used: 2025-01-09 made no price of its own, so that of 2025-01-08 is carried"
        )

    @pytest.mark.parametrize(
        ("quote", "sentence"),
        [
            (
                "order 430,000 CNY/t smm",
                "an order says what somebody was told to pay, not where the market met.",
            ),
            (
                "forecast 450,000 CNY/t smm",
                "a forecast is an opinion about another day, not a price of this one.",
            ),
            ("offer >410,000 CNY/t smm", "above 410,000 CNY/t is a bound, not a price."),
            ("bid <390,000 CNY/t smm", "below 390,000 CNY/t is a bound, not a price."),
            ("bid 400,000-390,000 CNY/t smm", "its low is above its high (400,000-390,000 CNY/t)."),
            ("offer 50-52 USD/kg smm", "quoted in USD/kg, another series than prnd-oxide in CNY/t."),
            (
                "offer 50 CNY/kg smm tax=excluded",
                "its VAT is excluded; prnd-oxide is priced with VAT included.",
            ),
            ("offer 400,000 CNY/t smm delivery=fob", "its delivery is fob; prnd-oxide is priced exw."),
        ],
    )
    def test_what_is_no_price_of_the_series(self, quote: str, sentence: str) -> None:
        head, _, more = quote.partition(" smm")
        assert sentences(quotes(f"prnd-oxide {head} smm 2025-01-09{more}")) == [f"Set aside: {sentence}"]

    def test_a_mark(self) -> None:
        assert sentences([marked(WEEK[2], "period-average")]) == [
            "Set aside: marked period-average, so it does not speak for this one day."
        ]

    def test_an_empty_statement(self) -> None:
        nothing = replace(WEEK[2], fact=replace(WEEK[2].fact, low=None, high=None))
        assert sentences([nothing]) == ["Set aside: it states neither a low nor a high."]

    def test_a_restatement(self) -> None:
        book = quotes("""
            prnd-oxide  assessment  403,000-406,000  CNY/t  smm  2025-01-09
            prnd-oxide  assessment  404,000-407,000  CNY/t  smm  2025-01-09  published=2025-01-10
        """)
        assert sentences(book)[0] == (
            "Set aside: smm stated it again, published 2025-01-10: 404,000-407,000 CNY/t."
        )

    def test_a_deal_its_publisher_has_weighed(self) -> None:
        deal = quotes("prnd-oxide transaction 398,000 CNY/t smm 2025-01-09")
        assert (
            "smm assessed the product that day, and its assessment has weighed this transaction"
            in "".join(sentences([*WEEK, *deal]))
        )

    def test_a_quote_astray(self) -> None:
        astray = quotes("prnd-oxide bid 440,000 CNY/t mysteel 2025-01-09")
        told = (
            "Set aside: its middle is 10.0% above the 400,000 CNY/t the price settled on, "
            "further than the scatter of the day's quotes allows."
        )
        assert told in sentences([*WEEK, *astray])

    def test_a_quote_the_book_learnt_of_later(self) -> None:
        then = assess(OXIDE, WEEK[:3], on=ON, method=RANGE_1)
        late = explain(OXIDE, WEEK, then, method=RANGE_1)[-1]
        assert (late.used, late.rule) == (False, "known_at")
        assert late.sentence == "Set aside: the book did not hold this offer yet when the price was made."

    def test_a_rule_of_another_method_is_named(self) -> None:
        price = assess(OXIDE, WEEK, on=ON, method=RANGE_1)
        foreign = replace(
            price,
            method="mine/1",
            used=(),
            set_aside=tuple(SetAside(quote=quote, rule="M7") for quote in price.used),
        )
        [first, *_] = explain(OXIDE, WEEK, foreign, method=replace(RANGE_1, id="mine/1"))
        assert first.sentence == "Set aside: by rule M7 of mine/1."
        with pytest.raises(BadArgumentError, match="was assessed by mine/1, not by range/1"):
            explain(OXIDE, WEEK, foreign, method=RANGE_1)

    def test_lost_evidence_is_no_reason(self) -> None:
        price = assess(OXIDE, WEEK, on=ON, method=RANGE_1)
        with pytest.raises(EvidenceError, match=f"rests on quote {WEEK[2].id}.*1 missing"):
            explain(OXIDE, [quote for quote in WEEK if quote.id != WEEK[2].id], price, method=RANGE_1)


class TestParameters:
    """A method says what it asks; one that does not is refused by name."""

    def test_one_witness_can_be_enough_for_a_method_of_ones_own(self) -> None:
        price = assess(OXIDE, WEEK[2:3], on=ON, method=varied(RANGE_1, minimum=1))
        assert price.status == "assessed"

    def test_a_method_may_forbid_carrying(self) -> None:
        price = assess(OXIDE, WEEK[:1], on=ON, method=varied(RANGE_1, carry_days=0))
        assert price.status == "suspended"

    def test_a_missing_parameter(self) -> None:
        bare = Method(id="range/2", start=ON, title="", parameters={"weights": {}, "flags": []}, text="")
        with pytest.raises(BadArgumentError, match="range/2 > parameters > deliveries: missing"):
            assess(OXIDE, WEEK, on=ON, method=bare)

    @pytest.mark.parametrize(
        ("parameter", "value", "expected"),
        [
            ("minimum", 0, "a whole number of 1 or more, not 0"),
            ("minimum", True, "a whole number of 1 or more, not True"),
            ("screen_width", 5.189, "a whole number of 0 or more, not 5.189"),
            ("screen_from", 1, "a whole number of 2 or more, not 1"),
            ("flags", "average", "a list of marks, not 'average'"),
            ("weights", {"transaction": 0}, "a whole weight of 1 or more, not 0"),
            ("weights", {"deal": 4}, "expected one of assessment, listing"),
        ],
    )
    def test_a_parameter_out_of_place(self, parameter: str, value: object, expected: str) -> None:
        with pytest.raises(BadArgumentError, match=expected):
            assess(OXIDE, WEEK, on=ON, method=varied(RANGE_1, **{parameter: value}))


def test_the_room_opens_its_steps_only_when_asked() -> None:
    said = "import sys, orebook.assess as room; print([name for name in sys.modules if 'assess.' in name])"
    shown = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_an_unknown_name_of_the_room_is_an_error() -> None:
    import orebook.assess

    with pytest.raises(AttributeError, match="has no attribute 'guess'"):
        _ = orebook.assess.guess
