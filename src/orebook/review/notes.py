"""The review as Markdown: the same content as the page, its evidence in footnotes."""

from __future__ import annotations

from orebook.review.dossier import Dossier, Page, dossier
from orebook.review.issue import Review
from orebook.review.lint import check_markdown
from orebook.review.matter import groups, heard, publishers, refusals, stand
from orebook.review.rendering import environment
from orebook.review.scribe import Scribe


def markdown(review: Review) -> str:
    """A review as Markdown, each figure followed by the footnote of its evidence.

    The same review gives the same text.

    Raises:
        EvidenceError: when a digit would stand in the text that is no figure of the review.
    """
    scribe = Scribe(review)
    held = dossier(review, int(review.facts.method.parameters["listed_quotes"]))
    text = (
        environment()
        .get_template("review.md.j2")
        .render(
            review=review,
            facts=review.facts,
            write=scribe,
            words=scribe.language,
            label=lambda key: scribe.language.term("labels", key),
            dossier=held,
            groups=groups(review),
            publishers=list(publishers(scribe.language)),
            refusals=refusals(review),
            heard=heard(review),
            stand=lambda side, key: stand(scribe.language, side, key),
            footnotes=lambda: footnotes(scribe, held),
        )
    )
    return check_markdown(text)


def footnotes(scribe: Scribe, held: Dossier) -> list[tuple[str, Page]]:
    """Every entry with its footnote: those the text led to first, then what they were worked from."""
    pages = {page.entry.key: page for page in held.pages}
    for page in held.pages:
        scribe.note(page.entry.key)
    return [(scribe.note(key), pages[key]) for key in scribe.order if key in pages]
