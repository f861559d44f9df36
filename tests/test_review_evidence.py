"""The weekly review's page and Markdown: every figure leads to its evidence, and nothing slips in."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures import weeks
from fixtures.made import CLOSE
from fixtures.reviews import FOOTNOTE, Anchors, page, review, whole
from fixtures.stated import PRODUCTS, STATED
from orebook.errors import BadArgumentError, CatalogError, EvidenceError
from orebook.facts import Forecast
from orebook.review import Review, Week, close_day, html, markdown, monday, plan, week_of
from orebook.review.language import Language
from orebook.review.safety import web

__all__ = ["page", "review", "whole"]

# --- Evidence follows the text (V1) ----------------------------------------------------------------


def test_changing_one_digit_of_one_quote_changes_the_review(whole: Week) -> None:
    day, source, address, stated = STATED[-1]
    oxide = next(row for row in stated if row[0] == "prnd-oxide")
    changed = tuple(
        ("prnd-oxide", "400,000-402,000 yuan/mt", 400e3, 402e3) if row is oxide else row for row in stated
    )
    other = weeks.week((*STATED[:-1], (day, source, address, changed)))
    first, second = markdown(plan(whole)), markdown(plan(other))
    assert "400,000–401,000" in first
    assert "400,000–402,000" in second
    assert "400,000–401,000" not in second


def test_the_same_week_gives_the_same_bytes(whole: Week, page: str) -> None:
    assert html(plan(whole)) == page == html(plan(weeks.week()))
    assert markdown(plan(whole)) == markdown(plan(weeks.week()))


def test_each_anchor_of_the_page_resolves_and_no_id_stands_twice(page: str) -> None:
    anchors = Anchors(page)
    assert len(anchors.ids) == len(set(anchors.ids))
    assert set(anchors.inside) <= set(anchors.ids)


def test_each_figure_of_the_text_leads_to_an_entry_that_shows_it(review: Review, page: str) -> None:
    evidence = page[page.index('id="evidence"') :]
    for row in review.rows:
        assert f'id="e-{row.entry}"' in evidence
        assert f'data-f="{row.mid}"' in evidence


def test_the_page_loads_nothing_and_links_only_to_sources(page: str) -> None:
    anchors = Anchors(page)
    assert anchors.loads == []
    assert "script" not in anchors.tags
    assert "url(http" not in page
    assert "@import" not in page
    assert all(target.startswith("https://") for target in anchors.outside)


def test_each_footnote_is_defined_once_and_used(review: Review) -> None:
    text = markdown(review)
    defined = re.findall(r"^(\[\^\d+\]):", text, re.M)
    assert len(defined) == len(set(defined))
    assert set(FOOTNOTE.findall(text)) == set(defined)


def test_markdown_and_page_state_the_same_figures(review: Review, page: str) -> None:
    text = markdown(review)
    for row in review.rows:
        for key in (row.low, row.high, row.mid, row.change, row.percent):
            assert key is None or Language(review).shown(key) in text


def test_the_sentence_of_a_quote_is_shown_with_its_number_marked(page: str) -> None:
    assert "For the record, Pr-Nd oxide at <mark>400,000-401,000 yuan/mt</mark>, as the page has it." in page


def test_many_refusals_are_counted_and_the_first_of_them_listed(whole: Week) -> None:
    many = tuple(replace(whole.refusals[0], where=f"line {number}") for number in range(40))
    text = markdown(plan(replace(whole, refusals=many)))
    assert "The first of them stand here; the book holds the rest." in text
    assert text.count("Rule unit-missing.") == 25


def test_the_words_of_the_language_hold_no_digit_and_every_slot_is_known(whole: Week) -> None:
    said = [item for frame in whole.wording["frames"].values() for item in frame]
    slots = set(re.findall(r"\{([a-z]+)\}", " ".join(said)))
    for group in ("terms", "moved", "how", "moves", "fee", "labels"):
        said += [str(words) for words in whole.wording[group].values()]
    assert not [words for words in said if re.search(r"\d", words)]
    assert slots <= {
        "aside", "band", "buyers", "change", "clauses", "compared", "count", "day", "fallen", "fee", "head",
        "held", "how", "included", "index", "input", "items", "margin", "moved", "moves", "output", "party",
        "percent", "price", "processors", "product", "products", "range", "risen", "said", "segment",
        "sellers", "state", "tail", "unit", "used",
    }  # fmt: skip


def test_each_rule_of_the_headline_has_its_frame(whole: Week) -> None:
    rules = whole.method.parameters["headline"]
    assert {f"headline-{rule}" for rule in rules} <= set(whole.wording["frames"])
    assert rules[-1] == "no-evidence"


# --- Nothing slips onto the page (V1) --------------------------------------------------------------


def test_a_number_in_the_words_of_a_language_is_refused_in_both_formats(whole: Week) -> None:
    frames = {**whole.wording["frames"], "trust-judgement": ["Nothing was judged in 2025."]}
    made = plan(replace(whole, wording={**whole.wording, "frames": frames}))
    for write in (html, markdown):
        with pytest.raises(EvidenceError, match=r'"2025\." in .* is not a figure of the review'):
            write(made)


def test_a_frame_a_language_lacks_is_named(whole: Week) -> None:
    frames = {name: words for name, words in whole.wording["frames"].items() if name != "margin-worse"}
    made = plan(replace(whole, wording={**whole.wording, "frames": frames}))
    with pytest.raises(CatalogError, match='no frame "margin-worse"'):
        html(made)


HOSTILE = (
    "</blockquote><script>alert(1)</script> <img src=x onerror=alert()> `c` | [a](javascript:alert(3)) **b** "
    "{name} at {printed} [^1]: \ue000 4\u202e2 www.evil.example https://evil.example/ &amp; <!-- \x00"
)


def test_hostile_text_of_a_document_does_nothing_on_the_page(page: str) -> None:
    made = html(plan(weeks.week(sentence=HOSTILE)))
    assert Anchors(made).tags == Anchors(page).tags
    assert "<script" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert "\u202e" not in made


def test_hostile_text_of_a_document_does_nothing_in_markdown(review: Review) -> None:
    made = markdown(plan(weeks.week(sentence=HOSTILE)))
    assert made.count("\n") == markdown(review).count("\n")
    assert "<script" not in made
    assert not re.search(r"(?<!\\)\]\(javascript", made)
    assert "https://evil" not in made
    assert not re.search(r"(?<!\\)\| \[a", made)


def test_a_hostile_address_is_shown_but_never_linked() -> None:
    stated = tuple((day, source, 'javascript:alert(1)//"><b>', rows) for day, source, _, rows in STATED)
    made = plan(weeks.week(stated))
    assert "javascript:alert" not in "".join(Anchors(html(made)).outside)
    assert "<b>" not in html(made).replace("<b>Rare earths", "")
    assert "<javascript" not in markdown(made)
    assert web("https://metal.com/a b") is None


def test_hostile_names_and_refusals_are_escaped(whole: Week) -> None:
    bad = '<i onmouseover="x">|`y`'
    refusals = (replace(whole.refusals[0], message=bad, where=bad, suggestions=(bad,), rule=bad),)
    products = {name: replace(item, en=f"{item.en} {bad}") for name, item in whole.products.items()}
    made = plan(replace(whole, refusals=refusals, products=products))
    assert "<i " not in html(made)
    assert "<i " not in markdown(made)


# --- Size and speed ------------------------------------------------------------------------------


def busy() -> Week:
    """A quarter in which every product was quoted on every working day."""
    days = [CLOSE - timedelta(days=count) for count in range(91, -1, -1)]
    stated = []
    for place, day in enumerate(item for item in days if item.weekday() < 5):
        rows = []
        for number, (name, (segment, _)) in enumerate(PRODUCTS.items()):
            if segment not in ("magnet", "scrap"):
                low = 100_000 * (number + 1) + 37 * place
                rows.append((name, f"{low:,}-{low + 500:,} yuan/mt", float(low), low + 500.0))
        stated.append(
            (day.isoformat(), "smm", f"https://news.metal.com/newscontent/{day:%Y%m%d}", tuple(rows))
        )
    return weeks.week(tuple(stated))


def test_a_busy_quarter_stays_under_300_kb_and_is_built_within_five_seconds() -> None:
    week = busy()
    begun = time.process_time()
    made = html(plan(week))
    assert time.process_time() - begun < 5
    assert len(week.quotes) > 800
    assert len(made.encode()) < 300_000
    assert set(Anchors(made).inside) <= set(Anchors(made).ids)


def test_a_page_that_would_be_too_heavy_names_its_lesser_quotes_by_id(whole: Week) -> None:
    method = replace(whole.method, parameters={**whole.method.parameters, "page_bytes": 1})
    made = html(plan(replace(whole, methods={**whole.methods, "review/1": method})))
    assert 'class="row"' not in made
    assert set(Anchors(made).inside) <= set(Anchors(made).ids)
    assert 'class="row"' in html(plan(whole))


def test_a_fan_keeps_to_its_four_weeks(review: Review) -> None:
    assert [[step.weeks for step in fan.steps] for fan in review.fans] == [[1, 2, 4], [1, 2, 4]]
    assert "AR(1)" in html(review)


def test_a_fan_without_some_quantiles_shows_those_it_has(whole: Week) -> None:
    bare = tuple(
        Forecast(**{**{name: getattr(item, name) for name in Forecast.__dataclass_fields__},
                    "quantiles": {level: item.quantiles[level] for level in ("0.1", "0.5", "0.9")}})
        for item in whole.forecasts
    )  # fmt: skip
    made = html(plan(replace(whole, forecasts=bare)))
    assert 'class="fan80"' in made
    assert 'class="fan50"' not in made


# --- The calendar of a week ----------------------------------------------------------------------


def test_a_week_closes_on_thursday_or_on_the_last_day_that_has_evidence() -> None:
    assert monday("2025-W02") == date(2025, 1, 6)
    assert week_of(date(2024, 12, 30)) == "2025-W01"
    assert close_day("2025-W02", [date(2025, 1, 8), date(2025, 1, 10)], 4) == CLOSE
    assert close_day("2025-W02", [date(2025, 1, 10)], 4) == date(2025, 1, 10)
    assert close_day("2025-W02", [], 4) == CLOSE


@pytest.mark.parametrize("week", ["2025", "2025-W54", "2025-02", "W02", "2025-W2", "2025-W00"])
def test_a_bad_week_is_refused_with_how_to_write_it(week: str) -> None:
    with pytest.raises(BadArgumentError, match="2025-W02"):
        monday(week)
