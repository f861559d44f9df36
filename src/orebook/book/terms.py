"""Finding what a user named in the catalogue, or saying what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.errors import BadArgumentError, nearest
from orebook.terms import Calendar, Catalog, Chain, Method, Product

#: The family of methods that make prices.
PRICES = "range"


def product(catalog: Catalog, name: str) -> Product:
    """The product with this id, or that the trade calls so: prnd-oxide, Pr-Nd oxide, 氧化镨钕.

    Raises:
        BadArgumentError: with the nearest ids.
    """
    found = catalog.products.get(name) or _called(catalog, name)
    if found is None:
        known = [spelt for one in catalog.products.values() for spelt in (one.id, *one.names)]
        raise BadArgumentError(
            f'There is no product "{name}" in the catalogue.{nearest(name, known)}'
            " `orebook products` lists them all."
        )
    return found


def _called(catalog: Catalog, name: str) -> Product | None:
    spelt = name.strip().casefold()
    for one in catalog.products.values():
        if spelt in (one.id.casefold(), one.en.casefold(), *(other.casefold() for other in one.names)):
            return one
    return None


def chain(catalog: Catalog, name: str) -> Chain:
    """The chain with this id.

    Raises:
        BadArgumentError: with the chains there are.
    """
    found = catalog.chains.get(name)
    if found is None:
        raise BadArgumentError(
            f'There is no chain "{name}". Chains are: {", ".join(sorted(catalog.chains))}.'
        )
    return found


def method(catalog: Catalog, name: str) -> Method:
    """A method: that version where one is named (range/1), else the one in force.

    In force is the one that starts last; of several that start on one day, the highest version.

    Raises:
        BadArgumentError: with the versions there are.
    """
    family, _, version = name.partition("/")
    versions = [one for one in catalog.methods.values() if one.id.partition("/")[0] == family]
    if version:
        versions = [one for one in versions if one.id == name]
    if not versions:
        known = ", ".join(sorted(catalog.methods))
        raise BadArgumentError(f'There is no method "{name}" in the catalogue. Methods are: {known}.')
    return max(versions, key=lambda one: (one.start, int(one.id.partition("/")[2])))


def priced_by(catalog: Catalog, name: str | None) -> Method:
    """The method prices are made by: the one asked for, or range in force.

    Raises:
        BadArgumentError: a method that makes no prices.
    """
    if name is not None and name.partition("/")[0] != PRICES:
        raise BadArgumentError(f'method: "{name}" makes no prices. Write range/1, or leave it out.')
    return method(catalog, name or PRICES)


def calendar(catalog: Catalog, method: Method, product: Product) -> Calendar | None:
    """The calendar a product's price keeps, by the currency of its unit; None where the method names none.

    Raises:
        BadArgumentError: the method names one that is not in the catalogue.
    """
    name = method.parameters.get("calendars", {}).get(product.unit.partition("/")[0])
    if name is not None and name not in catalog.calendars:
        close = nearest(name, sorted(catalog.calendars))
        raise BadArgumentError(f'{method.id} > parameters > calendars: no calendar "{name}".{close}')
    return None if name is None else catalog.calendars[name]


def waiting(known: Sequence[str], name: str) -> str:
    """The quarantined quote with this id, or the one whose id begins so.

    Raises:
        BadArgumentError: none, or several.
    """
    found = [one for one in known if one == name or (name and one.startswith(name))]
    if len(found) == 1 or name in found:
        return name if name in found else found[0]
    several = "Several quotes in quarantine begin with" if found else "No quote in quarantine is called"
    raise BadArgumentError(f'{several} "{name}".{nearest(name, known)} `orebook quarantine` lists them all.')


def said(word: str, what: str, meant: str) -> str:
    """A word that must not be empty: who decides, and why.

    Raises:
        BadArgumentError: when it is.
    """
    if not word.strip():
        raise BadArgumentError(f"{what}: is empty. Say {meant}.")
    return word.strip()


def touched(chain: Chain) -> list[str]:
    """Every product a chain's processes take or make, each once."""
    named = [name for one in chain.processes for name in (one.makes, *(item.product for item in one.takes))]
    return list(dict.fromkeys(named))
