"""What a record says is shown, a no and a nought too; what nobody said is not."""

import pytest
from msgspec.structs import replace

from vendortrail.records.dealings import Pulse, Touchpoint, Usage
from vendortrail.records.promised import PromiseOutcome
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Channel, Direction, Level, Subject
from vendortrail.tui import words
from vendortrail.tui.fields import told_fields

CALL = Touchpoint(Channel.CALL, Direction.INCOMING, "Two minutes")


def told(payload: Payload) -> dict[str, str]:
    record = Record(
        payload=payload,
        occurred="2026-11-10",
        vendor=1,
        seq=2,
        id="2",
        recorded_at="2026-11-10T09:00:00Z",
        recorded_by="irina",
        host="here",
    )
    return dict(told_fields(record))


@pytest.mark.parametrize(
    ("payload", "field", "text"),
    [
        (replace(CALL, purpose_stated=False), "purpose_stated", "no"),
        (replace(CALL, prepared=True), "prepared", "yes"),
        (replace(CALL, tone=0), "tone", "0"),
        (Usage("net", "2026-10", 0, "GB"), "quantity", "0"),
        (Pulse(0, Level.OPERATIONAL, Subject.PARTNER), "score", "0"),
        (PromiseOutcome(1, kept=False), "kept", "no"),
    ],
)
def test_no_and_nought_are_shown(payload: Payload, field: str, text: str) -> None:
    assert told(payload)[words.field(field)] == text


@pytest.mark.parametrize("field", ["purpose_stated", "prepared", "tone", "asks", "owes"])
def test_what_nobody_said_is_not(field: str) -> None:
    assert words.field(field) not in told(CALL)
