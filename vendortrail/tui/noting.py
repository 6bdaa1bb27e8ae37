"""From a note to the forms: what was understood stands in them already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from vendortrail.tui.recording import Asked

if TYPE_CHECKING:
    from textual.app import App

    from vendortrail.quick_note import Promised, Reading
    from vendortrail.records.record import Payload, Record

_TOLD = (
    "summary",
    "channel",
    "direction",
    "people",
    "text",
    "asks",
    "answers",
    "tone",
    "purpose_stated",
    "prepared",
    "question_answered",
    "course",
)


def go_on_in_forms(
    app: App[None], reading: Reading, finish: Callable[[Sequence[Record[Payload]]], object]
) -> None:
    """Show the form of the touchpoint, then that of each promise in it.

    Args:
        app: the program.
        reading: the note; whatever is open in it is empty in the forms.
        finish: takes what was recorded, unless the first form was left.
    """
    from vendortrail.tui.forms import RecordForm

    recorded: list[Record[Payload]] = []
    left_to_ask = list(reading.promises)

    def next_form(record: Record[Payload] | None) -> None:
        if record is not None:
            recorded.append(record)
        if recorded and left_to_ask:
            promised = _promise(reading, left_to_ask.pop(0), recorded[0].seq)
            app.push_screen(RecordForm(promised), next_form)
        elif recorded:
            finish(recorded)

    app.push_screen(RecordForm(_touchpoint(reading)), next_form)


def _touchpoint(reading: Reading) -> Asked:
    told = {name: getattr(reading, name) for name in _TOLD} | {"occurred": reading.when.text}
    return Asked(
        "touchpoint", reading.vendor, agreement=reading.agreement, said=_without_gaps(told)
    )


def _promise(reading: Reading, promised: Promised, touchpoint: int) -> Asked:
    told = {
        "text": promised.text,
        "by": promised.by,
        "due": promised.due.isoformat() if promised.due else None,
        "contact": promised.contact,
        "segments": promised.segments,
        "touchpoint": touchpoint,
        "occurred": reading.when.text,
    }
    return Asked("promise", reading.vendor, agreement=reading.agreement, said=_without_gaps(told))


def _without_gaps(told: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in told.items() if value not in (None, "", ())}
