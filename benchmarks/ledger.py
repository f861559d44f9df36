"""The ledger measured: a list of parts, each a module of its own, in one run.

    python benchmarks/ledger.py [PART...]

Ends with 1 when a part misses its goal.
"""

from __future__ import annotations

import importlib
import sys

#: Modules with a `measure() -> bool`, in the order they are run; True where the goals are met.
PARTS = ("ledger_commits",)


def main() -> int:
    """Run the parts named, or all."""
    met = [importlib.import_module(part).measure() for part in sys.argv[1:] or PARTS]
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
