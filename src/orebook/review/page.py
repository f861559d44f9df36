"""The review as one HTML file: no network, no script, each figure a link to its evidence."""

from __future__ import annotations

import re

from orebook.review.content import Between
from orebook.review.dossier import dossier
from orebook.review.issue import Review
from orebook.review.lint import check_html
from orebook.review.matter import groups, heard, publishers, refusals, stand
from orebook.review.rendering import environment
from orebook.review.safety import visible, web


def html(review: Review) -> str:
    """A review as a self-contained page: style and charts inline, readable in dark, in print and on a phone.

    The same review gives the same bytes.

    Raises:
        EvidenceError: when a digit would stand on the page that is no figure of the review.
    """
    limits = review.facts.method.parameters
    page = _page(review, int(limits["listed_quotes"]))
    return page if len(page.encode()) < int(limits["page_bytes"]) else _page(review, 0)


def _page(review: Review, most: int) -> str:
    from orebook.review.pictures import Pictures
    from orebook.review.writer import Writer

    writer = Writer(review)
    words = writer.language
    text = (
        environment()
        .get_template("page.html.j2")
        .render(
            review=review,
            facts=review.facts,
            write=writer,
            draw=Pictures(writer),
            words=words,
            label=lambda key: words.term("labels", key),
            dossier=dossier(review, most),
            between=Between,
            groups=groups(review),
            publishers=list(publishers(words)),
            refusals=refusals(review),
            heard=heard(review),
            stand=lambda side, key: stand(words, side, key),
            visible=visible,
            web=web,
            host=host,
        )
    )
    return check_html(text, {key: words.shown(key) for key in review.figures})


def host(address: str) -> str:
    """The part of an address a reader recognises.

    >>> host("https://www.metal.com/en/newscontent/1")
    'metal.com'
    """
    return visible(re.sub(r"^https?://(www\.)?", "", address).partition("/")[0])
