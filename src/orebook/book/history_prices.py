"""The walk of many prices at once: the files of the sorted copy, each to a worker, the answers back in order.

Nothing here computes: a task reads a file, has `assess` price it, and writes what it says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from orebook.book import files, handing, study, terms, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.terms import Calendar, Product
from orebook.workers import executor

if TYPE_CHECKING:
    import polars as pl

    from orebook.assess.partition import Asked
    from orebook.ledger import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which prices are wanted, and who works them out."""

    products: Annotated[str | Sequence[str], "ids or names; none: all of the catalogue"]
    start: str | date | None
    end: str | date | None
    workers: Annotated[int | None, "threads; None: one a core"]
    cluster: str | None


def assess(view: View, archive: Archive, wanted: Wanted, output: str | Path | None) -> pl.DataFrame:
    """Sorted copy -> a price for each product and day, in the order of its files."""
    target = None if output is None else _parquet(Path(output))
    parts, codes = archive.partitions()
    asked = _asked(view, archive, codes, wanted)
    named = [wanted.products] if isinstance(wanted.products, str) else wanted.products
    known = [terms.product(view.catalog, name).id for name in named]
    numbers = [codes["product"].index(name) for name in known if name in codes["product"]] if known else None
    handing.prices(view, asked, parts, numbers, handing.uses(output, leaves=False))
    beside = archive.folder if target is None else target.parent
    with tempfile.TemporaryDirectory(prefix=".prices-", dir=beside) as folder:
        answers = [Path(folder) / f"{place:06d}.parquet" for place in range(len(parts))]
        with executor(wanted.workers, wanted.cluster, threads=True) as work:
            price = partial(task, asked=asked, numbers=numbers)
            list(work.map(price, [str(part) for part in parts], [str(answer) for answer in answers]))
        found = _joined(answers, asked)
    if target is not None:
        files.write_whole(target, _bytes(found))
    return found


def task(part: str, answer: str, *, asked: Asked, numbers: Sequence[int] | None) -> int:
    """Price one file of the copy into another file; says how many prices stand in it.

    Everything it depends on is in its arguments, so whoever runs it, wherever, writes the same bytes.
    """
    import polars as pl

    from orebook.assess.compiled import partition
    from orebook.assess.telling import told

    columns = list(asked.columns)
    if numbers is None:
        rows = pl.read_parquet(part, columns=columns)
    else:
        rows = pl.scan_parquet(part).select(columns).filter(pl.col("product").is_in(numbers)).collect()
    found = told(partition(_standing(rows, asked), asked), asked)
    found.write_parquet(answer, compression="uncompressed")
    return found.height


def _standing(rows: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """The quotes a method is given: as `walk.standing`, of a whole partition."""
    import polars as pl

    if walk.sets_aside(asked.method):
        return rows
    moment = 2**63 - 2 if asked.known_at is None else asked.known_at  # the last one before never
    return rows.filter(pl.col("corrected_at") > moment)


def _asked(view: View, archive: Archive, codes: Mapping[str, Sequence[str]], wanted: Wanted) -> Asked:
    from orebook.assess.partition import Asked

    assert view.store is not None
    products = [view.catalog.products.get(name) or _uncatalogued(name) for name in codes["product"]]
    judged = view.store.judgements([one.id for one in products], known_at=view.clock)
    start, end = study.period(wanted.start, wanted.end)
    return Asked(
        products=products,
        codes=codes,
        method=terms.priced_by(view.catalog, view.method),
        known_at=view.clock,
        start=start or date.min,
        end=end or date.max,
        judgements=judged,
        calendars=_calendars(view, products),
        keys=archive.keys({one.fact.quote for one in judged if one.fact.quote}),
    )


def _calendars(view: View, products: Sequence[Product]) -> dict[str, Calendar]:
    """The calendar of each money that products are priced in, where the method names one."""
    method = terms.priced_by(view.catalog, view.method)
    one_of_each = {one.unit.partition("/")[0]: one for one in products}
    found = {money: terms.calendar(view.catalog, method, one) for money, one in one_of_each.items()}
    return {money: calendar for money, calendar in sorted(found.items()) if calendar is not None}


def _uncatalogued(name: str) -> Product:
    """A product the catalogue no longer has: no unit is its unit, so it has no price."""
    return Product(
        id=name, chain="", segment="", unit="", tax=None, delivery=None, per=None, formula=None, en=name,
        zh=None, names=(),
    )  # fmt: skip


def _parquet(target: Path) -> Path:
    if target.suffix.lower() != ".parquet":
        raise BadArgumentError(f"{target}: prices by the million are written as Parquet. Name it ….parquet.")
    return target


def _joined(answers: Sequence[Path], asked: Asked) -> pl.DataFrame:
    import polars as pl

    from orebook.assess.telling import empty

    return pl.concat([empty(asked), *(pl.read_parquet(answer) for answer in answers)])


def _bytes(found: pl.DataFrame) -> bytes:
    import io

    content = io.BytesIO()
    found.write_parquet(content)
    return content.getvalue()
