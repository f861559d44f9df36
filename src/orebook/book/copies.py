"""What a subject says by the evidence of a moment: its text, its figures, and whose each of them is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook import review as desk
from orebook.book import licensing, publishing, rationale, submitters, terms, walk
from orebook.book.subjects import Subject
from orebook.book.walk import View
from orebook.publish.people import known_as
from orebook.publish.sheet import Priced, counted, sheet

if TYPE_CHECKING:
    from orebook.facts import Assessment, Judgement, Quote
    from orebook.publish import Claim, Copy
    from orebook.terms import Product

DEAL, FRONT_OFFICE = "transaction", "front-office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A subject worked out: what it says, and for each figure whose it is."""

    copy: Copy
    claims: tuple[Claim, ...]
    prices: tuple[Assessment, ...] = ()


def work(view: View, of: Subject) -> Worked:
    """Evidence -> what a subject says now. A series that has ended says nothing."""
    if of.week is not None:
        return _review(view, of.name, of.week)
    assert of.day is not None and view.store is not None
    notices = [one.fact for one in view.store.notices(known_at=view.clock)]
    if of.product is not None:
        house.going(of.product, of.day, notices)
        return _sheet(view, of, [of.product])
    names = [name for name in view.catalog.products if house.ended(name, of.day, notices) is None]
    return _sheet(view, of, names)


def _sheet(view: View, of: Subject, products: Sequence[str]) -> Worked:
    assert of.day is not None
    known = view.catalog.products
    made = [one for one in walk.each(view, products, of.day) if one.mid is not None]
    quotes, judged = _quotes(view, made, of.day), rationale.judgements(view, made)
    prices = [_priced(one, known[one.product], quotes, judged) for one in made]
    sources = {quotes[cite].source for one in made for cite in one.used}
    cites = tuple(cite for one in made for cite in (*one.used, *one.judgements))
    used, aside = counted(prices)
    copy = house.Copy(
        subject=of.name,
        on=of.day,
        products=tuple(one.product for one in made),
        method=", ".join(sorted({one.method for one in made})),
        text=sheet(_title(of, known), prices, _named(view, sources)),
        figures={f"{one.product}.{end}": value for one in made for end, value in licensing.ends(one)},
        cites=cites,
        used=used,
        set_aside=aside,
        judgements=tuple(judged),
        flags=_flags(view, made, quotes),
    )
    return Worked(
        copy=copy,
        claims=tuple(claim for one in made for claim in licensing.claims(one, quotes)),
        prices=tuple(made),
    )


def _title(of: Subject, known: Mapping[str, Product]) -> str:
    return f"{known[of.product].en}, {of.day}" if of.product else f"Prices of {of.day}"


def _priced(
    made: Assessment, product: Product, quotes: Mapping[str, Quote], judged: Mapping[str, Judgement]
) -> Priced:
    deals = tuple(item for item in made.set_aside if item.quote in quotes and quotes[item.quote].kind == DEAL)
    cited = tuple(judged[cite] for cite in made.judgements)
    return Priced(assessment=made, name=product.en, judgements=cited, deals=deals)


def _quotes(view: View, made: Collection[Assessment], on: date) -> dict[str, Quote]:
    """The quotes some assessments use or set aside: no older than a price is carried."""
    wanted = {cite for one in made for cite in (*one.used, *(item.quote for item in one.set_aside))}
    days = int(terms.priced_by(view.catalog, view.method).parameters["carry_days"])
    names, first = [one.product for one in made], on - timedelta(days=days)
    return (
        {one.id: one.fact for one in walk.quotes(view, names, on, first) if one.id in wanted} if made else {}
    )


def _flags(view: View, made: Collection[Assessment], quotes: Mapping[str, Quote]) -> tuple[str, ...]:
    """Marks of some prices, and that one of them rests on a front office."""
    flags = {flag for one in made for flag in one.flags}
    given = {quotes[cite].contributor for one in made for cite in one.used if cite in quotes} - {None}
    if given:
        fronts = {known_as(one.code) for one in submitters.submitters(view) if one.role == FRONT_OFFICE}
        flags |= {FRONT_OFFICE for code in given if known_as(code or "") in fronts}
    return tuple(sorted(flags))


def _named(view: View, ids: Collection[str | None]) -> list[str]:
    """Sources as a reader is told of them: name and address."""
    known = view.catalog.sources
    lines = []
    for name in sorted(one for one in ids if one is not None):
        source = known.get(name)
        lines.append(name if source is None else ", ".join(filter(None, (source.name, source.address))))
    return lines


def _review(view: View, name: str, week: str) -> Worked:
    assert view.store is not None
    facts = publishing.facts_of(view, week)
    notices = [one.fact for one in view.store.notices(known_at=view.clock)]
    ended = {one for one in facts.assessments if house.ended(one, facts.on, notices) is not None}
    planned = desk.plan(replace(
        facts,
        assessments={key: one for key, one in facts.assessments.items() if key not in ended},
        before={key: one for key, one in facts.before.items() if key not in ended},
    ))  # fmt: skip
    stated = [facts.assessments[row.product] for row in planned.rows if row.mid]
    judged = rationale.judgements(view, stated)
    copy = house.Copy(
        subject=name,
        on=planned.on,
        products=tuple(one.product for one in stated),
        method=", ".join(sorted(planned.methods)),
        text=desk.markdown(planned),
        figures=planned.stated,
        cites=(*planned.evidence, *judged),
        used=int(planned.stated.get("count.used", 0)),
        set_aside=int(planned.stated.get("count.aside", 0)),
        judgements=tuple(judged),
        flags=_flags(view, stated, facts.quotes),
    )
    return Worked(copy=copy, claims=tuple(licensing.of_review(planned)), prices=tuple(stated))
