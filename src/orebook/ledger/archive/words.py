"""The lists that the codes of the copy stand for: a word keeps its code for as long as the copy lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from orebook.errors import LedgerError
from orebook.ledger.archive.shape import CODED, SCHEMA

#: Codes there are, by the kind of their column.
_MOST: dict[Any, int] = {pl.UInt8: 2**8, pl.UInt16: 2**16}


class Words:
    """Product ids, and the words of each coded column, each list in the order its words were first met.

    >>> words = Words()
    >>> words.coded("unit", pl.Series(["CNY/t", None, "CNY/t"])).to_list(), words.codes["unit"]
    ([1, 0, 1], ['', 'CNY/t'])
    """

    def __init__(
        self, products: Sequence[str] = (), codes: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.products = list(products)
        self.codes = {name: list((codes or {}).get(name, [""])) for name in CODED}
        self._places = {"product": _places(self.products)}
        self._places |= {name: _places(words) for name, words in self.codes.items()}

    def copy(self) -> Words:
        """The same lists, to be added to without changing these."""
        return Words(self.products, self.codes)

    def add_products(self, names: Iterable[str]) -> None:
        """Give codes to products, in the order of their ids."""
        self._add("product", sorted(set(names) - self._places["product"].keys()))

    def coded(self, column: str, said: pl.Series) -> pl.Series:
        """Words as codes; a new word gets the next one.

        Raises:
            LedgerError: more words than the column has codes for.
        """
        named = said.cast(pl.Categorical)
        unique = named.unique().drop_nulls()
        words, numbers = unique.cast(pl.String).to_list(), unique.to_physical().to_numpy()
        places = self._places[column]
        self._add(column, sorted(word for word in words if word not in places))
        codes = np.zeros(int(numbers.max()) + 1 if len(numbers) else 1, dtype=np.uint32)
        codes[numbers] = [places[word] for word in words]
        taken = named.to_physical()
        found = pl.Series(codes).gather(taken.fill_null(0))
        if taken.null_count():
            found = found.zip_with(taken.is_not_null(), pl.Series([0], dtype=pl.UInt32))
        return found.cast(SCHEMA[column]).alias(column)

    def named(self, column: str, codes: pl.Series) -> pl.Series:
        """Codes as their words; code 0 of a word is absent."""
        words = self.products if column == "product" else self.codes[column]
        kind = pl.Enum([word for word in words if word])
        return pl.Series([word or None for word in words], dtype=kind).gather(codes).alias(column)

    def _add(self, column: str, words: Sequence[str]) -> None:
        listed = self.products if column == "product" else self.codes[column]
        for word in words:
            self._places[column][word] = len(listed)
            listed.append(word)
        if len(listed) > _MOST.get(SCHEMA[column], 2**31):
            raise LedgerError(
                f"The history has {len(listed):,} different words for {column}, more than its Parquet copy"
                " can hold. Load rows with fewer."
            )


def _places(words: Sequence[str]) -> dict[str, int]:
    return {word: code for code, word in enumerate(words)}
