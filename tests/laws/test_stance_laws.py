"""Laws of a stance: order and repetition change nothing, scores stay in bounds, states agree with scores."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from orebook.catalog import load
from orebook.facts import LINKS, Held, Phrase, Span, identity
from orebook.stance import measure

TODAY = date(2025, 1, 9)
METHOD = load().methods["stance/1"]
STATE = {(1, 1): "rally", (1, -1): "stalemate", (-1, 1): "clearing", (-1, -1): "slump"}


@st.composite
def phrases(draw: st.DrawFn) -> Held[Phrase]:
    document = draw(st.sampled_from(["weekly", "daily", "note"]))
    start = draw(st.integers(0, 99))
    fact = Phrase(
        cue=draw(st.sampled_from(["one", "two", "three"])),
        link=draw(st.sampled_from(LINKS)),
        side=draw(st.sampled_from(["seller", "buyer"])),
        score=draw(st.integers(-10, 10)) / 10,
        price_date=TODAY + timedelta(days=draw(st.integers(-9, 3))),
        source=None,
        spans=(Span(role="phrase", start=start, end=start + 1, text="w", document=document),),
    )
    return Held(id=identity(fact), fact=fact, recorded_at=0, available_at=0)


@given(st.lists(phrases(), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_phrases_is_irrelevant(held: list[Held[Phrase]], chance: object) -> None:
    shuffled = list(held)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert measure(shuffled, on=TODAY, method=METHOD) == measure(held, on=TODAY, method=METHOD)


@given(st.lists(phrases(), max_size=30))
def test_saying_everything_twice_changes_nothing(held: list[Held[Phrase]]) -> None:
    assert measure(held + held, on=TODAY, method=METHOD) == measure(held, on=TODAY, method=METHOD)


@given(st.lists(phrases(), max_size=30))
def test_scores_and_index_stay_in_bounds_and_states_agree_with_them(held: list[Held[Phrase]]) -> None:
    for stance in measure(held, on=TODAY, method=METHOD):
        scores = [score for score in (stance.seller, stance.buyer) if score is not None]
        assert all(-1 <= score <= 1 for score in scores)
        assert (stance.stalemate is None) == (len(scores) < 2)
        if stance.stalemate is not None:
            assert 0 <= stance.stalemate <= 1
        if stance.state:
            assert STATE[_sign(stance.seller), _sign(stance.buyer)] == stance.state
        if stance.stalemate and stance.state:
            assert stance.state == "stalemate"


def _sign(score: float | None) -> int:
    return 1 if (score or 0) > 0 else -1


@given(st.lists(phrases(), max_size=30))
def test_words_of_other_days_are_not_looked_at(held: list[Held[Phrase]]) -> None:
    near = [one for one in held if 0 <= (TODAY - one.fact.price_date).days < 7]
    assert measure(held, on=TODAY, method=METHOD) == measure(near, on=TODAY, method=METHOD)


@given(st.lists(phrases(), max_size=30), phrases())
def test_a_firmer_word_never_softens_a_side(held: list[Held[Phrase]], extra: Held[Phrase]) -> None:
    def score(said: list[Held[Phrase]]) -> float | None:
        (stance,) = (one for one in measure(said, on=TODAY, method=METHOD) if one.link == extra.fact.link)
        return stance.seller if extra.fact.side == "seller" else stance.buyer

    before, after = score(held), score([*held, extra])
    outside = not 0 <= (TODAY - extra.fact.price_date).days < 7
    if outside or before is None or after is None:
        assert not outside or after == before
    elif extra.fact.score >= 1.0:
        assert after >= before
    elif extra.fact.score <= -1.0:
        assert after <= before
