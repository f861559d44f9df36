"""Method stance/1, rule by rule: from the words of a week to who is firm and who is yielding."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import date, timedelta

import pytest

from orebook.catalog import load
from orebook.errors import BadArgumentError
from orebook.facts import LINKS, Held, Phrase, Span, Stance, identity
from orebook.stance import measure
from orebook.terms import Method

THURSDAY = date(2025, 1, 9)


def method(**parameters: float) -> Method:
    published = load().methods["stance/1"]
    return dataclasses.replace(published, parameters={**published.parameters, **parameters})


def phrase(
    score: float,
    side: str = "seller",
    link: str = "metal-magnet",
    cue: str = "s01",
    document: str = "weekly",
    day: date = THURSDAY,
    start: int = 0,
) -> Held[Phrase]:
    span = Span(role="phrase", start=start, end=start + 4, text="word", document=document)
    fact = Phrase(cue=cue, link=link, side=side, score=score, price_date=day, source="smm", spans=(span,))
    return Held(id=identity(fact), fact=fact, recorded_at=0, available_at=0)


def stance(
    *held: Held[Phrase], link: str = "metal-magnet", on: date = THURSDAY, **parameters: float
) -> Stance:
    (found,) = [one for one in measure(held, on=on, method=method(**parameters)) if one.link == link]
    return found


def test_the_four_links_come_in_the_order_of_the_chain() -> None:
    assert tuple(one.link for one in measure([], on=THURSDAY, method=method())) == LINKS


def test_a_link_nobody_spoke_of_has_no_scores_and_no_state() -> None:
    silent = stance()
    assert (silent.seller, silent.buyer, silent.state, silent.stalemate) == (None, None, None, None)
    assert silent.phrases == ()


@pytest.mark.parametrize(
    ("seller", "buyer", "state"),
    [(0.8, 0.7, "rally"), (0.8, -0.9, "stalemate"), (-0.8, 0.7, "clearing"), (-0.8, -0.9, "slump")],
)
def test_s4_two_directions_make_one_of_four_states(seller: float, buyer: float, state: str) -> None:
    assert stance(phrase(seller), phrase(buyer, "buyer", cue="b01")).state == state


def test_s5_one_side_alone_makes_no_state_but_keeps_its_score() -> None:
    alone = stance(phrase(0.8))
    assert (alone.seller, alone.buyer, alone.state, alone.stalemate) == (0.8, None, None, None)


@pytest.mark.parametrize(
    ("seller", "state"), [(0.1, None), (-0.1, None), (0.11, "rally"), (-0.11, "clearing")]
)
def test_s5_inside_the_dead_band_a_side_has_no_direction(seller: float, state: str | None) -> None:
    assert stance(phrase(seller), phrase(0.7, "buyer", cue="b01")).state == state


def test_s5_words_that_cancel_out_leave_no_state_and_no_stalemate() -> None:
    torn = stance(phrase(0.8), phrase(-0.8, cue="s02"), phrase(-0.9, "buyer", cue="b08"))
    assert (torn.seller, torn.state, torn.stalemate) == (0.0, None, 0.0)


def test_s1_words_count_on_their_day_and_six_days_after() -> None:
    said = phrase(0.8)
    days = [stance(said, on=THURSDAY + timedelta(days=after)).seller for after in (-1, 0, 6, 7)]
    assert days == [None, 0.8, 0.8, None]


def test_s2_a_cue_repeated_in_title_lead_and_body_counts_once() -> None:
    raised = [phrase(0.8, start=at) for at in (0, 50, 100)]
    once = stance(*raised, phrase(-0.8, cue="s02"))
    assert once.seller == 0.0
    assert len(once.phrases) == 4


def test_s2_the_same_cue_in_two_documents_counts_twice() -> None:
    twice = stance(phrase(0.8), phrase(0.8, document="daily"), phrase(-0.7, cue="s10"))
    assert twice.seller == 0.3


def test_s2_a_cue_said_both_ways_in_one_document_counts_by_its_mean() -> None:
    both = stance(phrase(-0.8, cue="s02"), phrase(0.4, cue="s02", start=9))
    assert both.seller == -0.2


def test_s3_older_words_weigh_less_where_the_method_lets_them_fade() -> None:
    old = phrase(-0.8, cue="s02", document="tuesday", day=THURSDAY - timedelta(days=2))
    assert stance(phrase(0.8), old, fade_per_day=0.25).seller == pytest.approx(0.8 / 3, abs=5e-5)


def test_s3_words_faded_to_nothing_are_no_words() -> None:
    old = phrase(0.8, day=THURSDAY - timedelta(days=5))
    assert stance(old, fade_per_day=0.2).seller is None


def test_s6_the_stalemate_index_is_the_geometric_mean_of_opposed_wills() -> None:
    assert stance(phrase(0.9), phrase(-0.4, "buyer", cue="b17")).stalemate == 0.6
    assert stance(phrase(0.9), phrase(0.4, "buyer", cue="b14")).stalemate == 0.0


def test_the_state_is_decided_before_scores_are_rounded() -> None:
    close = stance(phrase(0.1004), phrase(0.7, "buyer", cue="b01"), places=2)
    assert (close.seller, close.state) == (0.1, "rally")


def test_links_do_not_hear_each_other() -> None:
    held = [phrase(0.8), phrase(-0.9, "buyer", link="oxide-metal", cue="b08")]
    assert stance(*held).buyer is None
    assert stance(*held, link="oxide-metal").seller is None


def test_a_stance_names_every_phrase_inside_the_window() -> None:
    inside, outside = phrase(0.8), phrase(0.8, day=THURSDAY - timedelta(days=8))
    assert stance(inside, outside).phrases == (inside.id,)


def test_a_method_without_a_parameter_is_refused_by_name() -> None:
    parameters = {"window_day": 7, "dead_band": 0.1, "fade_per_day": 0, "places": 4}
    broken = dataclasses.replace(method(), parameters=parameters)
    with pytest.raises(
        BadArgumentError, match=r'stance/1 > parameters: no "window_days"\. Nearest: "window_day"'
    ):
        measure([], on=THURSDAY, method=broken)


def test_each_numbered_rule_of_the_method_has_a_test_here() -> None:
    rules = {rule["id"].lower() for rule in tomllib.loads(method().text)["rule"]}
    tested = {name.split("_")[1] for name in globals() if name.startswith("test_s")}
    assert rules <= tested
