"""How the book grows: 1, 5, 10, 50 million quotes, and 1, 2, 4 writers.

`python benchmarks/growth.py [MILLIONS ...]`, 1 5 10 unless said; docs/explanation/scale.md has the figures.
Each step runs in a process of its own, so that its memory is its own; every size has a book of its own, gone
afterwards.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import quotes
from ledger_history import step

WRITER = """
import sys
from time import perf_counter
from datetime import date
from orebook.facts import Document, digest
from orebook.ledger import open_store
book, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
with open_store(book) as store:
    print("ready", flush=True); sys.stdin.readline()
    end, kept, longest = perf_counter() + seconds, 0, 0.0
    while (begun := perf_counter()) < end:
        text = f"{name} {kept}"
        store.append([Document(document=digest(text)[:16], content=digest(text), title=None, source="own",
                               published=date(2025, 1, 9), address=None, offset=0, text=text)])
        kept, longest = kept + 1, max(longest, perf_counter() - begun)
    print(kept, longest)
"""
#: How long the writers of a size write.
SECONDS = 5


def written(book: Path, writers: int) -> tuple[float, float]:
    """Durable one-document commits a second of some programs at once, and the longest that one waited."""
    command = [sys.executable, "-c", WRITER, str(book)]
    started = [
        subprocess.Popen(
            [*command, f"writer {number} of {writers}", str(SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(writers)
    ]
    for one in started:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    begun = perf_counter()
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate()[0].split() for one in started]
    took = perf_counter() - begun
    return sum(int(kept) for kept, _ in told) / took, max(float(longest) for _, longest in told)


def megabytes(place: Path) -> float:
    """How large a file or a folder is."""
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def grown(millions: float, folder: Path) -> dict[str, Any]:
    """Every figure of one size."""
    file = quotes.write(folder / "quotes.parquet", int(millions * 1e6))
    load, copy = step("load", "orebook", file, folder), step("copy", "orebook", file, folder)
    read = step("read", "orebook", file, folder)
    return {
        "load s": load["seconds"],
        "load MB": load["megabytes"],
        "ledger MB": megabytes(folder / "book.db"),
        "copy s": copy["seconds"],
        "copy MB": copy["megabytes"],
        "Parquet MB": megabytes(folder / "book.db.archive"),
        "series s": read["seconds"],
        "series MB": read["megabytes"],
        **{f"{writers} writers /s": written(folder / "book.db", writers) for writers in (1, 2, 4)},
    }


def main() -> int:
    """Print a table, a row a size."""
    for millions in [float(word) for word in sys.argv[1:]] or [1.0, 5.0, 10.0]:
        with tempfile.TemporaryDirectory() as folder:
            told = grown(millions, Path(folder))
        print(f"{millions:g} M quotes")
        for name, value in told.items():
            print(f"  {name:14} {value:10,.2f}" if isinstance(value, float) else
                  f"  {name:14} {value[0]:10,.0f}   longest wait {value[1]:.3f} s", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
