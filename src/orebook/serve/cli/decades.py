"""Decades of prices at once, into a Parquet file."""

from __future__ import annotations

import click

from orebook.serve.cli import show
from orebook.serve.cli.history import ARCHIVE
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened


@click.command("assess-history", short_help="Price PRODUCTs over decades.")
@click.argument("products", nargs=-1, metavar="[PRODUCT...]")
@click.option("--start", metavar="DAY", help="First market day told.")
@click.option("--end", metavar="DAY", help="Last market day told.")
@click.option("--method", metavar="NAME", help="A version of the method, for instance range/1.")
@click.option("--workers", type=int, help="Threads that work. [default: one a core]")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler that works instead, tcp://host:port.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False), help="The .parquet file to write."
)
@KNOWN_AT
@ARCHIVE
@BOOK
@JSON
@click.pass_context
@example("orebook assess-history -o prices.parquet\norebook assess-history prnd-oxide -o oxide.parquet")
def assess_history(context: click.Context, products: tuple[str, ...], output: str, book: str | None,
                   as_json: bool,
                   start: str | None, end: str | None, known_at: str | None, method: str | None,
                   workers: int | None, cluster: str | None, archive: str | None) -> None:  # fmt: skip
    """What PRODUCTs, or all, cost on each day whose evidence makes a price: as `prices`, by the million.

    Read from the sorted copy of the quotes. Needs the extra scale: pip install "orebook[scale]".
    """
    found = opened(context, book).assess_history(
        products, start, end, known_at=known_at, method=method, workers=workers, cluster=cluster,
        archive=archive, output=output,
    )  # fmt: skip
    if as_json:
        show.line("prices", file=output, prices=found.height, products=found["product"].n_unique())
    else:
        products_ = show.many(found["product"].n_unique(), "product")
        click.echo(f"{output}: {show.many(found.height, 'price')} of {products_}.")
