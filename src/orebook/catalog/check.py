"""What one file cannot know of another: names shared, products unknown, links that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from orebook.catalog.fields import Fields
from orebook.catalog.names import key
from orebook.catalog.shelves import Shelves
from orebook.errors import nearest
from orebook.terms import Amount, Chain, Process


def check(shelves: Shelves) -> None:
    """Note everything that does not hold between the terms now on the shelves."""
    _names(shelves)
    _aliases(shelves)
    _decisions(shelves)
    _lots(shelves)
    for known_as, chain in shelves.chains.items.items():
        _chain(chain, shelves.chains.fields[known_as], shelves)


def _names(shelves: Shelves) -> None:
    bare = {key(word) for words in shelves.bare.values() for word in words}
    owners: dict[str, str] = {}
    for known_as, product in shelves.products.items.items():
        fields, shared = shelves.products.fields[known_as], defaultdict[str, list[str]](list)
        for name in product.names:
            owner = owners.setdefault(key(name), known_as)
            if owner != known_as:
                shared[owner].append(name)
            if key(name) in bare:
                fields.note(f'"{name}" is a bare element or grade. Add its form: oxide, metal.', "names")
        for owner, names in shared.items():
            fields.note(f"{_few(names)} already {owner}. A name must mean one product.", "names")


def _few(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(f'"{name}"' for name in names[:3]) + more + (" is" if len(names) == 1 else " are")


def _aliases(shelves: Shelves) -> None:
    owners: dict[str, str] = {}
    for known_as, source in shelves.sources.items.items():
        for alias in {word.casefold() for word in (known_as, source.name, *source.aliases)}:
            owner = owners.setdefault(alias, known_as)
            if owner != known_as:
                fields = shelves.sources.fields[known_as]
                fields.note(f'"{alias}" is already {owner}. An alias must mean one source.', "aliases")


def _decisions(shelves: Shelves) -> None:
    known = list(shelves.products.items)
    for one, fields in shelves.decisions:
        if one.product is not None and one.product not in known:
            fields.note(f'no product "{one.product}".{nearest(one.product, known, 1)}', "reading")


def _lots(shelves: Shelves) -> None:
    """The least lots of a method are of products and segments there are."""
    products = shelves.products.items
    known = [*products, *dict.fromkeys(one.segment for one in products.values())]
    for known_as, method in shelves.methods.items.items():
        lots = method.parameters.get("lots", {})
        for what in lots if isinstance(lots, Mapping) else ():
            if what not in known:
                where = shelves.methods.fields[known_as]
                where.note(f'no product or segment "{what}".{nearest(what, known, 1)}', "parameters > lots")


def _chain(chain: Chain, fields: Fields, shelves: Shelves) -> None:
    if not chain.segments:
        fields.note('no "segments". Expected a list such as ["ore", "oxide", "metal"].')
    if not chain.vat:
        fields.note("no [[vat]]. Give at least one rate with its start and source.")
    for product in shelves.products.items.values():
        if product.chain == chain.id and product.segment not in chain.segments:
            close = nearest(product.segment, chain.segments, 1)
            where = shelves.products.fields[product.id]
            where.note(f'the chain {chain.id} has no segment "{product.segment}".{close}', "segment")
    seen: set[str] = set()
    for row, process in zip(fields.rows("process"), chain.processes, strict=True):
        if process.id in seen:
            row.note("given twice in this chain. Keep one of the two.")
        seen.add(process.id)
        _process(process, chain, row, list(shelves.products.items))


def _process(process: Process, chain: Chain, row: Fields, known: list[str]) -> None:
    seller, _, buyer = process.link.partition("-")
    if not {seller, buyer} <= {*chain.segments}:
        links = f'two segments of {", ".join(chain.segments)}, such as "oxide-metal"'
        row.note(f'"{process.link}" is not a link of this chain. Expected {links}.', "link")
    for field, product in [("makes", process.makes), *(("takes", take.product) for take in process.takes)]:
        if product and product not in known:
            row.note(f'no product "{product}".{nearest(product, known, 1)}', field)
    if not process.takes:
        row.note("no [[process.takes]]. A process takes at least one product.")
    _once_a_day(((take.product, take.quantity) for take in process.takes), row, "takes")
    _once_a_day(((cost.id, cost.amount) for cost in process.costs), row, "cost")


def _once_a_day(amounts: Iterable[tuple[str, Amount]], row: Fields, field: str) -> None:
    by_name: Mapping[str, list[Amount]] = defaultdict(list)
    for name, amount in amounts:
        by_name[name].append(amount)
    for name, dated in by_name.items():
        for one, other in combinations(dated, 2):
            if _first(one) <= _last(other) and _first(other) <= _last(one):
                row.note(
                    f"{name} has two numbers from {max(_first(one), _first(other))} on. End the earlier.",
                    field,
                )


def _first(amount: Amount) -> date:
    return amount.start or date.min


def _last(amount: Amount) -> date:
    return amount.end or date.max
