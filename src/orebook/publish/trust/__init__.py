"""The self-check: thirty rows, one function each, over what a book holds. Nothing here fetches anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from orebook.publish.trust import changing, methods, people, records
from orebook.publish.trust.seen import Answer, Replay, Seen

#: The id of a row in data/trust.toml -> the function that answers it.
ROWS: Mapping[str, Callable[[Seen], Answer]] = {
    "methodology": methods.methodology,
    "hierarchy": methods.hierarchy,
    "override": people.override,
    "minimum": methods.minimum,
    "threshold": methods.threshold,
    "no-trade": records.no_trade,
    "single-source": records.single_source,
    "cap": methods.cap,
    "lots": methods.lots,
    "outliers": records.outliers,
    "left-out-trades": records.left_out_trades,
    "judgement": records.judgement,
    "daily-line": records.daily_line,
    "rationale": people.rationale,
    "four-eyes": people.four_eyes,
    "approval-first": people.approval_first,
    "identity": people.identities,
    "submitters": people.submitters,
    "immutable": records.immutable,
    "correction": changing.corrected,
    "propagation": changing.propagated,
    "materiality": methods.materiality,
    "consultation": changing.consultation,
    "notice": changing.noticed,
    "version": methods.version,
    "calendar": records.calendar,
    "average": methods.average,
    "discontinuation": changing.discontinued,
    "complaints": people.complaints,
    "conflicts": people.conflicts,
}

__all__ = ["ROWS", "Answer", "Replay", "Seen"]
