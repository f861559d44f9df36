"""What holds for every layout that is learnt: it reads its own line back, and as much of the others."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fixtures.readings import catalog
from orebook.reader import learn

DAY = date(2025, 1, 9)
PARTING = st.sampled_from([" | ", "; ", "\t", " : ", " · ", " / "])
NAMES = {"cerium-oxide": ("Cerium oxide", "氧化铈"), "lanthanum-oxide": ("Lanthanum oxide", "氧化镧"),
         "prnd-oxide": ("Pr-Nd oxide", "氧化镨钕"), "terbium-metal": ("Terbium metal", "金属铽")}  # fmt: skip
UNITS = {"yuan/mt": 1, "元/吨": 1, "万元/吨": 10_000, "10,000 yuan/tonne": 10_000}


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, str, float, float]:
    """A line as some desk might write it, and what it says."""
    product = draw(st.sampled_from(sorted(NAMES)))
    unit = draw(st.sampled_from(sorted(UNITS)))
    low = draw(st.integers(min_value=11, max_value=900_000))
    high = low + draw(st.integers(min_value=1, max_value=max(1, low // 10)))
    move = draw(st.sampled_from(["+1", "-1", None]))
    parting = draw(PARTING)
    ends = [f"{low}-{high}"] if draw(st.booleans()) else [str(low), str(high)]
    cells = [draw(st.sampled_from(NAMES[product])), *ends, *([move] if move and low > 11 else []), unit]
    if draw(st.booleans()):
        cells = [cells[-1], *cells[:-1]]
    scale = UNITS[unit]
    return parting.join(cells), product, float(low * scale), float(high * scale)


@given(lines())
def test_a_learnt_layout_reads_back_its_own_line(line: tuple[str, str, float, float]) -> None:
    text, product, low, high = line
    learnt = learn(f"{text} => {product} {low:.0f}-{high:.0f} CNY/t", catalog=catalog(), on=DAY, today=DAY)
    assert [(one.product, one.low, one.high, one.unit) for one in learnt.reading.quotes] == [
        (product, low, high, "CNY/t")
    ]
    for quote in learnt.reading.quotes:
        assert all(learnt.text[span.start : span.end] == span.text for span in quote.spans)
