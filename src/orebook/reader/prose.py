"""One document's sentences read into quotes, changes and refusals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from orebook.facts import Change, Document, Quote, Refusal, Span
from orebook.reader.attach import Attached, Attacher
from orebook.reader.classify import Doing, Role, doing, splits
from orebook.reader.clauses import sentences
from orebook.reader.completion import Unit, unit
from orebook.reader.dates import Calendar, Dated
from orebook.reader.dating import Day, Standing, beside, compared, day, merged
from orebook.reader.expressions import expressions
from orebook.reader.kinds import kind
from orebook.reader.mentions import Mention, Namer
from orebook.reader.money import Money, Place
from orebook.reader.refusing import Refuser
from orebook.reader.sentence import Parts, Sentence
from orebook.reader.statement import Statement, quotes
from orebook.reader.terms_of_sale import sale
from orebook.reader.vocabulary import Mark, Vocabulary
from orebook.reader.years import Years
from orebook.terms import Product


@dataclass(slots=True)
class Found:
    """What one document's prose yielded."""

    statements: list[Statement] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read_prose(document: Document, vocabulary: Vocabulary, today: date, skip: Sequence[Place]) -> Found:
    """Everything a document's sentences state; `skip` are the lines its tables took."""
    return _Prose(document, vocabulary, today, skip).read()


