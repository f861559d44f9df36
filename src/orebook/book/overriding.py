"""A judgement made ready, tried, and kept. It fetches, calls and passes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from orebook import assess, units
from orebook.book import sources, terms, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.facts import Held, Judgement, identity
from orebook.facts.written import written

if TYPE_CHECKING:
    from orebook.facts import Quote
    from orebook.terms import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a person says: exactly one of the price, a quote set aside, and a quote admitted."""

    price: str | None
    set_aside: str | None
    admit: str | None
    author: str
    reason: str


def judge(view: View, product: str, on: str | date, said: Override) -> Judgement:
    """A person's words -> a judgement, kept for good."""
    assert view.store is not None
    found, day = terms.product(view.catalog, product), sources.today_or_before(on)
    held = walk.leant_on(view, [found], day).get(found.id, [])
    made = _judgement(found, day, held, said)
    _new(view, made)
    _works(view, found, held, made)
    walk.words(view)
    view.store.append([made])
    return made


def _judgement(product: Product, day: date, held: list[Held[Quote]], said: Override) -> Judgement:
    author = terms.said(said.author, "author", "who judges")
    reason = terms.said(said.reason, "reason", "the rationale")
    given = {"price": said.price, "set-aside": said.set_aside, "admit": said.admit}
    chosen = [(action, what) for action, what in given.items() if what is not None]
    if len(chosen) != 1:
        raise BadArgumentError("Judge one thing: the price, a quote to set aside, or a quote to admit.")
    ((action, what),) = chosen
    low, high, unit = _stated(product, what) if action == "price" else (None, None, None)
    return Judgement(
        product=product.id, price_date=day, action=action,
        quote=None if action == "price" else _quote(held, day, what),
        low=low, high=high, unit=unit, author=author, reason=reason,
    )  # fmt: skip


def _stated(product: Product, price: str) -> tuple[float, float, str]:
    """A price as it was said, in the product's unit where it names none."""
    level, _, unit = price.strip().partition(" ")
    try:
        said = written(f"{product.id} {level} {unit.strip() or product.unit}")
    except BadArgumentError as error:
        if "is no number or range" not in str(error):
            raise
        raise BadArgumentError(
            f'price: "{price}" is no price. Write a number or a range such as 715000-720000, and its unit'
            f' where that is not {product.unit}: "715-720 CNY/kg".'
        ) from None
    if units.ratio(said.unit, product.unit) is None:
        raise BadArgumentError(
            f"price: {product.id} is priced in {product.unit}, and {said.unit} does not become it without a "
            f"rate or a grade. State it in {product.unit}."
        )
    return said.low, said.high, said.unit


def _quote(held: list[Held[Quote]], day: date, name: str) -> str:
    known = [one.id for one in held if one.fact.price_date == day]
    found = [one for one in known if one == name or (name and one.startswith(name))]
    if name in known or len(found) == 1:
        return name if name in known else found[0]
    several = "Several quotes of that day begin with" if found else "No quote of that day is called"
    raise BadArgumentError(f'{several} "{name}". `orebook why PRODUCT --on {day}` lists them with their ids.')


def _new(view: View, made: Judgement) -> None:
    """The same words again would not be kept again, and so would not be the newest."""
    if identity(made) in {one.id for one in walk.judgements(view, [made.product])}:
        raise BadArgumentError(
            f"{made.product} on {made.price_date}: {made.author} recorded this very judgement already. If it"
            " is to stand again over a later one, say in the reason why."
        )


def _works(view: View, product: Product, held: list[Held[Quote]], made: Judgement) -> None:
    """Refuse a judgement that no price would rest on."""
    judged = walk.judgements(view, [product.id])
    last = max((one.recorded_at for one in judged), default=0) + 1
    tried = Held(id=identity(made), fact=made, recorded_at=last, available_at=last)
    asked = walk.asked(view, product)
    price = assess.assess(product, held, on=made.price_date, judgements=[*judged, tried], **asked)
    if tried.id in price.judgements or price.status == "judged":
        return
    rule = next((one.rule for one in price.set_aside if one.quote == made.quote), None)
    aside = (
        f"{made.quote} is set aside by {rule} of {price.method}" if rule else "the method has no rule for it"
    )
    raise BadArgumentError(
        f"{product.id} on {made.price_date}: this judgement would change nothing: {aside}. Nothing was kept."
    )


def judgements(view: View, product: str | None) -> list[Held[Judgement]]:
    """What people judged, of one product or of all."""
    assert view.store is not None
    wanted = None if product is None else [terms.product(view.catalog, product).id]
    return view.store.judgements(wanted, known_at=view.clock)
