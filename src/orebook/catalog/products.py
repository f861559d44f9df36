"""Products, the bare words of their metals, and the families that name many products by one pattern."""

from __future__ import annotations

from collections.abc import Mapping

from orebook.catalog.fields import Fields
from orebook.catalog.names import spelt
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Pattern, Shelves
from orebook.terms import Product
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED, UNITS, plain

TAXES = (TAX_INCLUDED, TAX_EXCLUDED)
CONFIDENCES = ("H", "M", "L")


def read(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """Products, bare words and families of one file; its `chain` is that of each product that names none."""
    chain = fields.text_or_none("chain")
    for row in fields.rows("product"):
        product = _product(row, chain)
        shelves.products.put(product.id, product, row, sheet.layer)
    if (bare := fields.inside("bare")) is not None:
        for word in bare.table:
            shelves.bare[word] = (*shelves.bare.get(word, ()), *bare.texts(word))
    shelves.patterns.extend(_pattern(row) for row in fields.rows("family"))
    shelves.names.extend(fields.rows("name"))
    fields.done()


def _product(row: Fields, chain: str | None) -> Product:
    known_as, en, zh = row.identifier(), row.text("en"), row.text_or_none("zh")
    product = Product(
        id=known_as,
        chain=row.text("chain") if row.has("chain") or chain is None else chain,
        segment=row.text("segment"),
        unit=row.choice("unit", UNITS),
        tax=row.choice_or_none("tax", TAXES),
        delivery=row.text_or_none("delivery"),
        per=row.text_or_none("per"),
        formula=_formula(row.inside("formula")),
        en=en,
        zh=zh,
        names=spelt(name for name in (en, zh, known_as, _worded(known_as), *row.texts("names")) if name),
        band=_band(row.inside("band")),
        place=row.text_or_none("place"),
    )
    row.done()
    return product


def _worded(known_as: str) -> str:
    return known_as.replace("-", " ")


def _band(fields: Fields | None) -> tuple[float, float] | None:
    if fields is None:
        return None
    low, high = fields.number("low"), fields.number("high")
    fields.text("source")
    if low > high:
        fields.note(f"reversed: low {plain(low)} is above high {plain(high)}. Put the lower number in low.")
    fields.done()
    return low, high


def _formula(fields: Fields | None) -> Mapping[str, float] | None:
    if fields is None:
        return None
    fields.text("source")
    fields.choice("confidence", CONFIDENCES)
    shares = fields.inside("shares")
    fields.done()
    if shares is None:
        fields.note('no "shares". Expected mass shares such as shares = {Pr6O11 = 0.25, Nd2O3 = 0.75}.')
        return None
    return _shares(shares)


def _shares(shares: Fields) -> Mapping[str, float]:
    formula = {compound: shares.number(compound) for compound in shares.table}
    whole = sum(formula.values())
    if not formula or min(formula.values()) <= 0 or whole > 1 + 1e-9:
        shares.note(f"mass shares must be above 0 and sum to 1 at most; these sum to {whole:g}.")
    return formula


def _pattern(row: Fields) -> Pattern:
    members = row.inside("members")
    pattern = Pattern(
        form=row.text("form"),
        en=row.texts("en"),
        zh=row.texts("zh"),
        names=row.texts("names"),
        members={word: members.text(word) for word in members.table} if members else {},
        fields=row,
    )
    for name in pattern.names:
        if name.count("{}") != 1:
            row.note(f'"{name}" needs one {{}} where the element stands, for instance "{{}} oxide".', "names")
    row.done()
    return pattern
