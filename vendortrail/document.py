"""A paper as data: headings, paragraphs, tables and entries, before any format.

Text is what a person wrote or the product says, never markup: an exporter writes every character of
it so that it means itself. How a piece of text is meant is said by its mark.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Mark(StrEnum):
    """How a piece of text is meant."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    DELETED = "deleted"
    ADDED = "added"
    BLANK = "blank"


class Span(Struct, frozen=True):
    """A piece of text with one mark."""

    text: str
    mark: Mark = Mark.PLAIN


Text = tuple[Span, ...]


class Heading(Struct, frozen=True, tag=True):
    """A heading within the paper; level 2 is the highest, the title alone has 1."""

    level: int
    text: Text


class Paragraph(Struct, frozen=True, tag=True):
    """A paragraph."""

    text: Text


class Quote(Struct, frozen=True, tag=True):
    """Words that are cited as they were, in paragraphs."""

    paragraphs: tuple[Text, ...]


class Column(Struct, frozen=True):
    """A column of a table; numbers and sums stand to the right."""

    title: Text
    numeric: bool = False


class Table(Struct, frozen=True, tag=True):
    """Rows of cells, as many in each as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


class Entry(Struct, frozen=True):
    """One point of a list, with the words that it cites."""

    text: Text
    quoted: tuple[Text, ...] = ()


class Entries(Struct, frozen=True, tag=True):
    """A list of entries."""

    entries: tuple[Entry, ...]


class Row(Struct, frozen=True):
    """One row of a sheet: its name, and the paragraphs of each cell, of which there may be none."""

    cells: tuple[tuple[Text, ...], ...]
    name: Text = ()


class Sheet(Struct, frozen=True, tag=True):
    """Rows of cells that hold whole paragraphs, where a `Table` holds words and numbers.

    ``naming`` is the title over the names of the rows; empty: the rows have none.
    """

    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    naming: Text = ()


Block = Heading | Paragraph | Quote | Table | Entries | Sheet


class Document(Struct, frozen=True):
    """A whole paper.

    ``language`` is the one it speaks (BCP 47); ``left_out`` is how many records about the vendor
    were withheld from the reader, which the person who exports is told and the paper does not say.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    left_out: int = 0


def plain(text: str) -> Text:
    """Return text without any mark."""
    return (Span(text),)


def strong(text: str) -> Text:
    """Return text that stands out."""
    return (Span(text, Mark.STRONG),)


def quiet(text: str) -> Text:
    """Return text that stands back."""
    return (Span(text, Mark.QUIET),)


def blank(after: str) -> Text:
    """Return a text and the line behind it that somebody writes on by hand."""
    return (Span(f"{after} "), Span("", Mark.BLANK))
