"""Whatever bytes a mailbox holds: every message is accounted for, none takes the program down."""

from __future__ import annotations

import os
import struct
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers.fuzzing import harmless, seeds, told
from tests.importers.mail import compound
from tests.importers.mail.writing import FROM_LINE, mail, mbox
from vendortrail.cleaning import is_clean
from vendortrail.importers.item import Found, Item
from vendortrail.importers.mail import outlook
from vendortrail.importers.mail.source import Mail
from vendortrail.importers.mail.whose import Correspondents
from vendortrail.records.parties import Address
from vendortrail.refusal import Refusal

TODAY = date(2026, 11, 21)
MEGABYTE = 1_000_000
CASES = Path(__file__).parents[4] / "shared" / "cases" / "mail"


def taken(path: Path) -> list[Item]:
    """Read a mailbox as an import does, to the record of every message."""
    source = Mail(
        [path],
        1,
        Correspondents([Address("zvonar.example"), Address("dom.ain")], [Address("buyer.example")]),
        TODAY,
    )
    items = told(list(source.items()))
    for item in items:
        if isinstance(item, Found):
            try:
                draft = item.made(lambda _key: 1)
            except Refusal:
                continue
            draft.check()
            assert len(item.origin.key) <= 200
            assert all(map(is_clean, (item.origin.key, *item.origin.answers)))
    return items


def full(piece: bytes, size: int = MEGABYTE) -> bytes:
    return piece * (size // len(piece))


NESTED = b"".join(
    b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(20_000)
)
HOSTILE = {
    "one line": full(b"x"),
    "line ends": full(b"\n"),
    "separators": full(FROM_LINE),
    "almost separators": full(b"From a@b Mon Mar  3 10:00:00 2025 x\ntext\n"),
    "a header without an end": mail()[:-8] + full(b"X-Y: z\n"),
    "folds": b"From: ivan@zvonar.example\nSubject: x" + full(b"\n y"),
    "encoded words": mail(Subject=full(b"=?a?q?x").decode()),
    "addresses": mail(To=full(b'"a" <a@b>, ').decode()),
    "comments": mail(To=full(b"(").decode()),
    "references": mail(References=full(b"<a@b> ").decode()),
    "parts": mail(full(b"--b\n\nx\n"), Content_Type="multipart/mixed; boundary=b"),
    "alternatives": mail(full(b"--b\n\nx\n"), Content_Type="multipart/alternative; boundary=b"),
    "nested parts": mail(Content_Type="multipart/mixed; boundary=b") + b"\n--b\n" + NESTED,
    "parameters": mail(Content_Type="text/plain" + ';a="' * 250_000),
    "markup": mail(full(b"<div>"), Content_Type="text/html"),
    "unclosed tags": mail(full(b"<a "), Content_Type="text/html"),
    "links": mail(full(b"<a><div>"), Content_Type="text/html"),
    "entities": mail(full(b"&"), Content_Type="text/html"),
    "questions": mail(full(b"?")),
    "base64": mail(full(b"A"), Content_Transfer_Encoding="base64"),
    "quoted printable": mail(full(b"="), Content_Transfer_Encoding="quoted-printable"),
    "punycode": mail(full(b"a-"), Content_Type="text/plain; charset=punycode"),
    "bytes": mail(full(bytes(range(256)))),
    "compound file": bytes.fromhex("D0CF11E0A1B11AE1") + full(b"\x00\x01"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_megabyte_is_read_in_no_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes(HOSTILE[name])
    # Not a measurement: what takes quadratic time takes minutes.
    with harmless(HOSTILE[name], tmp_path / "harmful"):
        assert taken(path)


SEEDS = [
    mail(),
    mbox([mail(), mail(b">From x\n")]),
    mail("Привет?\n".encode("koi8-r"), Content_Type="text/plain; charset=koi8-r"),
    mail(
        b"--b\nContent-Type: text/html\n\n<p>a<br>b\n--b\nContent-Disposition: attachment; "
        b"filename*=utf-8''a.pdf\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n",
        Content_Type="multipart/mixed; boundary=b",
    ),
    *(path.read_bytes() for path in sorted(CASES.rglob("*.txt"))),
]
PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            *(b"\n", b"\r\n", b"\n\n", b": ", b"--b\n", b"=?utf-8?B?", b"?=", b"<", b">", b'"'),
            *(b"(", b";", b"\nDate: 99 Foo 9999 99:99:99 +9999\n", b"\nFrom: @zvonar.example\n"),
            *(FROM_LINE, b"\nContent-Type: multipart/", b"boundary*0*=''", b'charset="\0"'),
            *(b"\nMessage-ID: <\xff\x00>\n", b"\nReceived: ;", b"name*=x'y'%ff", b"\x00", b"\xff"),
        ]
    ),
)


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Return a message with pieces cut out of it, doubled, and put into it."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(data)))
        stop = draw(st.integers(start, min(len(data), start + 60)))
        middle = draw(st.one_of(PIECES, st.just(data[start:stop] * 2)))
        data = data[:start] + middle + data[stop:]
    return data


def account_for(data: bytes, folder: Path) -> None:
    path = folder / "box.eml"
    path.write_bytes(data)
    assert len(taken(path)) == 1
    path.rename(folder / "box")
    taken(folder / "box")


@given(data=mangled())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_mangled_is_accounted_for(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    account_for(data, tmp_path_factory.getbasetemp())


@pytest.mark.long
def test_what_is_mangled_for_minutes_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.getbasetemp()

    @given(data=mangled())
    @settings(max_examples=500, database=None, suppress_health_check=list(HealthCheck))
    def some(data: bytes) -> None:
        with harmless(data, folder / "harmful"):
            account_for(data, folder)

    for _ in seeds():
        some()


OUTLOOK = compound.message(
    {0x0037: "Segment B", 0x1000: "body " * 40, 0x5D02: "ivan@zvonar.example"},
    recipients=("olga@buyer.example",),
    attachments={"a.pdf": b"x" * 200},
    sent=1_741_000_000,
)


def test_an_outlook_message_that_leads_back_to_itself_is_refused() -> None:
    """Its streams say that they are 4 GiB long, and each piece of them is followed by itself."""
    data, root = bytearray(OUTLOOK), OUTLOOK.index("Root Entry".encode("utf-16-le"))
    data[root + 120 : root + 124] = b"\xff\xff\xff\xff"
    data[-512:] = struct.pack("<128I", *range(128))
    with harmless(bytes(data), Path(os.devnull)), pytest.raises(Refusal, match="larger than it is"):
        outlook.message(bytes(data))


@pytest.mark.long
def test_no_outlook_message_is_too_odd(tmp_path: Path) -> None:
    words = [
        struct.pack("<I", number) for number in (*range(12), 2**31 - 1, *range(2**32 - 4, 2**32))
    ]
    read = 0
    for chance in seeds(share=0.2):
        data = bytearray(OUTLOOK)
        for _ in range(chance.randint(1, 6)):
            place = 4 * chance.randrange(len(data) // 4)
            data[place : place + 4] = chance.choice((*words, chance.randbytes(4)))
        with harmless(bytes(data), tmp_path / "harmful"):
            read += bool(outlook.message(bytes(data)))
    assert read
