"""The report of a load that is refused: every row that is wrong, and what was expected there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from orebook.facts import Refusal
from orebook.ledger.loading.checks import Asked, Rule, failing
from orebook.ledger.loading.given import Given

#: Reasons listed at most; all of them are counted.
LISTED = 1_000


class Report:
    """The reasons a load is refused, in the order of its rows; empty when it may be kept."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._found: list[tuple[int, Refusal]] = []
        self.count = 0

    def look(self, raw: pl.DataFrame, formed: pl.DataFrame, start: int, asked: Asked) -> None:
        """Hold a part against the rules; `start` is the number of rows before it."""
        for rule, rows in failing(raw, formed, asked):
            self._note(rule, rows, raw, start)

    def unfound(self, rows: list[int]) -> None:
        """Note the rows that supersede what is no earlier row."""
        for row in rows[:LISTED]:
            value = self._given.part(row - 1, 1)["supersedes"][0]
            expected = "the key of an earlier row of the same table"
            self._found.append((row, _refusal(self._given.name, row, "supersedes", value, expected)))
        self.count += len(rows)

    def refusals(self) -> tuple[Refusal, ...]:
        """The first reasons, by row."""
        ordered = sorted(self._found, key=lambda one: (one[0], one[1].rule))
        return tuple(refusal for _, refusal in ordered[:LISTED])

    def _note(self, rule: Rule, rows: pl.Series, raw: pl.DataFrame, start: int) -> None:
        self._found += self._told(rule, rows.head(LISTED), raw, start)
        self.count += len(rows)

    def _told(
        self, rule: Rule, rows: pl.Series, raw: pl.DataFrame, start: int
    ) -> Iterator[tuple[int, Refusal]]:
        values = raw[rule.column][rows] if rule.column in raw.columns else [None] * len(rows)
        for row, value in zip(rows, values, strict=True):
            yield (
                start + row + 1,
                _refusal(self._given.name, start + row + 1, rule.column, value, rule.expected),
            )


def _refusal(name: str, row: int, column: str, value: object, expected: str) -> Refusal:
    said = "empty" if value is None else repr(str(value)[:80])
    return Refusal(
        rule=f"load-{column.replace('_', '-')}",
        message=f"row {row:,}, {column}: {said}. Expected {expected}.",
        where=f"{name}, row {row}",
        suggestions=(),
    )
