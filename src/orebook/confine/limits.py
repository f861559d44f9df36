"""What a confined child may use, and how the child puts these limits on itself before it sees a byte.

Memory, files and sockets are limited by the system for the life of the child; processor time is counted anew
for each request, so that what a file may cost does not depend on the files before it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from dataclasses import dataclass
from typing import Any

from orebook.confine.sealing import seal

#: Files a child may hold open: its pipes, and the libraries it is yet to load.
_FILES = 48
#: Python's own calls that reach outside; a second fence where the system call filter is not to be had.
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "urllib.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one child may use: memory in bytes for its life, seconds and bytes for each request."""

    memory_bytes: int
    processor_s: float
    wall_s: float
    answer_bytes: int


def impose(memory_bytes: int) -> None:
    """Limit this process for the rest of its life: memory, files, writing, children, the network."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    seal()
    sys.addaudithook(_refuse)


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed in a confined process")


def clock(processor_s: float) -> None:
    """Give the request that begins so many seconds of processor time; 0 stops the clock.

    When they are used up the system ends the process, whatever library it is in.
    """
    signal.setitimer(signal.ITIMER_PROF, processor_s)


def private_pipes() -> tuple[int, int]:
    """The pipes requests and answers go through, out of the reach of a library that prints."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return incoming, outgoing
