"""Find a Chromium for the browser tests, or install the distribution's; `make browser` runs it.

Prints nothing when there is one. Without one it installs the package `chromium` if it may (as root, or with
sudo that asks no password), and otherwise says what to install and leaves with 2.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Flags for a browser that runs in a container, draws by itself and asks nobody for anything.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
MISSING = (
    "The browser tests need Chromium and none was found. Install it as root, for instance with\n"
    "  apt-get install chromium            (Debian)\n"
    "  apt-get install chromium-browser    (Ubuntu)\n"
    "or put chromium, chromium-browser or google-chrome on the PATH, then run this again."
)


def chromium() -> str | None:
    """Where a Chromium is, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> None:
    """Ask the distribution for its chromium, if this user may."""
    if shutil.which("apt-get") is None:
        return
    asked: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            return
        asked = ["sudo", "-n"]
    print("Installing the distribution's Chromium for the browser tests.", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        if subprocess.run([*asked, "apt-get", *words], env=environment, check=False).returncode:
            return


def main() -> int:
    """0 with a Chromium, 2 without."""
    if chromium() is None:
        install()
    if chromium() is None:
        print(MISSING, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
