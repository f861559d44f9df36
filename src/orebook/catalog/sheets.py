"""TOML files as sheets: where each lies, what kind of terms it holds, and whose it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from orebook.errors import BadArgumentError

KINDS = ("products", "chains", "methods", "words", "cues", "layouts", "decisions", "calendars", "sources")

#: A table that only one kind of file has, for files that lie in no folder of a kind.
TELLING = {
    "product": "products", "family": "products", "bare": "products", "process": "chains", "vat": "chains",
    "parameters": "methods", "cue": "cues", "layout": "layouts", "source": "sources", "name": "products",
    "decision": "decisions", "year": "calendars",
}  # fmt: skip

PACKAGE, OVERLAY = 0, 1

_LIST = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One TOML file, read: its path as messages name it, its text, and the layer it belongs to."""

    path: str
    kind: str
    text: str
    table: Mapping[str, Any]
    layer: int

    @property
    def stem(self) -> str:
        """The file's name without its folder and ending: `units` for words/units.toml."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".toml")


def gather(overlay: Path | None, findings: list[str]) -> list[Sheet]:
    """Every readable sheet, the package's first; what cannot be read becomes a finding.

    Raises:
        BadArgumentError: when the overlay is not a folder.
    """
    if overlay is not None and not overlay.is_dir():
        raise BadArgumentError(f"overlay: {overlay} is not a folder. Give the folder that holds your TOML.")
    sheets = [
        _sheet(item, path, "", PACKAGE, findings)
        for path, item in _toml(files("orebook") / "data")
        if _kind(path, {})  # scenarios and samples are other rooms' reading
    ]
    if overlay is not None:
        above = f"{overlay.resolve().name}/"
        sheets += [_sheet(item, path, above, OVERLAY, findings) for path, item in _toml(overlay)]
    return [sheet for sheet in sheets if sheet is not None]


def _toml(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.startswith("."):
            continue  # editors' and systems' own
        if item.is_dir():
            yield from _toml(item, f"{above}{item.name}/")
        elif item.name.endswith(".toml"):
            yield above + item.name, item


def _sheet(item: Traversable, path: str, above: str, layer: int, findings: list[str]) -> Sheet | None:
    where = above + path
    try:
        text = item.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        findings.append(f"{where}: cannot be read ({error.strerror}). Check its permissions.")
    except UnicodeDecodeError as error:
        findings.append(f"{where}: not UTF-8 at byte {error.start}. Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        findings.append(f"{where}: not TOML: {error}.")
    else:
        kind = _kind(path, table)
        if kind:
            return Sheet(path=where, kind=kind, text=text, table=table, layer=layer)
        findings.append(f"{where}: nothing says what it holds. Put it in a folder called {_LIST}.")
    return None


def _kind(path: str, table: Mapping[str, Any]) -> str:
    *folders, name = path.removesuffix(".toml").split("/")
    for part in (*reversed(folders), name):
        if part in KINDS:
            return part
    return next((kind for telling, kind in TELLING.items() if telling in table), "")
