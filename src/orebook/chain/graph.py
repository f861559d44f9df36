"""The chain as a graph: which process feeds which, and which stand in a ring."""

from __future__ import annotations

from collections.abc import Mapping

from orebook.terms import Chain, Process, Product


def order(chain: Chain, products: Mapping[str, Product]) -> tuple[Process, ...]:
    """The processes from upstream to downstream: each after those that make what it takes.

    Scrap closes the ring from magnet back to oxide, so what is taken as scrap binds nobody's place. Processes
    that stand in a ring of their own (`ringed`) come last, as they were declared.

    >>> from orebook.catalog import load
    >>> "prnd-electrolysis" in [one.id for one in order(load().chains["rare-earths"], load().products)]
    True
    """
    placed, stuck = _walk(chain, products)
    return (*placed, *stuck)


def ringed(chain: Chain, products: Mapping[str, Product]) -> tuple[Process, ...]:
    """The processes in, or fed by, a ring that does not pass through scrap: there should be none."""
    return tuple(_walk(chain, products)[1])


def _walk(chain: Chain, products: Mapping[str, Product]) -> tuple[list[Process], list[Process]]:
    placed: list[Process] = []
    left = list(chain.processes)
    while left:
        made = {process.makes for process in left}
        free = [process for process in left if not _waits(process, made, products)]
        if not free:
            break
        placed += free
        left = [process for process in left if process not in free]
    return placed, left


def _waits(process: Process, made: set[str], products: Mapping[str, Product]) -> bool:
    needed = (item.product for item in process.takes)
    return any(product in made and not _scrap(product, products) for product in needed)


def _scrap(product: str, products: Mapping[str, Product]) -> bool:
    return product in products and products[product].segment == "scrap"
