"""No name and no text of a record is longer than it may be, wherever in the record it stands."""

from __future__ import annotations

from typing import Any

import pytest

from vendortrail.records.dealings import Offer, OfferedTerm, Touchpoint
from vendortrail.records.definition import Counting, Definition, Exclusion
from vendortrail.records.lengths import LONGEST_NAME, LONGEST_TEXT
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.promised import RESULT_DEFINITION, TermProposal
from vendortrail.records.record import Payload, Record, seal
from vendortrail.records.values import Channel, Direction, Side
from vendortrail.refusal import FieldRefusal


def record(payload: Payload, **fields: Any) -> Record[Payload]:
    return Record(
        seq=7,
        id="r7",
        recorded_at="2026-11-16T12:00:00Z",
        recorded_by="anna",
        host="desk",
        payload=payload,
        occurred="2026-11-16",
        vendor=1,
        agreement=2,
        **fields,
    )


def definition(**fields: Any) -> TermProposal:
    told = Definition((Counting("talk", **fields.pop("counting", {})),), **fields)
    return TermProposal(RESULT_DEFINITION, Side.US, definition=told)


def named(long: str) -> list[tuple[str, Payload]]:
    return [
        ("name", Vendor(long)),
        ("aliases", Vendor("A", aliases=("B", long))),
        ("role", Contact("A", Side.US, role=long)),
        ("summary", Touchpoint(Channel.CALL, Direction.MUTUAL, long)),
        ("terms", Offer("A", (OfferedTerm("fee", "free"), OfferedTerm(long, "free")))),
        ("definition", definition(counting={"questions": (long,)})),
        ("definition", definition(unit=long)),
    ]


def told(long: str) -> list[tuple[str, Payload]]:
    return [
        ("note", Vendor("A", note=long)),
        ("text", Touchpoint(Channel.CALL, Direction.MUTUAL, "A", long, people=(3,))),
        ("terms", Offer("A", (OfferedTerm("fee", long),))),
        ("definition", definition(excludes=(Exclusion("B", long),))),
    ]


@pytest.mark.parametrize(
    ("said", "most"), [(named, LONGEST_NAME), (told, LONGEST_TEXT)], ids=["names", "texts"]
)
def test_what_is_too_long_is_refused_by_its_field(said: Any, most: int) -> None:
    for _field, payload in said("я" * most):
        seal(record(payload))
    for field, payload in said("я" * (most + 1)):
        with pytest.raises(FieldRefusal) as refused:
            seal(record(payload))
        assert refused.value.field == field
        assert str(refused.value).startswith(
            f"this has {most + 1} characters, and may have {most};"
        )


def test_a_reason_is_a_text() -> None:
    seal(record(Vendor("A"), supersedes=1, reason="x" * LONGEST_TEXT))
    with pytest.raises(FieldRefusal) as refused:
        seal(record(Vendor("A"), supersedes=1, reason="x" * (LONGEST_TEXT + 1)))
    assert refused.value.field == "reason"


def test_characters_are_counted_as_they_are_kept() -> None:
    seal(record(Vendor("и\u0306" * LONGEST_NAME)))
