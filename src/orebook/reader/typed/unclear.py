"""What cannot be taken as it was typed: which field, what was expected, and what to do."""

from __future__ import annotations

from orebook.errors import BadArgumentError


class UnclearError(BadArgumentError):
    """A typed word that is not understood.

    >>> print(UnclearError("volume", "20 bags", "a mass such as 20t, 500kg or 20 吨"))
    volume: "20 bags" is not understood. Expected a mass such as 20t, 500kg or 20 吨.
    """

    def __init__(self, field: str, given: str, expected: str, wrong: str = "is not understood") -> None:
        self.field, self.given, self.expected = field, given, expected
        shown = given if len(given) <= 60 else f"{given[:57]}..."
        what = f'"{shown}" {wrong}' if given.strip() else "it is missing"
        super().__init__(f"{field}: {what}. Expected {expected}.")
