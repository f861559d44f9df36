"""Every exception Orebook raises: each says where, what, what was expected and what to do.

Wrong data is not an exception here. A statement that cannot be taken is a `Refusal` (see `facts`), kept and
shown. An exception means that the call itself was wrong, or that evidence is no longer what it was.
"""

from __future__ import annotations

from collections.abc import Sequence


class OrebookError(Exception):
    """Anything Orebook refuses to do, with a sentence that says what to do instead."""


class BadArgumentError(OrebookError):
    """A call with an argument no book could answer: an unknown product, a day after today, a bad week."""


class BookMissingError(OrebookError):
    """There is no book where one is needed."""


class UnreadableDocumentError(OrebookError):
    """A file that holds no readable text: empty, binary, or in a format that is not read yet."""


class CatalogError(OrebookError):
    """The catalogue's TOML does not hold together; `findings` lists everything wrong with it at once.

    >>> print(CatalogError(["a.toml > product x: no unit", "b.toml: not TOML"]))
    2 findings in the catalogue:
      - a.toml > product x: no unit
      - b.toml: not TOML
    """

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        head = f"{len(self.findings)} finding{'s' if len(self.findings) != 1 else ''} in the catalogue:"
        super().__init__("\n".join([head, *(f"  - {finding}" for finding in self.findings)]))


class LedgerError(OrebookError):
    """The ledger would not take or give a row: a full disk, a locked file, a schema it does not know."""


class EvidenceError(OrebookError):
    """A figure whose evidence is missing, or is not what it was when it was read."""


def nearest(word: str, known: Sequence[str], count: int = 3) -> str:
    """Say which known names are closest to a mistyped one, for the end of an error message.

    >>> nearest("prnd-oxid", ["prnd-oxide", "prnd-metal", "monazite"], 1)
    ' Nearest: "prnd-oxide".'
    >>> nearest("prnd-oxid", ["prnd-oxide", "prnd-oxide"])
    ' Nearest: "prnd-oxide".'
    >>> nearest("zzz", ["prnd-oxide"])
    ''
    """
    import difflib

    close = difflib.get_close_matches(word, list(dict.fromkeys(known)), n=count, cutoff=0.5)
    quoted = ", ".join(f'"{name}"' for name in close)
    return f" Nearest: {quoted}." if close else ""
