"""Layouts of price lists: lines, records of cells, label rows and header words; each checked to be whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from orebook.catalog.fields import Fields
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.errors import nearest
from orebook.facts import KINDS
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED, UNITS

#: What a field of a layout may hold.
ROLES = (
    "product", "grade", "range", "low", "high", "average", "change", "unit", "date", "previous", "converted",
    "delivery", "place", "remark",
)  # fmt: skip
#: Header words may name these as well.
HEADED = (*ROLES, "kind", "tax", "source", "volume", "printed", "address", "published")
#: A layout is one of these.
FORMS = ("line", "cells", "label", "columns")
_FIELD = re.compile(r"\{([^{}]*)\}")
_TOUCHING = re.compile(r"\}[\[\]]*\{")


def read(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """The layouts of one file, each kept as its file writes it."""
    for row in fields.rows("layout"):
        shelves.layouts.put(row.text("id"), row.table, row, sheet.layer)
        _layout(row)
    fields.done()


def _layout(row: Fields) -> None:
    forms = [form for form in FORMS if row.has(form)]
    if len(forms) != 1:
        row.note(f"a layout is one of {', '.join(FORMS)}; this has {' and '.join(forms) or 'none'}.")
    if row.has("line"):
        _line(row, row.text("line"), "line")
    if row.has("cells"):
        _known(row, row.texts("cells"), "cells")
    if row.has("label"):
        _label(row, row.text("label"))
    if row.has("columns"):
        _columns(row)
    _fixed(row)
    row.done()


def _fixed(row: Fields) -> None:
    """What holds for every row of a layout, and where it was learnt."""
    row.choice_or_none("unit", UNITS)
    row.choice_or_none("kind", KINDS)
    row.choice_or_none("tax", (TAX_INCLUDED, TAX_EXCLUDED))
    row.text_or_none("delivery")
    for name in ("source", "author", "example"):
        row.text_or_none(name)
    row.day_or_none("date")


def _line(row: Fields, line: str, field: str) -> None:
    _known(row, _FIELD.findall(line), field)
    if _TOUCHING.search(line):
        row.note('two fields touch. Put what stands between them: "{low}-{high}", "{product} {unit}".', field)
    _brackets(row, line, field)


def _brackets(row: Fields, line: str, field: str) -> None:
    depth = 0
    for letter in line:
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if not 0 <= depth <= 1:
            break
    if depth:
        row.note("[ and ] do not pair. What may be missing stands in one pair: [ {change}].", field)
    if re.sub(r"\{[a-z]+\}", "", line).strip("{}") != re.sub(r"\{[a-z]+\}", "", line):
        row.note("{ and } do not pair. A field is written {product}.", field)


def _known(row: Fields, roles: Sequence[str], field: str) -> None:
    """A row names one product, and its price in one field or two; each field once."""
    _told(row, roles, ROLES, field)
    for role in dict.fromkeys(roles):
        if roles.count(role) > 1:
            row.note(f"{{{role}}} stands twice. Call the other {{remark}} or {{previous}}.", field)
    if "product" not in roles:
        row.note("no {product}. A row without one is nobody's price.", field)
    if not ({"low", "high"} <= {*roles} or {"range", "average"} & {*roles}):
        row.note("no price. Expected {range}, or {low} and {high}, or {average}.", field)


def _told(row: Fields, roles: Sequence[str], known: Sequence[str], field: str) -> None:
    for role in roles:
        if role not in known:
            close = nearest(role, known, 1) or f" Fields are: {', '.join(known)}."
            row.note(f"no field {{{role}}}.{close}", field)


def _label(row: Fields, label: str) -> None:
    roles = _FIELD.findall(label)
    _told(row, roles, ("unit", "remark"), "label")
    if roles.count("unit") != 1:
        row.note("a label row carries one {unit} for the rows below it.", "label")
    _brackets(row, label, "label")


def _columns(row: Fields) -> None:
    """Words that head a column, beside those of words/table.toml."""
    columns = row.inside("columns")
    if columns is not None:
        _told(row, list(columns.table), HEADED, "columns")
        for role in columns.table:
            columns.texts(role)
        columns.done()
