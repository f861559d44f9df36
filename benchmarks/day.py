"""How soon a day's prices of 30 products answer as a whole process, from a book of two years of quotes.

Ends with 1 when the median is above a second. Nothing is compiled for a handful of quotes.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from orebook.catalog import load
from orebook.ledger import open_store
from orebook.testing import documents, quotes
from timing import OREBOOK, middle, run

PRODUCTS, DAYS, TIMES, LIMIT_S = 30, 500, 9, 1.0
LAST = date(2025, 12, 31)


def table(names: list[str]) -> str:
    """Two publishers' figures and a named contributor's bid, of each product and day."""
    lines = []
    for back in range(DAYS):
        on = LAST - timedelta(days=back)
        for place, name in enumerate(names):
            price = 400_000 + 1000 * place + 10 * (back % 40)
            lines += [
                f"{name} assessment {price}-{price + 2000} CNY/t smm {on}",
                f"{name} assessment {price + 500}-{price + 2500} CNY/t argus {on}",
                f"{name} bid {price - 500} CNY/t own {on} contributor=C{back % 7} volume=20",
            ]
    return "\n".join(lines)


def main() -> int:
    """Fill a book, then measure in turns, so that a busy moment strikes both alike."""
    known = load().products.values()
    names = [one.id for one in known if one.unit == "CNY/t" and one.chain == "rare-earths"][:PRODUCTS]
    with tempfile.TemporaryDirectory() as folder:
        address = Path(folder) / "day.db"
        text = table(names)
        with open_store(address, create=True) as store:
            store.append([*documents(text), *(one.fact for one in quotes(text))], backfilled=True)
        command = [OREBOOK, "assess", *names, "--on", f"{LAST}", "--book", f"{address}"]
        pairs = [(run(command), run([OREBOOK, "--help"])) for _ in range(TIMES)]
    ours, bare = ([pair[side] for pair in pairs] for side in (0, 1))
    print(f"orebook assess, {len(names)} products of {3 * DAYS * len(names):,} quotes   {middle(ours)}, "
          f"median of {TIMES}; the limit is {LIMIT_S} s")  # fmt: skip
    print(f"orebook --help   {middle(bare)}; ratio {median(ours) / median(bare):.1f}")
    return int(median(ours) > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
