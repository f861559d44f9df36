"""Slips of publishers: mended where one declared mechanism alone explains them, else refused."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import catalog, prices, reading, refused
from orebook.facts import Held, Quote
from orebook.reader import check, read
from orebook.reader.slips import mechanisms
from orebook.testing import quotes

MENDED = [
    ("low-end-in-10,000s", "Pr-Nd oxide closed at 25.7-262000 yuan / ton.", "prnd-oxide 257000~262000"),
    ("low-end-in-10,000s", "Pr-Nd oxide closed at 28-282000 yuan / ton.", "prnd-oxide 280000~282000"),
    ("low-end-in-10,000s", "Pr-Nd oxide stood at 14.2-145000 yuan/ton.", "prnd-oxide 142000~145000"),
    ("low-end-scaled", "Dysprosium oxide closed at 178-1.81 million yuan / ton.",
     "dysprosium-oxide 1780000~1810000"),
    ("low-end-scaled", "Terbium oxide closed at 390-3.95 million yuan / ton.",
     "terbium-oxide 3900000~3950000"),
    ("both-ends-in-10,000s", "Monazite stands at 5.2-5.374 yuan/mt.", "monazite 52000~53740"),
    ("both-ends-in-10,000s", "Holmium oxide climbed to 46.6-47 yuan/mt.", "holmium-oxide 466000~470000"),
    ("both-ends-in-10,000s", "Praseodymium oxide was 64 yuan.", "praseodymium-oxide 640000"),
    ("both-ends-in-10,000s", "金属镨价格54.75元/吨。", "praseodymium-metal 547500"),
    ("thousands-as-millions", "Pr-Nd oxide was 292.5 million yuan per ton.", "prnd-oxide 292500"),
    ("thousands-as-millions", "Pr-Nd metal was 377.5 million yuan per ton.", "prnd-metal 377500"),
    ("10,000s-as-millions", "Rare earth carbonate was 3.48 million yuan/mt.", "rare-earth-carbonate 34800"),
    ("mtu-for-tonne", "65% wolframite concentrate was 268,000-269,000 yuan/mtu.",
     "wolframite-concentrate-65-wo3 268000~269000"),
    ("point-for-comma", "Neodymium oxide was $ 60.250-61.500 / tonne.", "neodymium-oxide 60250~61500 USD/t"),
    ("lost-zero", "Pr-Nd oxide was 285,000-288,00 yuan/mt.", "prnd-oxide 285000~288000"),
    ("lost-zero", "Pr-Nd oxide was 285,00-288,000 yuan/mt.", "prnd-oxide 285000~288000"),
    ("missing-dash", "Cerium metal cost $1,5371,768/t fob.", "cerium-metal 1537~1768 USD/t"),
]  # fmt: skip


@pytest.mark.parametrize(("mechanism", "text", "mended"), MENDED)
def test_a_slip_is_mended_and_the_quote_says_by_what(mechanism: str, text: str, mended: str) -> None:
    (quote,) = reading(text).quotes
    assert prices(text) == [mended]
    assert (quote.repairs, quote.rules[-1], quote.flags) == ((mechanism,), "C1", ())
    assert all(text[span.start : span.end] == span.text for span in quote.spans)


def test_every_mechanism_that_repairs_is_shown_here() -> None:
    shown = {mechanism for mechanism, _, _ in MENDED} | {"size-of-its-change", "yen-for-yuan"}
    assert {one.id for one in mechanisms(catalog()) if one.repairs} == shown


def test_every_mechanism_gives_its_reason_its_source_and_its_day() -> None:
    for name, row in catalog().words["slips"].items():
        assert row["reason"] and row["source"] and isinstance(row["date"], date), name


SUGGESTED = [
    ("Terbium oxide offers were 940-950 yuan/kg.", ["9,400-9,500 CNY/kg"]),
    ("Dysprosium metal was 168,000 yuan per ton.", ["1,680,000 CNY/t"]),
    ("Pr-Nd oxide was 397-399 yuan/mt.", ["397,000-399,000 CNY/t"]),
    ("Pr-Nd oxide was 397,000-399,000 yuan/kg.", ["397-399 CNY/kg"]),
    ("Cerium oxide was 800-8,200 yuan/mt.", ["8,000-8,200 CNY/t"]),
    ("The LFP price, 5,000 to 5,200 yuan/mt, was up 2,000 yuan/mt or 4%.", ["50,000-52,000 CNY/t"]),
]


@pytest.mark.parametrize(("text", "meant"), SUGGESTED)
def test_a_digit_or_a_kilogram_astray_is_only_suggested(text: str, meant: list[str]) -> None:
    found = reading(text)
    assert found.quotes == ()
    assert set(meant) <= {suggestion for refusal in found.refusals for suggestion in refusal.suggestions}


def test_two_readings_that_pass_are_two_suggestions() -> None:
    """8.2 yuan a tonne of cerium oxide: 82,000 with the lost 万, which it cost in 2011, or 8.2 a kilogram."""
    (refusal,) = reading("Cerium oxide was 8.2 yuan/mt.").refusals
    assert {"82,000 CNY/t", "8,200 CNY/t"} <= set(refusal.suggestions)


def test_a_sum_of_money_is_no_slip_of_a_price() -> None:
    assert prices("The company bought 500 mt of Pr-Nd oxide for 200 million yuan.") == []


@pytest.mark.parametrize("printed", ["285,000-28,80", "285,00-288,00", "288,0-290,000", "2,88,000-290,000"])
def test_digits_that_could_be_anything_are_refused(printed: str) -> None:
    assert refused(f"Pr-Nd oxide was {printed} yuan/mt.") == ["unreadable-number"]


def test_digits_put_right_must_still_be_a_price() -> None:
    assert refused("Pr-Nd oxide was 285,0001,288,000 yuan/mt.") == ["unreadable-number"]


# ── with what is known besides ──────────────────────────────────────────────────────────────────────────

LAST_WEEK = "{product}  assessment  {level}  CNY/t  smm  2025-03-07"


def beside(text: str, product: str, level: str) -> list[tuple[float | None, tuple[str, ...]]]:
    """What a text comes to when a level of the week before is known."""
    history: list[Held[Quote]] = quotes(LAST_WEEK.format(product=product, level=level))
    day = date(2025, 3, 14)
    found = read(text, on=day, source="smm", address=None, catalog=catalog(), today=day)
    return [(one.low, one.repairs) for one in check(found, catalog=catalog(), history=history).quotes]


def test_last_week_decides_between_two_readings() -> None:
    text = "Cerium oxide was 8.2 yuan/mt."
    assert beside(text, "cerium-oxide", "80,000") == [(82_000, ("both-ends-in-10,000s",))]
    assert beside(text, "cerium-oxide", "8,000") == []


def test_another_statement_in_the_document_decides_where_nothing_is_known() -> None:
    text = "On March 7 cerium oxide was 80,000 yuan/mt. On March 14 cerium oxide was 8.2 yuan/mt."
    assert prices(text) == ["cerium-oxide 80000 2025-03-07", "cerium-oxide 82000"]


def test_yen_are_yuan_only_where_a_level_bears_it_out() -> None:
    text = "Pr-Nd oxide was 580,000-585,000 yen/ton."
    (refusal,) = reading(text).refusals
    assert (refusal.rule, refusal.suggestions[0]) == ("unknown-unit", "580,000-585,000 CNY/t")
    assert beside(text, "prnd-oxide", "570,000") == [(580_000, ("yen-for-yuan",))]
    assert beside(text, "prnd-oxide", "290,000") == []


def test_a_tenfold_slip_is_not_mended_even_beside_last_week() -> None:
    assert beside("Terbium oxide was 940,000-950,000 yuan/mt.", "terbium-oxide", "9,300,000") == []


def test_a_reading_that_last_week_contradicts_does_not_mend() -> None:
    assert beside("Monazite stands at 5.2-5.374 yuan/mt.", "monazite", "150,000") == []


def test_both_levels_and_the_step_between_them_leave_one_size() -> None:
    text = "LFP rose by 2,000 yuan/mt from 5,000 yuan/mt on March 1 to 5,200 yuan/mt on March 12."
    assert prices(text) == ["lfp-cathode 50000 2025-03-01", "lfp-cathode 52000 2025-03-12"]
    assert {quote.repairs for quote in reading(text).quotes} == {("size-of-its-change",)}


def test_levels_that_can_be_what_they_are_stay_whatever_the_change_says() -> None:
    text = (
        "Pr-Nd oxide rose by 20,000 yuan/mt from 400,000 yuan/mt on March 1 to 402,000 yuan/mt on March 12."
    )
    assert prices(text) == ["prnd-oxide 400000 2025-03-01", "prnd-oxide 402000 2025-03-12"]


CONVERSIONS = [
    ("410,000-412,000 yuan/mt ($56,500-56,800/t)", []),
    ("6,150-6,200 yuan/kg ($850-860/kg)", []),
    ("410,000-412,000 yuan/mt ($25.6-25.8 per lb)", []),
    ("410,000-412,000 yuan/mt ($5,650-5,680/t)", ["contradicted"]),
    ("410,000-412,000 yuan/mt (up $300 on the week)", []),
]


@pytest.mark.parametrize(("said", "rules"), CONVERSIONS)
def test_a_conversion_in_brackets_agrees_at_some_rate_there_ever_was(said: str, rules: list[str]) -> None:
    product = "Terbium oxide" if "kg " in said else "Pr-Nd oxide"
    assert refused(f"{product} was {said}.") == rules


def test_a_level_that_last_week_bears_out_stands_against_its_conversion() -> None:
    text = "Pr-Nd oxide was 410,000-412,000 yuan/mt ($5,650-5,680/t)."
    assert beside(text, "prnd-oxide", "405,000") == [(410_000, ())]
