"""The way through the reader: a text into documents, each document into facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from orebook.facts import Document
from orebook.reader.decided import decided
from orebook.reader.document import documents
from orebook.reader.happenings.reading import read_happenings
from orebook.reader.layout import read_tables
from orebook.reader.originals import PLAIN, Original
from orebook.reader.pages import read_lists
from orebook.reader.phrases import find
from orebook.reader.prose import read_prose
from orebook.reader.reading import Reading, joined
from orebook.reader.refusing import Refuser
from orebook.reader.sheet import read_sheet
from orebook.reader.statement import quotes
from orebook.reader.suspects import unread
from orebook.reader.vocabulary import Vocabulary, vocabulary
from orebook.reader.volumes.reading import read_volumes
from orebook.terms import Catalog


def read(
    text: str,
    *,
    on: date,
    source: str | None,
    address: str | None,
    catalog: Catalog,
    today: date,
    original: Original = PLAIN,
) -> Reading:
    """Everything a text states, with the characters it came from; what is uncertain as a refusal.

    Pure: the same text, day and catalogue give the same reading. Spans count from the start of `text`, or of
    the file where `original` tells which it was taken from.
    """
    return read_by(vocabulary(catalog), text, on=on, source=source, address=address, today=today,
                   original=original)  # fmt: skip


def read_by(
    words: Vocabulary,
    text: str,
    *,
    on: date,
    source: str | None,
    address: str | None,
    today: date,
    original: Original = PLAIN,
) -> Reading:
    """The same by words that are compiled already."""
    sheet = read_sheet(text, on=on, source=source, address=address, vocabulary=words, today=today,
                       original=original)  # fmt: skip
    if sheet is not None:
        return decided(sheet, words)
    readings, line = [], 1
    for document in documents(text, on=on, source=source, address=address, vocabulary=words):
        readings.append(_document(original.of(document), words, today, line))
        line += document.text.count("\n")
    return decided(joined(readings), words)


def _document(document: Document, words: Vocabulary, today: date, line: int) -> Reading:
    taken, places = read_tables(document, words, today, line)
    places = read_lists(document, words, today, line, places, taken)
    found = read_prose(document, words, today, places, line)
    reading = Reading(
        documents=(document,),
        quotes=quotes(document, [*taken.statements, *found.statements]),
        changes=tuple(dict.fromkeys([*taken.changes, *found.changes])),
        phrases=find(document, catalog=words.catalog),
        statistics=read_volumes(document, found.sentences, words),
        events=read_happenings(document, found.sentences, words),
        refusals=(*taken.refusals, *found.refusals),
    )
    spans = [fact.spans for fact in reading.quotes]
    spans += [fact.spans for fact in reading.changes] + [fact.spans for fact in reading.refusals]
    told = [span.start - document.offset for several in spans for span in several]
    refuser = Refuser(document, words.catalog, today, line)
    return replace(
        reading, refusals=(*reading.refusals, *unread(document, words, refuser, sorted(places), told))
    )
