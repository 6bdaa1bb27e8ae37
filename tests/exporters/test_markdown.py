import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.exporters.naughty import TEMPTING, naughty_strings
from vendortrail.cleaning import clean
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
    blank,
    plain,
    quiet,
    strong,
)
from vendortrail.exporters import markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = "word"


def render(*blocks: Block) -> str:
    return markdown.render(Document("Paper", "en", blocks))


def everywhere(text: str) -> Document:
    """Return a document that has a text in every place where a text can be."""
    marked = (Span("see "), Span(text, Mark.DELETED), Span(" "), Span(text, Mark.ADDED))
    return Document(
        text,
        "en",
        (
            Heading(2, plain(text)),
            Paragraph(plain(text)),
            Paragraph((*quiet(text), *plain(": "), *strong(text))),
            Paragraph((*plain("long " * 30), *plain(text), *plain(" tail" * 30))),
            Quote((plain(text), marked)),
            Table(
                (Column(plain(text)), Column(plain("sum"), numeric=True)),
                ((plain(text), quiet(text)), (plain("x"), plain(text))),
            ),
            Entries((Entry(plain(text)), Entry(strong(text), (plain(text), plain(text))))),
            Sheet(
                (plain(text), plain("theirs")),
                (
                    Row(((plain(text), marked), ()), plain(text)),
                    Row(((), (plain(text),)), plain("x")),
                ),
                plain(text),
            ),
            Sheet((plain(text),), (Row(((plain(text), blank(text)),)),)),
            Paragraph(plain(text)),
        ),
    )


def tokens(source: str, reader: MarkdownIt = READER) -> list[Token]:
    return [
        inner
        for token in reader.parse(source)
        for inner in ([token, *token.children] if token.children else [token])
    ]


def structure(found: Iterable[Token]) -> list[tuple[str, str]]:
    """Return what the text is made into; words and where lines are wrapped are not part of it."""
    return [
        (token.type, token.tag)
        for token in found
        if token.type not in {"text", "softbreak", "inline", "paragraph_open", "paragraph_close"}
    ]


def visible(found: Iterable[Token]) -> list[str]:
    """Return what can be read of each block, without white space."""
    blocks: list[str] = []
    for token in found:
        if token.type == "inline":
            blocks.append("")
        elif token.type == "text":
            blocks[-1] += token.content
    return [words(block) for block in blocks]


def words(text: str) -> str:
    """Return a text without white space, which says nothing."""
    return "".join(clean(text).split())


def check(text: str) -> None:
    found = tokens(markdown.render(everywhere(text)))
    shown = words(text)
    # A text of nothing leaves nothing to mark.
    if shown:
        assert structure(found) == structure(tokens(markdown.render(everywhere(HARMLESS))))
        expected = visible(tokens(markdown.render(everywhere(HARMLESS))))
        assert visible(found) == [block.replace(HARMLESS, shown) for block in expected]
    assert not {"html_inline", "html_block", "link_open", "image", "code_inline", "fence"} & {
        token.type for token in found
    }


@pytest.mark.parametrize("text", TEMPTING)
def test_no_text_is_markup(text: str) -> None:
    check(text)


def test_no_known_naughty_text_is_markup() -> None:
    for text in naughty_strings():
        check(text)


MARKUP = st.lists(st.sampled_from([*"#*_`~[]()<>!|\\&;:-=+>.$1 \n\ta", *TEMPTING]), max_size=12)


@given(st.one_of(st.text(), MARKUP.map("".join)))
def test_no_invented_text_is_markup(text: str) -> None:
    check(text)


@given(st.lists(MARKUP.map("".join), min_size=2, max_size=4))
def test_no_text_is_markup_together_with_its_neighbours(texts: list[str]) -> None:
    found = tokens(render(Paragraph(tuple(Span(text) for text in texts))))
    assert {token.type for token in found} <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close"),
        *("inline", "text", "softbreak"),
    }
    assert visible(found)[1:] == ([words("".join(texts))] if words("".join(texts)) else [])


