"""One level before its judge: it stands, it is mended, it waits, or it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from orebook.facts import Quote, Refusal
from orebook.reader.agreement import Beside, agrees, other_size
from orebook.reader.bounds import Level, level, trouble
from orebook.reader.gate import Move, compare, moved, witnesses
from orebook.reader.known import QUARANTINED, Known
from orebook.reader.slips import Mechanism, mechanisms, readings
from orebook.reader.verdicts import Numbered, refusal
from orebook.terms import Product
from orebook.units import ratio

#: What was wrong with a quote whose digits or money were put right in reading, when that does not stand.
ASSUMED = {
    "lost-zero": "unreadable-number", "missing-dash": "unreadable-number", "yen-for-yuan": "unknown-unit",
}  # fmt: skip

Meant = list[tuple[Mechanism, Level]]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the levels of one document against what was known before it."""

    known: Known
    beside: Beside
    texts: Mapping[str, Numbered]

    def verdict(self, quote: Quote) -> Quote | Refusal:
        """A quote unchanged, mended or quarantined, or its refusal."""
        found, product = level(quote.low, quote.high, quote.unit), self._product(quote)
        problem = self._problem(quote, found, product)
        if problem is None and self._passes(quote):
            return quote
        meant = self._meant(quote, found, product)
        mended = None if quote.repairs else self._mended(quote, meant, product)
        if mended is not None:
            return mended
        if problem is None and not quote.repairs:
            return self._held_back(quote)
        fitting = self._fitting(quote, meant, product)
        return refusal(quote, found, _named(quote, problem), product, self.texts, fitting)

    def _passes(self, quote: Quote) -> bool:
        """Whether a quote passes the gate, or there is none. Rule C2."""
        move = compare(quote, self.known)
        return move is None or move.inside

    def _product(self, quote: Quote) -> Product | None:
        return self.known.catalog.products.get(quote.product)

    def _problem(self, quote: Quote, found: Level, product: Product | None) -> str | None:
        """The check a level fails as it was read. Rules X7, X17, X18, X19."""
        broken = trouble(found, product, self.known.limits, mended=bool(quote.repairs))
        if broken is not None:
            return broken
        if self._unborne(quote):
            return "unknown-unit"
        return None if self._agrees(found, quote) else "contradicted"

    def _agrees(self, found: Level, quote: Quote) -> bool:
        """Whether the conversion beside a level fits it, or an earlier level bears it out all the same."""
        if agrees(found, quote, self.beside):
            return True
        move = compare(quote, self.known)
        return move is not None and move.inside

    def _unborne(self, quote: Quote) -> bool:
        """Whether what reading assumed needs an earlier level to bear it out, and there is none."""
        if not quote.repairs:
            return False
        needing = {one.id for one in mechanisms(self.known.catalog) if one.history}
        if needing.isdisjoint(quote.repairs):
            return False
        move = self._move(quote)
        return move is None or not move.inside

    def _meant(self, quote: Quote, found: Level, product: Product | None) -> Meant:
        """Every other reading that has order, width and band, and agrees with the document."""
        limits = self.known.limits
        size = other_size(quote, self.beside)
        return [
            (mechanism, other)
            for mechanism, other in readings(found, quote, self.known.catalog, size)
            if trouble(other, product, limits) is None
            and agrees(other, quote, self.beside)
            and (size is None or _sized(found, other, size))
        ]

    def _mended(self, quote: Quote, meant: Meant, product: Product | None) -> Quote | None:
        """The one reading that passes every check, where a mechanism that repairs is behind it. Rule C1."""
        standing = [
            (mechanism, other)
            for mechanism, other in meant
            if (mechanism.rival or mechanism.repairs) and self._stands(quote, other, product)
        ]
        own = [one for one in standing if product and ratio(one[1].unit, product.unit) is not None]
        standing = own or standing
        if len({(other.low, other.high, other.unit) for _, other in standing}) != 1:
            return None
        repairing = [(mechanism, other) for mechanism, other in standing if mechanism.repairs]
        if not repairing:
            return None
        mechanism, other = repairing[0]
        return replace(
            read_as(quote, other), repairs=(*quote.repairs, mechanism.id), rules=(*quote.rules, "C1")
        )

    def _stands(self, quote: Quote, other: Level, product: Product | None) -> bool:
        """Whether a guess stands more than what is printed: narrow, where prices were, inside the gate."""
        if trouble(other, product, self.known.limits, mended=True) is not None:
            return False
        move = self._move(read_as(quote, other))
        return move is None or move.inside

    def _move(self, quote: Quote) -> Move | None:
        """A quote beside the last level known, or where none is, beside the others of its own document."""
        return compare(quote, self.known) or self._within(quote)

    def _within(self, quote: Quote) -> Move | None:
        """A quote beside the nearest levels of its series in its own document that stand by themselves."""
        placed = self.known.placed(quote)
        if placed is None:
            return None
        others = [
            standing
            for one in self.beside.quotes
            if one.spans != quote.spans and self._stands_alone(one)
            if (standing := self.known.standing(one, placed[0])) is not None
        ]
        apart = {one.day: abs((one.day - quote.price_date).days) for one in others}
        nearest = [one for one in others if apart[one.day] == min(apart.values())]
        return moved(placed[1], placed[0], quote.price_date, nearest, self.known)

    def _stands_alone(self, quote: Quote) -> bool:
        found = level(quote.low, quote.high, quote.unit)
        return trouble(found, self._product(quote), self.known.limits) is None

    def _held_back(self, quote: Quote) -> Quote:
        """Quarantined, unless an independent voice says the same already. Rules C2 and C3."""
        if witnesses(quote, self.known):
            return replace(quote, rules=(*quote.rules, "C3"))
        return replace(quote, flags=(*quote.flags, QUARANTINED), rules=(*quote.rules, "C2"))

    def _fitting(self, quote: Quote, meant: Meant, product: Product | None) -> list[Level]:
        """What to suggest: readings that stand before those that only might."""
        ordered = sorted(meant, key=lambda one: not self._stands(quote, one[1], product))
        assumed = [level(quote.low, quote.high, quote.unit)] if quote.repairs else []
        return [*assumed, *(other for _, other in ordered)]


def _named(quote: Quote, problem: str | None) -> str:
    """The rule a refusal carries: of a quote that reading put right already, what was wrong with it."""
    assumed = next((ASSUMED[name] for name in quote.repairs if name in ASSUMED), None)
    return assumed or problem or "outside-band"


def read_as(quote: Quote, other: Level) -> Quote:
    """A quote with another reading of its number."""
    return replace(quote, low=_number(other.low), high=_number(other.high), unit=other.unit)


def _number(end: Decimal | None) -> float | None:
    return None if end is None else float(end)


def _sized(found: Level, other: Level, size: Decimal) -> bool:
    """Whether a reading is so many times the level as it stands."""
    return other.ends == tuple(end * size for end in found.ends)
