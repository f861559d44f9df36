"""The other agreements: methods, sources, cues, and the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orebook.catalog.fields import Fields
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.terms import Cue, Method, Source

#: The table of a words file that adds to lists instead of replacing them.
ADDED = "add"
LICENCES = ("cite-only", "open", "own", "unknown")


def methods(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """The method of one file. Its numbered rules are prose: checked to be whole, kept in its text."""
    named = _numbered(fields)
    method = Method(
        id=fields.identifier(r"[a-z][a-z0-9-]*/[0-9]+", "range/1"),
        start=fields.day("start"),
        title=fields.text("title"),
        parameters=fields.mapping("parameters"),
        text=sheet.text,
        rules=named,
    )
    fields.done()
    shelves.methods.put(method.id, method, fields, sheet.layer)


def _numbered(fields: Fields) -> dict[str, str]:
    """The number of each of a method's rules that has a name; none twice."""
    numbered: set[str] = set()
    named: dict[str, str] = {}
    for rule in fields.rows("rule"):
        rule.text("text")
        number, name = rule.text("id"), rule.text_or_none("name")
        if number in numbered:
            rule.note("numbered twice. Give each rule its own id.")
        if name in named:
            rule.note(f'the name "{name}" is {named[name]} already. Give each rule its own name.')
        numbered.add(number)
        if name:
            named.setdefault(name, number)
    return named


def sources(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """Who publishes, and what may be done with their figures."""
    for row in fields.rows("source"):
        source = Source(
            id=row.identifier(example="smm"),
            name=row.text("name"),
            address=row.text_or_none("address"),
            licence=row.choice("licence", LICENCES),
            aliases=row.texts("aliases"),
        )
        row.done()
        shelves.sources.put(source.id, source, row, sheet.layer)
    fields.done()


def cues(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """Words that show what a seller or a buyer wants."""
    for row in fields.rows("cue"):
        cue = Cue(
            id=row.text("id"),
            side=row.choice("side", ("seller", "buyer")),
            score=row.number("score"),
            phrases=row.texts("phrases"),
            speakers=row.texts("speakers"),
            start=row.day("start"),
            source=row.text("source"),
            negated_score=row.number("negated_score") if row.has("negated_score") else None,
        )
        row.done()
        _heard(cue, row)
        shelves.cues.put(cue.id, cue, row, sheet.layer)
    fields.done()


def _heard(cue: Cue, row: Fields) -> None:
    if not cue.phrases:
        row.note('no "phrases". A cue without words is never heard.')
    for phrase in cue.phrases:
        _pattern(phrase, row)
    for score in (cue.score, cue.negated_score or 0.0):
        if not -1 <= score <= 1:
            row.note(f"{score:g} is outside -1 to 1.", "score")


def _pattern(phrase: str, row: Fields) -> None:
    import re2

    quietly = re2.Options()
    quietly.log_errors = False
    try:
        re2.compile(phrase, options=quietly)
    except re2.error as error:
        (reason,) = error.args
        said = reason.decode() if isinstance(reason, bytes) else reason
        row.note(f'"{phrase}" is not an RE2 pattern: {said}.', "phrases")


def words(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """The reader's vocabulary: words/units.toml becomes words["units"], key by key; [add] adds to lists."""
    kept = shelves.words.setdefault(sheet.stem, {})
    for word, meaning in fields.table.items():
        if word == ADDED:
            _add(kept, meaning, fields, word)
            continue
        place = (sheet.layer, sheet.stem, word)
        if place in shelves.worded:
            fields.note(f"already given in {shelves.worded[place]}. Keep one of the two.", word)
        shelves.worded.setdefault(place, sheet.path)
        kept[word] = meaning


def _add(kept: dict[str, Any], more: Any, fields: Fields, where: str) -> None:
    """Lists that grow: `[add.mass] t = ["公吨"]` in words/units.toml adds a word for the tonne."""
    if not isinstance(more, Mapping):
        fields.note("expected lists of words under their own names, as in [add.mass].", where)
        return
    for name, words_ in more.items():
        old = kept.get(name, {} if isinstance(words_, Mapping) else [])
        if isinstance(words_, Mapping) and isinstance(old, Mapping):
            kept[name] = grown = dict(old)
            _add(grown, words_, fields, f"{where} > {name}")
        elif isinstance(words_, list) and isinstance(old, list):
            kept[name] = [*old, *(word for word in words_ if word not in old)]
        else:
            fields.note(f"{name} is no list here, so nothing can be added to it.", where)
