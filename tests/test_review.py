"""The weekly review as its readers meet it: what leads, what each segment says, what it rests on."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fixtures import weeks
from fixtures.made import CLOSE, PREVIOUS, assessed
from fixtures.stated import PRODUCTS, STATED
from orebook.errors import BadArgumentError, CatalogError, EvidenceError
from orebook.facts import Forecast
from orebook.review import Review, Week, close_day, html, markdown, monday, plan, week_of
from orebook.review.directions import direction
from orebook.review.language import Language
from orebook.review.numbers import shown
from orebook.review.pieces import plain
from orebook.review.safety import web

GOLDEN = Path(__file__).parent / "golden" / "review_small.en.md"
FOOTNOTE = re.compile(r"\[\^\d+\]")


@pytest.fixture(scope="module")
def whole() -> Week:
    return weeks.week()


@pytest.fixture(scope="module")
def review(whole: Week) -> Review:
    return plan(whole)


@pytest.fixture(scope="module")
def page(review: Review) -> str:
    return html(review)


def said(review: Review, segment: str) -> str:
    """What a review says of a segment, in English."""
    section = next(item for item in review.sections if item.segment == segment)
    language = Language(review)
    return " ".join(plain(language.say(point)) for point in section.points)


class Anchors(HTMLParser):
    """Every id of a page, every link within it and out of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inside: list[str] = []
        self.outside: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        target = given.get("href") or ""
        if tag == "a" and target.startswith("#"):
            self.inside.append(target[1:])
        elif tag == "a":
            self.outside.append(target)
        self.loads += [given[name] or "" for name in ("src", "srcset", "data") if name in given]
        self.loads += [target] if tag in ("link", "base", "image", "use") else []


# --- What it says: headline and tail (V2), carried prices (V4), missing evidence (V5) --------------


def test_the_small_week_reads_as_its_golden_text() -> None:
    assert markdown(plan(weeks.small())) == GOLDEN.read_text("utf-8")


def test_the_headline_is_the_deepening_loss_and_then_the_side_that_resists(review: Review) -> None:
    assert review.title == "Metal plants sink deeper below the list fee as magnet makers hold out"


def test_without_a_margin_the_stalemate_leads_and_the_largest_move_follows(whole: Week) -> None:
    title = plan(replace(whole, margins=())).title
    assert title == "Metal plants and magnet makers refuse to meet while terbium oxide climbs"


def test_without_words_the_largest_move_leads(whole: Week) -> None:
    assert plan(replace(whole, margins=(), stances=())).title == "Terbium oxide climbs"


def test_a_week_in_which_nothing_moved_is_called_quiet(whole: Week) -> None:
    still = {"yttrium-oxide": whole.assessments["yttrium-oxide"]}
    assert (
        plan(replace(whole, assessments=still, margins=(), stances=())).title == "A quiet week: prices hold"
    )


def test_a_margin_that_eases_while_still_negative_is_said_to_ease(whole: Week) -> None:
    worse = replace(whole.margins_before[0], margin=-9000.0)
    title = plan(replace(whole, margins_before=(worse,), stances=())).title
    assert title == "Metal plants win back part of the list fee while terbium oxide climbs"


def test_a_margin_that_turns_negative_is_said_to_slip(whole: Week) -> None:
    positive = replace(whole.margins_before[0], margin=900.0, inverted=False)
    assert plan(replace(whole, margins_before=(positive,))).title.startswith(
        "Metal plants slip below the list fee"
    )


def test_the_segments_say_what_the_week_says(review: Review) -> None:
    oxide = said(review, "oxide")
    assert "Pr-Nd oxide slightly, to 400,000–401,000 CNY/t (+2,500, +0.6%)" in oxide
    assert "cerium oxide slightly, to 7,800–8,000 CNY/t (+100, +1.3%)" in oxide
    assert "Lanthanum oxide fell slightly to 3,600–4,000 CNY/t (−200, −5.0%)." in oxide
    assert "Yttrium oxide did not move, at 40,000–43,000 CNY/t." in oxide
    assert "oxide suppliers raised quotations and had little cheap material left to offer" in oxide
    assert "Metal plants were readier to buy and raised quotations." in said(review, "metal")
    assert "Between metal plants and magnet makers: stalemate" in said(review, "metal")
    assert "agnet makers balked at high prices and restocked only as needed." in said(review, "magnet")
    assert "Scrap holders waited; scrap recyclers restocked only as needed." in said(review, "scrap")