@pytest.mark.parametrize("text", ["https://a.example/b", "see http://a.example", "www.a.example"])
def test_addresses_are_not_links_where_readers_look_for_them(text: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": True})
    found = tokens(render(Paragraph(plain(text))), reader)
    assert "link_open" not in {token.type for token in found}


def width_of(line: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in line
    )


@pytest.mark.parametrize(
    "name", ["Segment A", "Сегмент", "漢字かな", "ｗｉｄｅ", "ée\u0301", "a|b"]
)
def test_columns_line_up(name: str) -> None:
    table = Table(
        (Column(plain("Segment")), Column(plain("n"), numeric=True)),
        ((plain(name), plain("1")), (plain("x"), plain("22,500.00"))),
    )
    lines = render(table).splitlines()[2:]
    assert {width_of(line) for line in lines} == {width_of(lines[0])}
    assert lines[1].endswith("-: |")
    assert lines[-1].endswith(" 22,500.00 |")


def test_paragraphs_are_wrapped_and_words_are_not() -> None:
    long = "x" * 120
    source = render(Paragraph(plain(f"{'слово ' * 60}{long} {'word ' * 60}")))
    lines = source.splitlines()
    assert [line for line in lines if len(line) > markdown.WIDTH] == [long]
    assert max(len(line) for line in lines if line != long) > markdown.WIDTH - len("слово ")


def test_entries_and_quotes_are_wrapped_under_their_marks() -> None:
    source = render(Entries((Entry(plain("word " * 40), (plain("said " * 40),)),)))
    assert re.fullmatch(
        r"# Paper\n\n- word [^\n]*\n(  word [^\n]*\n)+\n(  > said [^\n]*\n)+", source
    )
    assert all(len(line) <= markdown.WIDTH for line in source.splitlines())


def test_sums_are_kept_whole_where_lines_are_wrapped() -> None:
    money = "22\N{NO-BREAK SPACE}500,00\N{NO-BREAK SPACE}₽"
    source = render(Paragraph(plain(f"{'word ' * 18}{money} end")))
    assert money in source


def test_a_mark_holds_to_its_words_and_not_to_the_spaces_around() -> None:
    text = (Span("from"), Span(" 150 ", Mark.DELETED), Span("180 ", Mark.ADDED), Span("roubles"))
    assert render(Paragraph(text)) == "# Paper\n\nfrom ~~150~~ **180** roubles\n"


def test_a_mark_on_nothing_is_nothing() -> None:
    assert render(Paragraph((Span("a"), Span(" ", Mark.STRONG), Span("b")))) == "# Paper\n\na b\n"


@pytest.mark.parametrize("before", ["", "Date", "word " * 18, "x" * 90])
def test_a_line_to_write_on_is_no_rule(before: str) -> None:
    found = tokens(render(Paragraph(blank(before))))
    assert "hr" not in {token.type for token in found}
    assert visible(found)[1:] == [words(before) + "_" * 24]


def test_a_sheet_keeps_every_cell_under_the_title_of_its_column() -> None:
    sheet = Sheet(
        (plain("Theirs"), plain("Ours")),
        (Row(((plain("long " * 30), plain("150")), ()), plain("1. price")),),
        plain("Term"),
    )
    source = render(sheet)
    assert re.fullmatch(
        r"# Paper\n\n### 1\. price\n\n- \*\*Theirs\*\*:\n\n(  > (long ?)+\n)+  >\n  > 150\n\n"
        r"- \*\*Ours\*\*: –\n",
        source,
    )
    assert all(len(line) <= markdown.WIDTH for line in source.splitlines())


@pytest.mark.parametrize("text", TEMPTING)
def test_markdown_is_tidy(text: str) -> None:
    source = markdown.render(everywhere(text))
    assert source.endswith("\n")
    assert not source.endswith("\n\n")
    assert "\n\n\n" not in source
    assert not re.search(r"[ \t]$", source, re.MULTILINE)


def test_text_without_markup_stays_as_it_is() -> None:
    text = "Mail of 14 Nov (re: B & C): 5 > 3, a_b, #17, 2 - 1 = 1; see [..], 100 %! “So?” 3:15"
    assert text.replace("[", "\\[") in render(Paragraph(plain(text)))


def test_time_grows_with_the_length_of_a_paper_and_no_faster() -> None:
    """Counted in calls, since a clock would tell of the machine."""
    assert calls(2_000) < 2.2 * calls(1_000)


def calls(number: int) -> int:
    import sys

    counter = itertools.count()

    def count(_frame: object, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            next(counter)

    blocks = [Entries(tuple(Entry(plain(f"entry {n} " * 20)) for n in range(number)))]
    document = Document("Paper", "en", tuple(blocks))
    before: Callable[..., object] | None = sys.getprofile()
    sys.setprofile(count)
    try:
        markdown.render(document)
    finally:
        sys.setprofile(before)
    return next(counter)
