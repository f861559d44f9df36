"""Premiums of copper in day reports: over which price, of which grade, and on which side of nought."""

from __future__ import annotations

import pytest

from fixtures.readings import changes, prices

CASES = {
    "#1 copper cathode against the SHFE copper 2505 contract was reported at a premium of 40-90 yuan/mt.": [
        "copper-cathode-premium 40~90"
    ],
    "天津电解铜报价78,700-78,760元/吨，对沪铜2504合约贴水120-60元/吨。": [
        "copper-cathode 78700~78760 offer",
        "copper-cathode-premium -120~-60 offer",
    ],
    "沈阳市场电解铜价格71,980-72,000元/吨，市场升180-200元。": [
        "copper-cathode 71980~72000",
        "copper-cathode-premium 180~200",
    ],
    "The discount of standard-quality copper widened to 100 yuan/mt.": [
        "standard-quality-copper-premium -100"
    ],
    "平水铜贴水由100元/吨扩大至150元/吨。": ["standard-quality-copper-premium -150"],
    "现货铜贴水收窄至50-100元/吨。": ["copper-cathode-premium -100~-50"],
    "Hydro copper discounts were 100-150 yuan/mt.": ["hydro-copper-premium -150~-100"],
    "平水铜升贴水报30元/吨。": ["standard-quality-copper-premium 30"],
    "Discounts for secondary copper rod against futures in Jiangxi grew to 940 yuan/mt.": [
        "secondary-rod-discount-to-futures-jiangxi -940"
    ],
    "Gross profit from secondary copper rod sales fell by 90 yuan/mt to 1,010 yuan/mt.": [
        "secondary-rod-gross-profit 1010"
    ],
    "平水铜报贴水30-20元/吨，好铜报升水20-40元/吨，成交价格为49,300-49,540元/吨。": [
        "standard-quality-copper-premium -30~-20",
        "high-quality-copper-premium 20~40",
        "copper-cathode 49300~49540 transaction",
    ],
    "平水铜成交价格49,600-49,680元/吨，升水铜成交价格49,620-49,700元/吨。": [
        "standard-quality-copper-cathode 49600~49680 transaction",
        "high-quality-copper-cathode 49620~49700 transaction",
    ],
    "上海平水铜贴水60-10元/吨。\n广东：升贴水持平（贴50~升30元/吨）。": [
        "standard-quality-copper-premium -60~-10",
        "copper-cathode-premium -50~30",
    ],
    "High-quality copper such as Jinchuan (plate) was scarce and quoted at a premium of 25 yuan/mt.": [
        "high-quality-copper-premium-jinchuan-plate 25 offer"
    ],
    "The coefficient for US brass was 67-67.5%, with a fixed price of $6,010-6,080/mt.": [
        "us-brass-scrap-coefficient-vs-lme 67~67.5 %",
        "us-brass-scrap-fixed-price 6010~6080 USD/t",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_a_premium_is_that_of_its_own_goods_with_its_sign(text: str) -> None:
    assert prices(text, checked=False) == CASES[text]


def test_a_change_of_a_premium_is_no_change_of_the_price_it_is_told_over() -> None:
    assert changes(
        "#1 copper cathode against SHFE copper was at a premium of 185 yuan/mt, up by 5 yuan/mt."
    ) == ["copper-cathode-premium 5"]
