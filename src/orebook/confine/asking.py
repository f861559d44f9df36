"""The parent's side: a child started when it is first asked, and anew after a request was its end."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

from orebook.confine.limits import Limits
from orebook.confine.serving import OUT_OF_MEMORY, WORN, receive, send

#: How a parser ends that was refused memory and does not know how to say so.
_BROKEN = (signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP, signal.SIGILL, signal.SIGBUS)


class ConfinedError(Exception):
    """A request the child did not live to answer, and which limit it met."""


class Confined:
    """One child, asked one thing at a time; `module` is run with `python -m` and calls `serving.serve`."""

    def __init__(self, module: str, limits: Limits) -> None:
        self.module, self.limits = module, limits
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def ask(self, request: bytes) -> bytes:
        """The child's answer to a request.

        Raises:
            ConfinedError: the request met a limit; the next one is answered by a new child.
        """
        with self._turn:
            answer = self._try(request)
            if answer[:1] == WORN:
                self.close()
        return answer[1:]

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    @property
    def _too_large(self) -> str:
        return f"it needs more than the {self.limits.memory_bytes >> 20} MB of memory a file may take"

    def _try(self, request: bytes) -> bytes:
        child = self._child = self._child or self._start()
        assert child.stdin is not None and child.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self.limits.wall_s, end)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            with contextlib.suppress(BrokenPipeError):
                send(child.stdin.fileno(), request)
                answer = receive(child.stdout.fileno(), self.limits.answer_bytes)
        finally:
            timer.cancel()
        if answer is None:
            raise ConfinedError(self._ended(child, late.is_set()))
        return answer

    def _ended(self, child: subprocess.Popen[bytes], late: bool) -> str:
        """Why a child gave no answer, in words; the child is gone after this."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(0.5)
        code = child.poll()
        self.close()
        if late:
            return f"it takes longer than the {self.limits.wall_s:g} s a file may take"
        if code == -signal.SIGPROF:
            return f"it takes more than the {self.limits.processor_s:g} s of processor time a file may take"
        if code == OUT_OF_MEMORY or (code is not None and -code in _BROKEN):
            return self._too_large
        if code is None:
            return f"it says more than the {self.limits.answer_bytes >> 20} MB a file may"
        return f"its parser broke off ({code})"

    def _start(self) -> subprocess.Popen[bytes]:
        limits = json.dumps([self.limits.memory_bytes, self.limits.processor_s])
        return subprocess.Popen(
            [sys.executable, "-P", "-m", self.module, limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_surroundings(),
        )


def _surroundings() -> dict[str, str]:
    """What a child knows of its surroundings: where the modules are, and nothing of the user's.

    One arena of memory for all threads, or the limit would be spent on addresses nobody uses.
    """
    places = os.pathsep.join(place for place in sys.path if place)
    return {"PYTHONPATH": places, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def confined(module: str, limits: Limits) -> Confined:
    """The child of this process for a module, the same one each time; a forked process gets its own."""
    return _children(os.getpid())(module, limits)


@functools.cache
def _children(_: int) -> Callable[[str, Limits], Confined]:
    """The children of one process, by its number."""

    @functools.cache
    def child(module: str, limits: Limits) -> Confined:
        made = Confined(module, limits)
        atexit.register(made.close)
        return made

    return child
