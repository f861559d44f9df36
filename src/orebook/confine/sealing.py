"""Taking the network away from a process for good: a filter of its system calls (seccomp), set by itself.

Where the system has no such filter the call does nothing; the audit hook of `limits` stays.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct

_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000 | 1  # EPERM
#: Of each machine its audit number, and the numbers of the calls that open a socket, reach another process or
#: start one: socket, socketpair, connect, accept, bind, sendto, execve, execveat, fork, vfork, ptrace,
#: process_vm_readv, process_vm_writev, io_uring_setup.
_CALLS = {
    "x86_64": (0xC000003E, (41, 53, 42, 43, 49, 44, 59, 322, 57, 58, 101, 310, 311, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 202, 200, 206, 221, 281, 117, 270, 271, 425)),
}
#: The first call of x86_64's second numbering (x32), which would get round the filter.
_SECOND_NUMBERING = 0x40000000
_AT_LEAST = 0x35


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def seal() -> bool:
    """Refuse this process sockets, other programs and other processes from here on; whether it could be."""
    known = _CALLS.get(os.uname().machine)
    if known is None or os.uname().sysname != "Linux":
        return False
    code = _filter(*known)
    held = ctypes.create_string_buffer(code)
    program = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    with contextlib.suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        unprivileged = prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
        return unprivileged and bool(prctl(_SET_FILTER, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0)
    return False


def _filter(machine: int, forbidden: tuple[int, ...]) -> bytes:
    """The filter as the kernel reads it: any other numbering or a forbidden call fails, the rest goes on."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _FAIL), (_LOAD, 0, 0, 0)]
    steps.append((_AT_LEAST, len(forbidden) + 1, 0, _SECOND_NUMBERING))
    left = len(forbidden)
    for number in forbidden:
        steps.append((_EQUAL, left, 0, number))
        left -= 1
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _FAIL)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
