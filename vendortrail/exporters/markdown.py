"""A Document as markdown: CommonMark with the tables and the strikethrough of GitHub.

It is made to be read as it is, too: lines of at most `WIDTH` cells, columns that line up in a
fixed-width font. No-break spaces stay what they are: they take one cell, and keep a sum together
where a line is wrapped.

A cell of a table cannot be wrapped, so a sheet, whose cells hold paragraphs, is no table here: each
row has a heading, each of its cells an entry under the title of the column. So every cell keeps its
column, and lines stay short enough for a mail or a comparison line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from vendortrail.document import (
    Block,
    Column,
    Document,
    Entries,
    Entry,
    Heading,
    Mark,
    Paragraph,
    Quote,
    Row,
    Sheet,
    Span,
    Table,
    Text,
    plain,
    strong,
)
from vendortrail.exporters.escaping import at_line_start, escaped, folded, without_closing
from vendortrail.exporters.width import measure, width

WIDTH = 96

_AROUND = {
    Mark.PLAIN: "",
    Mark.STRONG: "**",
    Mark.QUIET: "*",
    Mark.DELETED: "~~",
    Mark.ADDED: "**",
    Mark.BLANK: "",
}
# Between spaces, underscores are no markup.
_LINE = "_" * 24
_NOTHING = " –"


def render(document: Document) -> str:
    """Return the document as markdown; lines end with a line feed, none with a space."""
    return written((Heading(1, plain(document.title)), *document.blocks))


def written(blocks: Iterable[Block]) -> str:
    """Return blocks as markdown."""
    return "\n\n".join(filter(None, map(_block, blocks))) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {without_closing(_inline(text))}".rstrip()
        case Paragraph(text):
            return _wrapped(text)
        case Quote(paragraphs):
            return _quote(paragraphs)
        case Table(columns, rows):
            return _table(columns, rows)
        case Entries(entries):
            return "\n".join(_entry(entry) for entry in entries).rstrip("\n")
        case Sheet():
            return written(_spread(block)).rstrip("\n")
        case _:
            assert_never(block)


def _inline(text: Text) -> str:
    """Return the text on one line, marks included, without space at its ends."""
    return folded("".join(map(_span, text))).strip()


def _span(span: Span) -> str:
    if span.mark is Mark.BLANK:
        return _LINE
    around = _AROUND[span.mark]
    text = escaped(folded(span.text))
    inner = text.strip()
    if not around or not inner:
        return text
    # A mark next to a space is no mark: what space there is goes outside.
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    return f"{before}{around}{inner}{around}{after}"


def _wrapped(text: Text, first: str = "", rest: str = "") -> str:
    """Return a paragraph in lines of `WIDTH`, each after its prefix; a long word stays whole."""
    inline = _inline(text)
    cells = measure(inline)
    words = inline.split(" ")
    lines: list[str] = []
    line = [first + at_line_start(words[0])]
    taken = cells(line[0])
    for word in words[1:]:
        taken += cells(word) + 1
        if taken <= WIDTH:
            line.append(word)
        else:
            lines.append(" ".join(line))
            line = [rest + at_line_start(word)]
            taken = cells(line[0])
    return "\n".join([*lines, " ".join(line)]).rstrip()


def _quote(paragraphs: Iterable[Text], indent: str = "") -> str:
    prefix = f"{indent}> "
    said = (_wrapped(text, prefix, prefix) for text in paragraphs)
    return f"\n{indent}>\n".join(lines for lines in said if lines != prefix.rstrip())


def _entry(entry: Entry) -> str:
    text = _wrapped(entry.text, "- ", "  ")
    quoted = _quote(entry.quoted, "  ")
    return f"{text}\n\n{quoted}\n" if quoted else text


def _spread(sheet: Sheet) -> Iterator[Block]:
    for row in sheet.rows:
        if row.name:
            yield Heading(3, row.name)
        yield Entries(tuple(_cells(sheet, row)))


def _cells(sheet: Sheet, row: Row) -> Iterator[Entry]:
    for title, paragraphs in zip(sheet.columns, row.cells, strict=True):
        lead = (*strong("".join(span.text for span in title)), Span(":"))
        yield Entry(lead if paragraphs else (*lead, Span(_NOTHING)), paragraphs)


def _table(columns: tuple[Column, ...], rows: tuple[tuple[Text, ...], ...]) -> str:
    head = [_inline(column.title) for column in columns]
    body = [[_inline(cell) for cell in row] for row in rows]
    # GitHub takes three hyphens for the least.
    widths = [max(3, *map(width, cells)) for cells in zip(head, *body, strict=True)]
    rule = [
        "-" * (cells - 1) + ":" if column.numeric else "-" * cells
        for column, cells in zip(columns, widths, strict=True)
    ]
    return "\n".join(_row(cells, columns, widths) for cells in (head, rule, *body))


def _row(cells: Iterable[str], columns: tuple[Column, ...], widths: Iterable[int]) -> str:
    padded = (
        _padding(cell, to) + cell if column.numeric else cell + _padding(cell, to)
        for cell, column, to in zip(cells, columns, widths, strict=True)
    )
    return f"| {' | '.join(padded)} |"


def _padding(cell: str, to: int) -> str:
    return " " * (to - width(cell))
