"""Laws over the whole corpus, in both languages.

What stands around a price, and how its digits and its dash are written, never changes it.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import texts
from fixtures.readings import reading, told
from orebook.reader.clauses import sentences

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
CASES = [case for path in sorted(CORPUS.glob("*.jsonl")) for case in texts.load(path)]
#: What the trade writes between two ends of a range.
DASHES = ("-", "–", "—", "−", "‐", "‑", "‒", "－", "~", "～", "〜", "∼", " - ", " – ", " ~ ", "- ")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
BYSTANDERS = {
    "en": (
        "Trading was thin.",
        "Participants stayed on the sidelines.",
        "The association will hold its yearly meeting soon.",
        "Truck drivers were on strike in some provinces.",
        "About 40 companies took part in the survey.",
        "Demand from makers of wind turbines was said to be steady.",
    ),
    "zh": (
        "市场交投清淡。",
        "业者多持观望态度。",
        "协会将于近期召开年会。",
        "部分省份物流运输偏慢。",
        "共有40家企业参与调研。",
        "风电行业需求保持平稳。",
    ),
}
_ENDS = ".。!！?？"
#: A sentence that opens by pointing back goes on with the one before; between the two there is no room.
_POINTS_BACK = re.compile(
    r"\s*(by|on|at|in|today|and|but)?\b[^.,。，]{0,24}\b(they|it|both|these|those)\b", re.IGNORECASE
)

cases = st.sampled_from(CASES)


def stated(text: str, case: texts.Case) -> list[str]:
    """Every quote of a text in short, in the order of their words."""
    return sorted(told(quote, case.published) for quote in reading(text, case.published).quotes)


@functools.cache
def as_written(case_id: str) -> list[str]:
    case = next(case for case in CASES if case.id == case_id)
    return stated(case.text, case)


def boundaries(text: str) -> list[int]:
    """Where one sentence of prose has ended and another may begin; a line of a table is no sentence."""
    ends = [end for _, end in sentences(text) if text[end - 1] in _ENDS]
    return [end for end in ends if not _POINTS_BACK.match(text, end)]


def with_bystander(text: str, at: int, other: str, lang: str) -> str:
    return text[:at] + ("" if lang == "zh" else " ") + other + text[at:]


def priced_dashes(case: texts.Case) -> list[tuple[int, int]]:
    """Where a dash stands between the two ends of a quoted range."""
    found = set()
    for quote in reading(case.text, case.published).quotes:
        for span in (span for span in quote.spans if span.role == "price"):
            ends = re.search(r"(?<=[\d万亿元nk])\s*[-–—−‐‑－~～]\s*(?=[\d$¥])", span.text)
            if ends and quote.low is not None and quote.low != quote.high:
                found.add((span.start + ends.start(), span.start + ends.end()))
    return sorted(found)


@given(st.data(), cases)
def test_a_sentence_about_something_else_changes_no_quote(data: st.DataObject, case: texts.Case) -> None:
    places = boundaries(case.text)
    if places:
        at = data.draw(st.sampled_from(places))
        other = data.draw(st.sampled_from(BYSTANDERS[case.lang]))
        text = with_bystander(case.text, at, other, case.lang)
        assert stated(text, case) == as_written(case.id), text


@given(cases)
def test_full_width_digits_change_no_quote(case: texts.Case) -> None:
    assert stated(case.text.translate(WIDE), case) == as_written(case.id)


@given(cases, st.sampled_from(DASHES))
def test_another_dash_changes_no_quote(case: texts.Case, dash: str) -> None:
    text = case.text
    for start, end in reversed(priced_dashes(case)):
        text = text[:start] + dash + text[end:]
    assert stated(text, case) == as_written(case.id), text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_corpus_has_places_and_dashes_enough(lang: str) -> None:
    """The laws above are about something: hundreds of boundaries and dashes in each language."""
    some = [case for case in CASES if case.lang == lang]
    assert sum(len(boundaries(case.text)) for case in some) > 150
    assert sum(len(priced_dashes(case)) for case in some) > 100
