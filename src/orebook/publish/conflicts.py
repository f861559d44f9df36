"""Who holds what: nobody drafts or approves the price of a product they hold, and the house holds nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orebook.errors import BadArgumentError
from orebook.facts import RegisterEntry
from orebook.publish.people import same

REGISTER, NONE, POSITION = "conflict", "none", "position"


def declared(name: str, entries: Sequence[RegisterEntry]) -> tuple[RegisterEntry, ...]:
    """The lines of a person's newest declaration, whole; none where there is none.

    >>> declared("Wang Li", [])
    ()
    """
    own = [one for one in entries if one.register == REGISTER and same(one.who, name)]
    return tuple(one for one in own if one.number == own[-1].number)


def unconflicted(name: str, products: Collection[str], entries: Sequence[RegisterEntry]) -> None:
    """Refuse somebody who holds a product whose price is to be published. Method publish/2, P15.

    Args:
        name: who drafts or approves.
        products: ids of the products whose prices are stated.
        entries: the register of conflicts, oldest first.

    Raises:
        BadArgumentError: naming the position.

    >>> unconflicted("Wang Li", ["prnd-oxide"], [])
    """
    lines = declared(name, entries)
    held = next((one for one in lines if one.stage == POSITION and one.subject in products), None)
    if held is not None:
        raise BadArgumentError(
            f"{name} declared a position in {held.subject} on {held.happened} ({held.number}: {held.text}), "
            "so neither drafts nor approves its price (publish/2, P15). Let somebody else."
        )
