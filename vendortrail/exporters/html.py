"""A Document as one HTML file that is printed as it is and fetches nothing.

It is made of the markdown, so the two papers say the same. Raw HTML, links, images and code are
switched off in the reader of the markdown, what is left goes through a list of allowed tags, and
the page's policy forbids whatever is not its own style sheet.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from vendortrail.document import Document
from vendortrail.exporters import markdown
from vendortrail.exporters.escaping import folded
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

#: Beyond so many characters a browser does not show the page well either.
LARGEST = 16_000_000

_OFF = (
    "autolink",
    "backticks",
    "code",
    "fence",
    "html_block",
    "html_inline",
    "image",
    "link",
    "reference",
)
_TAGS = {"h1", "h2", "h3", "h4", "p", "blockquote", "ul", "li", "strong", "em", "s"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def render(document: Document) -> str:
    """Return the document as a whole HTML page.

    Raises:
        Refusal: the paper is too large for one page.
    """
    source = markdown.render(document)
    if len(source) > LARGEST:
        raise Refusal(
            N_("the paper is too large for one page of HTML; cut its chronology with days")
        )
    style = _resource("page.css")
    return Template(_resource("page.html")).substitute(
        language=escape(document.language),
        title=escape(folded(document.title)),
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        body=_body(source),
    )


def _body(source: str) -> str:
    import nh3

    reader = _reader()
    tokens = reader.parse(source)
    for token in tokens:
        # The policy forbids style attributes, which is how the reader aligns cells.
        if token.attrs.pop("style", None):
            token.attrs["class"] = "number"
    body: str = reader.renderer.render(tokens, reader.options, {})
    return nh3.clean(
        body,
        tags=_TAGS,
        attributes={},
        allowed_classes={"th": {"number"}, "td": {"number"}},
    )


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only papers in HTML need it

    return MarkdownIt("js-default", {"html": False, "linkify": False}).disable(_OFF)


@cache
def _resource(name: str) -> str:
    return (files("vendortrail.exporters") / name).read_text("utf-8")
