"""Finding what a user named in the catalogue, or saying what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.errors import BadArgumentError, nearest
from orebook.terms import Catalog, Chain, Method, Product


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
    """The newest version of a method, by the day it starts."""
    versions = [one for one in catalog.methods.values() if one.id.partition("/")[0] == name]
    if not versions:
        raise BadArgumentError(f'There is no method "{name}" in the catalogue.')
    return max(versions, key=lambda one: (one.start, one.id))


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
