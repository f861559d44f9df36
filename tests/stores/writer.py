"""A program of its own that adds reports to a book, and says after each one that it is kept.

    python writer.py ADDRESS FIRST LAST

It first says `ready` and waits for a line, so that several can be let go at once.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

from orebook.facts import Document, Quote, Span, digest
from orebook.ledger import open_store


def report(number: int) -> list[Document | Quote]:
    """A document and ten quotes from it."""
    text = f"Report {number}: Pr-Nd oxide was 400,000 yuan/mt."
    of = Document(
        document=digest(text)[:16], content=digest(text), title=None, published=date(2025, 1, 9),
        source="smm", address=None, offset=0, text=text,
    )  # fmt: skip
    cited = (Span(role="price", start=0, end=6, text="Report", document=of.document),)
    quote = Quote(
        product="prnd-oxide", kind="assessment", low=0.0, high=None, unit="CNY/t", price_date=of.published,
        published=of.published, source="smm", contributor=None, tax=None, delivery=None, place=None,
        volume=None, terms=None, spans=cited, printed="400,000", repairs=(), flags=(),
    )  # fmt: skip
    return [of, *[replace(quote, low=float(low)) for low in range(10)]]


def main() -> None:
    address, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open_store(address) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(first, last):
            print(number, store.append(report(number)).kept, flush=True)


if __name__ == "__main__":
    main()
