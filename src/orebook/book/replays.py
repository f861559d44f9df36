"""A publication worked out again, from what the book held at its release and by the words of that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from orebook.book import copies
from orebook.book.subjects import subject
from orebook.book.walk import View
from orebook.errors import OrebookError
from orebook.publish.trust import Replay

if TYPE_CHECKING:
    from orebook.facts import Held, Publication
    from orebook.ledger import Store
    from orebook.terms import Catalog

#: Questions of a store that answer with facts as held.
_HELD = ("documents", "quotes", "changes", "phrases", "statistics", "events", "releases", "refusals",
         "publications", "corrections", "judgements",
         "drafts", "approvals", "notices", "register")  # fmt: skip


class Then:
    """A store as it stood at a moment: what was kept later, backfilled or not, is not there."""

    def __init__(self, store: Store, moment: int) -> None:
        self._store = store
        self._moment = moment

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._store, name)
        return self._until(asked) if name in _HELD else asked

    def _until(self, asked: Callable[..., list[Held[Any]]]) -> Callable[..., list[Held[Any]]]:
        def answered(*given: Any, **named: Any) -> list[Held[Any]]:
            return [one for one in asked(*given, **named) if one.recorded_at <= self._moment]

        return answered


def replay(store: Store, held: Held[Publication], agreed: Callable[[str], Catalog]) -> Replay:
    """Work a publication out again; what stands in the way is told, not raised.

    Args:
        store: the book's.
        held: the publication.
        agreed: the catalogue in use at a moment.
    """
    when = datetime.fromtimestamp(held.recorded_at // 1_000_000, UTC)
    moment = when.replace(microsecond=held.recorded_at % 1_000_000, tzinfo=None).isoformat()
    names = [name for name in held.fact.method.split(", ") if name.startswith("range/")]
    try:
        view = View(store=cast("Store", Then(store, held.recorded_at)), catalog=agreed(moment))
        view = replace(view, method=names[0] if names else None)
        worked = copies.work(view, subject(view, held.fact.subject))
    except OrebookError as error:
        return Replay(figures=None, prices=(), trouble=str(error).splitlines()[0])
    return Replay(figures=worked.copy.figures, prices=worked.prices)
