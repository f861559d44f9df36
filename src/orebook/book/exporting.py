"""Figures handed on in bulk, as a file: only what every source behind them permits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook import facts
from orebook.book import files, licensing, study, terms, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    import polars as pl

    from orebook.publish import Claim

FORMS = ("csv", "parquet", "jsonl")
KINDS = ("quotes", "prices", "margins")


def export(
    view: View,
    what: str,
    names: Sequence[str],
    start: str | date | None,
    end: str | date | None,
    target: Path,
    form: str | None,
) -> int:
    """Figures -> a file, whole or not at all; how many rows it has."""
    wanted = (form or target.suffix.lstrip(".")).lower()
    if wanted not in FORMS:
        raise BadArgumentError(f'"{wanted}" is no format of an export. Formats are: {", ".join(FORMS)}.')
    fact, rows, claims = _gathered(view, what, names, start, end)
    licensing.licensed(view, claims, "export")
    files.write_whole(target, _written(fact, rows, wanted))
    return len(rows)


def _gathered(
    view: View, what: str, names: Sequence[str], start: str | date | None, end: str | date | None
) -> tuple[type[Any], list[Any], Collection[Claim]]:
    if what == "quotes":
        wanted: Sequence[str | None] = names or [None]
        every = [one for name in wanted for one in study.quotes(view, name, start, end)]
        held = [one for one in every if one.corrected is None]
        return facts.Quote, [one.fact for one in held], [licensing.stated(one) for one in held]
    if what == "prices":
        made = study.assessments(view, _some(names, "product"), start, end)
        return facts.Assessment, made, licensing.resting(view, made)
    if what == "margins":
        day = study.period(end or start, None)[0] or date.today()
        (name, *_) = _some(names, "chain")
        earned = list(walk.margins(view, name, day))
        prices = [walk.price(view, one, day) for one in terms.touched(terms.chain(view.catalog, name))]
        return facts.Margin, earned, licensing.resting(view, prices)
    raise BadArgumentError(f'"{what}" cannot be exported. Say one of: {", ".join(KINDS)}.')


def _some(names: Sequence[str], what: str) -> Sequence[str]:
    if not names:
        raise BadArgumentError(f"Which {what}? Name one at least.")
    return names


def _written(fact: type[Any], rows: Sequence[Any], form: str) -> str | bytes:
    if form == "jsonl":
        return "".join(f"{facts.line(row)}\n" for row in rows)
    from orebook import frames

    frame = frames.frame(fact, rows)
    return _flat(frame).write_csv() if form == "csv" else _parquet(frame)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns a line of text can hold: lists of words joined by ";", whatever is deeper left out."""
    import polars as pl

    plain = [name for name, kind in frame.schema.items() if not kind.is_nested()]
    words = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
    return frame.select(pl.col(plain), pl.col(words).list.join(";")) if words else frame.select(plain)


def _parquet(frame: pl.DataFrame) -> bytes:
    import io

    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()
