"""One document's sentences read into statements, changes and refusals.

Each number goes the same way: what does it do, whose is it, can it be a price, in which unit, of which kind
and day. The first question without a certain answer ends it, silently or as a refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from orebook.facts import Change, Document, Refusal
from orebook.reader.assuming import assume_digits, assume_money
from orebook.reader.attach import Attacher
from orebook.reader.candidate import Candidate, carries_sign
from orebook.reader.classify import Role, doing, splits
from orebook.reader.clauses import overlong
from orebook.reader.completion import Unit, unit
from orebook.reader.context import Context
from orebook.reader.dates import Dated
from orebook.reader.dating import day, day_after
from orebook.reader.kinds import kind
from orebook.reader.money import Place
from orebook.reader.parallel import continued, share_scales
from orebook.reader.parsing import blanked, inside, parsed
from orebook.reader.recording import change, spans, statement
from orebook.reader.refusing import Refuser
from orebook.reader.resolving import resolve
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Day, Standing
from orebook.reader.statement import Statement
from orebook.reader.unitless import unitless
from orebook.reader.vocabulary import Vocabulary
from orebook.reader.weighing import counts, standing_unit
from orebook.reader.years import Yearly


@dataclass(slots=True)
class Found:
    """What one document's prose yielded."""

    statements: list[Statement] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


def read_prose(
    document: Document, vocabulary: Vocabulary, today: date, skip: Sequence[Place], line: int = 1
) -> Found:
    """Everything a document's sentences state; `skip` are the lines its tables took."""
    endless = [place for place in overlong(document.text) if not inside(place[0], skip)]
    folded = vocabulary.fold(blanked(document.text, endless))
    refuser = Refuser(document, vocabulary.catalog, today, line)
    standing = Standing(document.published, document.published)
    context, found = Context(document, folded, vocabulary, refuser, standing), Found()
    found.refusals += [refuser.too_long(start) for start, _ in endless]
    if not folded.strip():
        return found
    sentences = parsed(document, folded, vocabulary, sorted([*skip, *endless]))
    found.sentences = sentences
    standing.foot(sentences)
    for sentence in sentences:
        _sentence(sentence, context, found)
    return found


def _sentence(sentence: Sentence, context: Context, found: Found) -> None:
    context.open(sentence)
    rows = context.years.row(sentence)
    if rows:
        found.statements += [told for row in rows if (told := _yearly(row, sentence, context)) is not None]
        return
    _apart(sentence)
    older = _numbers(sentence, context, found) if sentence.moneys else frozenset[int]()
    context.hear(sentence, sentence.end, older)
    context.close(sentence)


def _apart(sentence: Sentence) -> None:
    """Leave it the numbers that may be prices, and two for each pair that only looks like a range."""
    if not sentence.moneys:
        return
    if sentence.marks.has("respectively"):
        sentence.count(sentence.moneys)
        _part(sentence, ("slash",))
    share_scales(sentence)
    sentence.count([money for money in sentence.moneys if money.weighty])
    _part(sentence, ("and", "to"))
    share_scales(sentence)


def _part(sentence: Sentence, joints: tuple[str, ...]) -> None:
    """Make two numbers of each pair joined in one of some ways that is no range."""
    at = 0
    while at < len(sentence.moneys):
        if sentence.moneys[at].joined_by in joints and splits(sentence, at):
            parts = sentence.moneys[at].parts()
            sentence.count([*sentence.moneys[:at], *parts, *sentence.moneys[at + 1 :]])
        at += 1


def _yearly(row: Yearly, sentence: Sentence, context: Context) -> Statement | None:
    """A product's number of one year."""
    low, high = row.money.ends()
    measured = context.years.unit
    if low is None or high is None or low > high or measured is None or measured.code is None:
        return None
    year = Dated(row.place[0], row.place[1], row.day)
    return Statement(
        product=row.mention.products[0],
        kind="assessment",
        low=float(low),
        high=float(high),
        unit=measured.code,
        price_date=row.day,
        printed=context.document.text[row.money.start : row.money.end],
        spans=spans(context, row.money, row.mention, measured, year),
        sentence=sentence.number,
        flags=("period-average",),
        rules=("T4",),
    )


