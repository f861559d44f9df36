"""The weekly review as its readers meet it: what leads, what each segment says, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fixtures import weeks
from fixtures.made import CLOSE, PREVIOUS, assessed
from fixtures.reviews import GOLDEN, page, review, said, whole
from fixtures.stated import STATED
from orebook.review import Review, Week, html, markdown, plan
from orebook.review.directions import direction
from orebook.review.language import Language
from orebook.review.numbers import shown
from orebook.review.pieces import plain

__all__ = ["page", "review", "whole"]

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
