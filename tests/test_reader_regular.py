"""RE2 asked directly: the same matches as its package tells, at places counted in characters."""

from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from orebook.reader.regular import Pattern

#: Patterns with a name, a group that takes no part, a boundary, an anchor, a character of three bytes.
PATTERNS = [
    r"(?P<low>\d+)(?:-(?P<high>\d+))?",
    r"\b(?:oxide|metal)s?\b",
    r"氧化(?P<element>镨|钕)?",
    r"[,，。]",
    r"^.",
    r"吨$",
    r"涨([^,，]{0,3}?)万",
]
LETTERS = st.text(alphabet="0123456789-, ，。oxidemtals氧化镨钕涨万吨é\U0001f600", max_size=40)


@given(st.sampled_from(PATTERNS), LETTERS)
def test_every_match_is_the_one_the_package_finds(pattern: str, text: str) -> None:
    ours = [(match.span(), match.group(), match.groupdict()) for match in Pattern(pattern).finditer(text)]
    theirs = [
        (match.span(), match.group(), match.groupdict()) for match in re2.compile(pattern).finditer(text)
    ]
    assert ours == theirs


@given(st.sampled_from([*PATTERNS, "x*", "吨*"]), LETTERS)
def test_the_places_of_all_matches_are_those_of_the_matches(pattern: str, text: str) -> None:
    assert Pattern(pattern).spans(text) == [match.span() for match in Pattern(pattern).finditer(text)]


@given(st.sampled_from(PATTERNS), LETTERS, st.integers(0, 40))
def test_the_first_match_from_a_place_on_is_the_one_the_package_finds(
    pattern: str, text: str, at: int
) -> None:
    at = min(at, len(text))
    ours, theirs = Pattern(pattern).search(text, at), re2.compile(pattern).search(text, at)
    assert (ours and (ours.span(), ours.groups())) == (theirs and (theirs.span(), list(theirs.groups())))


@given(st.sampled_from(PATTERNS), LETTERS)
def test_a_pattern_occurs_where_it_has_a_match(pattern: str, text: str) -> None:
    assert Pattern(pattern).occurs(text) == (Pattern(pattern).search(text) is not None)


def test_a_match_of_nothing_is_told_once_at_each_place() -> None:
    assert [match.span() for match in Pattern("x*").finditer("镨x")] == [(0, 0), (1, 2), (2, 2)]


def test_a_group_that_takes_no_part_stands_nowhere() -> None:
    match = Pattern("(?P<low>[0-9]+)(?P<high>-[0-9]+)?").search("涨 40")
    assert match is not None
    assert (match.start(2), match.end(2), match.group(2), match.groups()) == (-1, -1, "", ["40", None])


@pytest.mark.parametrize(("text", "whole"), [("40-41", True), ("40-41 ", False), ("", False)])
def test_a_whole_text_matches_or_it_does_not(text: str, whole: bool) -> None:
    assert (Pattern(r"\d+-\d+").fullmatch(text) is not None) == whole