def _numbers(sentence: Sentence, context: Context, found: Found) -> frozenset[int]:
    """Every number of a sentence, and where the dates of its older levels stand.

    A change waits until the levels beside it have their day.
    """
    doings = continued(sentence, [doing(sentence, at) for at in range(len(sentence.moneys))])
    first = doings[0].word if doings[0].role is Role.PRIOR else None
    context.hear(sentence, first.start if first is not None else sentence.moneys[0].left)
    older: set[int] = set()
    attached = Attacher(sentence, doings, context.topic, context.last).all()
    moved: list[Candidate] = []
    current: Day | None = None
    before: str | None = None
    for at, answer in enumerate(attached):
        last = None
        for mention in (*answer.also, answer.mention):
            candidate = Candidate(sentence, at, doings[at], answer.of(mention))
            if not counts(candidate, context):
                bare = unitless(candidate, context)
                found.refusals += [bare] if bare is not None else []
                continue
            candidate.rules.append("P7" if mention in answer.also else answer.rule)
            resolve(candidate, context)
            _measure(candidate, context)
            if candidate.role is Role.CHANGE:
                moved.append(candidate)
            elif _level(candidate, context, found, current, before):
                last = candidate
        if last is None:
            continue
        if _bracketed(last):
            continue
        if last.role is Role.PRIOR or _pluperfect(last) or (last.day is not None and last.day.rule == "D3"):
            older |= {last.day.dated.start} if last.day and last.day.dated else set()
        else:
            traded = last.product is not None and last.product.id in context.vocabulary.usual_kinds
            before = None if traded else last.kind
            current = current if last.kind == "forecast" else last.day
    changes = [change(candidate, context, found.statements) for candidate in moved]
    found.changes += [one for one in changes if one is not None]
    return frozenset(older)


def _bracketed(candidate: Candidate) -> bool:
    """Whether a level stands in a bracket with a day of its own: 56.9万元/吨（8月为52.1万元/吨）."""
    sentence, dated = candidate.sentence, candidate.day.dated if candidate.day else None
    floor = sentence.floor(candidate.at)
    lead = sentence.text[floor : candidate.money.left]
    return dated is not None and dated.start >= floor and "(" in lead and ")" not in lead


def _pluperfect(candidate: Candidate) -> bool:
    """Whether a level lies before the day spoken of: "had fallen to 158,000 on March 3"."""
    sentence, dated = candidate.sentence, candidate.day.dated if candidate.day else None
    floor, left = sentence.floor(candidate.at), candidate.money.left
    return dated is not None and dated.start > left and " had " in sentence.text[floor:left]


def _measure(candidate: Candidate, context: Context) -> None:
    """The unit: printed, shared, put over the list, or the one the product had before."""
    product = candidate.product
    earlier = context.units.get(product.id) if product is not None else None
    spoken = standing_unit(candidate, candidate.mention, context)
    if spoken is not None and spoken.scale and not candidate.money.scaled:
        for amount in candidate.money.amounts:
            amount.scale = spoken.scale
    spoken = spoken or earlier or _shortened(candidate, context)
    if spoken is None and product is not None and product.segment == "premium" and candidate.money.spread:
        spoken = Unit(product.unit, rule="U5")
    candidate.unit = unit(candidate.sentence, candidate.at, product, spoken)
    assume_money(candidate, context.vocabulary.catalog)
    candidate.rules.append(candidate.unit.rule)


def _shortened(candidate: Candidate, context: Context) -> Unit | None:
    """The unit of the price before in the text, where the number names its product and keeps its currency."""
    spoken, money = context.money, candidate.money
    own = candidate.attached.mention is not None and not candidate.attached.carried
    if spoken is None or spoken.code is None or money.per or not own:
        return None
    return spoken if money.currency and spoken.code.startswith(f"{money.currency}/") else None


