"""What can be wrong with a typed date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from vendortrail import occurred
from vendortrail.i18n import N_
from vendortrail.occurred import OccurredError
from vendortrail.refusal import Refusal

NOT_UNDERSTOOD: Final = N_(
    "“{text}” is not understood as a date; write for example 2026-10-12, 12.10.2026, 12 Oct 2026, "
    "March 2025, yesterday 15:30, 3 days ago, last Friday, about 10 Nov, before 5 May or "
    "between 3 and 5 May"
)
SKIPPED_TIME: Final = N_("“{text}”: on that day the clocks were put forward over that time")
OTHER_WEEKDAY: Final = N_("“{text}”: the day and the day of the week do not agree")

#: A text is quoted up to this length.
QUOTED: Final = 60

Given = TypeVar("Given")
Made = TypeVar("Made")


class Fault(Exception):
    """What is wrong, as a msgid with the place ``{text}``; never leaves this package."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


#: Everything that may be wrong with one reading of a text.
FAULTS: Final = (Fault, OccurredError)


class TypedDateError(Refusal, ValueError):
    """A typed text that no day could be read from; the message says why, or what can be typed.

    Args:
        text: what was typed, whole in the field of the same name.
        message: a msgid with the place ``{text}``.
    """

    def __init__(self, text: str, message: str = NOT_UNDERSTOOD) -> None:
        quoted = text if len(text) <= QUOTED else text[:QUOTED] + "…"
        super().__init__(NOT_UNDERSTOOD if message == occurred.NOT_EDTF else message, text=quoted)
        self.text = text


def sound(make: Callable[[Given], Made], readings: Iterable[Given]) -> tuple[Made, ...]:
    """Return what can be made of the readings, each once; the last fault if nothing can."""
    made: dict[Made, None] = {}
    fault: Exception = Fault(NOT_UNDERSTOOD)
    for reading in readings:
        try:
            made[make(reading)] = None
        except FAULTS as error:
            fault = error
    if not made:
        raise fault
    return tuple(made)
