"""The charts of a page, their marks linked to the evidence."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from orebook.review.blocks import Fan, MarginBlock, Row
from orebook.review.charts.fan import fan
from orebook.review.charts.margin import margin
from orebook.review.charts.price import price
from orebook.review.charts.quadrant import quadrant
from orebook.review.charts.spark import spark
from orebook.review.writer import Writer


class Pictures:
    """Draws with one writer, so that a figure on a chart is a figure on the page.

    A drawing comes back as markup: its words were escaped as they were drawn.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._language = writer.language

    def price(self, row: Row) -> Markup:
        """The quarter of one product."""
        return Markup(
            price(row.marks, row.unit, self._words("chart-price"), self._label, self._point, self._month)
        )

    def margin(self, block: MarginBlock) -> Markup:
        """The quarter of one process's margin."""
        unit = self._writer.review.figures[block.marks[0].key].unit
        words = self._words("chart-margin")
        return Markup(margin(block.marks, unit, words, self._label, self._point, self._month))

    def fan(self, found: Fan) -> Markup:
        """The fan of one product."""
        figures = self._writer.review.figures
        return Markup(fan(found, figures, self._words("chart-fan"), self._label, self._month))

    def quadrant(self) -> Markup:
        """The stance matrix."""
        rows = self._writer.review.matrix
        return Markup(quadrant(rows, self._words("matrix-caption"), self._language.term))

    def spark(self, row: Row) -> Markup:
        """A row's line."""
        return Markup(spark(row.marks))

    def _words(self, key: str) -> str:
        return self._language.term("labels", key)

    def _label(self, key: str, x: float, y: float, anchor: str) -> str:
        drawn = Markup('<text class="value" x="{}" y="{}" text-anchor="{}">{}</text>')
        return str(drawn.format(f"{x:.1f}", f"{y:.1f}", anchor, self._writer.figure(key)))

    def _point(self, key: str, shape: str) -> str:
        figure = self._writer.review.figures[key]
        words = f"{figure.on}: {self._language.shown(key)}"
        drawn = Markup('<a href="#{}" data-p="{}" tabindex="-1"><title>{}</title>{}</a>')
        return str(drawn.format(self._writer.anchor(figure.entry), key, words, Markup(shape)))

    def _month(self, day: date, whole: bool) -> str:
        calendar = self._language.words["calendar"]
        month = str(calendar["short"][day.month - 1])
        return str(calendar["short-day"]).format(day=day.day, month=month) if whole else month
