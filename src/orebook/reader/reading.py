"""What was read from a text, all of it: documents, quotes, changes, phrases, and what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from orebook.facts import Change, Document, Event, Phrase, Quote, Refusal, Release, Span, Statistic
from orebook.reader.clauses import sentence_at
from orebook.reader.originals import whereabouts

Stated = TypeVar("Stated")


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
    releases: tuple[Release, ...] = ()

    def merge(self, other: Reading) -> Reading:
        """Two readings as one, the other's facts after these.

        >>> Reading().merge(Reading()) == Reading()
        True
        """
        return joined((self, other))

    def by_document(self) -> tuple[Reading, ...]:
        """One reading for each of its documents, each with its own facts; itself when it has one or none.

        >>> Reading().by_document() == (Reading(),)
        True
        """
        if len(self.documents) < 2:
            return (self,)
        return tuple(self._of(document.document) for document in self.documents)

    def _of(self, name: str) -> Reading:
        first = self.documents[0].document

        def own(facts: tuple[Stated, ...]) -> tuple[Stated, ...]:
            """Those read from the document; what stands nowhere goes with the first."""
            return tuple(fact for fact in facts if _document(fact, first) == name)

        return Reading(
            documents=tuple(one for one in self.documents if one.document == name),
            quotes=own(self.quotes),
            changes=own(self.changes),
            phrases=own(self.phrases),
            statistics=own(self.statistics),
            events=own(self.events),
            refusals=own(self.refusals),
            releases=self.releases if name == first else (),
        )

    def in_words(self) -> list[tuple[Quote, str]]:
        """Each quote with the sentence its number stands in; in a table, with its row.

        >>> Reading().in_words()
        []
        """
        texts = {document.document: document for document in self.documents}
        return [(quote, _words(quote, texts[quote.spans[0].document])) for quote in self.quotes]

    def places(self) -> list[str | None]:
        """Where each quote's number stands in its file, its page or cell; None where that was plain text.

        >>> Reading().places()
        []
        """
        texts = {document.document: document for document in self.documents}
        spans = [_priced(quote) for quote in self.quotes]
        return [whereabouts(texts[span.document], span.start) for span in spans]


def _document(fact: Any, otherwise: str) -> str:
    return fact.spans[0].document if fact.spans else otherwise


def joined(readings: Sequence[Reading]) -> Reading:
    """Several readings as one, their facts in order.

    >>> joined([]) == Reading()
    True
    """
    return Reading(
        documents=tuple(chain.from_iterable(reading.documents for reading in readings)),
        quotes=tuple(chain.from_iterable(reading.quotes for reading in readings)),
        changes=tuple(chain.from_iterable(reading.changes for reading in readings)),
        phrases=tuple(chain.from_iterable(reading.phrases for reading in readings)),
        statistics=tuple(chain.from_iterable(reading.statistics for reading in readings)),
        events=tuple(chain.from_iterable(reading.events for reading in readings)),
        refusals=tuple(chain.from_iterable(reading.refusals for reading in readings)),
        releases=tuple(chain.from_iterable(reading.releases for reading in readings)),
    )


def _words(quote: Quote, document: Document) -> str:
    return sentence_at(document.text, _priced(quote).start - document.offset)


def _priced(quote: Quote) -> Span:
    return next((span for span in quote.spans if span.role == "price"), quote.spans[0])