def test_a_carried_price_is_no_move_and_shows_its_day(review: Review) -> None:
    row = next(row for row in review.rows if row.product == "gadolinium-oxide")
    assert (row.status, row.as_of, row.change, row.direction) == ("carried", date(2024, 12, 26), None, None)
    assert "Gadolinium oxide was not quoted afresh" in said(review, "oxide")


def test_a_price_carried_from_within_the_week_is_still_a_move(whole: Week) -> None:
    wednesday = replace(whole.assessments["terbium-oxide"], status="carried", as_of=date(2025, 1, 8))
    made = plan(replace(whole, assessments={**whole.assessments, "terbium-oxide": wednesday}))
    assert "terbium oxide, to 5,790,000–5,850,000 CNY/t (+210,000, +3.7%)" in said(made, "oxide")
    alone = replace(whole, assessments={"terbium-oxide": wednesday}, before={}, margins=(), forecasts=())
    assert "Terbium oxide stood at" in said(plan(alone), "oxide")


def test_a_segment_without_a_price_says_so_and_one_without_anything_says_that(whole: Week) -> None:
    assert said(plan(whole), "magnet").startswith("The week's documents carry no price for magnets.")
    silent = said(plan(replace(whole, stances=())), "magnet")
    assert (
        silent
        == "The week's documents carry neither a price nor a word on magnets: nothing can be said of it."
    )


def test_the_margin_is_told_without_vat_with_vat_and_with_its_caution(review: Review) -> None:
    block = review.margins[0]
    told = " ".join(plain(Language(review).say(point)) for point in block.points)
    assert "left metal plants −3,628 CNY/t excluding VAT (−4,100 with VAT): below list fee." in told
    assert "That is −1,770 on the week: the position worsened." in told
    assert "Pr-Nd oxide would have to cost 397,083" in told
    assert (
        "from −7,168 to +5,228, on both sides of zero: a shortfall against the list fee is not proof" in told
    )


def test_a_margin_that_cannot_be_worked_names_the_price_it_lacks(whole: Week) -> None:
    assessments = {name: item for name, item in whole.assessments.items() if name != "prnd-metal"}
    unknown = replace(whole.margins[0], margin=None, margin_low=None, margin_high=None, inverted=None,
                      breakeven=None, assessments=())  # fmt: skip
    made = plan(replace(whole, assessments=assessments, margins=(unknown,), margin_history=()))
    told = plain(Language(made).say(made.margins[0].points[0]))
    assert told == "The margin of metal plants cannot be worked out: there is no price for Pr-Nd metal."


def test_a_negated_cue_is_not_worded_as_the_plain_one(whole: Week) -> None:
    turned = {key: replace(item, score=-0.4) if item.cue == "b03-willingness-up" else item
              for key, item in whole.phrases.items()}  # fmt: skip
    phrase = next(item for item in turned.values() if item.cue == "b03-willingness-up")
    language = Language(plan(whole))
    from orebook.review.content import Said

    words = plain(language.slot(Said(phrase.cue, phrase.side, phrase.score, "stance.oxide-metal")))
    assert words == "were no readier to buy"


def test_a_cue_without_words_is_worded_by_its_side_and_score(review: Review) -> None:
    from orebook.review.content import Said

    words = [plain(Language(review).slot(Said("mine", "buyer", score, "x"))) for score in (0.9, 0.0, -0.9)]
    assert words == ["bought more readily", "bought no more than usual", "resisted the asking price"]


def test_the_abstract_has_two_to_four_sentences(whole: Week) -> None:
    assert len(plan(whole).abstract) == 4
    assert 1 <= len(plan(weeks.small()).abstract) <= 4


def test_the_trust_line_counts_used_and_set_aside(review: Review) -> None:
    line = plain(Language(review).say(review.trust[0]))
    assert line == "Quotes used: 13; set aside by rule: 1."


def test_a_week_without_evidence_says_so_everywhere_and_is_no_error() -> None:
    made = plan(weeks.empty())
    text = markdown(made)
    assert made.title == "A week without fresh prices"
    assert made.figures == {}
    assert "The book holds no usable price for the week to 9 January 2025." in text
    assert text.count("neither a price nor a word") == 5
    assert "No quote was used." in text
    assert "There is too little history for a fan." in text
    assert "No process of this chain has a margin for the week." in text
    assert html(made).startswith("<!doctype html>")


