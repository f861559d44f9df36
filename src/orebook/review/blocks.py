"""The parts of a review in the order they are read, each without a word of any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from orebook.review.content import Point, Said, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point of a chart: drawn from its values, and read through the figure it stands for."""

    on: date
    low: float
    mid: float
    high: float
    key: Annotated[str, "figure of the middle value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the price table."""

    product: str
    segment: str
    unit: str
    status: Annotated[str, "assessed, thin, carried or suspended"]
    entry: Annotated[str, "key of its evidence"]
    low: Annotated[str | None, "figure"]
    high: Annotated[str | None, "figure"]
    mid: Annotated[str | None, "figure"]
    change: Annotated[str | None, "figure, money; None without an earlier price or a fresh one"] = None
    percent: Annotated[str | None, "figure, of the earlier mid"] = None
    direction: Annotated[str | None, "up-markedly .. down-markedly"] = None
    fresh: Annotated[bool, "whether the price was made since the previous close"] = False
    as_of: Annotated[date | None, "the day the price was made, when carried"] = None
    marks: Annotated[tuple[Mark, ...], "the weeks of the chart, for the sparkline"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A segment of the chain: what moved, what did not, who said what, and what is not known."""

    segment: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginBlock:
    """What a processor earns, with its band."""

    process: str
    link: str
    entry: str
    inverted: bool | None
    margin: Annotated[str | None, "figure, VAT excluded"]
    included: Annotated[str | None, "figure, VAT included"]
    low: str | None
    high: str | None
    breakeven: str | None
    change: str | None
    points: tuple[Point, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """How the two sides of a link stand."""

    link: str
    entry: str
    state: str | None
    before: Annotated[str | None, "state a week earlier"]
    seller: Annotated[str | None, "figure, -1 .. +1"]
    buyer: Annotated[str | None, "figure, -1 .. +1"]
    stalemate: Annotated[str | None, "figure, 0 .. 1"]
    said: tuple[Said, ...]
    place: Annotated[tuple[float, float] | None, "seller and buyer score, for the chart"]
    earlier: Annotated[tuple[float, float] | None, "the same a week earlier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FanStep:
    """One horizon of a fan."""

    weeks: int
    levels: Annotated[Mapping[float, str], "quantile level -> figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Where a price may go."""

    product: str
    unit: str
    entry: str
    model: str
    leaned_on: str
    steps: tuple[FanStep, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One of the few numbers a reader takes away."""

    label: Slot
    value: Slot
    unit: str | None
    note: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A publisher, and the ids of the documents the review used."""

    source: str | None
    documents: tuple[str, ...]
