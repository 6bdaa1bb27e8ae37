import builtins
from typing import Any

import pytest

from tests.importers.mail import compound
from vendortrail.importers.mail import outlook
from vendortrail.importers.mail.fields import Header
from vendortrail.importers.mail.parts import Attachment, Content, content
from vendortrail.refusal import Refusal

SUBJECT, BODY, HEADERS, SENDER, SENDER_MAIL, ID, ANSWERS = (
    *(0x0037, 0x1000, 0x007D, 0x0C1A),
    *(0x0C1F, 0x1035, 0x1042),
)
NAME, CREATOR, FLAGS = 0x0042, 0x5D0A, 0x0E07


def test_a_received_message_has_the_fields_that_it_came_with() -> None:
    saved = compound.message(
        {
            SUBJECT: "Отчёт",
            BODY: "Во вложении.\r\n",
            HEADERS: "From: Ivan <ivan@zvonar.example>\r\nMessage-ID: <1@zvonar.example>\r\n"
            "Subject: =?utf-8?B?0J7RgtGH0ZHRgg==?=\r\n"
            "Content-Type: multipart/mixed; boundary=gone\r\n",
        },
        attachments={"отчёт.csv": b"a;b\n"},
    )
    raw = outlook.message(saved)
    header = Header(raw)
    assert header.addresses(b"from") == ("ivan@zvonar.example",)
    assert header.message_id() == "1@zvonar.example"
    assert header.text(b"subject") == "Отчёт"
    assert content(raw, header) == Content("Во вложении.", (Attachment("отчёт.csv", 4),))


def test_a_sent_message_gets_the_fields_that_it_would_have() -> None:
    saved = compound.message(
        {
            SUBJECT: "Когда?",
            BODY: "Ждём.",
            SENDER: "Olga",
            SENDER_MAIL: "olga@buyer.example",
            ID: "<2@buyer.example>",
            ANSWERS: "<1@zvonar.example>",
        },
        recipients=("ivan@zvonar.example",),
        sent=1_741_000_000,
    )
    header = Header(outlook.message(saved))
    assert header.addresses(b"from") == ("olga@buyer.example",)
    assert header.addresses(b"to") == ("ivan@zvonar.example",)
    assert header.text(b"subject") == "Когда?"
    assert header.message_id() == "2@buyer.example"
    assert header.ids(b"in-reply-to") == ("1@zvonar.example",)
    assert header.text(b"date") == "Mon, 03 Mar 2025 11:06:40 +0000"


def test_whoever_is_known_by_a_path_of_a_directory_has_an_address_all_the_same() -> None:
    path = "/O=BUYER/OU=EXCHANGE/CN=RECIPIENTS/CN=OLGA"
    texts = {SUBJECT: "x", SENDER: "Olga", SENDER_MAIL: path, NAME: "Olga B."}
    header = Header(outlook.message(compound.message(texts | {CREATOR: "olga@buyer.example"})))
    assert header.text(b"from") == '"Olga B." <olga@buyer.example>'
    assert b"from" not in Header(outlook.message(compound.message(texts)))


def test_what_its_header_does_not_say_is_told_by_its_properties() -> None:
    texts = {HEADERS: "Subject: x\r\nX-Spam: no\r\n", SUBJECT: "y", SENDER_MAIL: "a@b.example"}
    header = Header(outlook.message(compound.message(texts, sent=1_741_000_000)))
    assert (header.text(b"subject"), header.text(b"x-spam")) == ("x", "no")
    assert header.addresses(b"from") == ("a@b.example",)
    assert header.text(b"date") == "Mon, 03 Mar 2025 11:06:40 +0000"


def test_a_property_that_is_lost_is_done_without() -> None:
    saved = compound.message({SUBJECT: "x", SENDER_MAIL: "a@b.example"}, lost=(0x0065,))
    assert Header(outlook.message(saved)).addresses(b"from") == ("a@b.example",)


def test_a_draft_says_so() -> None:
    draft = Header(outlook.message(compound.message({SUBJECT: "x"}, numbers={FLAGS: 8})))
    assert draft.token(b"x-unsent") == "1"
    sent = compound.message({SUBJECT: "x"}, numbers={FLAGS: 8}, sent=1_741_000_000)
    assert b"x-unsent" not in Header(outlook.message(sent))


def test_a_damaged_message_is_refused_with_a_way_out() -> None:
    whole = compound.message({SUBJECT: "x"})
    for damaged in (whole[:700], whole[:512] + b"\xff" * 2_000):
        with pytest.raises(Refusal, match=r"save it as \.eml"):
            outlook.message(damaged)


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "oxmsg":
            raise ModuleNotFoundError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Refusal, match=r"pip install vendortrail\[msg\]"):
        outlook.message(b"")
