"""The child's side: one request after another from the pipe, each answered, until the pipe is closed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from orebook.confine.limits import clock, impose, private_pipes

#: How a child ends that ran out of memory, so that its parent can say so.
OUT_OF_MEMORY = 77
_WIDTH = 8


def serve(answer: Callable[[bytes], bytes], prepare: Callable[[], object]) -> None:
    """Answer requests for the rest of this process's life, within the limits given on its command line.

    `prepare` loads what every request needs, before the first clock runs.
    """
    memory_bytes, processor_s = json.loads(sys.argv[1])
    incoming, outgoing = private_pipes()
    prepare()
    impose(int(memory_bytes))
    try:
        while (request := receive(incoming)) is not None:
            clock(float(processor_s))
            told = answer(request)
            clock(0)
            del request
            send(outgoing, told)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def send(pipe: int, message: bytes) -> None:
    """Write a message, its length first."""
    left = memoryview(len(message).to_bytes(_WIDTH, "big") + message)
    while left:
        left = left[os.write(pipe, left) :]


def receive(pipe: int, most: int | None = None) -> bytes | None:
    """The next message, or None where the pipe is closed before its end or the message is larger than `most`."""
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
