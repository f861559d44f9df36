"""What a user's words would spoil: names too short to be safe, and names that are another product's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orebook.catalog.golden import Golden
from orebook.catalog.names import key
from orebook.catalog.sheets import OVERLAY, PACKAGE, Sheet, gather
from orebook.terms import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong in a user's file, and the line it stands on where that is known.

    >>> str(Finding(where="orebook.d/products/taught.toml", line=3, text="too short."))
    'orebook.d/products/taught.toml:3: too short.'
    """

    where: str
    line: int | None
    text: str

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line else self.where
        return f"{place}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A name a user's file gives to a product."""

    word: str
    product: str
    sheet: Sheet


def placed(findings: tuple[str, ...], overlay: Path) -> list[Finding]:
    """The findings of loading a catalogue, each with the line its quoted words stand on."""
    texts = {sheet.path: sheet.text for sheet in gather(overlay, [])}
    return [_placed(finding, texts) for finding in findings]


def _placed(finding: str, texts: Mapping[str, str]) -> Finding:
    where = next((path for path in texts if finding.startswith((f"{path} >", f"{path}:"))), None)
    if where is None:
        where, _, text = finding.partition(": ")
        return Finding(where=where, line=None, text=text)
    text = finding[len(where) :].lstrip(" >:")
    quoted = [piece for at, piece in enumerate(finding.split('"')) if at % 2]
    return Finding(
        where=where,
        line=line_of(texts[where], *(f'"{word}"' for word in quoted), *quoted, *_row(text)),
        text=text,
    )


def _row(text: str) -> list[str]:
    """The id of the table a finding is about: "product tin-ingot > names: ..."."""
    head = text.partition(":")[0].split(" > ")[0].split(" ")
    return [head[-1]] if len(head) > 1 else []


def line_of(text: str, *words: str) -> int | None:
    """The first line that holds one of some words, the first of them that is there at all.

    >>> line_of('a = 1\\nwords = ["tin"]', "lead", "tin")
    2
    """
    for word in words:
        for number, line in enumerate(text.splitlines(), 1):
            if word and word in line:
                return number
    return None


def names(catalog: Catalog, overlay: Path) -> list[Finding]:
    """Each name of a user's that is a bare element, or the beginning of another product's name."""
    sheets = gather(overlay, [])
    package = list(_given(sheet for sheet in sheets if sheet.layer == PACKAGE))
    own = list(_given(sheet for sheet in sheets if sheet.layer == OVERLAY))
    known = {(one.product, key(one.word)) for one in package}
    return [
        Finding(where=one.sheet.path, line=line_of(one.sheet.text, f'"{one.word}"', one.word), text=wrong)
        for one in own
        if (one.product, key(one.word)) not in known and (wrong := _wrong(one, catalog)) is not None
    ]


def _given(sheets: Any) -> Iterator[Taught]:
    """Every name of some files: of their products, and by [[name]]."""
    for sheet in sheets:
        if sheet.kind != "products":
            continue
        for row in _rows(sheet, "name"):
            yield from _taught(row, "words", str(row.get("product", "")), sheet)
        for row in _rows(sheet, "product"):
            yield from _taught(row, "names", str(row.get("id", "")), sheet)


def _taught(row: Mapping[str, Any], field: str, product: str, sheet: Sheet) -> Iterator[Taught]:
    words = row.get(field, [])
    yield from (
        Taught(word=word, product=product, sheet=sheet)
        for word in (words if isinstance(words, list) else [])
        if isinstance(word, str)
    )


def _rows(sheet: Sheet, name: str) -> list[Mapping[str, Any]]:
    rows = sheet.table.get(name, [])
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _wrong(taught: Taught, catalog: Catalog) -> str | None:
    """What is wrong with a name, or None."""
    word, spelt = taught.word, key(taught.word)
    bare = {key(member) for family in catalog.families for member in family.members}
    if spelt in bare:
        return f'"{word}" is a bare element or grade. Add its form, as in "{word} oxide", or 氧化 before it.'
    if len(spelt) < 2 or not any(letter.isalpha() for letter in spelt):
        return f'"{word}" is too short to be a name. Give the whole name.'
    for product in catalog.products.values():
        if product.id == taught.product:
            continue
        longer = next((name for name in product.names if _begins(word, name)), None)
        if longer is not None:
            return (
                f'"{word}" is how "{longer}" of {product.id} begins, so a text cut short there would change '
                f"its product. Give a name that begins no other."
            )
    return None


def _begins(word: str, name: str) -> bool:
    """Whether another name begins with a word, at a word's end where it is written with letters."""
    start, whole = (one.casefold().replace("-", " ") for one in (word, name))
    if not whole.startswith(start) or len(whole) == len(start):
        return False
    after = whole[len(start)]
    return not (after.isascii() and after.isalnum() and start[-1].isascii() and start[-1].isalnum())


def blamed(text: Golden, changed: tuple[str, ...], overlay: Path) -> Finding:
    """A finding about a golden text read otherwise, at the first of the user's words that stands in it."""
    said = f"the golden text {text.id} is read otherwise with these words: {'; '.join(changed[:3])}."
    for sheet in gather(overlay, []):
        if sheet.layer != OVERLAY:
            continue
        word = next((word for word in _words(sheet.table) if word.casefold() in text.text.casefold()), None)
        if word is not None:
            return Finding(
                where=sheet.path, line=line_of(sheet.text, f'"{word}"', word), text=f'"{word}": {said}'
            )
    return Finding(where=overlay.name, line=None, text=said)


def _words(table: Any) -> Iterator[str]:
    """Every text in the lists of a file: its names, cues and unit words."""
    if isinstance(table, Mapping):
        for value in table.values():
            yield from _words(value)
    elif isinstance(table, list):
        for value in table:
            if isinstance(value, str) and len(value) > 1:
                yield value
            else:
                yield from _words(value)
