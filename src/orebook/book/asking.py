"""Questions: what a metal cost and why, what links earn, who is firm, what may come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from orebook import units
from orebook.book import licensing, sources, study, walk
from orebook.book.base import Open

if TYPE_CHECKING:
    import polars as pl

    from orebook.facts import Assessment, Forecast, Margin, Stance


class Asking(Open):
    """What follows from the evidence."""

    def assess(self, product: str, *, on: str | date, known_at: str | None = None) -> Assessment:
        """What a product cost on a day, by the published method, in its usual unit and tax basis.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.assess("prnd-oxide", on="2025-01-09").status
        'suspended'
        """
        view = self._view(known_at)
        made = walk.price(view, product, sources.today_or_before(on))
        licensing.worked(view, [made])
        return made

    def why(self, product: str, *, on: str | date, known_at: str | None = None) -> study.Why:
        """Each quote behind an assessment: its text, whether it was used, and by which rule.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.why("prnd-oxide", on="2025-01-09").quotes
        ()
        """
        view = self._view(known_at)
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
    ) -> pl.DataFrame:
        """Assessed prices of the days that have evidence: a Polars frame, a row a product and day.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.prices(["prnd-oxide", "prnd-metal"]).height
        0
        """
        from orebook import frames
        from orebook.facts import Assessment

        return frames.frame(Assessment, self.assessments(products, start=start, end=end, known_at=known_at))

    def assessments(
        self,
        products: str | Sequence[str],
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
    ) -> list[Assessment]:
        """The same as `prices`, as a list of assessments.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.assessments("prnd-oxide")
        []
        """
        view = self._view(known_at)
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
