import base64

import pytest

from vendortrail.importers.mail.fields import Header
from vendortrail.importers.mail.parts import DEEPEST, LONGEST_TEXT, Attachment, Content, content
from vendortrail.refusal import Refusal


def read(raw: bytes) -> Content:
    return content(raw, Header(raw))


def multipart(kind: str, *parts: bytes, boundary: bytes = b"=_b") -> bytes:
    inside = b"".join(b"\n--" + boundary + b"\n" + part for part in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="'.encode()
        + boundary
        + b'"\n\npreamble'
        + inside
        + b"\n--"
        + boundary
        + b"--\nepilogue\n"
    )


PLAIN = b"Content-Type: text/plain; charset=koi8-r\n\n" + "Привет из письма".encode("koi8-r")
MARKED = b"Content-Type: text/html\n\n<p>Hello <b>you</b></p>"


def test_text_is_read_by_its_charset_and_encoding() -> None:
    body = base64.encodebytes("Привет".encode("cp1251"))
    raw = b"Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64\n\n"
    assert read(raw + body).text == "Привет"
    assert read(b"Content-Transfer-Encoding: Quoted-Printable\n\na=\nb=20c").text == "ab c"


def test_of_alternatives_the_plain_one_is_taken_wherever_it_stands() -> None:
    assert read(multipart("alternative", MARKED, PLAIN)).text == "Привет из письма"
    assert read(multipart("alternative", b"\n", MARKED)).text == "Hello you"


def test_what_lies_beside_the_plain_text_is_named_too() -> None:
    picture = b"Content-Type: image/gif; name=a.gif\n\n123"
    related = multipart("related", MARKED, picture, boundary=b"inner")
    assert read(multipart("alternative", PLAIN, related)) == Content(
        "Привет из письма", (Attachment("a.gif", 3),)
    )


def test_attachments_are_named_with_their_size_and_without_folders() -> None:
    encoded = base64.encodebytes(b"x" * 1000)
    parts = (
        PLAIN,
        b"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; filename*=utf-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf\n\n"
        + encoded,
        b'Content-Disposition: attachment; filename="..\\\\..\\\\etc/passwd"\n\nhello',
        b"Content-Type: application/zip; name==?koi8-r?B?0NLJ18XU?=\n\nab",
        b"Content-Type: message/rfc822\n\nSubject: x\n\ny",
    )
    assert read(multipart("mixed", *parts)).attachments == (
        Attachment("отчёт.pdf", 1000),
        Attachment("passwd", 5),
        Attachment("привет", 2),
        Attachment("message/rfc822", 13),
    )


def test_a_multipart_without_its_boundary_is_text() -> None:
    assert read(b"Content-Type: multipart/mixed; boundary=no\n\nhello").text == "hello"
    assert read(b"Content-Type: multipart/mixed\n\nhello").text == "hello"


def test_a_multipart_that_is_cut_off_is_read_to_the_cut() -> None:
    raw = multipart("mixed", PLAIN, b"\nsecond")
    assert read(raw[: raw.rindex(b"\n--=_b--")]).text == "Привет из письма\n\nsecond"


def test_a_boundary_is_a_whole_line() -> None:
    assert read(multipart("mixed", b"\none\n--=_bx\ntwo")).text == "one\n--=_bx\ntwo"


def test_markup_becomes_lines_and_quotes() -> None:
    html = (
        b"Content-Type: text/html; charset=utf-8\n\n<html><head><title>no</title><style>p{}</style>"
        b"<body><p>One&nbsp;&lt;two&gt;<br>three</p><blockquote>said<p>more</blockquote>"
        b"<table><tr><td>a</td><td>b</td></tr></table><script>alert(1)</script>"
        b"<img src='https://zvonar.example/pixel'>end"
    )
    assert read(html).text == "One <two>\nthree\n\n> said\n> more\n\na b\n\nend"


def test_a_long_text_is_cut_visibly() -> None:
    text = read(b"\n" + b"word " * LONGEST_TEXT).text
    assert len(text) <= LONGEST_TEXT
    assert text.endswith("word…")


def test_controls_do_not_reach_a_terminal() -> None:
    assert read(b"\n\x1b[31mred\x00 \xe2\x80\xaeabc").text == "[31mred abc"


def test_what_is_nested_too_deep_is_refused() -> None:
    raw = PLAIN
    for depth in range(DEEPEST + 1):
        raw = multipart("mixed", raw, boundary=b"b%03d" % depth)
    with pytest.raises(Refusal, match="nested more than 30 deep"):
        read(raw)
