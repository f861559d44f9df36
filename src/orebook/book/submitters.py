"""The register of submitters: who a contributor's code is, on which side of its house, whether verified.

A submitter of a trading desk (front office) may give bids, offers and deals, but they count only once
somebody outside it has verified what it gives. Every line of the register stays; the last ones say how it
stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from orebook.book import terms
from orebook.book.walk import View
from orebook.errors import BadArgumentError, nearest
from orebook.facts import RegisterEntry

if TYPE_CHECKING:
    from orebook.facts import Held

REGISTER, VERIFIED = "submitter", "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """A contributor as the register has it."""

    code: Annotated[str, "as it stands on quotes: C17"]
    role: Annotated[str | None, "front-office, back-office, broker or analyst"]
    who: Annotated[str, "the company or person behind the code"]
    verified: Annotated[str | None, "who verified it since its role was last written down"]
    lines: Annotated[tuple[Held[RegisterEntry], ...], "every line of the register on it, oldest first"]


def submitters(view: View) -> list[Submitter]:
    """Every submitter of the register as known then, by code."""
    assert view.store is not None
    lines: dict[str, list[Held[RegisterEntry]]] = {}
    for held in view.store.register(REGISTER, known_at=view.clock):
        lines.setdefault(held.fact.subject, []).append(held)
    return [_submitter(code, lines[code]) for code in sorted(lines)]


def submitter(view: View, code: str | None) -> Submitter | None:
    """The submitter with a code, in any spelling of its letters; None where the register has none."""
    wanted = (code or "").strip().casefold()
    return next((one for one in submitters(view) if one.code.casefold() == wanted), None)


def _submitter(code: str, lines: Sequence[Held[RegisterEntry]]) -> Submitter:
    role, who, verified = None, code, None
    for held in lines:
        if held.fact.stage == VERIFIED:
            verified = held.fact.author
        else:
            role, who, verified = held.fact.stage, held.fact.who, None
    return Submitter(code=code, role=role, who=who, verified=verified, lines=tuple(lines))


def add(view: View, code: str, role: str, who: str | None, author: str, note: str, on: date) -> RegisterEntry:
    """Write down a submitter's role; a verification before it no longer holds.

    Raises:
        BadArgumentError: a role that is none, or nobody named.
    """
    roles = view.catalog.words["typed"]["roles"]["names"]
    if role not in roles:
        raise BadArgumentError(
            f'role: "{role}" is none.{nearest(role, roles)} Roles are: {", ".join(roles)}.'
        )
    known = submitter(view, code)
    name = known.code if known else terms.said(code, "code", "the contributor's code, such as C17")
    return _written(view, name, role, (who or "").strip() or (known.who if known else name), author, note, on)


def verify(view: View, code: str, author: str, reason: str, on: date) -> RegisterEntry:
    """Write down that somebody outside the desk has verified what a submitter gives.

    Raises:
        BadArgumentError: no such submitter, no reason, or the submitter's own word.
    """
    known = submitter(view, code)
    if known is None:
        codes = [one.code for one in submitters(view)]
        raise BadArgumentError(
            f'The register has no submitter "{code}".{nearest(code, codes)} Add it first:'
            f" orebook submitter add {code} --role back-office --as NAME"
        )
    if author.strip().casefold() in (known.code.casefold(), known.who.casefold()):
        raise BadArgumentError(f"{author}: nobody verifies their own figures. Name who outside the desk did.")
    why = terms.said(reason, "reason", "what was looked at")
    return _written(view, known.code, VERIFIED, known.who, author, why, on)


def _written(view: View, code: str, stage: str, who: str, author: str, text: str, on: date) -> RegisterEntry:
    assert view.store is not None
    made = RegisterEntry(
        register=REGISTER,
        number=f"{REGISTER}-{code}",
        stage=stage,
        subject=code,
        who=who,
        text=text.strip(),
        author=terms.said(author, "author", "who writes it down"),
        happened=on,
        due=None,
    )
    view.store.append([made])
    return made
