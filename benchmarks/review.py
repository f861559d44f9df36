"""How long the sample week's review takes, as a whole process. Ends with 1 when the median is above 5 s."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from timing import OREBOOK, middle, run

TIMES, LIMIT_S, WEEK = 5, 5.0, "2025-W02"


def main() -> int:
    """Build the sample book in a folder of its own, then its review a few times over."""
    with tempfile.TemporaryDirectory() as folder:
        book, page = str(Path(folder) / "sample.db"), Path(folder) / "review.html"
        made = run([OREBOOK, "init", "--book", book]) + run([OREBOOK, "sample", "--book", book])
        build = [OREBOOK, "review", WEEK, "--format", "html", "--output", str(page), "--book", book]
        seconds = [run(build) for _ in range(TIMES)]
        size = page.stat().st_size
    print(f"init and sample  {made:.3f} s")
    print(f"review {WEEK}  {middle(seconds)}, median of {TIMES}; the limit is {LIMIT_S} s; {size:,} bytes")
    return int(median(seconds) > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
