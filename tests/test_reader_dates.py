"""The day a price is for: stated, pointed at, taken over from the text, or that of publication."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import prices, reading, refused

DAYS = [
    ("As of March 13, Pr-Nd oxide was 402,000 yuan/mt.", "2025-03-13"),
    ("On 13 March 2025 Pr-Nd oxide was 402,000 yuan/mt.", "2025-03-13"),
    ("Pr-Nd oxide was 402,000 yuan/mt on Thursday March 13.", "2025-03-13"),
    ("Pr-Nd oxide was 402,000 yuan/mt yesterday.", "2025-03-13"),
    ("Pr-Nd oxide was 402,000 yuan/mt last Thursday.", "2025-03-06"),
    ("Last Friday Pr-Nd oxide was 402,000 yuan/mt.", "2025-03-07"),
    ("In the week of March 3-7 Pr-Nd oxide was 402,000 yuan/mt.", "2025-03-07"),
    ("On October 10 Pr-Nd oxide was 402,000 yuan/mt.", "2024-10-10"),
    ("As of the 12th, Pr-Nd oxide was 402,000 yuan/mt.", "2025-03-12"),
    ("Pr-Nd oxide averaged 402,000 yuan/mt in February.", "2025-02-28"),
    ("In 2024, Pr-Nd oxide averaged 402,000 yuan/mt.", "2024-12-31"),
    ("Pr-Nd oxide was 402,000 yuan/mt for the quarter to September 30, 2024.", "2024-09-30"),
    ("3月13日氧化镨钕40.2万元/吨。", "2025-03-13"),
    ("13日氧化镨钕40.2万元/吨。", "2025-03-13"),
    ("上周五（3月7日）氧化镨钕40.2万元/吨。", "2025-03-07"),
    ("2024年全年氧化镨钕均价40.2万元/吨。", "2024-12-31"),
    ("昨日氧化镨钕40.2万元/吨。", "2025-03-13"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_price_is_for_the_day_its_sentence_states(text: str, day: str) -> None:
    assert prices(text) == [f"prnd-oxide 402000 {day}"]


def test_a_date_beside_a_price_is_a_span_of_it() -> None:
    (quote,) = reading("Pr-Nd oxide was 402,000 yuan/mt on March 13.").quotes
    assert [span.text for span in quote.spans if span.role == "date"] == ["March 13"]


def test_a_day_once_told_holds_for_the_sentences_after_it() -> None:
    text = (
        "Light oxides firmed in the week to Thursday March 13. Cerium oxide was "
        "8,000 yuan/mt, terbium oxide 6.1 million yuan/mt."
    )
    assert prices(text) == ["cerium-oxide 8000 2025-03-13", "terbium-oxide 6100000 2025-03-13"]


def test_a_day_told_at_the_end_of_a_list_holds_for_all_of_it() -> None:
    text = "Cerium oxide was at 8,000 yuan/mt and terbium oxide at 6.1 million yuan/mt on March 13."
    assert prices(text) == ["cerium-oxide 8000 2025-03-13", "terbium-oxide 6100000 2025-03-13"]


def test_an_older_day_in_between_does_not_hold_on() -> None:
    text = (
        "On March 13 dysprosium oxide was 1.62 million yuan/mt. On "
        "February 20 it had been 1.7 million yuan/mt. "
        "Terbium oxide was 6.1 million yuan/mt."
    )
    assert prices(text) == [
        "dysprosium-oxide 1620000 2025-03-13",
        "dysprosium-oxide 1700000 2025-02-20",
        "terbium-oxide 6100000 2025-03-13",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pr-Nd oxide was 402,000 yuan/mt, 5,000 yuan/mt higher than on March 7.",
        "Pr-Nd oxide was 402,000 yuan/mt, the most since October 10.",
        "氧化镨钕40.2万元/吨，较3月7日上涨5000元/吨。",
    ],
)
def test_a_day_that_something_is_compared_with_is_not_the_price_s(text: str) -> None:
    assert prices(text) == ["prnd-oxide 402000"]


def test_a_month_may_is_no_expectation() -> None:
    assert prices("On May 8 Pr-Nd oxide was 402,000 yuan/mt.", date(2025, 5, 9)) == [
        "prnd-oxide 402000 2025-05-08"
    ]
    assert prices("Pr-Nd oxide may reach 402,000 yuan/mt.") == ["prnd-oxide 402000 forecast"]


def test_a_weekday_and_a_date_that_disagree_are_refused() -> None:
    assert refused("On Friday March 13 Pr-Nd oxide was 402,000 yuan/mt.") == ["unclear-date"]


def test_a_level_of_a_day_to_come_is_refused_and_a_forecast_is_not() -> None:
    future = reading("Pr-Nd oxide was 402,000 yuan/mt on 3 May 2025.", today=date(2025, 3, 20))
    assert [refusal.rule for refusal in future.refusals] == ["date-in-future"]
    ahead = reading("Pr-Nd oxide should reach 402,000 yuan/mt by 3 May 2025.", today=date(2025, 3, 20))
    assert [quote.kind for quote in ahead.quotes] == ["forecast"]


def test_the_day_of_an_older_level_does_not_hold_on() -> None:
    text = (
        "Holmium oxide fell to 455,000 yuan/mt from 460,000 yuan/mt "
        "on March 7. Cerium oxide was 8,000 yuan/mt."
    )
    assert prices(text) == ["holmium-oxide 455000", "holmium-oxide 460000 2025-03-07", "cerium-oxide 8000"]


def test_a_machine_s_month_is_understood() -> None:
    text = "SMM4, 17 March: cerium oxide closed at 12,200 to 12,700 yuan / ton."
    assert prices(text, date(2020, 4, 17)) == ["cerium-oxide 12200~12700"]
