"""Hunt for inputs that crash the reader, break what holds for every text, or take too long.

    python benchmarks/fuzz/run.py [--seconds 600] [--found out/fuzz] [--again FILE ...]

Three hunts run side by side: over bytes, over texts of the trade's words, over pages and other
files. What they find lies in `out/fuzz/`; the inputs that reached new code lie there too, so that the
next run goes on from them.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "tests" / "corpus"
TARGETS = ("bytes", "trade", "files")
#: Seconds one input may take, measured while every branch is watched, which costs several times the usual.
SLOWEST, LONGEST, MEMORY = 10, 1024, 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the hunts, wait for them, and say what they found; 1 when they found anything."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=600, help="how long to hunt")
    parser.add_argument("--found", type=Path, default=Path("out/fuzz"), help="where to put what is found")
    asked = parser.parse_args(arguments)
    hunts = [_hunt(target, asked.found.resolve(), asked.seconds) for target in TARGETS]
    for hunt in hunts:
        hunt.wait()
    found = [file for target in TARGETS for file in sorted((asked.found / target).glob("found-*"))]
    for target in TARGETS:
        print(f"{target:<6} {_last(asked.found / f'{target}.log')}")
    for file in found:
        print(f"found: {file}   again: python {HERE / 'target.py'} {file.parent.name} {file}")
    return int(bool(found) or any(hunt.returncode for hunt in hunts))


def _hunt(target: str, found: Path, seconds: int) -> subprocess.Popen[bytes]:
    seeds = found / target / "reached"
    seeds.mkdir(parents=True, exist_ok=True)
    SEEDS[target](seeds)
    command = [
        sys.executable, str(HERE / "target.py"), target, f"-max_total_time={seconds}", f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}", "-len_control=0",
        f"-artifact_prefix={found / target}/found-", str(seeds),
    ]  # fmt: skip
    log = (found / f"{target}.log").open("wb")
    return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=HERE)


def _sow_choices(seeds: Path) -> None:
    """Bytes that choose long texts at once; from nothing the hunt would take minutes to get there."""
    for number in range(40):
        (seeds / f"choice-{number}").write_bytes(random.Random(number).randbytes(40 + 5 * number))


def _sow_texts(seeds: Path) -> None:
    """The corpus' texts, in the encodings reports come in."""
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            encoding = "gb18030" if case["lang"] == "zh" and len(case["text"]) % 2 else "utf-8"
            (seeds / case["id"]).write_bytes(case["text"].encode(encoding)[:LONGEST])


def _sow_files(seeds: Path) -> None:
    """A small page and a small feed, each behind the byte that chooses its format."""
    price = "Pr-Nd oxide was 400,000-401,000 yuan/mt."
    head = "<tr><th>Product</th><th>Price (yuan/mt)</th></tr>"
    table = f"<table>{head}<tr><td>Pr-Nd oxide</td><td>400,000</td></tr></table>"
    page = f"<html><head><title>Rare earths</title></head><body><p>{price}</p>{table}</body></html>"
    dated = "<pubDate>Thu, 09 Jan 2025 08:00:00 GMT</pubDate>"
    item = f"<item><title>Oxide</title>{dated}<description>{price}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Metals</title>{item}</channel></rss>"
    for at, text in enumerate((page, feed)):
        (seeds / f"file-{at}").write_bytes(bytes([at]) + text.encode())


SEEDS = {"bytes": _sow_texts, "trade": _sow_choices, "files": _sow_files}


def _last(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    told = [line for line in lines if line.startswith(("#", "Done", "==", "stat"))]
    return told[-1] if told else (lines or ["it said nothing"])[-1]


if __name__ == "__main__":
    sys.exit(main())
