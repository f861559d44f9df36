"""The words of sellers and buyers: who speaks, of which market, and what is not said at all."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook.catalog import load
from orebook.errors import CatalogError
from orebook.facts import LINKS, Document, Held, Phrase, identity
from orebook.reader.patterns import compiled
from orebook.reader.phrases import find
from orebook.reader.rubric import rubric
from orebook.stance import measure

DAY = date(2025, 1, 9)
#: Anybody's own paragraphs: STANCES=mine.toml python -m pytest tests/test_phrases.py
CASES = Path(os.environ.get("STANCES", Path(__file__).parent / "corpus" / "stances.toml"))


def cases() -> list[Any]:
    rows = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return [pytest.param(row["text"], row["states"], id=row["id"]) for row in rows]


def document(text: str, offset: int = 0) -> Document:
    return Document(
        document="d1",
        content="",
        title=None,
        published=DAY,
        source="own",
        address=None,
        offset=offset,
        text=text,
    )


def phrases(text: str) -> tuple[Phrase, ...]:
    return find(document(text), catalog=load())


def said(text: str) -> set[tuple[str, str, str]]:
    """Link, side and number of each cue: ("metal-magnet", "seller", "s01")."""
    return {(phrase.link, phrase.side, phrase.cue[:3]) for phrase in phrases(text)}


def states(text: str) -> dict[str, str]:
    held = [Held(id=identity(one), fact=one, recorded_at=0, available_at=0) for one in phrases(text)]
    stances = measure(held, on=DAY, method=load().methods["stance/1"])
    return {stance.link: stance.state for stance in stances if stance.state}


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_paragraph_has_the_states_a_metals_person_reads_from_it(
    text: str, expected: dict[str, str]
) -> None:
    assert states(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases())
def test_every_phrase_is_read_again_where_its_spans_say(text: str, expected: dict[str, str]) -> None:
    before = "Another item İ stands before this one.\n\n"
    for phrase in find(document(text, offset=len(before)), catalog=load()):
        words, sentence = phrase.spans
        assert (words.role, sentence.role) == ("phrase", "sentence")
        assert all((before + text)[span.start : span.end] == span.text for span in phrase.spans)
        assert sentence.start <= words.start < words.end <= sentence.end
        assert {span.document for span in phrase.spans} == {"d1"}


def test_every_cue_of_the_rubric_is_heard_somewhere_in_the_corpus() -> None:
    if "STANCES" in os.environ:
        return
    heard = {phrase.cue for case in cases() for phrase in phrases(case.values[0])}
    assert {cue.id for cue in load().cues} - heard == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Metal plants raised their quotations.", ("metal-magnet", "seller", "s01")),
        ("Metal plants' purchase willingness for oxide rose.", ("oxide-metal", "buyer", "b03")),
        ("Magnet makers showed low acceptance.", ("metal-magnet", "buyer", "b08")),
        ("Separation plants raised their quotations.", ("oxide-metal", "seller", "s01")),
        ("Separation plants' demand for ore weakened.", ("ore-oxide", "buyer", "b15")),
        ("Scrap separation enterprises restocked as needed.", ("scrap-oxide", "buyer", "b09")),
        ("Scrap holders took a wait-and-see attitude.", ("scrap-oxide", "seller", "s09")),
        ("Rare Earth Oxides:\n\nSuppliers raised their quotations.", ("oxide-metal", "seller", "s01")),
        ("Rare Earth Metals:\n\nSuppliers raised their quotations.", ("metal-magnet", "seller", "s01")),
        ("Rare Earth Ore:\n\nInquiries picked up.", ("ore-oxide", "buyer", "b01")),
        (
            "Rare Earth Permanent Magnets:\n\nEnterprises restocked as needed.",
            ("metal-magnet", "buyer", "b09"),
        ),
        ("Rare Earth Scrap:\n\nSeparation plants restocked as needed.", ("scrap-oxide", "buyer", "b09")),
        (
            "Rare Earth Metals:\n\nMetal plants took a wait-and-see attitude.",
            ("metal-magnet", "seller", "s09"),
        ),
        (
            "Rare Earth Scrap:\n\nSeparation plants took a wait-and-see attitude.",
            ("scrap-oxide", "buyer", "b17"),
        ),
        ("Metal plants are waiting and watching before buying oxide.", ("oxide-metal", "buyer", "b17")),
        ("金属厂上调报价。", ("metal-magnet", "seller", "s01")),
        ("金属厂采购意愿增强。", ("oxide-metal", "buyer", "b03")),
        ("分离厂采购谨慎。", ("ore-oxide", "buyer", "b04")),
        ("废料分离企业按需补库。", ("scrap-oxide", "buyer", "b09")),
        ("磁材企业观望。", ("metal-magnet", "buyer", "b17")),
    ],
)
def test_who_speaks_and_where_says_which_link(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == {expected}


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Metal plants raised their quotations.", 0.8),
        ("Metal plants did not raise their quotations.", None),
        ("No metal plants raised their quotations.", None),
        ("Metal plants have not yet raised their quotations.", None),
        ("Metal plants refrained from raising their quotations.", None),
        ("Metal plants not only raised their quotations.", 0.8),
        ("Prices did not move, and metal plants raised their quotations.", 0.8),
        ("Metal plants lowered their quotations.", -0.8),
        ("Metal plants did not lower their quotations.", 0.4),
        ("Metal plants had no choice but to lower their quotations.", -0.8),
        ("Metal plants may raise their quotations.", None),
        ("If oxide rises, metal plants will raise their quotations.", None),
        ("Last week, metal plants raised their quotations.", None),
        ("Metal plants raised their quotations last week.", None),
        ("Metal plants raised their quotations from last week.", 0.8),
        ("Compared with last week, metal plants raised their quotations.", 0.8),
        ("Next week metal plants will raise their quotations.", None),
        ("Metal plants' quotations were not raised.", None),
        ("金属厂上调报价。", 0.8),
        ("金属厂未上调报价。", None),
        ("金属厂并没有上调报价。", None),
        ("金属厂报价暂未上调。", None),
        ("金属厂不断上调报价。", 0.8),
        ("金属厂不得不下调报价。", -0.8),
        ("金属厂没有下调报价。", 0.4),
        ("金属厂可能上调报价。", None),
        ("上周金属厂上调报价。", None),
        ("较上周金属厂上调报价。", 0.8),
    ],
)
def test_negation_doubt_and_other_weeks(text: str, score: float | None) -> None:
    assert [phrase.score for phrase in phrases(text)] == ([] if score is None else [score])


@pytest.mark.parametrize(
    "text",
    [
        "Quotations were raised.",
        "Traders raised their quotations.",
        "The mood was one of wait-and-see.",
        "Metal plants took a wait-and-see attitude.",
        "Rare Earth Oxides:\n\nThe mood was one of wait-and-see.",
        "Rare Earth Permanent Magnets:\n\nMagnet makers raised their quotations.",
        "Copper smelters raised their quotations.",
        "Oxide prices rose and metal prices fell.",
        "碳酸锂供应商上调报价，下游按需采购。",
        "市场观望情绪浓厚。",
    ],
)
def test_nothing_is_heard_where_link_or_side_cannot_be_told(text: str) -> None:
    assert phrases(text) == ()


def test_traditional_characters_say_what_simplified_ones_say() -> None:
    simplified = "金属厂上调报价，磁材企业难以接受高价，仅按需采购。"
    traditional = "金屬廠上調報價，磁材企業難以接受高價，僅按需採購。"
    assert said(traditional) == said(simplified) != set()


def test_a_cue_counts_once_in_a_sentence_for_a_link() -> None:
    text = "Metal plants raised quotations on Monday and raised quotations again on Friday."
    assert len(phrases(text)) == 1


def test_a_phrase_carries_its_document_s_day_and_source() -> None:
    (phrase,) = phrases("Metal plants raised their quotations.")
    assert (phrase.price_date, phrase.source, phrase.cue) == (DAY, "own", "s01-quotes-raised")


def test_words_of_a_market_hold_for_the_paragraph_and_no_longer() -> None:
    same = "Pr-Nd oxide was quiet. Suppliers raised their quotations."
    apart = "Pr-Nd oxide was quiet.\n\nSuppliers raised their quotations."
    assert (len(phrases(same)), len(phrases(apart))) == (1, 0)


def test_a_catalogue_without_cues_hears_nothing() -> None:
    deaf = dataclasses.replace(load(), cues=())
    assert find(document("Metal plants raised their quotations."), catalog=deaf) == ()


def test_a_pattern_that_is_not_re2_is_a_finding_of_the_catalogue() -> None:
    with pytest.raises(CatalogError, match=r"raised \(\?!prices\).*Write RE2 patterns"):
        compiled(["raised (?!prices)"], {})


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"raised": "raised"}, 'parts: <raise> is declared nowhere. Nearest: "raised".'),
        ({"raise": "<raise> up"}, "parts: <raise> is made of itself."),
    ],
)
def test_a_part_that_cannot_be_filled_in_is_a_finding(parts: dict[str, str], message: str) -> None:
    with pytest.raises(CatalogError) as raised:
        compiled(["<raise>~quotes"], parts)
    assert message in str(raised.value)


def test_every_party_and_market_of_the_vocabulary_has_known_links() -> None:
    words = rubric(load())
    links = {link for party in words.parties for link in party.links.values()}
    links |= {market.link for market in words.markets if market.link}
    assert links == set(LINKS)


def test_a_sentence_that_never_ends_is_heard_in_parts() -> None:
    text = "Oxides: " + "suppliers raised quotes and " * 500
    assert 1 < len(phrases(text)) < 30


@given(
    st.text(
        st.sampled_from("suppliers raised quotes. not\n:，。供应商上调报价未İß\u00a0ａ") | st.characters(),
        max_size=200,
    )
)
def test_any_text_whatever_is_heard_without_harm(text: str) -> None:
    for phrase in phrases(text):
        assert all(text[span.start : span.end] == span.text for span in phrase.spans)
