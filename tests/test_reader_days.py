"""Which number a day belongs to: beside it, over it, or of another clause; and months that are no day."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import prices, reading, refused

PUBLISHED = date(2025, 10, 17)  # a Friday

#: A day of a comparison, of a deal or of a decision belongs to nothing that follows.
NO_FURTHER = [
    "Pr-Nd oxide was 548,000 yuan/mt, compared with 560,000 yuan/mt on October 10.",
    "Pr-Nd oxide was 548,000 yuan/mt, down from 560,000 yuan/mt on October 10.",
    "Pr-Nd oxide was 548,000 yuan/mt against 560,000 yuan/mt last Friday.",
    "Pr-Nd oxide was 548,000 yuan/mt versus 560,000 yuan/mt on October 10.",
    "氧化镨钕54.8万元/吨，较10月10日的56万元/吨下跌1.2万元/吨。",
    "氧化镨钕由10月10日的56万元/吨降至54.8万元/吨。",
    "On October 10 Pr-Nd oxide was 560,000 yuan/mt; it is now 548,000 yuan/mt.",
    "10月10日氧化镨钕56万元/吨，目前为54.8万元/吨。",
]


@pytest.mark.parametrize("text", NO_FURTHER)
def test_the_day_of_an_older_level_goes_no_further(text: str) -> None:
    told = prices(f"{text} Terbium oxide was 6.6 million yuan/mt.", PUBLISHED)
    assert sorted(told) == [
        "prnd-oxide 548000",
        "prnd-oxide 560000 2025-10-10",
        "terbium-oxide 6600000",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Controls took effect on October 9, and terbium oxide in China is 6.6 million yuan/mt.",
        "The quota was published on October 9. Terbium oxide stood at 6.6 million yuan/mt.",
        "On October 9 the ministry widened its controls; terbium oxide was 6.6 million yuan/mt.",
        "10月9日商务部加强管制。氧化铽660万元/吨。",
    ],
)
def test_the_day_of_a_decision_is_no_day_of_a_price(text: str) -> None:
    assert prices(text, PUBLISHED) == ["terbium-oxide 6600000"]


def test_an_item_of_a_list_keeps_its_day_to_itself() -> None:
    text = "- Pr-Nd oxide was 560,000 yuan/mt on October 10.\n- Terbium oxide was 6.6 million yuan/mt."
    assert prices(text, PUBLISHED) == ["prnd-oxide 560000 2025-10-10", "terbium-oxide 6600000"]


@pytest.mark.parametrize(
    "opening",
    [
        "As of October 16, Pr-Nd oxide was 550,000 yuan/mt.",
        "On Thursday Pr-Nd oxide was 550,000 yuan/mt.",
        "Rare earths, October 16. Pr-Nd oxide was 550,000 yuan/mt.",
        "Pr-Nd oxide closed at 550,000 yuan/mt on Thursday October 16.",
        "On Thursday morning, traders put Pr-Nd oxide at 550,000 yuan/mt.",
        "截至10月16日，氧化镨钕55万元/吨。",
        "10月16日晚间，贸易商称氧化镨钕55万元/吨。",
    ],
)
def test_a_day_that_opens_or_heads_the_text_stands_on(opening: str) -> None:
    told = prices(f"{opening} Terbium oxide was 6.6 million yuan/mt.", PUBLISHED)
    assert told == ["prnd-oxide 550000 2025-10-16", "terbium-oxide 6600000 2025-10-16"]


def test_a_day_under_the_prices_holds_for_all_of_them() -> None:
    text = "Pr-Nd oxide: 550,000 yuan/mt. Terbium oxide: 6.6 million yuan/mt. (Closing levels, October 16)"
    assert prices(text, PUBLISHED) == ["prnd-oxide 550000 2025-10-16", "terbium-oxide 6600000 2025-10-16"]


@pytest.mark.parametrize(
    "text",
    [
        "On October 10 Pr-Nd oxide was 560,000 yuan/mt. Terbium oxide is now 6.6 million yuan/mt.",
        "On October 10 Pr-Nd oxide was 560,000 yuan/mt. Currently terbium oxide is at 6.6 million yuan/mt.",
        "10月10日氧化镨钕56万元/吨。目前氧化铽660万元/吨。",
    ],
)
def test_now_is_the_day_of_the_report(text: str) -> None:
    assert prices(text, PUBLISHED) == ["prnd-oxide 560000 2025-10-10", "terbium-oxide 6600000"]


WEEKDAYS = [
    "Pr-Nd oxide slid from last Friday's 560,000 yuan/mt to this Friday's 548,000 yuan/mt.",
    "Last Friday Pr-Nd oxide was 560,000 yuan/mt, this Friday 548,000 yuan/mt.",
    "上周五氧化镨钕56万元/吨，本周五54.8万元/吨。",
    "上周五（10月10日）氧化镨钕价格为56万元/吨，本周五跌至54.8万元/吨。",
    "氧化镨钕由上周五的56万元/吨跌至本周五的54.8万元/吨。",
    "上週五氧化鐠釹價格為56萬元/噸，本週五跌至54.8萬元/噸。",
    "Pr-Nd oxide was 548,000 yuan/mt on Friday October 17, down from 560,000 yuan/mt a week earlier.",
]


@pytest.mark.parametrize("text", WEEKDAYS)
def test_last_friday_and_this_friday_are_a_week_apart(text: str) -> None:
    assert sorted(prices(text, PUBLISHED)) == ["prnd-oxide 548000", "prnd-oxide 560000 2025-10-10"]


def test_a_day_after_respectively_holds_for_the_whole_list() -> None:
    text = (
        "Yttrium oxide and erbium oxide were 45,000 yuan/mt and 285,000 yuan/mt, respectively, on October 16."
    )
    assert prices(text, PUBLISHED) == ["yttrium-oxide 45000 2025-10-16", "erbium-oxide 285000 2025-10-16"]


def test_a_day_of_the_second_verb_does_not_move_back_to_the_first() -> None:
    text = "A producer quotes 672,000 yuan/mt for Pr-Nd metal and sold 20 mt at 665,000 yuan/mt yesterday."
    days = {quote.low: quote.price_date for quote in reading(text, PUBLISHED).quotes}
    assert days == {672_000: PUBLISHED, 665_000: date(2025, 10, 16)}


PERIODS = [
    ("In May 2024 Pr-Nd oxide was 380,000 yuan/mt.", "2024-05-31"),
    ("Pr-Nd oxide was 380,000 yuan/mt in May last year.", "2024-05-31"),
    ("In March 2011 Pr-Nd oxide had been quoted at 380,000 yuan/mt.", "2011-03-31"),
    ("Pr-Nd oxide was at 380,000 yuan/mt in Q1 2025 on average.", "2025-03-31"),
    ("Pr-Nd oxide averaged 380,000 yuan/mt in the first two months of 2025.", "2025-02-28"),
    ("Pr-Nd oxide averaged 380,000 yuan/mt in the first half of 2024.", "2024-06-30"),
    ("Pr-Nd oxide averaged 380,000 yuan/mt in the first half.", "2025-06-30"),
    ("The 2024 average for Pr-Nd oxide was 380,000 yuan/mt.", "2024-12-31"),
    ("In the nine months to September 30 Pr-Nd oxide averaged 380,000 yuan/mt.", "2025-09-30"),
    ("2024年5月氧化镨钕价格为38万元/吨。", "2024-05-31"),
    ("去年5月氧化镨钕价格为38万元/吨。", "2024-05-31"),
    ("前三季度氧化镨钕均价38万元/吨。", "2025-09-30"),
    ("2025年上半年氧化镨钕均价38万元/吨。", "2025-06-30"),
    ("1-8月氧化镨钕均价38万元/吨。", "2025-08-31"),
]


@pytest.mark.parametrize(("text", "day"), PERIODS)
def test_a_month_or_a_quarter_dates_a_level_to_its_end_and_is_flagged(text: str, day: str) -> None:
    (quote,) = reading(text, PUBLISHED).quotes
    assert (quote.low, quote.price_date.isoformat()) == (380_000, day)
    assert "period-average" in quote.flags


@pytest.mark.parametrize(
    "text",
    [
        "In the same week of March 2011 cerium oxide had been quoted at $92/kg.",
        "Cerium oxide was 9,000 yuan/mt in early May.",
        "At the start of the year cerium oxide was 9,000 yuan/mt.",
        "去年同期氧化铈为9000元/吨。",
        "年初氧化铈价格为9000元/吨。",
    ],
)
def test_a_time_that_is_no_day_gives_no_level(text: str) -> None:
    assert prices(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Pr-Nd oxide ended 2024 at 398,000 yuan/mt.", "2024-12-31"),
        ("At the end of June Pr-Nd oxide was 398,000 yuan/mt.", "2025-06-30"),
        ("Pr-Nd oxide was 398,000 yuan/mt on January 2 last year.", "2024-01-02"),
        ("6月底氧化镨钕39.8万元/吨。", "2025-06-30"),
        ("去年12月31日氧化镨钕39.8万元/吨。", "2024-12-31"),
    ],
)
def test_the_last_day_of_a_month_is_a_day(text: str, day: str) -> None:
    (quote,) = reading(text, PUBLISHED).quotes
    assert (quote.price_date.isoformat(), quote.flags) == (day, ())


@pytest.mark.parametrize(
    "text",
    [
        "Output in September fell 10%, while Pr-Nd oxide stood at 548,000 yuan/mt.",
        "Following the September cuts, Pr-Nd oxide was 548,000 yuan/mt.",
        "Pr-Nd oxide, for delivery in November, was assessed at 548,000 yuan/mt.",
        "由前期的56万元/吨，氧化镨钕降至54.8万元/吨。",
        "氧化镨钕54.8万元/吨，去年同期为38万元/吨。",
    ],
)
def test_a_month_of_something_else_is_not_the_price_s(text: str) -> None:
    assert prices(text, PUBLISHED) == ["prnd-oxide 548000"]


@pytest.mark.parametrize(
    "text",
    [
        "Pr-Nd oxide was 548,000 yuan/mt on October 17, 2026.",
        "Pr-Nd oxide was 548,000 yuan/mt on October 20.",
        "氧化镨钕2025年12月31日价格为54.8万元/吨。",
        "product,low,high,unit,price_date,published\nprnd-oxide,548000,548000,CNY/t,2025-10-30,2025-10-17\n",
    ],
)
def test_a_level_later_than_its_own_document_is_refused(text: str) -> None:
    assert refused(text, PUBLISHED) == ["date-in-future"]
    (refusal,) = reading(text, PUBLISHED).refusals
    assert "the document is of 2025-10-17" in refusal.message


def test_a_forecast_may_lie_ahead() -> None:
    assert prices("预计年底氧化镨钕价格将达60万元/吨。", PUBLISHED) == [
        "prnd-oxide 600000 forecast 2025-12-31"
    ]


def test_the_time_of_a_share_of_goods_is_that_of_their_price() -> None:
    text = "Some 60% of all yttrium oxide used last year was priced at an average of $7.10/kg."
    assert prices(text) == ["yttrium-oxide 7.1 USD/kg 2024-12-31"]


def test_a_year_after_one_that_is_told_is_no_day() -> None:
    text = "In 2010 quotas were cut, and dysprosium oxide rose to over $1,100 per kg the following year."
    assert prices(text, checked=False) == []
