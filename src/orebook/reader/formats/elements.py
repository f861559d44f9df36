"""What the elements of a page are for, as far as its text is concerned."""

from __future__ import annotations

#: Stand on lines of their own, an empty line around them.
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "ul",
))  # fmt: skip
#: Have no end tag.
VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
#: May leave their end tag out: they are not counted as nested.
LOOSE = frozenset((
    "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "colgroup", "html", "head",
    "body",
))  # fmt: skip
#: No reader of the page sees them, or they lead elsewhere.
UNSEEN = frozenset((
    "script", "style", "nav", "template", "noscript", "head", "iframe", "object", "svg", "math", "select",
    "datalist", "canvas", "audio", "video", "dialog", "xmp", "noembed", "noframes", "textarea", "title",
))  # fmt: skip
#: End where the next of their name begins.
RENEWED = frozenset(("p", "td", "th", "tr", "dt", "dd", "option"))
#: Hold no markup.
RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"))
#: State, in a `<meta>`, when a page appeared; the plainest first.
PUBLISHED = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "publish-date",
    "dc.date.issued", "dcterms.issued", "og:published_time", "weibo:article:create_at",
)  # fmt: skip
