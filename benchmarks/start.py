"""How soon `orebook --help` answers as a whole process, beside a Python that does nothing.

Ends with 1 when the median is above 0.4 s.
"""

from __future__ import annotations

import sys
from statistics import median

from timing import OREBOOK, middle, run

TIMES, LIMIT_S = 9, 0.4


def main() -> int:
    """Measure in turns, so that a busy moment strikes both alike."""
    pairs = [(run([OREBOOK, "--help"]), run([sys.executable, "-c", "pass"])) for _ in range(TIMES)]
    ours, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    print(f"orebook --help   {middle(ours)}, median of {TIMES}; the limit is {LIMIT_S} s")
    print(f"python -c pass   {middle(bare)}; ratio {median(ours) / median(bare):.1f}")
    return int(median(ours) > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
