from __future__ import annotations

import pytest

from vendortrail import receipts
from vendortrail.coverage import BY_HAND
from vendortrail.records.capture import Receipt, RefusedItem, SourceFile
from vendortrail.refusal import FieldRefusal
from vendortrail.sentences import count, listed, say

FILE = SourceFile("inbox.mbox", "0" * 64, 12)


def test_a_refusal_is_read_from_a_receipt_as_it_was_given() -> None:
    reasons = say("no {what}", what="day"), count("{count} cell", "{count} cells", 3)
    kept = [receipts.refused("line 7", reason) for reason in reasons]
    assert kept[0] == RefusedItem("line 7", "no {what}", (("what", "day"),))
    assert [str(receipts.reason(item)) for item in kept] == ["no day", "3 cells"]


def test_a_refusal_keeps_no_more_of_a_hostile_file_than_a_line() -> None:
    kept = receipts.refused("a\n" * 1_000, say("no “{what}”", what="\x1b[2J\n" + "x" * 10_000))
    assert (len(kept.place), len(kept.values[0][1])) == (500, 200)
    assert str(receipts.reason(kept)).startswith("no “[2J xxx")


def test_where_nothing_can_be_read_a_few_of_the_files_are_named() -> None:
    faults = [RefusedItem(f"{number}.eml", "no mail") for number in range(7)]
    assert str(receipts.unreadable(faults[:2])) == (
        "nothing could be read: 0.eml: no mail; 1.eml: no mail"
    )
    assert str(receipts.unreadable(faults)).endswith("4.eml: no mail; 2 more files")


def test_a_receipt_says_what_became_of_the_items_and_leaves_out_what_became_of_none() -> None:
    assert str(listed(receipts.fates(Receipt("mail", (FILE,))))) == "0 items read"
    one = Receipt("mail", (FILE,), read=1, recorded=1)
    assert str(listed(receipts.fates(one))) == "1 item read; 1 recorded"
    every = Receipt(
        "mail", (FILE,), read=15, recorded=1, changed=2, known=3, others=4, refused=5,
        waiting=("0" * 64,),
    )  # fmt: skip
    assert [str(fate) for fate in receipts.fates(every)] == [
        "15 items read",
        "1 recorded",
        "2 changed since",
        "3 already there",
        "4 not the vendor’s",
        "5 refused",
        "1 kept until what it answers comes",
    ]
    contracts = Receipt("ocds", (FILE,), read=1, others=1, waiting=("0" * 64, "1" * 64))
    assert str(listed(receipts.fates(contracts))) == (
        "1 item read; 1 left out; 2 kept until their contracts come"
    )


def test_a_receipt_says_what_was_taken_for_granted() -> None:
    letters = Receipt("mail", (FILE,))
    assert str(receipts.said(letters)).endswith("whoever answers the vendor is taken for us")
    known = Receipt("mail", (FILE,), people=("we@ours.example",))
    assert str(receipts.said(known)) == "0 items read"


def test_a_calendar_knows_of_no_time_every_word() -> None:
    said = str(receipts.said(Receipt("calendar", (FILE,))))
    assert said == "0 items read; covers no time: a calendar knows no mail and no call"


def test_a_receipt_says_of_which_days_it_knows_every_word() -> None:
    known = Receipt("mail", (FILE,), "2026-01-01", "2026-01-31")
    assert str(receipts.covered(known)) == "covers 1 Jan 2026 to 31 Jan 2026"
    holes = (
        (("2026-01-02", "2026-01-03"),),
        tuple((f"2026-01-{day:02}", f"2026-01-{day:02}") for day in range(2, 12, 2)),
    )
    one, many = (Receipt("mail", (FILE,), "2026-01-01", "2026-01-31", hole) for hole in holes)
    assert str(receipts.covered(one)) == (
        "covers 1 Jan 2026 to 31 Jan 2026 without 2 Jan 2026 to 3 Jan 2026"
    )
    assert str(receipts.covered(many)).endswith("4 Jan 2026; 6 Jan 2026; 2 more stretches")
    one_day = Receipt("mail", (FILE,), "2026-01-01", "2026-01-01")
    assert str(receipts.covered(one_day)) == "covers 1 Jan 2026"
    assert receipts.covered(Receipt("ocds", (FILE,))) is None
    by_hand = Receipt(BY_HAND, (), "2026-01-01")
    assert str(receipts.said(by_hand)) == "covers 1 Jan 2026 and on"
    assert str(receipts.said(Receipt("ocds", (FILE,)))) == "0 items read"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("importer", {"importer": " "}),
        ("first", {"first": "2026-02-30"}),
        ("last", {"first": "2026-02-02", "last": "2026-02-01"}),
        ("without", {"first": "2026-02-02", "without": (("2026-02-30", "2026-03-01"),)}),
        ("without", {"first": "2026-02-02", "without": (("2026-02-02", "2026-02-03"),)}),
        ("without", {"first": "2026-02-02", "without": (("2026-02-05", "2026-02-03"),)}),
        (
            "without",
            {
                "first": "2026-02-02",
                "last": "2026-02-05",
                "without": (("2026-02-03", "2026-02-05"),),
            },
        ),
        ("read", {"read": 2, "recorded": 1}),
    ],
)
def test_a_receipt_that_does_not_add_up_is_refused(field: str, values: dict[str, object]) -> None:
    with pytest.raises(FieldRefusal) as refused:
        Receipt(**{"importer": "mail", "files": (FILE,), **values})  # type: ignore[arg-type]
    assert refused.value.field == field
