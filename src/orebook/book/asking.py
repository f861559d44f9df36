"""Questions: what a metal cost and why, what links earn, who is firm, what may come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from orebook import units
from orebook.book import licensing, sources, study, walk
from orebook.book.base import Open

if TYPE_CHECKING:
    import polars as pl

    from orebook.assess import Average
    from orebook.book.walk import View
    from orebook.facts import Assessment, Forecast, Margin, Stance


class Asking(Open):
    """What follows from the evidence."""

    def _by(self, known_at: str | None, method: str | None) -> View:
        """The view of a moment, with the version of the price method that was asked for."""
        return replace(self._view(known_at), method=method)

    def assess(
        self, product: str, *, on: str | date, known_at: str | None = None, method: str | None = None
    ) -> Assessment:
        """What a product cost on a day, by the published method, in its usual unit and tax basis.

        `method` asks for a version of it, such as range/1; without it the one in force answers.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.assess("prnd-oxide", on="2025-01-09").status
        'suspended'
        """
        view = self._by(known_at, method)
        made = walk.price(view, product, sources.today_or_before(on))
        licensing.worked(view, [made])
        return made

    def assess_each(
        self,
        products: Sequence[str],
        *,
        on: str | date,
        known_at: str | None = None,
        method: str | None = None,
    ) -> list[Assessment]:
        """What each of some products cost on a day, in the order given: their quotes are fetched together.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     [one.product for one in book.assess_each(["prnd-oxide", "prnd-metal"], on="2025-01-09")]
        ['prnd-oxide', 'prnd-metal']
        """
        view = self._by(known_at, method)
        made = walk.each(view, products, sources.today_or_before(on))
        licensing.worked(view, made)
        return made

    def displayed(self, assessment: Assessment) -> tuple[float | None, float | None, float | None]:
        """Low, high and mid of an assessment as its method shows them: rounded for display alone.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.displayed(book.assess("prnd-oxide", on="2025-01-09"))
        (None, None, None)
        """
        return study.displayed(self._view(assessment.known_at), assessment)

    def average(
        self, product: str, period: str, *, known_at: str | None = None, method: str | None = None
    ) -> Average:
        """The mean of a product's mids over a month or another period; days that made no price are skipped.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     made = book.average("prnd-oxide", "2025-01")
        ...     made.mid is None, made.skipped
        (True, 31)
        """
        return study.average(self._by(known_at, method), product, period)

    def why(
        self, product: str, *, on: str | date, known_at: str | None = None, method: str | None = None
    ) -> study.Why:
        """Each quote behind an assessment: its text, whether it was used, and by which rule.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.why("prnd-oxide", on="2025-01-09").quotes
        ()
        """
        view = self._by(known_at, method)
        found = study.why(view, product, sources.today_or_before(on))
        licensing.displayed(view, [one.held for one in found.quotes])
        licensing.worked(view, [found.assessment])
        return found

    def prices(
        self,
        products: str | Sequence[str],
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
        method: str | None = None,
    ) -> pl.DataFrame:
        """Assessed prices of the days that have evidence: a Polars frame, a row a product and day.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.prices(["prnd-oxide", "prnd-metal"]).height
        0
        """
        from orebook import frames
        from orebook.facts import Assessment

        made = self.assessments(products, start=start, end=end, known_at=known_at, method=method)
        return frames.frame(Assessment, made)

    def assessments(
        self,
        products: str | Sequence[str],
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
        method: str | None = None,
    ) -> list[Assessment]:
        """The same as `prices`, as a list of assessments.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.assessments("prnd-oxide")
        []
        """
        view = self._by(known_at, method)
        made = study.assessments(view, products, start, end)
        licensing.worked(view, made)
        return made

    def margins(
        self, chain: str, *, on: str | date, tax: str = units.TAX_EXCLUDED, known_at: str | None = None
    ) -> tuple[Margin, ...]:
        """What each process of a chain earns a tonne at a day's prices, VAT excluded unless asked otherwise.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.margins("rare-earths", on="2025-01-09")[0].margin is None
        True
        """
        view, day = self._view(known_at), sources.today_or_before(on)
        licensing.touched(view, chain, day)
        return walk.margins(view, chain, day, tax)

    def stance(self, *, on: str | date, known_at: str | None = None) -> tuple[Stance, ...]:
        """Who is firm and who is yielding on each link, from the words of the days before.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     [stance.link for stance in book.stance(on="2025-01-09")]
        ['ore-oxide', 'oxide-metal', 'metal-magnet', 'scrap-oxide']
        """
        return walk.stances(self._view(known_at), sources.today_or_before(on))

    def forecast(
        self, product: str, *, on: str | date, seed: int = 1, known_at: str | None = None
    ) -> tuple[Forecast, ...]:
        """Where a price may be 1 to 13 weeks on, as quantiles in its usual unit; same seed, same fan.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.forecast("prnd-oxide", on="2025-01-09")
        ()
        """
        return study.forecast(self._view(known_at), product, sources.today_or_before(on), seed)
