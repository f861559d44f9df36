"""How long a whole process takes, from its start to its end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

#: The command as it was installed beside the Python that runs this.
OREBOOK = str(Path(sys.executable).parent / "orebook")


def run(command: Sequence[str]) -> float:
    """Seconds a command took. Its error text is shown, and this stops, when it fails."""
    start = perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return seconds


def middle(seconds: Sequence[float]) -> str:
    """The median with the fastest and the slowest beside it."""
    return f"{median(seconds):.3f} s (from {min(seconds):.3f} to {max(seconds):.3f})"
