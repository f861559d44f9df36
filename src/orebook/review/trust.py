"""What the reader may hold the review to: counts of evidence, refusals, sources, methods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orebook.facts import Judgement, identity
from orebook.review.blocks import Row, SourceLine
from orebook.review.content import Day, Figure, Many, Name, Point, Ref
from orebook.review.register import Register


def trust(register: Register, rows: Sequence[Row]) -> tuple[Point, ...]:
    """The daily line of a price reporter: n used, n set aside, judgement or none; then what was left out."""
    week = register.week
    used = _once(cite for row in rows if row.mid for cite in week.assessments[row.product].used)
    aside = _once(item.quote for row in rows for item in week.assessments[row.product].set_aside)
    points = [Point("trust-nothing")]
    if used:
        counts = {
            "used": Ref(_count(register, "used", len(used), used)),
            "aside": Ref(_count(register, "aside", len(aside), aside or used)),
        }
        points = [Point("trust-counts", counts)]
    points.append(_judged(register, rows))
    points.append(Point("trust-close", {"day": Day(week.on)}))
    if week.late:
        points.append(Point("trust-late"))
    return tuple(points)


def _judged(register: Register, rows: Sequence[Row]) -> Point:
    """Whether anybody judged a price of the table, and which; the rationale stands below."""
    known = register.week.assessments
    named = tuple(Name(row.product) for row in rows if row.mid and known[row.product].judgements)
    return Point("trust-judged", {"items": Many(named)}) if named else Point("trust-judgement")


def judgements(register: Register, rows: Sequence[Row]) -> tuple[Judgement, ...]:
    """What people judged of the prices of the table, each with its rationale, by product and day."""
    week = register.week
    ids = _once(cite for row in rows if row.mid for cite in week.assessments[row.product].judgements)
    found = [week.judgements[cite] for cite in ids if cite in week.judgements]
    return tuple(sorted(found, key=lambda one: (one.product, one.price_date, one.reason)))


def refused(register: Register) -> tuple[Point, ...]:
    """What to say of the statements that could not be taken."""
    refusals = register.week.refusals
    if not refusals:
        return (Point("refused-none"),)
    count = Ref(_count(register, "refused", len(refusals), tuple(identity(item) for item in refusals)))
    said = Point("refused-one" if len(refusals) == 1 else "refused-some", {"count": count})
    most = int(register.week.method.parameters["listed_refusals"])
    return (said, Point("refused-more")) if len(refusals) > most else (said,)


def publishers(register: Register) -> tuple[SourceLine, ...]:
    """Each publisher the figures rest on, with the documents it was read in; most recent first."""
    found: dict[str | None, set[str]] = {}
    for cite in dict.fromkeys(cite for figure in register.figures.values() for cite in figure.cites):
        fact = register.week.quotes.get(cite) or register.week.phrases.get(cite)
        if fact is not None and fact.spans:
            found.setdefault(fact.source, set()).add(fact.spans[0].document)
    held = register.week.documents

    def order(key: str) -> tuple[int, str]:
        return -held[key].published.toordinal() if key in held else 0, key

    lines = [SourceLine(source=name, documents=tuple(sorted(ids, key=order))) for name, ids in found.items()]
    return tuple(sorted(lines, key=lambda line: (-len(line.documents), line.source or "")))


def _count(register: Register, what: str, value: int, cites: tuple[str, ...]) -> str:
    week = register.week
    figure = Figure(
        key=f"count.{what}",
        value=float(value),
        unit="count",
        subject=week.chain.id,
        what=f"count-{what}",
        on=week.on,
        entry=register.entry(f"count.{what}", "count", week.chain.id, week.on),
        cites=cites,
        how=f"count-{what}",
    )
    return register.add(figure)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
