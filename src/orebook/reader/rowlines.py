"""Lines of price lists: each that fits a layout is a row, in runs that share a caption."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from orebook.facts import Document
from orebook.reader.captions import caption
from orebook.reader.cells import Cell, Row
from orebook.reader.dates import Calendar
from orebook.reader.header import Measure, parse_unit
from orebook.reader.laid import Laid, LaidRow, completed, fits, masked, named, signed
from orebook.reader.layouts import LONGEST, Layouts, LineLayout, layouts, place
from orebook.reader.money import Place
from orebook.reader.parsing import inside
from orebook.reader.table import Taken
from orebook.reader.vocabulary import Vocabulary

#: The rule a quote read off such a line carries.
RULE = "T5"
#: So many lines without a row end the reach of a label.
_REACH = 3
#: So many rows of products nobody knows may open a list.
_BACK = 20
_DIGITS = frozenset("0123456789０１２３４５６７８９")
#: One of these stands in every unit of a label.
_UNITED = ("/", "／", "per ", "每")
#: What ends a sentence, and no row.
_STOPS = (".", "。", "!", "?", "；", ";")


def _lately() -> deque[tuple[str, int]]:
    """The last lines that were no rows; so many may turn out to be."""
    return deque(maxlen=_BACK)


@dataclass(slots=True)
class Run:
    """Rows that follow one another."""

    rows: list[LaidRow] = field(default_factory=list)
    before: deque[tuple[str, int]] = field(default_factory=_lately)
    layout: LineLayout | None = None

    @property
    def place(self) -> Place:
        """Where they stand."""
        return self.rows[0].row.start, self.rows[-1].row.end


class LineReader:
    """Finds the rows of one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document, self.vocabulary = document, vocabulary
        self.layouts: Layouts = layouts(vocabulary)
        self.standing: Measure | None = None
        self.quiet = 0

    @cached_property
    def calendar(self) -> Calendar:
        """Dates as the document writes them; made only where a row has one."""
        return Calendar(self.vocabulary.catalog.words["dates"], self.document.published)

    def runs(self, skip: Sequence[Place]) -> list[Run]:
        """Every run of rows outside the places that are taken."""
        runs, start = [Run()], 0
        for line in self.document.text.split("\n"):
            if line.strip():
                self._take(line, start, runs, free=not skip or not inside(start, skip))
            start += len(line) + 1
        return [run for run in runs if run.rows]

    def _take(self, line: str, start: int, runs: list[Run], free: bool) -> None:
        """Put a line to the run it is a row of; one that is none ends the run, and may turn out its first."""
        run = runs[-1]
        found = self._row(line, start, run.layout) if free else None
        if found is None:
            if run.rows:
                runs.append(Run())
            if free and len(line) <= LONGEST:
                runs[-1].before.append((line, start))
            else:
                runs[-1].before.clear()
            return
        if not run.rows:
            run.rows += self._first(run.before, found[1])
        run.rows.append(found[0])
        run.layout = found[1]

    def _first(self, before: Iterable[tuple[str, int]], layout: LineLayout) -> list[LaidRow]:
        """The rows right before the first known one that are like it but for their unknown product."""
        rows: list[LaidRow] = []
        for line, start in reversed(list(before)):
            found = self._unknown(line, self._folded(line), start, layout)
            if found is None:
                break
            rows.insert(0, found[0])
        return rows

    def _folded(self, line: str) -> str:
        """A line in the reader's spelling, its tabs kept."""
        folded = self.vocabulary.fold(line)
        if "\t" not in line:
            return folded
        return "".join("\t" if one == "\t" else other for one, other in zip(line, folded, strict=True))

    def _row(self, line: str, start: int, last: LineLayout | None) -> tuple[LaidRow, LineLayout] | None:
        """The row a line is, if it is one; a label's unit is taken up on the way."""
        if len(line) > LONGEST:
            self.standing = None
            return None
        rowlike = not _DIGITS.isdisjoint(line) and not line.rstrip().endswith(_STOPS)
        labelled = any(sign in line for sign in _UNITED)
        folded = self._folded(line) if rowlike or labelled else ""
        found = (
            (self._known(line, folded, start) or self._unknown(line, folded, start, last))
            if rowlike
            else None
        )
        if found is None and not (labelled and self._labelled(line, folded, start)):
            self._pass(rowlike)
        return found

    def _known(self, line: str, folded: str, start: int) -> tuple[LaidRow, LineLayout] | None:
        if self.layouts.any_line.fullmatch(folded) is None:
            return None
        product = named(folded, self.vocabulary)
        if product is None:
            return None
        text = masked(folded, product[2])
        for layout in self.layouts.lines:
            match = layout.known.fullmatch(text)
            row = self._laid(match, layout, line, folded, start, product) if match is not None else None
            if row is not None:
                return row, layout
        return None

    def _unknown(
        self, line: str, folded: str, start: int, last: LineLayout | None
    ) -> tuple[LaidRow, LineLayout] | None:
        """A row like the one above it whose product nobody knows: it will be refused by name."""
        match = last.unknown.fullmatch(folded) if last is not None else None
        if match is None or last is None:
            return None
        row = self._laid(match, last, line, folded, start, None)
        return (row, last) if row is not None else None

    def _laid(
        self,
        match: object,
        layout: LineLayout,
        line: str,
        folded: str,
        start: int,
        product: tuple[str, Place, Place] | None,
    ) -> LaidRow | None:
        cells = []
        for role in layout.roles:
            begin, end = place(match, role)
            if role == "product" and product is not None:
                begin, end = product[1]
            begin, end = max(begin, 0), max(end, 0)
            text = signed(folded[begin:end], self.layouts) if role == "change" else line[begin:end]
            cells.append(Cell(start + begin, start + end, text))
        row = Row(start, start + len(line), tuple(cells))
        laid = LaidRow(row, layout.roles, product[0] if product else None, layout.fixed, self.standing)
        return laid if self._measured(laid) and fits(cells, layout.roles, self.vocabulary, self) else None

    def _measured(self, row: LaidRow) -> bool:
        return "unit" in row.roles or "unit" in row.fixed or self.standing is not None

    def _labelled(self, line: str, folded: str, start: int) -> bool:
        """Take up the unit of a label row, where the line is one."""
        for label in self.layouts.labels:
            match = label.fullmatch(folded)
            begin, end = place(match, "unit") if match is not None else (0, 0)
            measure = parse_unit(line[begin:end], self.vocabulary) if match is not None else None
            if measure is not None:
                cell = Cell(start + begin, start + end, line[begin:end])
                self.standing, self.quiet = Measure(measure.code, measure.scale, cell), 0
                return True
        return False

    def _pass(self, numbered: bool) -> None:
        """Let go of a label's unit where lines go on that are no rows."""
        self.quiet += 1
        if self.quiet > _REACH or numbered:
            self.standing = None


def read_lines(
    document: Document, vocabulary: Vocabulary, today: date, line: int, skip: Sequence[Place], into: Taken
) -> list[Place]:
    """Read the lines that fit a layout, and say where they stand."""
    places = []
    for run in LineReader(document, vocabulary).runs(skip):
        around = caption(document, *run.place, vocabulary)
        for row in run.rows:
            unit = _unit(row)
            if unit is not None and not completed(unit, around, vocabulary):
                continue
            reader = Laid(row, document, vocabulary, today, line, around, RULE)
            reader.take(row.row, len(into.statements), into)
            places.append((row.row.start, row.row.end))
    return places


def _unit(row: LaidRow) -> Cell | None:
    """The unit cell of a row, where its layout has one and it is filled."""
    at = row.roles.index("unit") if "unit" in row.roles else None
    return row.row.cells[at] if at is not None and row.row.cells[at].text else None
