"""The child's side: one request after another from the pipe, each answered, until the pipe is closed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from orebook.confine.limits import clock, impose, private_pipes

#: How a child ends that ran out of memory, so that its parent can say so.
OUT_OF_MEMORY = 77
#: What an answer begins with: whether the child goes on, or has grown too large for the next request.
FRESH, WORN = b"\x00", b"\x01"
#: By how much a child may grow before it is replaced, so that an answer never hangs on what was asked before.
_GROWTH = 16 << 20
_WIDTH = 8


def serve(answer: Callable[[bytes], bytes], prepare: Callable[[], object]) -> None:
    """Answer requests for the rest of this process's life, within the limits given on its command line.

    `prepare` loads what every request needs, before the first clock runs.
    """
    memory_bytes, processor_s = json.loads(sys.argv[1])
    incoming, outgoing = private_pipes()
    prepare()
    impose(int(memory_bytes))
    most = _size() + _GROWTH
    try:
        while (request := receive(incoming)) is not None:
            clock(float(processor_s))
            told = answer(request)
            clock(0)
            del request
            worn = _size() > most
            send(outgoing, (WORN if worn else FRESH) + told)
            if worn:
                return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _size() -> int:
    """The addresses this process has taken, in bytes; 0 where the system does not say."""
    try:
        told = Path("/proc/self/statm").read_bytes()
    except OSError:
        return 0
    return int(told.split()[0]) * os.sysconf("SC_PAGE_SIZE")


def send(pipe: int, message: bytes) -> None:
    """Write a message, its length first."""
    left = memoryview(len(message).to_bytes(_WIDTH, "big") + message)
    while left:
        left = left[os.write(pipe, left) :]


def receive(pipe: int, most: int | None = None) -> bytes | None:
    """The next message, or None where the pipe closes before its end, or it is larger than `most`."""
    head = _exactly(pipe, _WIDTH)
    if head is None:
        return None
    size = int.from_bytes(head, "big")
    return None if most is not None and size > most else _exactly(pipe, size)


def _exactly(pipe: int, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        piece = os.read(pipe, min(size - len(found), 1 << 20))
        if not piece:
            return None
        found += piece
    return bytes(found)
