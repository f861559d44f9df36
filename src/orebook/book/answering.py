"""An answer to a refusal: tried first, refused if it answers nothing or spoils anything, then written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook import reader
from orebook.book import files, linting, refused, rereading, terms
from orebook.book.refused import Refused
from orebook.book.walk import View
from orebook.errors import BadArgumentError, CatalogError
from orebook.facts.written import written

if TYPE_CHECKING:
    from orebook.facts import Document, Quote
    from orebook.reader import Reading
    from orebook.terms import Catalog

#: Rules that ask for a name.
NAMELESS = ("no-product", "ambiguous-product")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of an answer: the refusal, the file, what was written to it, and the quotes it brought."""

    refusal: Refused
    file: Path
    written: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a person says about a refusal: exactly one of product, layout, reading and ignore."""

    product: str | None = None
    words: str | None = None
    layout: str | None = None
    reading: str | None = None
    ignore: bool = False
    author: str | None = None
    why: str | None = None


def answer(view: View, overlay: Path, name: str, lesson: Lesson, today: date) -> Answered:
    """Write what a person says about a refusal into their TOML, and add what the document says then.

    Raises:
        BadArgumentError: an answer that is none, or leaves the words unread; nothing is written.
        CatalogError: an answer that does not hold together with the other words; nothing is written.
    """
    assert view.store is not None
    one = refused.one(view, name)
    document = _open(one)
    kind, fields = _fields(one, document, lesson, view.catalog, today)
    return _settled(view, overlay, one, document, kind, fields, today)


def _open(one: Refused) -> Document:
    if one.answered is not None:
        raise BadArgumentError(f"{one.number} was answered already: {one.answered}. Change it in orebook.d/.")
    if one.document is None:
        raise BadArgumentError(
            f"{one.number} stands in no document the book holds, so it cannot be answered."
        )
    if one.document.format == reader.TYPED:
        raise BadArgumentError(
            f"{one.number} stands in a sheet that was typed in. Mend the row and hand the sheet in again: the"
            " rows the book holds already are not kept twice."
        )
    return one.document


def _fields(
    one: Refused, document: Document, lesson: Lesson, catalog: Catalog, today: date
) -> tuple[str, Mapping[str, Any]]:
    """The kind of lesson, and the fields of its table."""
    given = [lesson.product is not None, lesson.layout is not None, lesson.reading is not None, lesson.ignore]
    if sum(given) != 1:
        raise BadArgumentError(
            "Give one answer: a product, a layout, a reading, or that it is to be ignored."
        )
    source = f"{document.source or 'own'}, {document.published}, {document.address or document.document}"
    signed = {"author": lesson.author, "date": today, "source": source, "why": lesson.why}
    if lesson.product is not None:
        return "name", {**_name(one, lesson, catalog), **signed}
    if lesson.layout is not None:
        known = "".join(letter for letter in one.id if letter.isalnum())[-6:]
        return "layout", {"id": f"taught-{known}", "line": lesson.layout, **{**signed, "why": None}}
    return "decision", {**_decision(one, document, lesson, catalog), **signed}


def _name(one: Refused, lesson: Lesson, catalog: Catalog) -> dict[str, Any]:
    product = terms.product(catalog, lesson.product or "")
    if one.fact.rule not in NAMELESS and lesson.words is None:
        raise BadArgumentError(
            f"{one.number} was refused as {one.fact.rule}, which a name does not mend. Give a reading, or "
            "say which words name the product."
        )
    words = lesson.words or (reader.called(one.fact.spans[0].text, catalog) if _opens(one) else None)
    if words is None:
        raise BadArgumentError(
            f'Which of "{one.fact.spans[0].text}" name {product.id} is not certain. Say it: --name WORDS.'
        )
    return {"product": product.id, "words": [words]}


def _opens(one: Refused) -> bool:
    """Whether the refused words begin a clause, so that no word of a name stands before them."""
    before = one.sentence.before.rstrip() if one.sentence is not None else ""
    return not before or before[-1] in ".,;:|。，；：、"


def _decision(one: Refused, document: Document, lesson: Lesson, catalog: Catalog) -> dict[str, Any]:
    if not lesson.author or not lesson.why:
        raise BadArgumentError(
            "A decision has an author and a reason. Say who (--as NAME) and why (--why TEXT)."
        )
    start = min(span.start for span in one.fact.spans)
    end = max(span.end for span in one.fact.spans)
    if lesson.reading is not None:
        terms.product(catalog, written(lesson.reading).product)
    return {
        "document": document.document, "content": document.content, "start": start, "end": end,
        "text": document.text[start - document.offset : end - document.offset],
        "reading": lesson.reading, "ignore": True if lesson.ignore else None,
    }  # fmt: skip


def _settled(
    view: View,
    overlay: Path,
    one: Refused,
    document: Document,
    kind: str,
    fields: Mapping[str, Any],
    today: date,
) -> Answered:
    """Try the lesson, and only if it answers and spoils nothing write and keep."""
    from orebook.catalog import taught, trial

    block = taught.block(kind, fields)
    with trial.tried(overlay, kind, block) as folder:
        catalog = safe(overlay, folder)
        again = rereading.reread(view, [document.document], catalog, today)
        _answers(one, kind, fields, again.reading)
    file, whole = overlay / taught.FILES[kind], trial.lesson(overlay, kind, block)
    _written(file, whole, View(store=view.store, catalog=catalog), again)
    return Answered(refusal=one, file=file, written=block, quotes=again.quotes)


def _written(file: Path, whole: str, view: View, again: rereading.Reread) -> None:
    """Write the lesson and keep what it brought: both, or neither."""
    before = file.read_text(encoding="utf-8") if file.is_file() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    files.write_whole(file, whole)
    try:
        rereading.keep(view, again)
    except BaseException:
        _restored(file, before)
        raise


def safe(before: Path, after: Path) -> Catalog:
    """The catalogue with a lesson in it; one that would spoil what was whole before is refused.

    Raises:
        CatalogError: with everything it would spoil.
    """
    catalog, findings = linting.looked(after)
    known = {str(one) for one in linting.lint(before)} if findings and before.is_dir() else set()
    new = [str(one) for one in findings if str(one) not in known]
    if new or catalog is None:
        raise CatalogError(new or [str(one) for one in findings])
    return catalog


def _answers(one: Refused, kind: str, fields: Mapping[str, Any], now: Reading) -> None:
    """Refuse an answer after which nothing, or something else, is read where the refusal stands."""
    quotes = [quote for quote in now.quotes if refused.meet(refused.told(quote), one.fact.spans)]
    wanted = fields.get("product")
    if fields.get("ignore") or any(wanted in (None, quote.product) for quote in quotes):
        return
    still = [refusal.message for refusal in now.refusals if refused.meet(refusal.spans, one.fact.spans)]
    other = f"it reads {quotes[0].product} there" if quotes else "it reads nothing there"
    said = still[0].rstrip(".") if still else other
    raise BadArgumentError(f"With this {kind} {one.number} is not answered: {said}. Nothing was written.")


def _restored(file: Path, before: str | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        files.write_whole(file, before)
