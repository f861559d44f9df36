"""Market communication typed in: lines, sheets, who submits, and where two sources tell it differently."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.assess import Divergence
    from orebook.book.sheeting import Filed
    from orebook.book.submitters import Submitter
    from orebook.book.typing import Typed
    from orebook.facts import RegisterEntry


class Market(Open):
    """What people on the market say, as somebody types it in."""

    def quote(
        self,
        product: str,
        price: str,
        unit: str,
        *,
        kind: str,
        on: str | date,
        author: str,
        volume: str | None = None,
        contributor: str | None = None,
        source: str | None = None,
        delivery: str | None = None,
        place: str | None = None,
        tax: str | None = None,
        terms: str | None = None,
        note: str | None = None,
        at: str | datetime | None = None,
        deal: int | None = None,
    ) -> Typed:
        """Keep one bid, offer, deal or list price as it is typed, with who typed it; held against history.

        The same line of the same person is kept once. Two deals alike differ by `at` or `deal`. A bid, offer
        or deal of a front-office submitter nobody verified is kept with the mark `unverified`.

        Args:
            product: id or name.
            price: a number or range: 715000-720000, 715,000, 71.5-72万.
            unit: money per mass: CNY/t, 元/吨, 万元/吨, USD/kg.
            kind: bid, offer, transaction, listing or assessment, or a word for it: 买盘, 成交.
            on: the market's day.
            author: who enters it.
            volume: a mass: 20t, 20 吨, 500kg; kept in tonnes.
            contributor: code of who said it; it or a source is needed.
            source: who published it, where somebody did.
            delivery: exw, fob, cif, ...
            place: where.
            tax: VAT included or excluded.
            terms: payment.
            note: anything else; kept, and read as nothing.
            at: when it was said, ISO.
            deal: which of several deals alike it is, from 1.

        Raises:
            BadArgumentError: a word that is not understood, or a price that cannot be; nothing is kept.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     made = book.quote("prnd-metal", "71.5-72万", "元/吨", kind="bid", on="2025-01-09",
        ...                       volume="20t", contributor="C17", author="Wang Li")
        ...     made.quote.low, made.quote.unit, made.quote.volume
        (715000.0, 'CNY/t', 20.0)
        """
        from orebook.book import typing

        words = {
            "called": product, "price": price, "unit": unit, "kind": kind, "on": on, "entered_by": author,
            "volume": volume, "contributor": contributor, "source": source, "delivery": delivery,
            "place": place, "tax": tax, "terms": terms, "note": note, "at": at, "deal": deal,
        }  # fmt: skip
        return typing.typed(self._view(), words, date.today())

    def quotes_from(
        self,
        path: str | Path,
        *,
        author: str,
        source: str | None = None,
        kind: str | None = None,
        on: str | date | None = None,
        unit: str | None = None,
        contributor: str | None = None,
        all_or_nothing: bool = False,
        backfill: bool = False,
    ) -> Filed:
        """Keep the good rows of a CSV file or a workbook, and say of each other row what was wrong with it.

        Columns are told by their header words, English or Chinese (`words/typed.toml`); a row the book holds
        already is not kept twice.

        Args:
            path: CSV, XLSX, XLS or ODS; each sheet is a document.
            author: who enters it.
            source: who published it, for rows that do not say.
            kind: bid, offer, ... for rows that do not say.
            on: the market's day, for rows that do not say.
            unit: money per mass, for rows that do not say.
            contributor: code of who said it, for rows that do not say.
            all_or_nothing: keep nothing when a row is refused.
            backfill: history loaded late, seen by `known_at` from the last day of its rows.

        Raises:
            UnreadableDocumentError: no such file, damaged, or hostile; nothing is kept.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.quotes_from("no-such.csv", author="Wang Li")
        Traceback (most recent call last):
        orebook.errors.UnreadableDocumentError: no-such.csv: there is no such file. Check the name and ...
        """
        from orebook import reader
        from orebook.book import sheeting, sources, terms

        settings = reader.Settings(
            entered_by=terms.said(author, "author", "who enters it"),
            today=date.today(),
            source=source,
            kind=kind,
            on=None if on is None else sources.today_or_before(on),
            unit=unit,
            contributor=contributor,
        )
        return sheeting.filed(self._view(), path, settings, all_or_nothing, backfill)

    def submitters(self, *, known_at: str | None = None) -> list[Submitter]:
        """The register of submitters: each contributor's code, role and verification.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.add_submitter("C17", role="front-office", author="Wang Li")
        ...     _ = book.verify_submitter("C17", author="Zhao Min", reason="Deals checked against contracts.")
        ...     [(one.code, one.role, one.verified) for one in book.submitters()]
        [('C17', 'front-office', 'Zhao Min')]
        """
        from orebook.book import submitters

        return submitters.submitters(self._view(known_at))

    def submitter(self, code: str, *, known_at: str | None = None) -> Submitter | None:
        """What the register has on one contributor's code; None where it has nothing.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.submitter("C17") is None
        True
        """
        from orebook.book import submitters

        return submitters.submitter(self._view(known_at), code)

    def add_submitter(
        self,
        code: str,
        *,
        role: str,
        author: str,
        who: str | None = None,
        note: str = "",
        on: str | date | None = None,
    ) -> RegisterEntry:
        """Write down a submitter's role: front-office, back-office, broker or analyst; kept for good.

        Raises:
            BadArgumentError: a role that is none.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.add_submitter("C17", role="broker", author="Wang Li").number
        'submitter-C17'
        """
        from orebook.book import sources, submitters

        day = sources.today_or_before(on or date.today())
        return submitters.add(self._view(), code, role, who, author, note, day)

    def verify_submitter(
        self, code: str, *, author: str, reason: str, on: str | date | None = None
    ) -> RegisterEntry:
        """Write down that somebody outside the trading desk verified what a submitter gives.

        Raises:
            BadArgumentError: no such submitter, or their own word.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.verify_submitter("C17", author="Zhao Min", reason="")
        Traceback (most recent call last):
        orebook.errors.BadArgumentError: The register has no submitter "C17". Add it first: ...
        """
        from orebook.book import sources, submitters

        day = sources.today_or_before(on or date.today())
        return submitters.verify(self._view(), code, author, reason, day)

    def divergence(
        self,
        product: str,
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
    ) -> list[Divergence]:
        """Days on which two sources told one series differently, side by side, the widest gap first.

        One series: the same kind of price, delivery, VAT basis and place, in the product's unit.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     for source, price in (("smm", "400,000"), ("argus", "410,000")):
        ...         _ = book.add(text=f"Pr-Nd oxide was {price} yuan/mt.", on="2025-01-09", source=source)
        ...     [(one.first, one.second, one.gap, one.gap_percent) for one in book.divergence("prnd-oxide")]
        [('smm', 'argus', 10000.0, 2.5)]
        """
        from orebook import assess
        from orebook.book import study
        from orebook.book import terms as agreed

        view = self._view(known_at)
        found = agreed.product(view.catalog, product)
        held = study.quotes(view, found.id, start, end)
        return assess.diverging(found, held, agreed.method(view.catalog, "range"))
