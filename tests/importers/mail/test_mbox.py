import mailbox
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.mail.writing import FROM_LINE, mail, mbox
from vendortrail.importers.mail import mbox as reader

LONGEST = 1_000_000


def read(data: bytes) -> list[bytes | None]:
    return [one.raw for one in reader.messages(BytesIO(data), LONGEST, lambda _block: None)]


def test_messages_come_apart_where_they_begin() -> None:
    one, two = mail(b"One.\n"), mail(b"Two.\n")
    assert read(mbox([one, two])) == [one, two]
    assert read(mbox([one, two]).replace(b"\n", b"\r\n")) == [
        whole.replace(b"\n", b"\r\n") for whole in (one, two)
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"From here on, we call on Mondays.",
        b"From Mon to Fri 10:00 2025 we call.",
        b"From Monday, 3 March 2025, 10:00 on: segment B",
        b"From: somebody",
    ],
)
def test_an_unmarked_line_of_a_body_is_text(line: bytes) -> None:
    whole = mail(b"Hello.\n\n" + line + b"\n\nName: value\n")
    assert read(mbox([whole, whole])) == [whole, whole]


def test_a_line_like_a_separator_is_text_where_text_follows() -> None:
    whole = mail(b"Look:\n" + FROM_LINE + b"is what it says.\n")
    assert read(mbox([whole])) == [whole]


def test_marks_are_taken_off_once() -> None:
    whole = mail(b">From the start\n>>From Ivan\n> From x\n")
    assert read(mbox([whole])) == [mail(b"From the start\n>From Ivan\n> From x\n")]


@pytest.mark.parametrize(
    "from_line",
    [
        b"From - Mon Mar 03 10:00:00 2025",
        b"From MAILER-DAEMON Mon Mar  3 10:00:00 2025",
        b"From ???@??? Mon Mar 03 10:00:00 2025",
        b"From olga at buyer.example  Mon Mar  3 10:00:00 2025",
        b"From a@b.example Mon Mar  3 10:00:00 2025 +0300",
        b"From a@b.example Mon Mar  3 10:00:00 MSK 2025 remote from host",
        b"From a@b.example Mon, 3 Mar 2025 10:00:00 +0300",
    ],
)
def test_every_program_writes_its_own_separator(from_line: bytes) -> None:
    assert len(read(mbox([mail(), mail()], from_line + b"\n"))) == 2


def test_the_separator_says_when_it_came() -> None:
    (one,) = reader.messages(BytesIO(mbox([mail()])), LONGEST, lambda _block: None)
    assert one.noted is not None
    assert one.noted.isoformat() == "2025-03-03T10:00:00"


def test_a_message_that_is_too_long_is_passed_over_and_the_next_is_read() -> None:
    short = mail()
    data = mbox([mail(b"x" * 79 + b"\n") for _ in range(1)] + [mail(b"y\n" * LONGEST), short])
    assert [raw is None for raw in read(data)] == [False, True, False]
    assert read(data)[-1] == short


def test_blocks_may_end_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [mail(b"Text\n" * number) for number in range(1, 20)]
    for size in (1, 7, 64, 500):
        monkeypatch.setattr(reader, "_BLOCK_BYTES", size)
        assert read(mbox(whole)) == whole


def test_a_message_can_be_read_once_more() -> None:
    file = BytesIO(mbox([mail(b">From a\n"), mail(b"Two.\n")]))
    for one in list(reader.messages(file, LONGEST, lambda _block: None)):
        assert reader.message_at(file, one.start, one.length) == one.raw


LINES = st.sampled_from(
    [b"text", b"", b"From x", b">From x", b"From the 3 Mar 2025", b"Key: value", b"\xff\x00"]
)


@given(bodies=st.lists(st.lists(LINES, max_size=6), max_size=6))
def test_there_are_as_many_messages_as_the_standard_library_wrote(
    bodies: list[list[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = Path(tmp_path_factory.mktemp("box")) / "box.mbox"
    box = mailbox.mbox(path)
    for body in bodies:
        box.add(mail(b"\n".join(body)))
    box.close()
    assert len(read(path.read_bytes())) == len(bodies)
