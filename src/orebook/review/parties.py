"""Who is firm and who yields: the two sides of each link, and what they were heard to say."""

from __future__ import annotations

from orebook.facts import LINKS, Phrase, Stance
from orebook.review.blocks import MatrixRow
from orebook.review.content import Figure, Said
from orebook.review.register import Register

SIDES = ("seller", "buyer")


def matrix(register: Register) -> tuple[MatrixRow, ...]:
    """A row for each link of the chain, in order, also where nobody was heard."""
    week = register.week
    now = {stance.link: stance for stance in week.stances}
    before = {stance.link: stance for stance in week.stances_before}
    return tuple(_row(register, link, now.get(link), before.get(link)) for link in LINKS)


def _row(register: Register, link: str, now: Stance | None, before: Stance | None) -> MatrixRow:
    name = f"stance.{link}"
    entry = register.entry(name, "stance", link, register.week.on)
    cited = now.phrases if now else ()
    register.rest(entry, phrases=cited)
    return MatrixRow(
        link=link,
        entry=entry,
        state=now.state if now else None,
        before=before.state if before else None,
        seller=_score(register, now, "seller"),
        buyer=_score(register, now, "buyer"),
        stalemate=_score(register, now, "stalemate"),
        said=tuple(said for side in SIDES for said in heard(register, cited, link, side)),
        place=_place(now),
        earlier=_place(before),
    )


def heard(register: Register, cited: tuple[str, ...], link: str, side: str) -> list[Said]:
    """What one side of a link said, a cue once, in the order it was heard; the firmest of a cue's scores."""
    found: dict[str, Said] = {}
    for phrase in _phrases(register, cited, link, side):
        known = found.get(phrase.cue)
        if known is None or abs(phrase.score) > abs(known.score):
            found[phrase.cue] = Said(phrase.cue, side, phrase.score, f"stance.{link}")
    return list(found.values())


def _phrases(register: Register, cited: tuple[str, ...], link: str, side: str) -> list[Phrase]:
    held = register.week.phrases
    return [held[key] for key in cited if key in held and (held[key].link, held[key].side) == (link, side)]


def _score(register: Register, stance: Stance | None, what: str) -> str | None:
    value = getattr(stance, what) if stance else None
    if stance is None or value is None:
        return None
    figure = Figure(
        key=f"stance.{stance.link}.{what}",
        value=value,
        unit="index" if what == "stalemate" else "score",
        subject=stance.link,
        what=what,
        on=stance.price_date,
        entry=f"stance.{stance.link}",
        cites=_cites(register, stance, what),
        how="stalemate" if what == "stalemate" else "score",
        signed=what in SIDES,
    )
    return register.add(figure)


def _cites(register: Register, stance: Stance, what: str) -> tuple[str, ...]:
    """The phrases of one side; all of them for the index, or where one is missing and must be refused."""
    held = register.week.phrases
    if what not in SIDES or any(key not in held for key in stance.phrases):
        return stance.phrases
    return tuple(key for key in stance.phrases if held[key].side == what) or stance.phrases


def _place(stance: Stance | None) -> tuple[float, float] | None:
    if stance is None or stance.seller is None or stance.buyer is None:
        return None
    return stance.seller, stance.buyer