class _Prose:
    def __init__(self, document: Document, vocabulary: Vocabulary, today: date, skip: Sequence[Place]) -> None:
        self.document, self.vocabulary, self.skip = document, vocabulary, skip
        self.folded = vocabulary.fold(document.text)
        self.refuser = Refuser(document, vocabulary.catalog, today)
        self.standing = Standing(document.published, document.published)
        self.found = Found()
        self.years = Years()
        self.topic: Mention | None = None
        self.last: list[Mention] = []
        self.kind: str | None = None
        self.spoken: dict[str, Unit] = {}
        self.premium_of: dict[int, str] = {}

    def read(self) -> Found:
        for sentence in self._sentences():
            self._sentence(sentence)
        return self.found

    def _sentences(self) -> list[Sentence]:
        text, folded = self.document.text, self.folded
        marks = self.vocabulary.marks(folded)
        calendar = Calendar(self.vocabulary.catalog.words["dates"], self.document.published)
        dates = calendar.find(text, folded, marks)
        mentions = Namer(self.vocabulary, folded, marks).all()
        dates = [dated for dated in dates if not any(mention.start <= dated.start < mention.end for mention in mentions)]
        taken = sorted({(item.start, item.end) for item in (*dates, *mentions)})
        moneys = expressions(folded, marks, taken)
        marks = _outside(marks, dates)
        parts = [Parts(items) for items in (marks, mentions, moneys, merged(dates, folded))]
        spans = [span for span in sentences(text) if not any(start <= span[0] < end for start, end in self.skip)]
        return [
            Sentence(folded, start, end, number, *(part.within(start, end) for part in parts))
            for number, (start, end) in enumerate(spans)
        ]

    def _sentence(self, sentence: Sentence) -> None:
        self.years.hear(sentence)
        row = self.years.row(sentence)
        if row:
            self._yearly(sentence, row)
            return
        if sentence.moneys:
            self._split(sentence)
        if sentence.moneys:
            self._numbers(sentence)
        else:
            self._hear(sentence, sentence.end)
        self._turn(sentence)

    def _yearly(self, sentence: Sentence, row: list[tuple[Money, Mention, date, Place]]) -> None:
        """A product's numbers year by year."""
        measured = self.years.unit
        for money, mention, ending, place in row:
            low, high = money.ends()
            if low is None or high is None or low > high or measured is None or measured.code is None:
                continue
            year = Dated(place[0], place[1], ending)
            self.found.statements.append(
                Statement(
                    product=mention.products[0], kind="assessment", unit=measured.code, price_date=ending, sentence=sentence.number,
                    low=float(low), high=float(high), printed=self.document.text[money.start : money.end],
                    spans=self._spans(money, mention, measured, year),
                )
            )  # fmt: skip

    def _split(self, sentence: Sentence) -> None:
        """Take apart what only looks like a range, and leave out what counts or weighs something."""
        sentence.moneys = [money for money in sentence.moneys if money.weighty]
        at = 0
        while at < len(sentence.moneys):
            if splits(sentence, at):
                sentence.moneys[at : at + 1] = sentence.moneys[at].parts()
            at += 1

    def _numbers(self, sentence: Sentence) -> None:
        doings = [doing(sentence, at) for at in range(len(sentence.moneys))]
        attached = Attacher(sentence, doings, self.topic, self.last).all()
        current: Day | None = None
        before: str | None = None
        self._hear(sentence, sentence.moneys[0].left)
        self.moved: list[Change] = []
        self.own_days: list[date | None] = []
        for at, money in enumerate(sentence.moneys):
            if not self._counts(sentence, at, doings[at], attached[at]):
                continue
            told = [replace(attached[at], mention=mention) for mention in attached[at].also]
            for answer in (*told, attached[at]):
                outcome = self._number(sentence, at, doings[at], answer, current, before)
            current, before = outcome
        self._date_changes(sentence)
        self._hear(sentence, sentence.end)

    def _hear(self, sentence: Sentence, end: int) -> None:
        """Take the days a sentence states, up to a place in it, as those the text speaks of."""
        for dated in sentence.dates:
            if dated.end <= end and not compared(sentence, dated):
                self.standing.hear(dated)

    def _counts(self, sentence: Sentence, at: int, what: Doing, attached: Attached) -> bool:
        """Whether a number can be a price at all: it has a price's unit, or stands in a list of such."""
        money = sentence.moneys[at]
        if what.role in (Role.FIGURE, Role.THRESHOLD):
            return False
        if what.role is Role.CHANGE and at and money.bare:
            return attached.mention is not None and not attached.refused
        if money.percent:
            return self._product(attached) is not None and self._product(attached).unit == "%" and not attached.carried
        if money.currency and money.per or money.unknown:
            return True
        if money.bare or not money.per:
            return self._completes(sentence, at, attached)
        return True

    def _product(self, attached: Attached) -> Product | None:
        mention = attached.mention
        if mention is None or len(mention.products) != 1:
            return None
        return self.vocabulary.catalog.products.get(mention.products[0])

    def _completes(self, sentence: Sentence, at: int, attached: Attached) -> bool:
        """Whether a number without its unit is certainly a price: it has a product and company."""
        money = sentence.moneys[at]
        if attached.refused or attached.mention is None:
            return False
        whole = [other for other in sentence.moneys if other.currency and other.per and not other.percent]
        if money.currency:
            return not attached.mention.actor and (bool(whole) or not money.scaled or self._priced(sentence, at))
        ranged = len(money.amounts) > 1 or money.scaled or any(amount.grouped for amount in money.amounts)
        return ranged and (bool(whole) or self._standing_unit(sentence, at, attached.mention) is not None)

    def _standing_unit(self, sentence: Sentence, at: int, mention: Mention | None) -> Unit | None:
        """The unit a list was put under ("Prices in RMB/mt: ..."), for a number right after its product's name."""
        money = sentence.moneys[at]
        if mention is None or not money.bare or self.years.unit is None:
            return None
        if self.years.heard != sentence.number and sentence.mentions and sentence.mentions[0].start > sentence.start:
            return None
        return self.years.unit if sentence.gap(mention.end, money.left).strip(":") in ("", "at", "为", "was") else None

    def _priced(self, sentence: Sentence, at: int) -> bool:
        return any(mark.has("kind") for mark in sentence.lead(at)) or bool(sentence.moneys[at].per)

    def _number(
        self, sentence: Sentence, at: int, what: Doing, attached: Attached, current: Day | None, before: str | None
    ) -> tuple[Day | None, str | None]:
        mention = self._resolved(sentence, at, attached)
        product = mention and self.vocabulary.catalog.products.get(mention.products[0]) if mention and len(mention.products) == 1 else None
        if product is not None:
            product = self._premium(sentence, at, product)
        spoken = self._standing_unit(sentence, at, mention) or (self.spoken.get(product.id) if product else None)
        measured = unit(sentence, at, product, spoken)
        if what.role is Role.CHANGE:
            self._change(sentence, at, what, mention, product, measured, current)
            return current, before
        if what.role is Role.LEVEL and sentence.moneys[at].signed and product is not None and not _signed(product):
            return current, before
        usual = self.vocabulary.usual_kinds.get(product.id) if product else None
        told = kind(sentence, at, attached, before, usual or self.kind)
        told = usual if usual and told == "assessment" else told
        if attached.opening and what.role is Role.LEVEL and not any(dated.end <= sentence.moneys[at].right for dated in sentence.dates):
            current = current or self._day_after(sentence, at)
        when = day(sentence, at, what.role, told == "forecast", current, self.standing, _averaged(sentence, at))
        problem = self._problem(sentence, at, what, attached, mention, product, measured)
        if problem == "silent":
            return current, before
        if problem is not None:
            self.found.refusals.append(problem)
            return current, before
        assert product is not None and mention is not None and measured.code is not None
        if when.dated is not None and when.dated.clash:
            self.found.refusals.append(self.refuser.unclear(sentence.moneys[at], product, when.dated))
            return current, before
        if when.day is None:
            return current, before
        self._keep(sentence, at, what, mention, product, measured, told, when)
        self.spoken[product.id] = measured
        if what.role is not Role.PRIOR:
            return (when if told != "forecast" else current), told
        return current, before

    def _day_after(self, sentence: Sentence, at: int) -> Day | None:
        """The day told at the end of "At CNY 28,500, ceria was flat on Friday"."""
        right, ceiling = sentence.moneys[at].right, sentence.ceiling(at)
        dates = [dated for dated in sentence.dates if right <= dated.start < ceiling and not compared(sentence, dated)]
        return Day(dates[0].day, dates[0]) if len(dates) == 1 and not dates[0].period else None

    def _resolved(self, sentence: Sentence, at: int, attached: Attached) -> Mention | None:
        mention = attached.mention
        if mention is None or attached.refused:
            return None
        if mention.back:
            return self._pointed(mention, sentence)
        if len(mention.products) > 1:
            return self._by_level(sentence, at, mention)
        return mention

    def _premium(self, sentence: Sentence, at: int, product: Product) -> Product:
        """The premium of a product, where the number is one: "#1 copper cathode at a premium of 60-120 yuan/mt"."""
        products = self.vocabulary.catalog.products
        names = (f"{product.id}-premium", product.id.replace("-cathode", "-premium"), product.id.replace("-copper", "-copper-premium"))
        premium = next((products[name] for name in names if name in products and name != product.id), None)
        if premium is None or product.segment == "premium":
            return product
        said = sentence.moneys[at].signed or any(mark.has("spread_word") for mark in sentence.lead(at))
        if not said and sentence.moneys[at].full_size is not None:
            said = self.premium_of.get(sentence.number) == product.id and not _inside_band(product, sentence.moneys[at])
        if said:
            self.premium_of[sentence.number] = product.id
        return premium if said else product

    def _pointed(self, mention: Mention, sentence: Sentence) -> Mention | None:
        """ "the oxide" after PrNd oxide is PrNd oxide; "the alloy" its metal."""
        here = [other for other in sentence.mentions if other.end <= mention.start and len(other.products) == 1]
        for earlier in reversed([*self.last, *here]):
            if len(earlier.products) == 1:
                if earlier.form == mention.form:
                    return replace(mention, products=earlier.products, back=False)
                product = self.vocabulary.sibling(earlier.products[0], str(mention.form))
                if product is not None:
                    return replace(mention, products=(product,), back=False)
        return None

    def _by_level(self, sentence: Sentence, at: int, mention: Mention) -> Mention | None:
        """An element without its form: the form in whose usual unit and band alone the number lies."""
        fitting = [name for name in mention.products if self._fits(sentence, at, name)]
        if mention.usual in fitting:
            return replace(mention, products=(str(mention.usual),))
        return replace(mention, products=(fitting[0],)) if len(fitting) == 1 else mention

    def _fits(self, sentence: Sentence, at: int, name: str) -> bool:
        product = self.vocabulary.catalog.products[name]
        measured = unit(sentence, at, product, None)
        low, high = sentence.moneys[at].ends()
        if measured.code is None or low is None or high is None:
            return False
        if name == "" or measured.code.split("/")[0] == "USD":
            return True
        inside = product.band is None or product.band[0] <= float(low) <= float(high) <= product.band[1]
        return measured.code == product.unit and inside

    def _problem(
        self, sentence: Sentence, at: int, what: Doing, attached: Attached, mention: Mention | None, product: Product | None, measured: Unit
    ) -> Refusal | str | None:
        money = sentence.moneys[at]
        low, high = money.ends()
        if attached.refused == "no-product" or mention is None:
            whole = money.currency and money.per or money.unknown
            return self.refuser.no_product(money) if whole else "silent"
        if attached.refused:
            return self.refuser.mismatched(money)
        if product is None:
            return self.refuser.ambiguous(money, mention)
        if measured.code is None:
            return self.refuser.unknown_unit(money, product, measured) if money.priced else "silent"
        if low is None or high is None:
            return self.refuser.unreadable(money, product)
        return self.refuser.reversed(money, product, measured.code) if low > high else None

    def _change(
        self, sentence: Sentence, at: int, what: Doing, mention: Mention | None, product: Product | None, measured: Unit, current: Day | None
    ) -> None:
        low, high = sentence.moneys[at].ends()
        if product is None or mention is None or measured.code is None or low is None or high is None or not what.sign or measured.code == "%":
            return
        ends = sorted((abs(low) * what.sign, abs(high) * what.sign))
        if measured.code == "USc/lb" and product.unit == "USD/lb":
            ends, measured = [end / 100 for end in ends], replace(measured, code="USD/lb")
        spans = self._spans(sentence.moneys[at], mention, measured, None)
        stated = beside(sentence, at)
        self.moved.append(
            Change(product=product.id, low=float(ends[0]), high=float(ends[1]), unit=measured.code, price_date=self.standing.day, spans=spans)
        )
        self.own_days.append(stated.day if stated is not None and not compared(sentence, stated) else None)

    def _date_changes(self, sentence: Sentence) -> None:
        """A change is of the day of the latest level its sentence states for its product."""
        for change, own in zip(self.moved, self.own_days, strict=True):
            if own is not None:
                self.found.changes.append(replace(change, price_date=own))
                continue
            days = [one.price_date for one in self.found.statements if one.sentence == sentence.number and one.product == change.product and one.kind != "forecast"]
            self.found.changes.append(replace(change, price_date=max(days, default=change.price_date)))

    def _keep(
        self, sentence: Sentence, at: int, what: Doing, mention: Mention, product: Product, measured: Unit, told: str, when: Day
    ) -> None:
        assert when.day is not None and measured.code is not None
        money = sentence.moneys[at]
        low, high = money.ends()
        assert low is not None and high is not None
        if when.day > self.refuser.today and told != "forecast":
            self.found.refusals.append(self.refuser.future(money, product, when.day))
            return
        open_low, open_high = what.role is Role.BELOW, what.role is Role.ABOVE
        flags = [flag for flag, holds in (("approximate", what.approximate), ("open-bound", open_low or open_high)) if holds]
        statement = Statement(
            product=product.id, kind=told, unit=measured.code, price_date=when.day, flags=tuple(flags), sentence=sentence.number,
            low=None if open_low else float(low), high=None if open_high else float(high), printed=self.document.text[money.start : money.end],
            spans=self._spans(money, mention, measured, when.dated), average=_averaged(sentence, at), sale=sale(sentence, at),
        )  # fmt: skip
        self.found.statements.append(statement)

    def _spans(self, money: Money, mention: Mention, measured: Unit, dated: Dated | None) -> tuple[Span, ...]:
        places = [("price", money.start, money.end), ("product", mention.start, mention.end)]
        places += [("unit", start, end) for start, end in joined(measured.places, self.folded)]
        if dated is not None:
            places.append(("date", dated.start, dated.end))
        return tuple(span(self.document, role, start, end) for role, start, end in places)

    def _turn(self, sentence: Sentence) -> None:
        """What the text is speaking of after this sentence."""
        named = [mention for mention in sentence.mentions if not mention.actor]
        if named:
            distinct = {mention.products for mention in named if mention.products}
            used = [mention for mention in named if mention.used]
            if used:
                self.topic = used[-1]
            elif len(distinct) == 1 and not any(mention.unknown for mention in named):
                self.topic = named[0]
            else:
                self.topic = named[-1] if named[-1].unknown else None
        spoken = [mention for mention in (named or sentence.mentions) if len(mention.products) == 1]
        self.last = spoken or self.last
        listed = [mark for mark in sentence.marks if mark.has("kind") and mark.get("kind") == "listing"]
        if listed:
            self.kind = "listing"


