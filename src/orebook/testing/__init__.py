"""For testing a method of your own: quotes from a small table, series of prices, assertions on ranges.

>>> from orebook.assess import assess
>>> from orebook.catalog import load
>>> from orebook.units import day
>>> held = quotes('''
...     prnd-oxide  assessment  399,000-401,000  CNY/t  smm  2025-01-09
... ''')
>>> oxide, range_1 = load().products["prnd-oxide"], method("range/1")
>>> assert_range(assess(oxide, held, on=day("2025-01-09"), method=range_1), "399,000-401,000", "thin")
"""

from orebook.testing.making import method, series, varied
from orebook.testing.ranges import assert_range, bounds
from orebook.testing.table import documents, quotes

__all__ = ["assert_range", "bounds", "documents", "method", "quotes", "series", "varied"]
