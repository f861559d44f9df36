"""Lists: what the catalogue knows and what the book holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook.book import study, waiting
from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.book.refused import Refused
    from orebook.facts import Document, Held, Quote, Release
    from orebook.terms import Chain, Method, Product, Source


class Holding(Open):
    """What can be listed without working anything out."""

    def products(self, text: str = "", *, known_at: str | None = None) -> list[Product]:
        """The catalogue's products whose id or name contains a text; all of them without one.

        `known_at` asks the catalogue as in use then.

        >>> import orebook
        >>> [product.id for product in orebook.Book.absent().products("dysprosium iron")]
        ['dysprosium-iron']
        """
        wanted = text.casefold()
        return [
            product
            for product in self._agreed(known_at).products.values()
            if any(wanted in name.casefold() for name in (product.id, product.en, *product.names))
        ]

    def quotes(
        self,
        product: str | None = None,
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
        with_corrected: bool = False,
    ) -> list[Held[Quote]]:
        """The quotes the book holds, each under its id, in the order it learnt them.

        Those a correction has taken the place of are left out, or with `with_corrected` carry its id in
        `corrected`.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.quotes("prnd-oxide")
        []
        """
        from orebook.book import licensing

        view = self._view(known_at)
        held = study.quotes(view, product, start, end)
        licensing.displayed(view, held)
        return held if with_corrected else [one for one in held if one.corrected is None]

    def chains(self, *, known_at: str | None = None) -> list[Chain]:
        """The catalogue's chains, each with its processes, their inputs, yields and fees; as in use then.

        >>> import orebook
        >>> [chain.id for chain in orebook.Book.absent().chains()]
        ['rare-earths']
        """
        return sorted(self._agreed(known_at).chains.values(), key=_id)

    def methods(self, *, known_at: str | None = None) -> list[Method]:
        """The published methods, every version of them, as in use then.

        >>> import orebook
        >>> "range/1" in [method.id for method in orebook.Book.absent().methods()]
        True
        """
        return sorted(self._agreed(known_at).methods.values(), key=_id)

    def sources(self, *, known_at: str | None = None) -> list[Source]:
        """Who publishes, and what may be done with their figures, as agreed then.

        >>> import orebook
        >>> "smm" in [source.id for source in orebook.Book.absent().sources()]
        True
        """
        return sorted(self._agreed(known_at).sources.values(), key=_id)

    def documents(self, *, known_at: str | None = None) -> list[Held[Document]]:
        """The documents the book holds.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.documents()
        []
        """
        return study.documents(self._view(known_at))

    def refusals(
        self,
        *,
        rule: str | None = None,
        product: str | None = None,
        document: str | None = None,
        answered: bool | None = None,
        known_at: str | None = None,
    ) -> list[Refused]:
        """What could not be taken with certainty, and why: each under its number, in its sentence.

        Args:
            rule: only those of one rule, such as no-product.
            product: only those that speak of a product.
            document: only those of a document, by its id or part of its address or title.
            answered: only those that were answered since, or only those that were not.
            known_at: as it was known then.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.add(text="Zorbium oxide rose to 5,000 yuan/mt.", on="2025-01-09")
        ...     (one,) = book.refusals()
        ...     one.number, one.sentence.marked()
        ('R1', '[Zorbium oxide rose to 5,000 yuan/mt].')
        """
        from orebook.book import refused

        return refused.refused(self._view(known_at), rule, product, document, answered)

    def quarantine(self, *, known_at: str | None = None) -> list[waiting.Waiting]:
        """Quotes outside the gate drawn from history, until another publisher or a person bears them out.

        Each with the last level known before it, how far it moved, and how far it might have.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     for day, price in (("2025-01-02", "400,000"), ("2025-01-09", "716,000")):
        ...         _ = book.add(text=f"Pr-Nd oxide was {price} yuan/mt.", on=day, source="smm")
        ...     [(one.held.fact.low, round(one.move.share, 2)) for one in book.quarantine()]
        [(716000.0, 0.79)]
        """
        return waiting.quarantine(self._view(known_at))

    def release(self, quote: str, *, author: str, reason: str) -> Release:
        """Decide that a quarantined quote may be used from now on; who and why is kept for good.

        Args:
            quote: its id, or enough of its beginning.
            author: who decides.
            reason: why it may be used.

        Raises:
            BadArgumentError: no such quote waits, or nobody and nothing is named.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     for day, price in (("2025-01-02", "400,000"), ("2025-01-09", "716,000")):
        ...         _ = book.add(text=f"Pr-Nd oxide was {price} yuan/mt.", on=day, source="smm")
        ...     found = book.quarantine()[0].held.id
        ...     made = book.release(found, author="Wang Li", reason="Export controls of January 8.")
        ...     made.basis, book.quarantine(), book.assess("prnd-oxide", on="2025-01-09").mid
        ('decided', [], 716000.0)
        """
        return waiting.release(self._view(), quote, author, reason)


def _id(one: Chain | Method | Source) -> str:
    return one.id
