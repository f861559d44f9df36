"""Events from prose: which kind, where in the chain, whose, from when to when, and how certain."""

from __future__ import annotations

from datetime import date

import pytest

from orebook import catalog
from orebook.facts import EVENTS, Event
from orebook.reader import read

ON = "2025-01-09"


def told(text: str, on: str = ON) -> tuple[Event, ...]:
    """The events of a text published on a day."""
    day = date.fromisoformat(on)
    return read(text, on=day, source="own", address=None, catalog=catalog.load(), today=day).events


def only(text: str, on: str = ON) -> Event:
    found = told(text, on)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "segment"),
    [
        ("A separation plant suspended its line for an overhaul.", "maintenance", "oxide"),
        ("江西某分离厂停产检修。", "maintenance", "oxide"),
        ("宜春一锂矿停产。", "maintenance", "ore"),
        ("The copper smelter declared force majeure.", "maintenance", "metal"),
        ("The ministry issued the first batch of mining quotas.", "quota", "ore"),
        ("自然资源部下达第一批钨矿开采总量控制指标。", "quota", "ore"),
        ("Export controls on samarium and gadolinium took effect.", "control", None),
        ("商务部对钐、钆等物项实施出口管制。", "control", None),
        ("The DRC extended its cobalt export ban.", "control", None),
        ("Most magnet makers close for the Spring Festival.", "holiday", "magnet"),
        ("春节期间磁材企业放假停产。", "holiday", "magnet"),
        ("A producer invited bids for 300 t of Pr-Nd metal.", "tender", "metal"),
        ("北方某企业竞价销售镨钕金属300吨。", "tender", "metal"),
        ("China Northern Rare Earth raised its listed price of lanthanum oxide.", "listing", "oxide"),
        ("北方稀土下调氧化镧挂牌价。", "listing", "oxide"),
    ],
)
def test_each_kind_and_its_place_in_the_chain(text: str, kind: str, segment: str | None) -> None:
    found = only(text)
    assert (found.kind, found.segment) == (kind, segment)
    assert found.kind in EVENTS
    assert found.price_date == found.published == date.fromisoformat(ON)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("A smelter halts production from January 15 to February 5.", "2025-01-15", "2025-02-05"),
        ("A smelter halts production between January 15 and February 5.", "2025-01-15", "2025-02-05"),
        ("A smelter halts production on January 15-20.", "2025-01-15", "2025-01-20"),
        ("A smelter halted production on 28 December.", "2024-12-28", None),
        ("A smelter halts production until February 5.", None, "2025-02-05"),
        ("某冶炼厂1月15日至2月5日检修。", "2025-01-15", "2025-02-05"),
        ("某冶炼厂自1月15日起停产。", "2025-01-15", None),
        ("磁材企业1月22日起放假，2月6日复工。", "2025-01-22", None),  # the day work goes on is not its last
        ("A tender for 300 t of Pr-Nd metal is held on Monday.", "2025-01-06", None),
        ("A smelter stopped for maintenance.", None, None),
        ("Jan 7 (Reuters) - A smelter stopped for maintenance.", None, None),  # the day of the report
    ],
)
def test_first_and_last_day(text: str, starts: str | None, ends: str | None) -> None:
    found = only(text)
    assert (found.starts and str(found.starts), found.ends and str(found.ends)) == (starts, ends)


def test_a_suspension_of_controls_has_its_own_days() -> None:
    found = only("商务部决定自11月10日起暂停实施10月9日公布的出口管制措施至2026年11月10日。", "2025-11-20")
    assert (str(found.starts), str(found.ends)) == ("2025-11-10", "2026-11-10")


def test_a_day_without_a_year_is_not_most_of_a_year_ahead() -> None:
    assert str(only("刚果（金）自2月22日起暂停钴出口四个月。", "2025-11-20").starts) == "2025-02-22"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("A smelter stopped for maintenance.", "stated"),
        ("A smelter will stop for maintenance.", "planned"),
        ("某冶炼厂计划停产检修。", "planned"),
        ("Traders heard that a smelter might halt production.", "rumoured"),
        ("市场传闻某冶炼厂停产。", "rumoured"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    assert only(text).certainty == certainty


@pytest.mark.parametrize(
    "text",
    [
        "No maintenance is planned at the smelters.",
        "冶炼厂暂无检修安排。",
        "An overhaul planned for May was cancelled.",
        "The plant resumed production after its overhaul.",
        "该厂已结束检修并恢复生产。",
        "If export controls were tightened again, prices could double.",
        "若出口管制再度收紧，价格或翻倍。",
        "Magnet makers have not yet gone on holiday.",
        "磁材厂尚未放假。",
        "工信部尚未下达第二批稀土指标。",
        "Plants restocked ahead of the Spring Festival.",  # a holiday at which nothing stops yet
        "The group made a tender offer for the shares of a rival.",
        "The listing of the company on the exchange went well.",
        "Suppliers stopped quoting and halted shipments.",  # no plant stands still
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert told(text) == ()


def test_a_stop_for_a_holiday_is_the_holiday_alone() -> None:
    assert [one.kind for one in told("春节期间多数金属厂放假停产。")] == ["holiday"]


def test_the_product_of_another_clause_is_not_what_stops() -> None:
    assert only("近期下游磁材企业陆续放假，氧化镨钕市场交投清淡。").product is None


def test_told_twice_is_one_event() -> None:
    text = "A Jiangxi separation plant halts production from January 15."
    assert len(told(f"{text}\n\n{text} Prices held.")) == 1


def test_spans_are_the_words_and_their_sentence() -> None:
    text = "Prices held. A smelter stopped for maintenance."
    found = only(text)
    assert [(span.role, span.text) for span in found.spans] == [
        ("phrase", "maintenance"), ("sentence", "A smelter stopped for maintenance."),
    ]  # fmt: skip
    assert all(text[span.start : span.end] == span.text for span in found.spans)
