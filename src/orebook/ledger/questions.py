"""What a ledger can be asked, and what it answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from orebook.facts import (
    Approval,
    Change,
    Correction,
    Document,
    Draft,
    Event,
    Held,
    Judgement,
    Notice,
    Phrase,
    Publication,
    Quote,
    Refusal,
    RegisterEntry,
    Release,
    Statistic,
)
from orebook.ledger import arriving, bulk, read
from orebook.ledger.connect import Access
from orebook.ledger.kept import Kept, Learnt
from orebook.ledger.read import Wanted


class Questions:
    """The facts a book holds, each under its id, in the order the book learnt them.

    `start` and `end` bound the market's day, both inclusive. `known_at` is a moment in microseconds UTC
    (`units.clock`): a fact is seen if it was available by then. A fact that was altered behind the book's
    back comes back altered, under the id it was kept by; one that no longer reads raises `EvidenceError`.
    """

    def __init__(self, access: Access) -> None:
        self._access = access

    def documents(
        self,
        ids: Collection[str] | None = None,
        known_at: int | None = None,
        recorded_at: int | None = None,
    ) -> list[Held[Document]]:
        """Documents: all, those with some ids, or those learnt together at one moment."""
        return self._held("documents", names=ids, known_at=known_at, recorded_at=recorded_at)

    def quotes(
        self,
        products: Collection[str] | None = None,
        start: date | None = None,
        end: date | None = None,
        known_at: int | None = None,
    ) -> list[Held[Quote]]:
        """Quotes of some products, or of all; those of bulk loads are among them."""
        asked = Wanted(column="product", names=products, start=start, end=end, known_at=known_at)
        told = read.held(self._access, "quotes", asked)
        loaded = bulk.held(self._access, asked)
        return sorted([*told, *loaded], key=lambda one: one.recorded_at) if loaded else told

    def called(self, table: str, beginning: str) -> list[Held[Any]]:
        """The facts of a table whose id is this, or begins so; a row of a bulk load by its whole id alone."""
        loaded = bulk.called(self._access, beginning) if table == "quotes" else []
        return loaded or read.called(self._access, table, beginning)

    def first_days(self, table: str, after: int, known_at: int) -> dict[str, date]:
        """Product -> the first market day of what became known of it after one moment and by another.

        Rows of bulk loads are among the quotes, and those that such a row corrects.
        """
        days = read.first_days(self._access, table, after, known_at)
        loaded = arriving.first_days(self._access, after, known_at) if table == "quotes" else {}
        return {**days, **{name: min(day, days.get(name, day)) for name, day in loaded.items()}}

    def learnt(self, table: str, after: int, known_at: int, product: str | None = None) -> list[Learnt]:
        """Ids, products and days of what became known after one moment and by another, in that order.

        Of a product, where one is named, and of what has none. Rows of a bulk load come after the quotes,
        one `Learnt` for each part of the load with how many of its rows it tells of.
        """
        told = read.learnt(self._access, table, after, known_at)
        if product is not None:
            told = [one for one in told if one.product in (product, None)]
        loaded = arriving.learnt(self._access, after, known_at, product) if table == "quotes" else []
        return [*told, *loaded]

    def changes(
        self,
        products: Collection[str] | None = None,
        start: date | None = None,
        end: date | None = None,
        known_at: int | None = None,
    ) -> list[Held[Change]]:
        """By how much prices were said to have moved."""
        return self._held("changes", "product", products, start=start, end=end, known_at=known_at)

    def phrases(
        self, start: date | None = None, end: date | None = None, known_at: int | None = None
    ) -> list[Held[Phrase]]:
        """Words that show what sellers and buyers wanted."""
        return self._held("phrases", start=start, end=end, known_at=known_at)

    def statistics(
        self, products: Collection[str] | None = None, known_at: int | None = None
    ) -> list[Held[Statistic]]:
        """Output, operating rates, stocks and trade as stated."""
        return self._held("statistics", "product", products, known_at=known_at)

    def events(
        self, start: date | None = None, end: date | None = None, known_at: int | None = None
    ) -> list[Held[Event]]:
        """What happened to the trade."""
        return self._held("events", start=start, end=end, known_at=known_at)

    def releases(
        self, products: Collection[str] | None = None, known_at: int | None = None
    ) -> list[Held[Release]]:
        """Which quarantined quotes may be used after all, and why."""
        return self._held("releases", "product", products, known_at=known_at)

    def refusals(self, known_at: int | None = None) -> list[Held[Refusal]]:
        """What could not be taken with certainty, and why."""
        return self._held("refusals", known_at=known_at)

    def publications(
        self, subject: str | None = None, known_at: int | None = None
    ) -> list[Held[Publication]]:
        """What was published, all of it or on one subject."""
        return self._on("publications", subject, known_at)

    def corrections(
        self, products: Collection[str] | None = None, known_at: int | None = None
    ) -> list[Held[Correction]]:
        """Which facts no longer stand, what took their place, and why; of some products, or all."""
        return self._held("corrections", "product", products, known_at=known_at)

    def judgements(
        self, products: Collection[str] | None = None, known_at: int | None = None
    ) -> list[Held[Judgement]]:
        """What people judged against the method, each with its rationale."""
        return self._held("judgements", "product", products, known_at=known_at)

    def drafts(self, subject: str | None = None, known_at: int | None = None) -> list[Held[Draft]]:
        """Texts made ready to be released."""
        return self._on("drafts", subject, known_at)

    def approvals(self, subject: str | None = None, known_at: int | None = None) -> list[Held[Approval]]:
        """What others said to drafts."""
        return self._on("approvals", subject, known_at)

    def notices(self, subject: str | None = None, known_at: int | None = None) -> list[Held[Notice]]:
        """What readers were told beside the numbers."""
        return self._on("notices", subject, known_at)

    def register(self, register: str | None = None, known_at: int | None = None) -> list[Held[RegisterEntry]]:
        """The lines of one register, or of all."""
        names = None if register is None else [register]
        return self._held("register", "register", names, known_at=known_at)

    def _on(self, table: str, subject: str | None, known_at: int | None) -> list[Held[Any]]:
        names = None if subject is None else [subject]
        return self._held(table, "subject", names, known_at=known_at)

    def _held(
        self, table: str, column: str = "id", names: Collection[str] | None = None, **rest: Any
    ) -> list[Held[Any]]:
        return read.held(self._access, table, Wanted(column=column, names=names, **rest))

    def manifest(self, documents: Collection[str]) -> dict[str, tuple[Kept, ...]]:
        """What was kept with each document, the document itself first; empty for one never held."""
        return read.manifest(self._access, documents)
