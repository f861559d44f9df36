"""Where terms stand while they are being read: by id, the user's in front of the package's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from orebook.catalog.fields import Fields
from orebook.terms import Calendar, Chain, Cue, Decision, Method, Product, Source

T = TypeVar("T")


class Shelf(Generic[T]):
    """Terms of one kind by id; an overlay's replaces the package's, twice in one layer is a finding."""

    def __init__(self) -> None:
        self.items: dict[str, T] = {}
        self.fields: dict[str, Fields] = {}
        self._layers: dict[str, int] = {}

    def put(self, known_as: str, item: T, fields: Fields, layer: int) -> None:
        """Stand a term on the shelf, and note it when its place is taken in its own layer."""
        if self._layers.get(known_as) == layer:
            fields.note(f"already given in {self.fields[known_as].where}. Keep one of the two.")
        elif known_as:
            self.items[known_as], self.fields[known_as], self._layers[known_as] = item, fields, layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A family as its file gives it: how its names are spelt, and which word stands for which product."""

    form: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    names: tuple[str, ...]
    members: Mapping[str, str]
    fields: Fields


@dataclass(frozen=True, slots=True)
class Shelves:
    """Every kind of term, as far as it has been read."""

    products: Shelf[Product] = field(default_factory=lambda: Shelf[Product]())
    chains: Shelf[Chain] = field(default_factory=lambda: Shelf[Chain]())
    methods: Shelf[Method] = field(default_factory=lambda: Shelf[Method]())
    sources: Shelf[Source] = field(default_factory=lambda: Shelf[Source]())
    cues: Shelf[Cue] = field(default_factory=lambda: Shelf[Cue]())
    layouts: Shelf[Mapping[str, Any]] = field(default_factory=lambda: Shelf[Mapping[str, Any]]())
    calendars: Shelf[Calendar] = field(default_factory=lambda: Shelf[Calendar]())
    words: dict[str, dict[str, Any]] = field(default_factory=dict)
    worded: dict[tuple[int, str, str], str] = field(default_factory=dict)
    names: list[Fields] = field(default_factory=list)
    decisions: list[tuple[Decision, Fields]] = field(default_factory=list)
    bare: dict[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
