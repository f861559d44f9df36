"""What leaves the house: the licence gate, releases, and corrections that keep the old figure."""

from __future__ import annotations

import math
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook.errors import BadArgumentError
from orebook.facts import Publication, digest, identity
from orebook.publish import Changed, correction, gate, notice, release
from orebook.terms import Source
from orebook.testing import method, varied

METHOD = method("publish/1")
SMM = Source(
    id="smm",
    name="SMM",
    address="https://www.metal.com",
    licence="cite-only",
    aliases=("Shanghai Metals Market",),
)
HOUSE = Source(id="own", name="own notes", address=None, licence="own")
CUSTOMS = Source(id="gacc", name="China Customs", address="http://www.customs.gov.cn", licence="open")
BLOG = Source(id="blog", name="a blog", address="https://example.org", licence="unknown")
SOURCES = {one.id: one for one in (SMM, HOUSE, CUSTOMS, BLOG)}


# The licence gate


@pytest.mark.parametrize(
    ("source", "display", "publish", "export"),
    [
        ("own", True, True, True),
        ("gacc", True, True, True),
        ("smm", True, True, False),
        ("blog", True, False, False),
        ("a stranger", True, False, False),
        (None, True, False, False),
    ],
)
def test_what_each_licence_permits(source: str | None, display: bool, publish: bool, export: bool) -> None:
    for use, permitted in (("display", display), ("publish", publish), ("export", export)):
        assert (gate(SOURCES, [source], use, METHOD) == ()) is permitted


def test_a_cited_publisher_is_not_exported_and_is_told_why() -> None:
    [refusal] = gate(SOURCES, ["smm", "own"], "export", METHOD)
    assert (refusal.rule, refusal.where) == ("P1", "source smm")
    assert refusal.message == (
        'Source "smm" (SMM) is cite-only: display and publish are permitted, export is not. '
        "Leave its figures out, or put the licence you were granted into sources.toml."
    )


def test_a_source_without_a_licence_is_not_published() -> None:
    [refusal] = gate(SOURCES, ["blog"], "publish", METHOD)
    assert (refusal.rule, refusal.message) == (
        "P2",
        'Source "blog" (a blog) has no licence stated: display is permitted, publish is not. '
        "Leave its figures out, or say in sources.toml which licence it has: own, open, cite-only.",
    )


def test_a_source_that_is_not_listed_is_named_with_the_nearest() -> None:
    [refusal] = gate(SOURCES, ["smn"], "publish", METHOD)
    assert (refusal.rule, refusal.where) == ("P2", "source smn")
    assert refusal.message.startswith(
        'Source "smn" is not in sources.toml. Nearest: "smm": display is permitted'
    )


def test_a_source_nobody_named_is_not_published() -> None:
    [refusal] = gate(SOURCES, [None], "publish", METHOD)
    assert refusal.message == (
        "Some figures come from a source nobody named: display is permitted, publish is not. "
        "Leave its figures out, or add them again with their source."
    )


def test_a_licence_the_method_never_heard_of_counts_as_unknown() -> None:
    odd = Source(id="odd", name="Odd", address="https://example.org", licence="cc-by")
    [refusal] = gate({"odd": odd}, ["odd"], "export", METHOD)
    assert refusal.rule == "P2"
    assert 'has the licence "cc-by", which is none of own, open, cite-only, unknown' in refusal.message
    assert gate({"odd": odd}, ["odd"], "display", METHOD) == ()


def test_a_source_to_be_cited_needs_an_address() -> None:
    nowhere = Source(id="desk", name="a desk", address=None, licence="cite-only")
    [refusal] = gate({"desk": nowhere}, ["desk"], "publish", METHOD)
    assert refusal.rule == "P3"
    assert "has no address a reader could go to" in refusal.message
    assert gate({"desk": nowhere}, ["desk"], "display", METHOD) == ()


def test_an_alias_finds_its_source() -> None:
    assert gate(SOURCES, ["shanghai metals market"], "publish", METHOD) == ()


def test_every_source_at_fault_is_named_once_and_in_order() -> None:
    found = gate(SOURCES, ["smm", None, "blog", "smm", "own"], "export", METHOD)
    assert [one.where for one in found] == ["source blog", "source smm", "source not named"]


def test_nothing_used_is_nothing_refused() -> None:
    assert gate(SOURCES, [], "export", METHOD) == ()


def test_a_use_is_one_of_three() -> None:
    with pytest.raises(BadArgumentError, match=r'"exprot" is not a use\. Nearest: "export"'):
        gate(SOURCES, ["own"], "exprot", METHOD)


@given(st.text(), st.text(max_size=8))
def test_whatever_the_licence_is_called_the_gate_fails_closed(name: str, licence: str) -> None:
    stranger = Source(id=name, name=name, address="https://example.org", licence=licence)
    permits = METHOD.parameters["permits"]
    for use in ("export", "publish"):
        refused = bool(gate({name: stranger}, [name], use, METHOD))
        assert refused is (use not in permits.get(licence, ()))


def test_a_house_may_be_stricter_with_a_method_of_its_own() -> None:
    strict = varied(METHOD, permits={**METHOD.parameters["permits"], "cite-only": []})
    [refusal] = gate(SOURCES, ["smm"], "display", strict)
    assert "nothing is permitted, display is not" in refusal.message


def test_every_licence_and_use_of_the_table_is_spelt_alike() -> None:
    table = tomllib.loads(METHOD.text)["parameters"]
    assert set(table["permits"]) == {"own", "open", "cite-only", "unknown"}
    assert {use for uses in table["permits"].values() for use in uses} == set(table["uses"])
    assert set(table["address"]) <= set(table["permits"])
    assert table["unsaid"] in table["permits"]


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
