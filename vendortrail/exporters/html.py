"""A Document as one HTML file that is printed as it is and fetches nothing.

It is made of the markdown, so the two papers say the same; only a sheet is made cell by cell, since
here it is the table that markdown has no way to write. Raw HTML, links, images and code are
switched off in the reader of the markdown, what is left goes through a list of allowed tags, and
the page's policy forbids whatever is not its own style sheet.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from vendortrail.document import Block, Document, Heading, Paragraph, Row, Sheet, Text, plain
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
    if len(markdown.render(document)) > LARGEST:
        raise Refusal(
            N_("the paper is too large for one page of HTML; cut its chronology with days")
        )
    style = _resource("page.css")
    return Template(_resource("page.html")).substitute(
        language=escape(document.language),
        title=escape(folded(document.title)),
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        body=_body(document),
    )


def _body(document: Document) -> str:
    import nh3

    blocks = (Heading(1, plain(document.title)), *document.blocks)
    return nh3.clean(
        "".join(_parts(blocks)),
        tags=_TAGS,
        attributes={},
        allowed_classes={
            "table": {"named", "sheet"},
            "th": {"number"},
            "td": {"number"},
        },
    )


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each sheet by itself, and what stands between them together."""
    between: list[Block] = []
    for block in blocks:
        if isinstance(block, Sheet):
            yield _prose(between)
            yield _sheet(block)
            between.clear()
        else:
            between.append(block)
    yield _prose(between)


def _sheet(sheet: Sheet) -> str:
    titles = (sheet.naming, *sheet.columns) if sheet.naming else sheet.columns
    head = "".join(_cell("th", [title]) for title in titles)
    rows = "".join(_row(row, named=bool(sheet.naming)) for row in sheet.rows)
    kind = "named sheet" if sheet.naming else "sheet"
    return (
        f'<table class="{kind}"><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n'
    )


def _row(row: Row, *, named: bool) -> str:
    name = _cell("th", [row.name]) if named else ""
    return f"<tr>{name}{''.join(_cell('td', cell) for cell in row.cells)}</tr>\n"


def _cell(tag: str, paragraphs: Iterable[Text]) -> str:
    return f"<{tag}>{_prose(map(Paragraph, paragraphs)).strip()}</{tag}>"


def _prose(blocks: Iterable[Block]) -> str:
    reader = _reader()
    source = markdown.written(blocks)
    tokens = reader.parse(source)
    for token in tokens:
        # The policy forbids style attributes, which is how the reader aligns cells.
        if token.attrs.pop("style", None):
            token.attrs["class"] = "number"
    body: str = reader.renderer.render(tokens, reader.options, {})
    return body


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only papers in HTML need it

    return MarkdownIt("js-default", {"html": False, "linkify": False}).disable(_OFF)


@cache
def _resource(name: str) -> str:
    return (files("vendortrail.exporters") / name).read_text("utf-8")
