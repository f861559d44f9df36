"""The gate drawn from history: what passes, what waits, and who may let it go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fixtures.readings import catalog
from orebook.facts import Quote
from orebook.reader import Known, Reading, check, compare, read
from orebook.reader.limits import limits
from orebook.testing import quotes

LAST = "prnd-oxide  assessment  400,000  CNY/t  smm  2025-01-02"


def checked(
    text: str, history: str = LAST, on: date = date(2025, 1, 9), source: str | None = "smm"
) -> Reading:
    found = read(text, on=on, source=source, address=None, catalog=catalog(), today=on)
    return check(found, catalog=catalog(), history=quotes(history))


def outcome(text: str, history: str = LAST, on: date = date(2025, 1, 9), source: str | None = "smm") -> str:
    (quote,) = checked(text, history, on, source).quotes
    return "waits" if "quarantined" in quote.flags else "passes"


@pytest.mark.parametrize(
    ("level", "said"),
    [("400,000", "passes"), ("516,000", "passes"), ("305,000", "passes"), ("716,000", "waits"),
     ("560,000", "waits"), ("295,000", "waits")],
)  # fmt: skip
def test_a_week_moves_by_a_quarter_or_a_third_and_no_more(level: str, said: str) -> None:
    assert outcome(f"Pr-Nd oxide was {level} yuan/mt.") == said


def test_the_gate_widens_with_the_root_of_the_weeks() -> None:
    text = "Pr-Nd oxide was 570,000 yuan/mt."
    assert [outcome(text, on=date(2025, 1, day)) for day in (9, 16, 23)] == ["waits", "waits", "passes"]
    assert limits(catalog()).allowed(catalog().products["prnd-oxide"], 28) == pytest.approx(0.15 + 8 * 0.033)


def test_the_quote_is_kept_as_it_was_read_but_for_its_mark() -> None:
    (quote,) = checked("Pr-Nd oxide was 716,000 yuan/mt.").quotes
    assert (quote.low, quote.high, quote.repairs) == (716_000, 716_000, ())
    assert (quote.flags, quote.rules[-1]) == (("quarantined",), "C2")


NO_LEVEL = [
    "prnd-oxide  forecast    400,000  CNY/t   smm  2025-01-02",
    "prnd-oxide  order       400,000  CNY/t   smm  2025-01-02",
    "prnd-oxide  offer       <400,000 CNY/t   smm  2025-01-02",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2025-01-02  flags=period-average",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2025-01-02  flags=quarantined",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2024-06-01",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2025-01-09",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2025-01-02  published=2025-01-20",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2025-01-02  tax=excluded",
    "prnd-oxide  assessment  400,000  CNY/t   smm  2025-01-02  delivery=fob",
    "prnd-oxide  assessment  52       USD/kg  smm  2025-01-02",
    "prnd-metal  assessment  400,000  CNY/t   smm  2025-01-02",
]


@pytest.mark.parametrize("history", NO_LEVEL)
def test_what_is_no_earlier_level_of_the_same_series_draws_no_gate(history: str) -> None:
    """Forecasts, orders, bounds, averages, what waits, what is old, of that day, told later, or elsewhere."""
    assert outcome("Pr-Nd oxide was 716,000 yuan/mt.", history) == "passes"


def test_a_kilogram_and_a_tonne_are_one_series() -> None:
    assert outcome("Pr-Nd oxide was 716 yuan/kg.") == "waits"


@pytest.mark.parametrize(
    "text",
    ["Pr-Nd oxide may rise to 716,000 yuan/mt next week.", "Pr-Nd oxide offers were above 716,000 yuan/mt."],
)
def test_a_forecast_and_a_bound_have_no_gate_to_pass(text: str) -> None:
    assert [quote.flags for quote in checked(text).quotes if "quarantined" in quote.flags] == []


def test_a_premium_may_cross_nought_and_has_no_gate() -> None:
    history = "copper-cathode-premium  assessment  20  CNY/t  smm  2025-01-02"
    assert outcome("The spot premium of #1 copper cathode was 150 yuan/mt.", history) == "passes"


def test_one_odd_voice_of_the_last_day_moves_nothing() -> None:
    others = ("offer  402,000  CNY/t  argus  2025-01-02", "bid  40,000  CNY/t  asian  2025-01-02")
    history = "\n".join([LAST, *(f"prnd-oxide  {other}" for other in others)])
    assert outcome("Pr-Nd oxide was 405,000 yuan/mt.", history) == "passes"


def test_the_last_day_counts_and_not_the_one_before() -> None:
    history = f"{LAST}\nprnd-oxide  assessment  500,000  CNY/t  smm  2025-01-06"
    assert outcome("Pr-Nd oxide was 620,000 yuan/mt.", history) == "passes"
    assert outcome("Pr-Nd oxide was 620,000 yuan/mt.") == "waits"


# ── two ways out ────────────────────────────────────────────────────────────────────────────────────────

WAITING = f"{LAST}\nprnd-oxide  assessment  710,000  CNY/t  argus  2025-01-08  flags=quarantined"


def test_an_independent_publisher_passes_and_releases_the_first() -> None:
    made = checked("Pr-Nd oxide was 716,000 yuan/mt.", WAITING)
    (quote,), (release,) = made.quotes, made.releases
    assert (quote.flags, quote.rules[-1]) == ((), "C3")
    assert release.quote == quotes(WAITING)[1].id
    assert (release.basis, release.author, release.price_date) == ("corroborated", None, date(2025, 1, 8))
    assert "smm states 716,000" in release.reason


NO_WITNESS = [
    ("its own words again", WAITING, "argus"),
    ("a publisher nobody named", WAITING, None),
    ("a witness nobody named", WAITING.replace("argus", "-    "), "smm"),
    ("another level altogether", WAITING.replace("710,000", "1,200,000"), "smm"),
    ("three weeks apart", WAITING.replace("2025-01-08", "2024-12-19"), "smm"),
]


@pytest.mark.parametrize(("why", "history", "source"), NO_WITNESS, ids=[why for why, _, _ in NO_WITNESS])
def test_who_is_no_witness(why: str, history: str, source: str | None) -> None:
    made = checked("Pr-Nd oxide was 716,000 yuan/mt.", history, source=source)
    assert ([quote.flags for quote in made.quotes], made.releases) == ([("quarantined",)], ())


def test_two_figures_of_one_document_are_no_two_witnesses() -> None:
    """Both may share one slip: whoever reports another's figure has typed it again."""
    one, other = quotes("prnd-oxide  offer  710,000  CNY/t  smm  2025-01-09\n"
                        "prnd-oxide  offer  716,000  CNY/t  smm  2025-01-09  contributor=argus")  # fmt: skip
    document = read("", on=date(2025, 1, 9), source="smm", address=None, catalog=catalog(),
                    today=date(2025, 1, 9)).documents[0]  # fmt: skip
    told = [_of(held.fact, document.document) for held in (one, other)]
    made = check(Reading(documents=(document,), quotes=tuple(told)), catalog=catalog(), history=quotes(LAST))
    assert [quote.flags for quote in made.quotes] == [("quarantined",), ("quarantined",)]


def _of(quote: Quote, document: str) -> Quote:
    return replace(quote, spans=tuple(replace(span, document=document) for span in quote.spans))


def test_what_was_released_is_a_level_again() -> None:
    history = quotes(f"{LAST}\nprnd-oxide  assessment  716,000  CNY/t  smm  2025-01-08  flags=quarantined")
    new = quotes("prnd-oxide  assessment  720,000  CNY/t  smm  2025-01-09")[0].fact
    for released, since in ((False, date(2025, 1, 2)), (True, date(2025, 1, 8))):
        known = Known(catalog()).learn(replace(held, released=released) for held in history)
        move = compare(new, known)
        assert move is not None
        assert (move.since, move.inside) == (since, released)
