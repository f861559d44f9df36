"""Laws of statistics and events: sentences around them, and how digits are typed, change nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import volumes
from orebook import catalog
from orebook.reader import Reading, read

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "statistics"
CASES = [case for path in sorted(CORPUS.glob("*.jsonl")) for case in volumes.load(path)]
UNRELATED = (
    "The weather in the south was mild.",
    "Offices reopen at nine.",
    "市场参与者情绪谨慎。",
    "Readers may write to us.",
    "行业会议在沪举行。",
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def reading_of(text: str, published: date) -> Reading:
    return read(
        text, on=published, source=None, address=None, catalog=catalog.load(), today=date(2026, 11, 1)
    )


@given(case=st.sampled_from(CASES), before=st.sampled_from(UNRELATED), after=st.sampled_from(UNRELATED))
def test_sentences_around_change_nothing(case: volumes.Case, before: str, after: str) -> None:
    plain = reading_of(case.text, case.published)
    around = reading_of(f"{before}\n\n{case.text}\n\n{after}", case.published)
    assert volumes.stated(around) == volumes.stated(plain)


@given(case=st.sampled_from(CASES))
def test_full_width_digits_change_nothing(case: volumes.Case) -> None:
    plain = reading_of(case.text, case.published)
    wide = reading_of(case.text.translate(FULL_WIDTH), case.published)
    assert volumes.stated(wide) == volumes.stated(plain)


@given(text=st.text(alphabet="0123456789.,%-+ tm吨万月年至产量库存outpuin(): \n", max_size=200))
def test_any_text_is_read_or_left(text: str) -> None:
    reading = reading_of(f"Output {text} mt 停产 {text}", date(2025, 1, 9))
    whole = f"Output {text} mt 停产 {text}"
    for span in (span for fact in (*reading.statistics, *reading.events) for span in fact.spans):
        assert whole[span.start : span.end] == span.text
