"""The plan of a week's review: what is said, in which order, and what each figure rests on."""

from __future__ import annotations

from dataclasses import replace

from orebook.review.abstract import abstract, glances
from orebook.review.blocks import Row
from orebook.review.economics import margins
from orebook.review.evidence import verify
from orebook.review.headline import headline
from orebook.review.issue import Review
from orebook.review.language import Language
from orebook.review.outlook import fans
from orebook.review.parties import matrix
from orebook.review.pieces import plain
from orebook.review.prices import leading, rows, unpriced
from orebook.review.register import Register
from orebook.review.segments import sections
from orebook.review.trust import judgements, publishers, refused, trust
from orebook.review.week import Week


def plan(week: Week) -> Review:
    """Plan the review of a week from its facts, and verify what every figure rests on.

    The plan holds no words of any language. A week without prices is planned like any other and says so.

    Args:
        week: everything the review may speak of. Prices in the unit each assessment states; margins in CNY/t.

    Raises:
        EvidenceError: naming the figure, when a quote or phrase behind it is missing, altered, no longer
            stands in its document, or could not have given it.
    """
    register = Register(week)
    table = rows(register)
    parties, economics = matrix(register), margins(register)
    lead = [row for row in table if row.product in leading(register) and row.mid]
    review = Review(
        facts=week,
        title="",
        headline=headline(register, table, economics, parties),
        abstract=abstract(register, table, economics, parties),
        glances=glances(register, table, economics, parties),
        charts=tuple(_charted(register, row) for row in lead),
        sections=sections(register, table, parties),
        rows=table,
        unpriced=unpriced(week),
        margins=economics,
        matrix=parties,
        fans=fans(register),
        refusals=week.refusals,
        refused=refused(register),
        trust=trust(register, table),
        judgements=judgements(register, table),
        publishers=publishers(register),
        figures=register.figures,
        entries=register.entries,
    )
    verify(week, register)
    return replace(review, title=plain(Language(review).say(review.headline)))


def _charted(register: Register, row: Row) -> Row:
    return replace(row, marks=register.marks(register.recent(row.product)))