def span(document: Document, role: str, start: int, end: int) -> Span:
    """A place in a document as a span, counted from the start of the file."""
    return Span(
        role=role, start=document.offset + start, end=document.offset + end, text=document.text[start:end], document=document.document
    )


def _outside(marks: Sequence[Mark], dates: Sequence[Dated]) -> list[Mark]:
    """The words that are no part of a date: the "May" of May 8 expects nothing."""
    starts = [dated.start for dated in dates]
    kept = []
    for mark in marks:
        at = bisect_right(starts, mark.start) - 1
        if at < 0 or mark.start >= dates[at].end:
            kept.append(mark)
    return kept


def joined(places: Sequence[Place], text: str) -> list[Place]:
    """The pieces of a unit, those that touch or have only a blank between them as one."""
    found: list[Place] = []
    for start, end in sorted(dict.fromkeys(places)):
        if found and start >= found[-1][1] and not text[found[-1][1] : start].strip() and start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _inside_band(product: Product, money: Money) -> bool:
    low, high = money.ends()
    return product.band is None or low is None or high is None or product.band[0] <= float(low) <= float(high) <= product.band[1]


def _signed(product: Product) -> bool:
    """Whether a product is itself a premium or discount, and so may carry a sign."""
    return product.band is not None and product.band[0] < 0


def _averaged(sentence: Sentence, at: int) -> bool:
    return any(mark.has("average") for mark in sentence.lead(at)) and len(sentence.moneys[at].amounts) == 1


__all__ = ["Found", "read_prose", "span", "Decimal"]
