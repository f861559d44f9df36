"""Documents a second of one core's time: the reader, the regular expressions, and quantulum3, in one run.

The processor's time is counted, not the clock's, so that a busy machine changes little.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from statistics import median
from time import process_time
from typing import Any

ON = date(2025, 1, 9)
TIMES = 5
#: What the reader is held to.
FAST, RATIO = 1500, 30


def quantulum() -> Callable[[str], Any]:
    """quantulum3 without its classifier, which is the faster way to use it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

    def run(text: str) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return parser.parse(text)

    return run


def rate(run: Callable[[str], Any], texts: Sequence[str], times: int = TIMES) -> float:
    """Documents a second: the median of several runs over all texts; one text goes before, uncounted."""
    run(texts[0])
    seconds = []
    for _ in range(times):
        start = process_time()
        for text in texts:
            run(text)
        seconds.append(process_time() - start)
    return len(texts) / median(seconds)


def compare(readers: Mapping[str, Callable[[str], Any]], texts: Mapping[str, Sequence[str]]) -> None:
    """Print the documents a second of each reader on each set of texts, and how the first compares."""
    ours = next(iter(readers))
    for name, some in texts.items():
        size = sum(len(text.encode()) for text in some) / len(some)
        print(f"\n{name}: {len(some)} texts of {size:,.0f} bytes, median of {TIMES} runs, one core")
        rates = {who: rate(run, some, TIMES if who == ours else 2) for who, run in readers.items()}
        for who, fast in rates.items():
            ratio = "" if who == ours else f"   {ours} is {rates[ours] / fast:,.2f} times as fast"
            print(f"  {who:<12}{fast:>10,.1f} documents a second{ratio}")
    print(f"\n  asked of the reader: {FAST:,} documents a second, and {RATIO} times quantulum3")
