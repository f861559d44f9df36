"""Whether two names mean one person: the fourth eye is never the second."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from orebook.errors import BadArgumentError


def known_as(name: str) -> str:
    """A name without regard to case, width and blanks. Method publish/2, P7.

    >>> known_as(" Wang  LI ") == known_as("wang li")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def same(one: str, other: str) -> bool:
    """Whether two names are one person's.

    >>> same("Wang Li", "ＷＡＮＧ li"), same("Wang Li", "Li Na")
    (True, False)
    """
    return known_as(one) == known_as(other)


def among(name: str, people: Iterable[str]) -> bool:
    """Whether a name is one of some people's.

    >>> among("li na", ["Wang Li", "Li Na"])
    True
    """
    return known_as(name) in {known_as(one) for one in people}


def said(word: str | None, what: str, meant: str) -> str:
    """A word that must not be empty, without the blanks around it.

    Raises:
        BadArgumentError: when it is.

    >>> said(" Wang Li ", "author", "who drafts")
    'Wang Li'
    """
    kept = (word or "").strip()
    if not kept:
        raise BadArgumentError(f"{what}: is empty. Say {meant}.")
    return kept
