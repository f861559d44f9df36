"""The templates of the room, loaded once and held strict: a name a template does not know is an error."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@functools.cache
def environment() -> Environment:
    """The Jinja environment: HTML is escaped throughout, Markdown by its own writer."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("orebook.review", "templates"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    found.filters["small"] = lambda text: text[:1].lower() + text[1:]
    return found
