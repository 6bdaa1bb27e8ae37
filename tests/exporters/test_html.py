import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exporters.naughty import TEMPTING, naughty_strings
from tests.exporters.test_markdown import HARMLESS, everywhere, words
from vendortrail.document import Column, Document, Paragraph, Row, Sheet, Table, plain
from vendortrail.exporters import html, markdown
from vendortrail.refusal import Refusal


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text: list[str] = [""]
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        self.tags.append((tag, tuple(attrs)))
        if self.inside and tag not in {"strong", "em", "s"}:
            self.text.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text[-1] += data

    def read(self) -> list[str]:
        return [words(text) for text in self.text if words(text)]


def check(text: str) -> None:
    page = Page(html.render(everywhere(text)))
    if shown := words(text):
        harmless = Page(html.render(everywhere(HARMLESS)))
        assert page.tags == harmless.tags
        assert page.read() == [block.replace(HARMLESS, shown) for block in harmless.read()]


@pytest.mark.parametrize("text", TEMPTING)
def test_no_text_is_markup(text: str) -> None:
    check(text)


def test_no_known_naughty_text_is_markup() -> None:
    for text in naughty_strings():
        check(text)


@given(st.one_of(st.text(), st.lists(st.sampled_from(TEMPTING), max_size=4).map(" ".join)))
def test_no_invented_text_is_markup(text: str) -> None:
    check(text)


def test_the_page_fetches_runs_and_links_nothing() -> None:
    page = html.render(everywhere("<script src=https://a.example></script> [a](https://b.example)"))
    tags = {tag for tag, _ in Page(page).tags}
    assert not tags & {"script", "a", "img", "link", "iframe", "object", "form", "base", "svg"}
    names = {name for _, attributes in Page(page).tags for name, _ in attributes}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class"}


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    page = html.render(everywhere("x"))
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert "url(" not in style[1]
    assert "@import" not in style[1]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_says_its_language_and_title(language: str) -> None:
    page = html.render(Document("A <b> & “c”", language, ()))
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">\n')
    assert "<title>A &lt;b&gt; &amp; “c”</title>" in page
    assert "<h1>A &lt;b&gt; &amp; “c”</h1>" in page


def test_numbers_stand_to_the_right() -> None:
    table = Table(
        (Column(plain("a")), Column(plain("n"), numeric=True)), ((plain("x"), plain("1")),)
    )
    page = html.render(Document("Paper", "en", (table,)))
    cells = ["<th>", '<th class="number">', "<td>", '<td class="number">']
    assert re.findall(r"<t[hd]\b[^>]*>", page) == cells


def test_a_sheet_is_a_table_of_paragraphs() -> None:
    row = Row(((plain("a"), plain("b")), ()), plain("1. price"))
    named = Sheet((plain("Theirs"), plain("Ours")), (row,), plain("Term"))
    nameless = Sheet((plain("Theirs"),), (Row(((plain("a"),),)),))
    page = html.render(Document("Paper", "en", (named, named, Paragraph(plain("x")), nameless)))
    body = page.partition("</h1>\n")[2].partition("</main>")[0]
    first = (
        '<table class="named sheet"><thead><tr><th><p>Term</p></th><th><p>Theirs</p></th>'
        "<th><p>Ours</p></th></tr></thead>\n<tbody>\n<tr><th><p>1. price</p></th>"
        "<td><p>a</p>\n<p>b</p></td><td></td></tr>\n</tbody></table>\n"
    )
    assert body == (
        f"{first}{first}<p>x</p>\n"
        '<table class="sheet"><thead><tr><th><p>Theirs</p></th></tr></thead>\n<tbody>\n'
        "<tr><td><p>a</p></td></tr>\n</tbody></table>\n"
    )


def test_what_is_too_large_for_a_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("Paper", "en", (Paragraph(plain("word " * 50)),))
    size = len(markdown.render(document))
    monkeypatch.setattr(html, "LARGEST", size)
    assert html.render(document)
    monkeypatch.setattr(html, "LARGEST", size - 1)
    with pytest.raises(Refusal, match="too large"):
        html.render(document)
