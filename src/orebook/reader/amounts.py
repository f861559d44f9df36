"""One amount: a number, its scale, sign and currency, and what it is per, wherever they stand around it."""

from __future__ import annotations

from decimal import Decimal

from orebook.reader.money import SCALES, Amount
from orebook.reader.numbers import Number
from orebook.reader.tokens import Token, Tokens
from orebook.reader.vocabulary import Mark

#: Ten thousand, after which a Chinese number may go on: 2万6,205.
_MYRIAD = SCALES["10000"]
#: 升 is a premium after these, and a rise elsewhere: 报升200元, 铜价升200元.
_PREMIUMS = tuple(
    f"{before}升" for before in ("报", "约", "在", "合约", "当月", "次月", "水铜", "好铜", "法铜", "报价")
)
_ONE_LETTER = ("m", "k")


class Amounts(Tokens):
    """Reads single amounts off the tokens of a text."""

    def _amount(self, at: int, floor: int = 0) -> tuple[Amount | None, int]:
        token = self.tokens[at]
        if isinstance(token, Mark):
            amount = Amount(token.start, token.end, Decimal(0), left=token.start, right=token.end)
            amount.parity = True
            return amount, at + 1
        if self._coded(token, at, floor):
            return None, at + 1
        amount = Amount(
            token.start, token.end, token.value, grouped=token.grouped, left=token.start, right=token.end
        )
        self._look_left(amount, at, floor)
        after = self._scale(amount, at + 1)
        after = self._currency(amount, after)
        after = self._per(amount, after)
        amount.scale = amount.scale or amount.label
        if not amount.currency and self._after(amount.right, after, "measure"):
            return None, after + 1
        return amount, after

    def _coded(self, number: Number, at: int, floor: int) -> bool:
        """Whether the digits are part of a grade, a clock time, an ordinal or a contract."""
        before, after = self.text[number.start - 1 : number.start], self.text[number.end : number.end + 1]
        if before == "#" or after in ("#", ":") or (before == ":" and self._clock(number)):
            return True
        if (
            before.isascii()
            and before.isalpha()
            and not self._touching(at - 1, number.start, "currency", "range")
        ):
            return True
        if before == "-" and not floor and self._hyphen(number.start - 1):
            return True
        if after.isascii() and after.isalpha() and not self._touches(at + 1, number.end):
            return True
        return self._after(number.end, at + 1, "measure") is not None

    def _clock(self, number: Number) -> bool:
        """Whether digits after a colon are minutes: 10:30, and not 2021:8,500."""
        hours = self.text[max(0, number.start - 4) : number.start - 1]
        return (
            hours[-1:].isdigit()
            and not (len(hours) > 2 and hours.isdigit())
            and number.end - number.start == 2
        )

    def _hyphen(self, at: int) -> bool:
        letter = self.text[at - 1 : at]
        return letter.isascii() and letter.isalpha()

    def _touching(self, at: int, end: int, *roles: str) -> bool:
        return any((mark := self._mark(at, role)) is not None and mark.end == end for role in roles)

    def _touches(self, at: int, start: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].start == start

    def _look_left(self, amount: Amount, at: int, floor: int) -> None:
        """A currency, a sign and "每吨" before the number, back to a token that is taken already."""
        at = self._minus_sign(amount, at - 1, floor)
        while at >= floor and (mark := self._mark(at, "currency")) and self._near(mark.end, at + 1):
            if self._claimed(at):
                break
            amount.currency = amount.currency or mark.get("currency")
            amount.places.append((mark.start, mark.end))
            amount.left = mark.start
            at = self._minus_sign(amount, at - 1, floor)
        if (
            at >= floor
            and amount.currency is None
            and self._mark(at, "close")
            and self._near(self.tokens[at].end, at + 1)
        ):
            self._label(amount, at)
        while at >= floor and self._mark(at, "approximate") and self._near(self.tokens[at].end, at + 1):
            at -= 1
        if at >= floor:
            self._sign_before(amount, at)
            self._per_before(amount, at)
        if self.text.endswith(_PREMIUMS, 0, amount.left):
            amount.sign = amount.sign or 1

    def _label(self, amount: Amount, at: int) -> None:
        """The unit in brackets before a number: "LFP (10K RMB/ton) 3.51"."""
        opened = next((back for back in range(at - 1, max(-1, at - 9), -1) if self._mark(back, "open")), None)
        if opened is None:
            return
        inside = self.tokens[opened + 1 : at]
        marks = {
            role: mark
            for mark in inside
            if isinstance(mark, Mark)
            for role in ("currency", "per", "mass", "scale")
            if mark.has(role)
        }
        if not {"currency", "per", "mass"} <= marks.keys():
            return
        sizes = [token.value for token in inside if isinstance(token, Number) and token.value]
        scale = SCALES[marks["scale"].get("scale")] if "scale" in marks else Decimal(1)
        for size in sizes:
            scale *= size
        amount.currency, amount.per = marks["currency"].get("currency"), marks["mass"].get("mass")
        amount.label = scale if scale > 1 else None
        amount.places.append((inside[0].start, inside[-1].end))

    def _claimed(self, at: int) -> bool:
        """Whether a currency belongs to the number before it: 6,150 yuan 4,800."""
        return self._number(at - 1) if at and self._near(self.tokens[at - 1].end, at) else False

    def _minus_sign(self, amount: Amount, at: int, floor: int) -> int:
        mark = self._mark(at, "range") if at >= floor else None
        if mark is None or mark.get("range") != "dash" or mark.end != amount.left:
            return at
        if (
            self.text[mark.start - 1 : mark.start].strip(" \n(:,，、：;|")
            and self.text[mark.start - 1].isascii()
        ):
            return at
        amount.sign, amount.left = -1, mark.start
        return at - 1

    def _sign_before(self, amount: Amount, at: int) -> None:
        for role, sign in (("minus", -1), ("plus", 1)):
            mark = self._mark(at, role)
            if mark is not None and amount.left - mark.end <= 28 and self._fillers(mark.end, amount.left, at):
                amount.sign = amount.sign or sign

    def _fillers(self, end: int, start: int, at: int) -> bool:
        between = self.text[end:start]
        for token in self.tokens[at + 1 : at + 4]:
            if token.start < start and isinstance(token, Mark):
                between = between.replace(self.text[token.start : token.end], "", 1)
        return not between.strip() or between.strip() in (
            "of",
            "at",
            "is",
            "was",
            "of a",
            "comex",
            "lme",
            "为",
            "至",
            "在",
            "报",
        )

    def _per_before(self, amount: Amount, at: int) -> None:
        mass, per = self._mark(at, "mass"), self._mark(at - 1, "per")
        if (
            mass is None
            or per is None
            or per.end != mass.start
            or not self.text.startswith(("每", "per", "一"), per.start)
        ):
            return
        between = self.text[mass.end : amount.left]
        if len(between) <= 5 and not any(letter in ",，。;；、(" for letter in between):
            amount.per = mass.get("mass")
            amount.places.append((per.start, mass.end))

    def _scale(self, amount: Amount, at: int) -> int:
        mark = self._after(amount.right, at, "scale")
        if mark is None or (
            mark.word.text in _ONE_LETTER
            and (mark.start > amount.right or (not amount.currency and mark.word.text == "m"))
        ):
            return at
        amount.scale, amount.end, amount.right = SCALES[mark.get("scale")], mark.end, mark.end
        at += 1
        token = self.tokens[at] if at < len(self.tokens) else None
        if amount.scale != _MYRIAD or not isinstance(token, Number) or not self._near(mark.end, at):
            return at
        if token.value is None or token.value >= _MYRIAD:
            return at
        amount.remainder, amount.end, amount.right = token.value, token.end, token.end
        return at + 1

    def _currency(self, amount: Amount, at: int) -> int:
        mark = self._after(amount.right, at, "currency")
        while mark is not None:
            if amount.currency not in (None, mark.get("currency")) and mark.word.text == "元":
                amount.right, at = mark.end, at + 1  # 新台币1500元: the dollars of before
                mark = self._after(amount.right, at, "currency")
                continue
            if amount.currency not in (None, mark.get("currency")) or self._opens_next(mark, at):
                return at
            amount.currency, amount.right, at = mark.get("currency"), mark.end, at + 1
            amount.places.append((mark.start, mark.end))
            mark = self._after(amount.right, at, "currency")
        return at

    def _opens_next(self, mark: Mark, at: int) -> bool:
        """Whether a currency sign belongs to the number after it: 600-630 $440."""
        sign = mark.word.text in ("$", "¥", "us$", "$us", "a$", "yn", "€", "£")
        return sign and self._number(at + 1) and self.tokens[at + 1].start == mark.end

    def _per(self, amount: Amount, at: int) -> int:
        ahead, end = at, amount.right
        bracket = self._after(end, ahead, "open")
        if bracket is not None:
            closed = self._close(ahead)
            if self._after(bracket.end, ahead + 1, "per"):
                return self._per_at(amount, ahead + 1, at, closed)
            if (
                closed is None
                or not amount.currency
                or not self._after(self.tokens[closed - 1].end, closed, "per")
            ):
                return at
            return self._per_at(amount, closed, at, None)
        mark = self._after(end, ahead, "per")
        if mark is not None:
            return self._per_at(amount, ahead, at, None)
        return self._unit_alone(amount, at)

    def _per_at(self, amount: Amount, per_at: int, at: int, closed: int | None) -> int:
        per = self.tokens[per_at]
        mass = self._after(per.end, per_at + 1, "mass")
        if mass is not None and self._leads(per, mass, per_at + 2):
            return at
        if mass is not None:
            amount.per, amount.right = mass.get("mass"), mass.end
            amount.places.append((per.start, mass.end))
            return closed or per_at + 2
        word = _word(self.text, per.end)
        if amount.currency and word and self.text[per.start] == "/" and not amount.per:
            amount.unknown, amount.right = f"{self.text[per.start : per.end]}{word}", per.end + len(word)
            amount.places.append((per.start, per.end + len(word)))
            return per_at + 1
        return at

    def _leads(self, per: Token, mass: Mark, at: int) -> bool:
        """Whether "每公斤" belongs to the number after it."""
        if self.text[per.start] != "每" or not at < len(self.tokens):
            return False
        between = self.text[mass.end : self.tokens[at].start]
        return len(between) <= 2 and (self._number(at) or self._mark(at, "currency") is not None)

    def _unit_alone(self, amount: Amount, at: int) -> int:
        """A percentage, a mass, or a currency that no vocabulary knows."""
        percent = self._after(amount.right, at, "percent")
        if percent is not None and not amount.currency:
            amount.percent, amount.right = True, percent.end
            amount.places.append((percent.start, percent.end))
            return at + 1
        mass = self._after(amount.right, at, "mass")
        if mass is not None and not amount.currency and not amount.per:
            amount.volume, amount.right = True, mass.end
            return at + 1
        if mass is not None and not amount.per:  # "US$655 dry metric tonnes"
            amount.per, amount.right = mass.get("mass"), mass.end
            amount.places.append((mass.start, mass.end))
            return at + 1
        return self._unknown(amount, at)

    def _unknown(self, amount: Amount, at: int) -> int:
        per = self._mark(at, "per")
        if per is None or amount.currency or amount.per or not self._mark(at + 1, "mass"):
            return at
        word, mass = self.text[amount.right : per.start].strip(), self.tokens[at + 1]
        if not (2 <= len(word) <= 16 and word.isalpha() and word.isascii()) or not self._near(
            per.end, at + 1
        ):
            return at
        start = self.text.index(word, amount.right)
        amount.unknown, amount.right = self.text[start : mass.end], mass.end
        amount.places.append((start, mass.end))
        return at + 2


def _word(text: str, start: int) -> str:
    end = start
    while end < min(len(text), start + 16) and text[end].isascii() and text[end].isalpha():
        end += 1
    return text[start:end]
