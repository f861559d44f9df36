"""Where the money expressions of a text stand, read from left to right over its words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from orebook.reader.amounts import Amounts
from orebook.reader.money import Amount, Money, Place
from orebook.reader.tokens import tokens
from orebook.reader.vocabulary import Mark

#: How far the second number of a range may stand: "to a premium of 150".
_FAR = 28
#: Words that open a bracket with a move.
_MOVES = (["up"], ["down"], ["rose"], ["fell"], ["gained"], ["lost"], ["rising"], ["falling"])
#: Numbers that stand in a unit: 10,000 yuan a tonne.
_UNIT_SIZES = (Decimal(1000), Decimal(10_000))


def expressions(folded: str, marks: Sequence[Mark], taken: Sequence[Place]) -> list[Money]:
    """Every number expression outside the places already taken by dates and product names."""
    return _Expressions(folded, tokens(folded, marks, taken)).all()


class _Expressions(Amounts):
    """Reads amounts and ranges off the tokens of a text."""

    def all(self) -> list[Money]:
        found: list[Money] = []
        at = 0
        while at < len(self.tokens):
            money, at = self._expression(at) if self._starts(at) else (None, at + 1)
            if money is not None:
                found.append(money)
        return found

    def _expression(self, at: int) -> tuple[Money | None, int]:
        first, after = self._amount(at)
        if first is None or self._heads(first, at, after):
            return None, after
        money = Money((first,), signed=bool(first.sign))
        joined = self._range(first, after)
        if joined is not None:
            last, after, how = joined
            money = Money((first, last), how, bool(first.sign or last.sign))
        if self._chained(money, after):
            return None, self._past_chain(after)
        after = self._discounted(money, after)
        return money, self._past_conversion(money, after)

    def _heads(self, first: Amount, at: int, after: int) -> bool:
        """Whether it is the unit of a label: "(10,000 yuan/tonne)"."""
        inside = (
            first.full in _UNIT_SIZES and first.per is not None and self._mark(after, "close") is not None
        )
        return inside and any(self._mark(back, "open") for back in range(max(0, at - 3), at))

    def _range(self, first: Amount, at: int) -> tuple[Amount, int, str] | None:
        mark = self._after(first.right, at, "range")
        if mark is None:
            return None
        how, sign, ahead = str(mark.get("range")), 0, at + 1
        if how == "slash" and (first.per or mark.start > first.right):
            return None
        if how != "and":
            sign, ahead = self._sign_ahead(ahead, mark.end, first)
        while self._mark(ahead, "currency") and self._mark(ahead, "approximate") is None:
            ahead += 1
        if not (ahead < len(self.tokens) and self._starts(ahead)) or self.tokens[ahead].start - mark.end > 28:
            return None
        last, after = self._amount(ahead, at + 1)
        if (
            last is None
            or not self._fits(first, last, how, mark, sign)
            or (how in ("to", "and") and self._dashed(last, after))
        ):
            return None
        last.sign = last.sign or sign or (0 if how == "to" else first.sign)
        if sign and not first.sign and self.text.endswith("升", 0, first.left):
            first.sign = 1  # 升30~贴10
        if first.sign and not last.sign:
            last.sign = first.sign
        return last, after, how

    def _dashed(self, last: Amount, at: int) -> bool:
        """Whether a range begins at the second number: "by 20,000 to 6.1-6.13 million"."""
        dash = self._after(last.right, at, "range")
        return dash is not None and dash.get("range") == "dash" and self._number(at + 1)

    def _sign_ahead(self, at: int, end: int, first: Amount) -> tuple[int, int]:
        """The sign of "to a premium of 150" or 贴50~升30, and where its number begins."""
        if first.sign and self.text.startswith("升", end) and self._number(at):
            return 1, at
        if self._mark(at, "per") is not None and self.text[self.tokens[at].start] == "a":
            at += 1
        for role, sign in (("minus", -1), ("plus", 1)):
            if self._mark(at, role) is not None:
                return sign, at + 1
        return 0, at

    def _fits(self, first: Amount, last: Amount, how: str, mark: Mark, sign: int) -> bool:
        if self.text[mark.end : last.left].strip() and not sign:
            return False
        if (first.percent and not last.percent) or (last.percent and not first.percent and how != "dash"):
            return False
        if (last.volume and first.currency) or (
            first.volume != last.volume and (first.volume or how != "dash")
        ):
            return False
        differ = first.currency and last.currency and first.currency != last.currency
        return not differ and not (first.per and last.per and first.per != last.per)

    def _chained(self, money: Money, at: int) -> bool:
        """Three numbers on two dashes are a telephone number, a date or a code."""
        dash = self._after(money.right, at, "range")
        if (
            dash is None
            or dash.get("range") != "dash"
            or money.joined_by != "dash"
            or not self._number(at + 1)
        ):
            return False
        return dash.start == money.right or self.tokens[at + 1].start > dash.end

    def _past_chain(self, at: int) -> int:
        while (mark := self._mark(at, "range")) and mark.get("range") == "dash" and self._number(at + 1):
            at += 2
        return at

    def _discounted(self, money: Money, at: int) -> int:
        """The sign that comes after: "52-54¢/lb discount"."""
        mark = self._after(money.right, at, "minus")
        if mark is None or not self.text.startswith("discount", mark.start) or money.signed:
            return at
        for amount in money.amounts:
            amount.sign = -1
        money.signed = True
        return at + 1

    def _past_conversion(self, money: Money, at: int) -> int:
        """Step over "($934-942/kg)" after a price: the same price in another money."""
        bracket = self._after(money.right, at, "open")
        if bracket is None or not money.currency:
            return at
        inside = at + 1
        while self._mark(inside, "approximate"):
            inside += 1
        opens = self._number(inside) or self._mark(inside, "currency") is not None
        if not opens or self.tokens[inside].start - bracket.end > 20 or self._moved(bracket.end, inside):
            return at
        closed = self._close(at)
        if closed is None:
            return at
        money.amounts[-1].right = self.tokens[closed - 1].end
        return closed

    def _moved(self, end: int, at: int) -> bool:
        """Whether a bracket tells a move or a day, not another money: "(down 2,000", (较上日涨0.2万元)."""
        between = self.text[end : self.tokens[at].start]
        return not between.isascii() or between.split()[:1] in _MOVES or between.strip() == "+"
