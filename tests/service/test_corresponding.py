"""Mail on its way into the trail."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.importers.mail.writing import mail, mbox
from tests.trails import about, opened, workspace
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.parties import Address, Contact, Vendor
from vendortrail.records.record import Record
from vendortrail.records.values import Direction, Manner, Side
from vendortrail.refusal import Refusal
from vendortrail.service import Trail
from vendortrail.words import words

CASES = Path(__file__).parents[3] / "shared" / "cases" / "mail"
OLGA = "olga@buyer.example"
OURS = {"From": f"Olga <{OLGA}>", "To": "ivan@zvonar.example"}


def with_vendor(folder: Path, *domains: str) -> Trail:
    trail = opened(workspace(folder))
    trail.record(about(None, Vendor("Zvonar", domains=domains or ("zvonar.example",))))
    return trail


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    with with_vendor(tmp_path / "w") as made:
        yield made


def take_in(
    trail: Trail, *paths: Path, theirs: Sequence[str] = (), ours: Sequence[str] = ()
) -> Receipt:
    source = trail.open_mail(paths, trail.find(Vendor, "#1"), theirs=theirs, ours=ours)
    return trail.take_in(source, vendor=1).receipt


def letters(trail: Trail) -> dict[str, Record[Touchpoint]]:
    return {record.payload.summary: record for record in trail.every(Touchpoint, vendor=1)}


def box(folder: Path, *messages: bytes, name: str = "box.mbox") -> Path:
    path = folder / name
    path.write_bytes(mbox(messages))
    return path


def test_what_they_wrote_and_what_went_to_them_is_recorded_and_the_rest_is_counted(
    trail: Trail, tmp_path: Path
) -> None:
    path = box(
        tmp_path,
        mail(b"Segment B starts on Friday.\n", Subject="theirs"),
        mail(**OURS, Subject="ours", Message_ID="<2@buyer>"),
        mail(
            **OURS | {"To": "a@b.example", "Bcc": "x@mail.zvonar.example"},
            Message_ID="<3@buyer>",
            Subject="ours, hidden",
        ),
        mail(From="spam@other.example", Message_ID="<4@other>"),
        mail(From="x@notzvonar.example", Message_ID="<5@other>"),
    )
    receipt = take_in(trail, path)
    assert (receipt.read, receipt.recorded, receipt.others) == (5, 3, 2)
    found = letters(trail)
    assert {name: record.payload.direction for name, record in found.items()} == {
        "theirs": Direction.INCOMING,
        "ours": Direction.OUTGOING,
        "ours, hidden": Direction.OUTGOING,
    }
    theirs = found["theirs"]
    assert theirs.occurred == "2025-03-03T10:00+03:00"
    assert theirs.payload.text == (
        "Segment B starts on Friday.\n\n"
        "From: Ivan Petrov <ivan@zvonar.example>\nTo: olga@buyer.example"
    )
    assert theirs.private
    assert trail.evidence.read(theirs.evidence[0]) == mail(
        b"Segment B starts on Friday.\n", Subject="theirs"
    )
    assert list(trail.verify()) == []


def test_importing_twice_or_from_another_mailbox_records_nothing_twice(
    trail: Trail, tmp_path: Path
) -> None:
    one, other = mail(), mail(Message_ID="", Subject="without an id")
    take_in(trail, box(tmp_path, one, other, one))
    copies = mailbox.Maildir(tmp_path / "Maildir")
    for message in (one, other.replace(b"\n", b"\r\n")):
        copies.add(message)
    receipt = take_in(trail, tmp_path / "Maildir")
    assert (receipt.read, receipt.recorded, receipt.known) == (2, 0, 2)
    assert len(letters(trail)) == 2


def test_what_answers_them_is_ours_wherever_it_stands_and_wherever_it_went(
    trail: Trail, tmp_path: Path
) -> None:
    path = box(
        tmp_path,
        mail(
            From=OLGA,
            To="users@list.example",
            In_Reply_To="<1@zvonar.example>",
            Message_ID="<2@b>",
            Subject="Re: B",
        ),
        mail(
            From=OLGA,
            To=OLGA,
            In_Reply_To="<1@zvonar.example>",
            Message_ID="<3@b>",
            Subject="among us",
        ),
        mail(
            From="x@other.example",
            To="users@list.example",
            References="<1@zvonar.example>",
            Message_ID="<4@o>",
        ),
        mail(),
    )
    receipt = take_in(trail, path, ours=[OLGA])
    assert (receipt.recorded, receipt.others) == (2, 2)
    found = letters(trail)
    assert found["Re: B"].payload.direction is Direction.OUTGOING
    assert found["Re: B"].payload.answers == found["Segment B"].identity


def test_ours_waits_for_what_it_answers(trail: Trail, tmp_path: Path) -> None:
    reply = mail(
        From=OLGA,
        To="list@list.example",
        In_Reply_To="<1@zvonar.example>",
        Message_ID="<2@b>",
        Subject="Re: B",
    )
    lost = mail(From=OLGA, To="a@b.example", In_Reply_To="<lost@b.example>", Message_ID="<3@b>")
    settled = mail(From=OLGA, To="a@b.example", In_Reply_To="<6@b.example>", Message_ID="<7@b>")
    theirs_not = mail(From="a@b.example", Message_ID="<6@b.example>")
    first = take_in(trail, box(tmp_path, reply, lost, settled, theirs_not), ours=[OLGA])
    assert (first.recorded, first.others, len(first.waiting)) == (0, 4, 2)
    second = take_in(trail, box(tmp_path, mail(), name="later.mbox"), ours=[OLGA])
    assert (second.recorded, second.others, len(second.waiting)) == (2, 1, 1)
    assert letters(trail)["Re: B"].payload.answers == letters(trail)["Segment B"].identity


def test_what_waited_says_nothing_of_the_days_until_the_next_import(
    trail: Trail, tmp_path: Path
) -> None:
    waits = mail(From=OLGA, To="a@b.example", In_Reply_To="<lost@b.example>", Message_ID="<3@b>")
    first = take_in(trail, box(tmp_path, waits), ours=[OLGA])
    assert (first.first, len(first.waiting)) == ("2025-03-03", 1)
    later = mail(Date="Mon, 1 Sep 2025 10:00:00 +0300")
    assert take_in(trail, box(tmp_path, later, name="later.mbox"), ours=[OLGA]).first == (
        "2025-09-01"
    )


def test_a_stray_old_letter_or_a_doubtful_day_claims_no_silence(
    trail: Trail, tmp_path: Path
) -> None:
    def dated(day: date, **fields: str) -> bytes:
        return mail(Date=f"{day:%a, %d %b %Y} 10:00:00 +0300", Message_ID=f"<{day}@x>", **fields)

    others = [dated(date(2025, 3, day), From="x@other.example") for day in range(3, 31)]
    theirs = dated(date(2025, 3, 20)), dated(date(2003, 5, 5))
    doubtful = dated(date(1970, 1, 1)), dated(date(2061, 1, 1), From="x@other.example")
    receipt = take_in(trail, box(tmp_path, *others, *theirs, *doubtful))
    assert (receipt.first, receipt.last) == ("2003-05-05", "2025-03-30")
    assert receipt.without == (("2003-05-06", "2025-03-02"),)
    assert [(str(it.start), str(it.end)) for it in trail.silences(1, 7)] == [
        ("2025-03-03", "2025-03-20"),
        ("2025-03-20", "2025-03-30"),
    ]


def test_of_copies_in_two_mailboxes_all_say_the_same_and_the_first_is_the_evidence(
    tmp_path: Path,
) -> None:
    copies = [b"Received: by mx%d; Mon, 3 Mar 2025 07:00:01 +0000\n" % n + mail() for n in (1, 2)]
    told = []
    for number, order in enumerate((copies, copies[::-1])):
        with with_vendor(tmp_path / f"{number}") as made:
            for place, copy in enumerate(order):
                take_in(made, box(tmp_path, copy, name=f"{place}.mbox"))
            (record,) = made.every(Touchpoint, vendor=1)
            assert made.evidence.read(record.evidence[0]) == order[0]
            told.append((record.occurred, record.payload, record.origin))
    assert told[0] == told[1]


def test_of_two_messages_with_one_id_the_earlier_is_what_others_mean(
    trail: Trail, tmp_path: Path
) -> None:
    take_in(trail, box(tmp_path, *THREAD[9:12]))
    found = letters(trail)
    assert found["Seen"].payload.answers == found["Report 0"].identity
    assert take_in(trail, box(tmp_path, *THREAD[9:12])).known == 3


def test_a_message_comes_straight_before_it_comes_through_a_list(
    trail: Trail, tmp_path: Path
) -> None:
    straight, through = THREAD[12:14]
    take_in(trail, box(tmp_path, through))
    (record,) = trail.every(Touchpoint, vendor=1)
    assert (record.payload.manner, record.payload.asks) == (Manner.AUTOMATIC, False)
    assert take_in(trail, box(tmp_path, straight)).changed == 1
    assert take_in(trail, box(tmp_path, through)).known == 1
    (record,) = trail.every(Touchpoint, vendor=1)
    assert (record.payload.summary, record.payload.manner) == ("News", Manner.PERSONAL)
    assert trail.evidence.read(record.evidence[0]) == straight


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_what_was_said_to_two_vendors_is_a_word_with_each(
    trail: Trail, tmp_path: Path, order: tuple[int, ...]
) -> None:
    trail.record(about(None, Vendor("Northline", domains=("northline.example",))))
    both = mail(**OURS | {"Cc": "bo@northline.example"}, Message_ID="<2@b>", Subject="to both")
    reply = mail(
        From="bo@northline.example", In_Reply_To="<2@b>", Message_ID="<3@n>", Subject="yes"
    )
    path = box(tmp_path, reply, both)
    for number in (*order, *order):
        trail.take_in(trail.open_mail([path], trail.find(Vendor, f"#{number}")), vendor=number)
    assert set(letters(trail)) == {"to both"}
    theirs = {record.payload.summary: record for record in trail.every(Touchpoint, vendor=2)}
    assert set(theirs) == {"to both", "yes"}
    assert theirs["yes"].payload.answers == theirs["to both"].identity
    assert list(trail.verify()) == []


def test_nothing_waits_where_it_is_not_known_who_we_are(trail: Trail, tmp_path: Path) -> None:
    reply = mail(From=OLGA, To="a@b.example", In_Reply_To="<1@zvonar.example>")
    assert take_in(trail, box(tmp_path, reply)).waiting == ()


def test_replies_link_by_subject_and_people_where_they_do_not_say_what_they_answer(
    trail: Trail, tmp_path: Path
) -> None:
    asked = mail(Date="Mon, 3 Mar 2025 10:00:00 +0300", Subject="Отчёт")
    again = mail(Date="Tue, 4 Mar 2025 10:00:00 +0300", Subject="Отв: Отчёт", Message_ID="<2@z>")
    reply = mail(
        **OURS, Date="Tue, 4 Mar 2025 08:00:00 +0100", Subject="Re: Fwd: отчёт", Message_ID="<3@b>"
    )
    other = mail(
        **OURS, Date="Wed, 5 Mar 2025 08:00:00 +0000", Subject="Re: price", Message_ID="<4@b>"
    )
    take_in(trail, box(tmp_path, reply, other))
    take_in(trail, box(tmp_path, again, asked))
    found = letters(trail)
    assert found["Re: Fwd: отчёт"].payload.answers == found["Отчёт"].identity
    assert found["Re: price"].payload.answers is None
    assert found["Отв: Отчёт"].payload.answers is None


def test_a_draft_is_nobodys_word(trail: Trail, tmp_path: Path) -> None:
    folder = tmp_path / "Maildir" / "cur"
    folder.mkdir(parents=True)
    (folder / "1741000000.a.b:2,DS").write_bytes(mail(**OURS, Message_ID="<1@b>"))
    (folder / "1741000000.c.b:2,S").write_bytes(mail(**OURS, Message_ID="<2@b>"))
    (folder / "1741000000.d.b:2,S").write_bytes(mail(**OURS, Message_ID="<3@b>", X_Unsent="1"))
    (folder / "1741000000.e.b:2,D").write_bytes(mail(From="x@other.example", Message_ID="<4@b>"))
    receipt = take_in(trail, folder.parent)
    assert (receipt.recorded, receipt.refused, receipt.others) == (1, 2, 1)
    assert {item.reason for item in receipt.refusals} == {
        "the message is a draft that was not sent"
    }


def test_machines_break_no_silence(trail: Trail, tmp_path: Path) -> None:
    path = box(
        tmp_path,
        mail(Subject="away", Auto_Submitted="auto-replied"),
        mail(
            b"--b\nContent-Type: message/delivery-status\n\n"
            b"Final-Recipient: rfc822; ivan@zvonar.example\n--b--\n",
            From="MAILER-DAEMON@mx.buyer.example",
            Subject="not delivered",
            Message_ID="<2@mx>",
            Content_Type='multipart/report; report-type=delivery-status; boundary="b"',
        ),
    )
    take_in(trail, path)
    assert {name: record.payload.manner for name, record in letters(trail).items()} == {
        "away": Manner.AUTOMATIC,
        "not delivered": Manner.BOUNCE,
    }
    assert words(trail.history(1)) == ()


def test_a_doubtful_date_is_said(trail: Trail, tmp_path: Path) -> None:
    wrong = mail(Date="Sat, 5 Mar 2061 10:00:00 +0300", Subject="wrong").replace(
        b"From:", b"Received: by mx; Tue, 4 Mar 2025 08:00:00 +0000\nFrom:", 1
    )
    take_in(trail, box(tmp_path, wrong))
    record = letters(trail)["wrong"]
    assert record.occurred == "2025-03-04T08:00Z"
    assert record.payload.text.endswith("Date: Sat, 5 Mar 2061 10:00:00 +0300 (?)")


def test_a_renamed_vendor_is_still_one_vendor(trail: Trail, tmp_path: Path) -> None:
    before = mail(From="ivan@zvonar.example", Date="Mon, 3 Mar 2025 10:00:00 +0300", Subject="old")
    after = mail(
        From="ivan@novozvon.example",
        Date="Mon, 3 Nov 2025 10:00:00 +0300",
        Subject="new",
        Message_ID="<2@n>",
    )
    stranger = mail(
        From="x@zvonar.example", Date="Mon, 3 Nov 2025 10:00:00 +0300", Message_ID="<3@n>"
    )
    (vendor,) = trail.every(Vendor)
    former = replace(
        vendor.payload, domains=(), addresses=(Address("zvonar.example", until="2025-06-30"),)
    )
    trail.correct(1, reason="renamed", payload=former)
    path = box(tmp_path, before, after, stranger)
    assert take_in(trail, path).recorded == 1
    renamed = replace(
        former, addresses=(*former.addresses, Address("novozvon.example", since="2025-07-01"))
    )
    trail.correct(1, reason="its new domain", payload=renamed)
    receipt = take_in(trail, path)
    assert (receipt.recorded, receipt.known, receipt.others) == (1, 1, 1)
    assert set(letters(trail)) == {"old", "new"}


def test_people_on_record_are_known_by_their_addresses(trail: Trail, tmp_path: Path) -> None:
    ivan = trail.record(about(1, Contact("Ivan", Side.VENDOR, mails=("Ivan@private.example",))))
    olga = trail.record(about(None, Contact("Olga", Side.US, mails=(OLGA,))))
    receipt = take_in(trail, box(tmp_path, mail(From="Ivan <ivan@PRIVATE.example>")))
    assert receipt.people == (OLGA,)
    assert letters(trail)["Segment B"].payload.people == (ivan.identity, olga.identity)


def test_a_public_archive_needs_no_recipients(trail: Trail, tmp_path: Path) -> None:
    line = b"From ivan at zvonar.example  Mon Mar  3 10:00:00 2025\n"
    archived = mail(b"Hello.\n", From="ivan at zvonar.example (Ivan)", To="")
    reply = mail(
        From="olga at buyer.example (Olga)",
        To="",
        Subject="[users] Segment B",
        In_Reply_To="<1@zvonar.example>",
        Message_ID="<2@b>",
    )
    path = tmp_path / "2025-March.txt"
    path.write_bytes(mbox([reply, archived], line))
    receipt = take_in(trail, path)
    assert (receipt.read, receipt.recorded) == (2, 2)
    assert letters(trail)["[users] Segment B"].payload.manner is Manner.PERSONAL


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not here")
def test_every_case_is_accounted_for(trail: Trail) -> None:
    paths = sorted(path for path in CASES.rglob("*") if path.is_file())
    together = take_in(trail, CASES, theirs=["dom.ain", "python.org", "zzz.org", "example.com"])
    assert together.read == len(paths)
    assert together.recorded > 20
    for path in paths:
        if path.name == "msg_19.txt":  # a body without a header
            with pytest.raises(Refusal, match=path.name):
                take_in(trail, path)
        else:
            assert take_in(trail, path).read == 1


THREAD = (
    mail(Subject="Segment B"),
    mail(
        b"When?\n",
        **OURS,
        Subject="Re: Segment B",
        Message_ID="<2@b>",
        In_Reply_To="<1@zvonar.example>",
    ),
    mail(
        Subject="Re: Segment B",
        Message_ID="<3@z>",
        References="<1@zvonar.example> <2@b>",
        Date="Wed, 5 Mar 2025 10:00:00 +0300",
    ),
    mail(Subject="RE: Segment B", Message_ID="<4@z>", Date="Thu, 6 Mar 2025 10:00:00 +0300"),
    mail(**OURS, Subject="Re: segment b", Message_ID="", Date="Fri, 7 Mar 2025 10:00:00 +0300"),
    mail(
        From=OLGA,
        To="users@list.example",
        Subject="to the list",
        Message_ID="<5@b>",
        In_Reply_To="<3@z>",
    ),
    mail(From="x@other.example", Message_ID="<6@o>"),
    mail(Auto_Submitted="auto-replied", Message_ID="<7@z>", In_Reply_To="<2@b>", Subject="Away"),
    mail(From=OLGA, To="a@b.example", Message_ID="<8@b>", In_Reply_To="<9@unknown>"),
    # A program that gives all its messages one id, and what answers one of them.
    mail(Message_ID="<same@z>", Date="Mon, 3 Mar 2025 12:00:00 +0300", Subject="Report 1"),
    mail(Message_ID="<same@z>", Date="Mon, 3 Mar 2025 11:00:00 +0300", Subject="Report 0"),
    mail(**OURS, Message_ID="<11@b>", In_Reply_To="<same@z>", Subject="Seen"),
    # One message, straight and through lists of which nobody may write to the other.
    mail(Message_ID="<12@z>", Subject="News"),
    mail(b"Hello.\n-- \nAny questions?\n", Message_ID="<12@z>", Subject="[l] News", List_Id="<l>"),
)


def speaking(trail: Trail) -> Mapping[str, object]:
    """Return all that the letters say, by their keys, whatever their numbers are."""
    found = trail.every(Touchpoint, vendor=1)
    keys = {record.identity: record.origin.key for record in found if record.origin}
    return {
        keys[record.identity]: (
            record.occurred,
            replace(record.payload, answers=None),
            keys.get(record.payload.answers or 0),
            record.evidence,
        )
        for record in found
    }


@given(
    imports=st.lists(
        st.lists(st.integers(0, len(THREAD) - 1), min_size=1, max_size=6), min_size=1, max_size=4
    ),
    data=st.data(),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_files_in_any_order_any_number_of_times_give_the_same_trail(
    imports: list[list[int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    seen = sorted({number for one in imports for number in one})
    with with_vendor(folder / "at-once") as whole:
        take_in(whole, box(folder, *(THREAD[number] for number in seen)), ours=[OLGA])
        expected = speaking(whole)
    with with_vendor(folder / "in-pieces") as pieces:
        for one in data.draw(st.permutations(imports)):
            take_in(pieces, box(folder, *(THREAD[number] for number in one)), ours=[OLGA])
        assert speaking(pieces) == expected
        assert list(pieces.verify()) == []
