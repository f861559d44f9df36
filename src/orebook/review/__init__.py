"""The weekly review: a plan, its charts, its words, and a citation behind every figure.

`plan` decides what is said and verifies what every figure rests on; `html` and `markdown` write it. Neither
opens a file nor looks at a clock: the same week gives the same bytes.
"""

from __future__ import annotations

from orebook.review.close import close_day, monday, week_of
from orebook.review.content import Entry, Figure
from orebook.review.issue import Review
from orebook.review.notes import markdown
from orebook.review.page import html
from orebook.review.planning import plan
from orebook.review.tracing import trail
from orebook.review.week import Kept, Week

__all__ = [
    "Entry",
    "Figure",
    "Kept",
    "Review",
    "Week",
    "close_day",
    "html",
    "markdown",
    "monday",
    "plan",
    "trail",
    "week_of",
]