def test_a_product_without_a_usable_price_is_named_below_the_table(whole: Week) -> None:
    last = whole.assessments["gadolinium-oxide"]
    old = replace(last, low=None, high=None, mid=None, status="suspended", used=(), as_of=None)
    made = plan(replace(whole, assessments={**whole.assessments, "gadolinium-oxide": old}))
    assert "gadolinium-oxide" not in {row.product for row in made.rows}
    assert "No usable price up to the close: gadolinium oxide." in markdown(made)


def test_a_product_quoted_in_vain_keeps_its_row_and_says_so(whole: Week) -> None:
    bid = next(key for key, item in whole.quotes.items() if item.low is None)
    lone = replace(
        whole.assessments["prnd-metal"], low=None, high=None, mid=None, status="suspended", used=()
    )
    made = plan(replace(whole, assessments={**whole.assessments, "prnd-metal": lone}, margins=()))
    assert lone.set_aside[0].quote == bid
    assert "Pr-Nd metal was quoted this week, but with too little to price." in said(made, "metal")


def test_first_prices_are_told_without_a_comparison(whole: Week) -> None:
    made = plan(
        replace(whole, before={}, margins=(), margins_before=(), margin_history=(), stances=(), forecasts=())
    )
    assert made.title == "First prices, with no week before them to compare"
    assert "With no price a week earlier to compare: terbium metal" not in said(made, "oxide")
    assert all(row.change is None for row in made.rows)


def test_the_plan_lists_sources_methods_and_evidence_for_a_release(review: Review) -> None:
    assert review.sources == ("smm", "argus", "sunsirs")
    assert review.methods == ("forecast/1", "range/1", "review/1", "stance/1")
    assert review.stated["prnd-oxide.low"] == 400_000.0
    assert {cite.partition("-")[0] for cite in review.evidence} == {"quote", "phrase", "refusal"}


# --- Words and numbers agree (V3) ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ((400e3, 401e3), (400e3, 401e3), "unchanged"),
        ((400e3, 401e3), (400e3, 402e3), "stable"),
        ((397e3, 399e3), (400e3, 401e3), "up-slightly"),
        ((3800, 4200), (3600, 4000), "down-slightly"),
        ((5.58e6, 5.64e6), (5.79e6, 5.85e6), "up"),
        ((600e3, 605e3), (660e3, 665e3), "up-markedly"),
        ((420e3, 420e3), (405e3, 405e3), "down"),
        ((420e3, 420e3), (390e3, 390e3), "down-markedly"),
    ],
)
def test_the_word_for_a_move(
    whole: Week, before: tuple[float, float], now: tuple[float, float], word: str
) -> None:
    quote = next(iter(whole.quotes.values()))
    earlier, later = (
        assessed(replace(quote, low=low, high=high), on)
        for (low, high), on in ((before, PREVIOUS), (now, CLOSE))
    )
    assert direction(later, earlier, whole.method.parameters) == word


@pytest.mark.parametrize(
    ("value", "unit", "signed", "text"),
    [
        (400000.0, "CNY/t", False, "400,000"),
        (-3628.318, "CNY/t", False, "−3,628"),
        (2500.0, "CNY/t", True, "+2,500"),
        (-0.4, "CNY/t", True, "−0.4"),
        (0.0, "CNY/t", True, "0"),
        (67.5, "USD/kg", False, "67.5"),
        (1.005, "USD/lb", False, "1.01"),
        (0.628, "percent", True, "+0.6"),
        (0.0449, "index", False, "0.04"),
        (12.0, "count", False, "12"),
    ],
)
def test_how_a_number_is_printed(value: float, unit: str, signed: bool, text: str) -> None:
    assert shown(value, unit, signed) == text


def test_a_price_by_the_kilogram_keeps_its_decimals(whole: Week) -> None:
    stated = (
        *STATED,
        (
            "2025-01-09",
            "smm",
            "https://metal.com/1",
            (("prnd-in-ndfeb-scrap", "487.5 yuan/kg", 487.5, 487.5),),
        ),
    )
    text = said(plan(weeks.week(stated)), "scrap")
    assert "Pr-Nd in NdFeB scrap stood at 487.5 CNY/kg" in text


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
