"""The words of a stretch, asked together: the same answers as asking each."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from orebook import catalog
from orebook.facts import Document
from orebook.reader.parsing import parsed
from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import vocabulary
from orebook.reader.words import Words

VOCABULARY = vocabulary(catalog.load())
TEXT = (
    "Offers for Pr-Nd oxide rose by 5,000 yuan/mt (1.2%) to 400,000-401,000 yuan/mt on Friday, "
    "镨钕涨至40万元/吨。"
)
MARKS = VOCABULARY.marks(VOCABULARY.fold(TEXT))
ROLES = [*sorted({role for mark in MARKS for role in mark.word.roles}), "nobody's role"]


def sentence(text: str) -> Sentence:
    """The one sentence of a text, its numbers counted."""
    document = Document(
        document="d", content="", title=None, published=date(2025, 1, 9), source=None, address=None, offset=0,
        text=text,
    )  # fmt: skip
    found = parsed(document, VOCABULARY.fold(text), VOCABULARY, [])[0]
    found.count(found.moneys)
    return found


@given(st.integers(0, len(MARKS)), st.integers(0, len(MARKS)), st.lists(st.sampled_from(ROLES), max_size=4))
def test_asked_together_or_one_by_one(first: int, last: int, roles: list[str]) -> None:
    marks = MARKS[first:last]
    assert Words(marks).has(*roles) == any(mark.has(*roles) for mark in marks)
    assert Words(marks).of(*roles) == [mark for mark in marks if mark.has(*roles)]


def test_they_are_read_as_a_list_is() -> None:
    words = Words(MARKS)
    assert (len(words), words[0], words[1:3], list(words)) == (len(MARKS), MARKS[0], MARKS[1:3], MARKS)
    assert list(reversed(words)) == MARKS[::-1]


def test_the_words_before_a_number_begin_behind_the_one_before_it_a_percentage_apart() -> None:
    said = sentence("Pr-Nd oxide rose by 5,000 yuan/mt, 1.2%, to 400,000 yuan/mt, traders said.")
    change, share, level = said.moneys
    assert [said.floor(at) for at in range(3)] == [said.start, change.right, change.right]
    assert [said.ceiling(at) for at in range(3)] == [level.left, level.left, said.end]
    assert share.percent


def test_numbers_told_apart_are_counted_anew() -> None:
    said = sentence("Pr-Nd oxide rose 5,000 to 400,000 yuan/mt.")
    said.count(list(said.moneys[0].parts()))
    assert said.floor(1) == said.moneys[0].right


def test_a_stretch_is_cut_once() -> None:
    said = sentence("Pr-Nd oxide was offered at 400,000 yuan/mt.")
    assert said.lead(0) is said.lead(0)
    assert said.lead(0).has("kind")