def _level(
    candidate: Candidate, context: Context, found: Found, current: Day | None, before: str | None
) -> bool:
    """Keep a level or refuse it; whether it was kept."""
    product = candidate.product
    if candidate.money.signed and product is not None and not carries_sign(product):
        return False
    _kind_and_day(candidate, context, current, before)
    assume_digits(candidate, context.document.text[candidate.money.start : candidate.money.end])
    problem = _problem(candidate, context)
    if problem is not None:
        found.refusals += [problem] if isinstance(problem, Refusal) else []
        return False
    told = statement(candidate, context)
    if told is None or product is None or candidate.unit is None:
        return False
    found.statements.append(told)
    context.units[product.id] = candidate.unit
    context.money = candidate.unit
    context.standing.note(candidate.day, older=candidate.role is Role.PRIOR)
    return True


def _kind_and_day(candidate: Candidate, context: Context, current: Day | None, before: str | None) -> None:
    sentence, at, product = candidate.sentence, candidate.at, candidate.product
    usual = context.vocabulary.usual_kinds.get(product.id) if product is not None else None
    standing = usual or context.standing_kind(sentence, at)
    told, rule = kind(sentence, at, candidate.attached, before, standing)
    if _by_formula(candidate, context, told, before):
        told = "listing"
    always = usual is not None and told in (usual, "assessment") and rule in ("K4", "K7")
    candidate.kind = usual if usual and told == "assessment" else told
    candidate.rules.append("K6" if always else rule)
    if candidate.attached.opening and candidate.role is Role.LEVEL:
        current = current or day_after(sentence, at)
    ahead, listed = candidate.kind == "forecast", candidate.kind in ("listing", "order")
    candidate.day = day(
        sentence, at, candidate.role, ahead, current, context.standing, candidate.averaged, listed
    )
    candidate.rules.append(candidate.day.rule)


def _by_formula(candidate: Candidate, context: Context, told: str, before: str | None) -> bool:
    """Whether what is called a dealing price is set by a formula: 稀土精矿交易价格."""
    called = context.vocabulary.formulas.get(candidate.product.id if candidate.product else "", ())
    if not called or told != "transaction":
        return bool(called) and told == "assessment" and before == "listing"
    return any(mark.word.text in called for mark in candidate.sentence.lead(candidate.at).of("kind"))


SILENT = "silent"


def _problem(candidate: Candidate, context: Context) -> Refusal | str | None:
    """What keeps a number from being a level: a refusal, or nothing worth saying."""
    money, product, refuser = candidate.money, candidate.product, context.refuser
    if candidate.attached.refused == "list-mismatch":
        return refuser.mismatched(money)
    if candidate.mention is None:
        whole = (money.currency and money.per) or money.unknown
        return refuser.no_product(money) if whole else SILENT
    if product is None:
        return refuser.ambiguous(money, candidate.mention)
    if candidate.unit is None or candidate.unit.code is None:
        return refuser.unknown_unit(money, product, candidate.unit) if money.priced else SILENT
    if product.unit.endswith("/dmt") and candidate.unit.code.endswith("/lb"):
        return SILENT  # "$80/mt and 8.0 cents/lb": the second is the charge for refining
    low, high = candidate.ends
    if low is None or high is None:
        return refuser.unreadable(money, product)
    if low > high:
        return refuser.reversed(money, product, candidate.unit.code)
    return _day_problem(candidate, context)


def _day_problem(candidate: Candidate, context: Context) -> Refusal | str | None:
    when, product = candidate.day, candidate.product
    if product is None or when is None:
        return SILENT
    if when.dated is not None and when.dated.clash:
        return context.refuser.unclear(candidate.money, product, when.dated)
    if when.day is None:
        return SILENT
    if when.day > context.document.published and candidate.kind != "forecast":
        return context.refuser.future(candidate.money, product, when.day)
    return None
