"""What leaves the house: releases, and corrections that keep the old figure."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook.errors import BadArgumentError
from orebook.facts import Publication, digest, identity
from orebook.publish import Changed, correction, notice, release

# Releases


def released(text: str = "A review.", mid: float = 400_500, **more: object) -> Publication:
    given: dict[str, object] = {
        "subject": "review 2025-W02",
        "author": "Wang Li",
        "method": "range/1, review/1",
        "content": digest(text),
        "figures": {"prnd-oxide mid": mid, "margin": -3_628.0},
        "cites": ("quote-b", "quote-a"),
    }
    return release(**(given | more))  # type: ignore[arg-type]


def test_a_release_is_known_by_everything_in_it() -> None:
    first = released()
    assert first.publication.startswith("publication-")
    assert (first.supersedes, first.reason) == (None, None)
    assert released().publication == first.publication
    others = [released("Another."), released(mid=1), released(author="Li Na"), released(cites=("quote-a",)),
              released(method="range/2"), released(subject="review 2025-W03")]  # fmt: skip
    assert len({first.publication, *(one.publication for one in others)}) == 7


def test_the_order_of_figures_and_citations_makes_no_difference() -> None:
    turned = released(figures={"margin": -3_628.0, "prnd-oxide mid": 400_500}, cites=["quote-a", "quote-b"])
    assert identity(turned) == identity(released())
    assert turned.cites == ("quote-a", "quote-b")


def test_the_same_text_again_is_the_same_release() -> None:
    first = released()
    assert released(previous=first) is first
    assert released(previous=first, author="Li Na", reason="just so") is first


def test_other_figures_need_a_reason() -> None:
    first = released()
    with pytest.raises(BadArgumentError, match=r"with other figures \(prnd-oxide mid\). Give the reason"):
        released("Corrected.", mid=401_500, previous=first)
    with pytest.raises(BadArgumentError, match="Give the reason"):
        released("Corrected.", mid=401_500, previous=first, reason="  ")


def test_the_same_text_with_other_figures_is_not_the_same_release() -> None:
    with pytest.raises(BadArgumentError, match="Give the reason"):
        released(mid=401_500, previous=released())


def test_a_figure_that_disappears_needs_a_reason() -> None:
    with pytest.raises(BadArgumentError, match=r"\(margin\)"):
        released("Shorter.", figures={"prnd-oxide mid": 400_500}, previous=released())


def test_many_other_figures_are_counted() -> None:
    many = {f"figure {number}": 1.0 for number in range(5)}
    with pytest.raises(BadArgumentError, match=r"\(figure 0, figure 1, figure 2 and 4 more\)"):
        released("Other.", figures=many, previous=released())


def test_other_words_with_the_same_figures_need_none() -> None:
    first = released()
    reworded = released("A better review.", previous=first)
    assert (reworded.supersedes, reworded.reason) == (first.publication, None)


def test_a_correction_supersedes_and_says_why() -> None:
    first = released()
    second = released("Corrected.", mid=401_500, previous=first, reason=" A digit was misread. ")
    assert (second.supersedes, second.reason) == (first.publication, "A digit was misread.")


def test_going_back_is_a_release_of_its_own() -> None:
    first = released()
    second = released("Corrected.", mid=401_500, previous=first, reason="A digit was misread.")
    third = released(previous=second, reason="It was right after all.")
    assert third.supersedes == second.publication
    assert third.publication not in (first.publication, second.publication)


def test_a_first_release_corrects_nothing() -> None:
    with pytest.raises(BadArgumentError, match="review 2025-W02 has not been released yet"):
        released(reason="A digit was misread.")


@pytest.mark.parametrize("name", ["author", "subject", "method"])
def test_a_release_without_an_author_is_refused(name: str) -> None:
    with pytest.raises(BadArgumentError, match=f"{name}: a release needs one"):
        released(**{name: " "})


@pytest.mark.parametrize("content", ["", "A review.", "0" * 63, "G" * 64])
def test_a_release_is_of_a_text_with_a_hash(content: str) -> None:
    with pytest.raises(BadArgumentError, match="not a SHA-256"):
        released(content=content)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_figure_is_a_number(value: float) -> None:
    with pytest.raises(BadArgumentError, match="prnd-oxide mid is"):
        released(mid=value)


def test_the_previous_release_is_of_the_same_subject() -> None:
    with pytest.raises(BadArgumentError, match="is review 2025-W02, not review 2025-W03"):
        released(subject="review 2025-W03", previous=released())


# Corrections


def corrected(
    figures: dict[str, float], reason: str = "A digit was misread."
) -> tuple[Publication, Publication]:
    first = released()
    return first, released("Corrected.", figures=figures, previous=first, reason=reason)


def test_a_correction_keeps_the_old_figure() -> None:
    old, new = corrected({"prnd-oxide mid": 401_500, "margin": -3_628.0})
    assert correction(old, new) == (Changed(figure="prnd-oxide mid", old=400_500, new=401_500),)


def test_figures_that_came_and_went_are_listed() -> None:
    old, new = corrected({"prnd-oxide mid": 400_500, "stalemate": 0.8})
    assert correction(old, new) == (
        Changed(figure="margin", old=-3_628.0, new=None),
        Changed(figure="stalemate", old=None, new=0.8),
    )


def test_the_notice_says_what_it_was_and_links_both() -> None:
    old, new = corrected({"prnd-oxide mid": 401_500.5, "stalemate": 0.8})
    assert notice(old, new) == (
        "Correction to review 2025-W02\n"
        "\n"
        f"Release {new.publication} corrects release {old.publication}, which is kept as it was.\n"
        "Released by Wang Li. Reason: A digit was misread.\n"
        "\n"
        "- margin: no longer stated (was -3,628)\n"
        "- prnd-oxide mid: 401,500.5 (was 400,500)\n"
        "- stalemate: 0.8 (not stated before)"
    )


def test_a_notice_of_other_words_says_so() -> None:
    first = released()
    assert notice(first, released("A better review.", previous=first)).endswith(
        "Released by Wang Li.\n\nNo figure changed; the wording did."
    )


def test_figures_that_differ_never_look_the_same_in_a_notice() -> None:
    old, new = corrected({"prnd-oxide mid": math.nextafter(400_500, math.inf), "margin": -3_628.0})
    assert "400,500.00000000006 (was 400,500)" in notice(old, new)


def test_only_releases_of_one_subject_are_compared() -> None:
    with pytest.raises(BadArgumentError, match="only releases of one subject"):
        correction(released(), released(subject="review 2025-W03"))


def test_a_notice_is_of_the_release_it_corrects() -> None:
    old, new = corrected({"prnd-oxide mid": 401_500, "margin": -3_628.0})
    with pytest.raises(BadArgumentError, match="is a first release"):
        notice(new, old)
    third = released("Again.", mid=402_000, previous=new, reason="Another digit.")
    with pytest.raises(BadArgumentError, match=f"it corrects {new.publication}"):
        notice(old, third)


FIGURES = st.dictionaries(st.sampled_from("abcde"), st.floats(allow_nan=False, allow_infinity=False))


@given(FIGURES, FIGURES)
def test_applying_a_correction_to_the_old_gives_the_new(
    before: dict[str, float], after: dict[str, float]
) -> None:
    old = released("one", figures=before)
    new = released("two", figures=after, previous=old, reason="x")
    applied = dict(old.figures)
    for change in correction(old, new):
        if change.new is None:
            del applied[change.figure]
        else:
            applied[change.figure] = change.new
    assert applied == new.figures
    assert [(one.figure, one.new, one.old) for one in correction(old, new)] == [
        (one.figure, one.old, one.new) for one in correction(new, old)
    ]
