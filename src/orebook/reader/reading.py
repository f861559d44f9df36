"""What was read from a text, all of it: documents, quotes, changes, phrases, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass

from orebook.facts import Change, Document, Event, Phrase, Quote, Refusal, Statistic
from orebook.reader.clauses import sentence_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything a text yielded, in the order it stands there.

    >>> Reading().quotes
    ()
    """

    documents: tuple[Document, ...] = ()
    quotes: tuple[Quote, ...] = ()
    changes: tuple[Change, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    events: tuple[Event, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def merge(self, other: Reading) -> Reading:
        """Two readings as one, the other's facts after these.

        >>> Reading().merge(Reading()) == Reading()
        True
        """
        return Reading(
            documents=self.documents + other.documents,
            quotes=self.quotes + other.quotes,
            changes=self.changes + other.changes,
            phrases=self.phrases + other.phrases,
            statistics=self.statistics + other.statistics,
            events=self.events + other.events,
            refusals=self.refusals + other.refusals,
        )

    def in_words(self) -> list[tuple[Quote, str]]:
        """Each quote with the sentence its number stands in; in a table, with its row.

        >>> Reading().in_words()
        []
        """
        texts = {document.document: document for document in self.documents}
        return [(quote, _words(quote, texts[quote.spans[0].document])) for quote in self.quotes]


def _words(quote: Quote, document: Document) -> str:
    priced = next((span for span in quote.spans if span.role == "price"), quote.spans[0])
    return sentence_at(document.text, priced.start - document.offset)
