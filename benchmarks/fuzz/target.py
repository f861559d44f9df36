"""One coverage-guided hunt: python target.py bytes|trade|files [libFuzzer options]. See run.py."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["orebook"]):
    import invariants
    import trade


def of_bytes(content: bytes) -> None:
    """Bytes of any sort."""
    invariants.of_bytes(content)


def of_trade(content: bytes) -> None:
    """A text of the trade's words, picked by the bytes."""
    invariants.of_text(trade.text(atheris.FuzzedDataProvider(content)))


def of_files(content: bytes) -> None:
    """A page, a feed, a PDF or a workbook, by its first byte, taken apart where branches are watched."""
    invariants.of_file(content)


HUNTS = {"bytes": of_bytes, "trade": of_trade, "files": of_files}

if __name__ == "__main__":
    invariants.catalog()
    invariants.reading("Pr-Nd oxide was 400,000-401,000 yuan/mt.")  # what is made once is no input's time
    atheris.Setup([sys.argv[0], *sys.argv[2:]], HUNTS[sys.argv[1]])
    atheris.Fuzz()
