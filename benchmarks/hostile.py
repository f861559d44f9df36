"""How long each hostile file takes to be refused or read, and how much memory: a process of its own for each.

Seconds are those of reading, once the catalogue is loaded and the child has started: by the clock, and of the
processor with the start of the child counted in, which a busy machine does not change. Memory is the most the
reader ever had and the most its child ever had, added up. Ends with 1 when a file takes 2 s of the processor
or 512 MB. Names as arguments choose some.
"""

from __future__ import annotations

import atexit
import json
import resource
import subprocess
import sys
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orebook.terms import Catalog

LIMIT_S, LIMIT_MB = 2.0, 512
GOOD = b"<!DOCTYPE html><html><body><p>Cerium oxide was 8,000 yuan/mt.</p></body></html>"


def main() -> int:
    """Measure each file in a process of its own."""
    from hostile_files import HOSTILE

    chosen = {name: HOSTILE[name] for name in sys.argv[1:]} or HOSTILE
    within = [_measured(name, file, make()) for name, (file, make) in chosen.items()]
    print(f"{sum(within)} of {len(within)} within {LIMIT_S:g} s and {LIMIT_MB} MB")
    return int(not all(within))


def _measured(name: str, file: str, content: bytes) -> bool:
    """Print what one file took; whether that is within the limits."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file
        path.write_bytes(content)
        command = [sys.executable, __file__, "--one", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    seconds, processor, megabytes, said = json.loads(done.stdout)
    print(
        f"{seconds:5.2f} s ({processor:4.2f}) {megabytes:4.0f} MB  {name}, {len(content):,} bytes: {said}",
        flush=True,
    )
    return bool(processor < LIMIT_S and megabytes < LIMIT_MB)


def one(path: Path) -> None:
    """Read one file here, and print what it took."""
    read(GOOD, "good.html")  # the catalogue, the words and the child are there before the clock runs
    content = path.read_bytes()
    start, worked = perf_counter(), process_time()
    said = read(content, path.name)
    seconds, worked = perf_counter() - start, process_time() - worked
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    atexit._run_exitfuncs()  # the child ends, and its memory is counted
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = worked + child.ru_utime + child.ru_stime
    print(json.dumps([seconds, processor, (ours + child.ru_maxrss) / 1024, said]))


@cache
def words() -> Catalog:
    """The package's catalogue, loaded once."""
    from orebook.catalog import load

    return load()


def read(content: bytes, name: str) -> str:
    """Read a file, and say in a few words what came of it."""
    from orebook import reader
    from orebook.errors import UnreadableDocumentError

    catalog = words()
    try:
        told = reader.take(content, name, catalog=catalog)
    except UnreadableDocumentError as error:
        return str(error).partition(". ")[0].partition(": ")[2]
    made = reader.read_file(
        told, on=date(2025, 1, 9), source="own", address=name, catalog=catalog, today=date(2026, 1, 1)
    )
    rules = sorted({refusal.rule for refusal in made.refusals})
    return f"{len(made.quotes)} quotes read, {len(made.refusals)} refused {' '.join(rules)}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
    else:
        sys.exit(main())
