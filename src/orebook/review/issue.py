"""A week's review as a whole: its parts, its figures, and the evidence they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from orebook.facts import Judgement, Refusal
from orebook.review.blocks import Fan, Glance, MarginBlock, MatrixRow, Row, Section, SourceLine
from orebook.review.content import Entry, Figure, Point
from orebook.review.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A week's review as content: every figure cited and verified, no sentence written yet."""

    facts: Week
    title: Annotated[str, "the headline in the words of the week's language"]
    headline: Point
    abstract: tuple[Point, ...]
    glances: tuple[Glance, ...]
    charts: Annotated[tuple[Row, ...], "rows whose price is charted"]
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    unpriced: Annotated[tuple[Point, ...], "what to say of products without a price"]
    margins: tuple[MarginBlock, ...]
    matrix: tuple[MatrixRow, ...]
    fans: tuple[Fan, ...]
    refusals: tuple[Refusal, ...]
    refused: Annotated[tuple[Point, ...], "what to say of the refusals"]
    publishers: tuple[SourceLine, ...]
    trust: tuple[Point, ...]
    judgements: Annotated[tuple[Judgement, ...], "what people judged of its prices, with the rationale"]
    figures: Mapping[str, Figure]
    entries: Mapping[str, Entry]

    @property
    def week(self) -> str:
        """ISO week, for instance 2025-W02."""
        return self.facts.week

    @property
    def on(self) -> date:
        """The close: the last day the review speaks of."""
        return self.facts.on

    @property
    def stated(self) -> dict[str, float]:
        """Every figure by its key: what a publication keeps, and a correction compares."""
        return {key: figure.value for key, figure in self.figures.items()}

    @property
    def methods(self) -> tuple[str, ...]:
        """Names and versions of the methods behind it."""
        return tuple(sorted(self.facts.methods))

    @property
    def sources(self) -> tuple[str | None, ...]:
        """Ids of the publishers its figures rest on; None for documents without one."""
        return tuple(line.source for line in self.publishers)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the quotes, phrases and refusals the review rests on, each once."""
        return tuple(dict.fromkeys(cite for figure in self.figures.values() for cite in figure.cites))
