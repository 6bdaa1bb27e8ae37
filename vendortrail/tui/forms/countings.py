"""What counts as a result, as it is ticked: an outcome with its conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, cast

import msgspec

from vendortrail.i18n import N_
from vendortrail.records.definition import Counting, Definition
from vendortrail.refusal import Refusal
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Raw, Typed, Whole

OUTCOME: Final = "outcome"
KEY_QUESTIONS: Final = "key_questions"
SCRIPT: Final = "script"
SECONDS: Final = "at_least_seconds"
# What the tick of a question is called: before the words of the question.
QUESTION: Final = "question: "

Ticked = Mapping[str, str | bool]
"""An outcome that counts, as it is ticked, by the names above."""


class Countings(Typed, frozen=True, kw_only=True):
    """The outcomes that count, each with its conditions; those that do not are left out."""

    empty: ClassVar[Raw] = []

    def read(self, raw: Raw, place: Place) -> tuple[Counting, ...]:
        rows = raw if isinstance(raw, list) else []
        return tuple(_counting(row, place) for row in rows)

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        countings = cast("tuple[Counting, ...]", value)
        return [_ticked(counting) for counting in countings]


def _counting(row: Ticked, place: Place) -> Counting:
    seconds = Whole().read(str(row.get(SECONDS, "")), place)
    return Counting(
        str(row[OUTCOME]),
        key_questions=row.get(KEY_QUESTIONS) is True,
        at_least_seconds=seconds or 0,
        questions=tuple(
            name.removeprefix(QUESTION)
            for name, is_asked in row.items()
            if name.startswith(QUESTION) and is_asked is True
        ),
        script=row.get(SCRIPT) is True,
    )


def _ticked(counting: Counting) -> dict[str, str | bool]:
    return {
        OUTCOME: counting.outcome,
        KEY_QUESTIONS: counting.key_questions,
        SCRIPT: counting.script,
        SECONDS: str(counting.at_least_seconds or ""),
        **{f"{QUESTION}{question}": True for question in counting.questions},
    }


class Defined(Typed, frozen=True, kw_only=True):
    """A whole definition, made in a form of its own; kept as the JSON of its record."""

    def read(self, raw: Raw, place: Place) -> Definition | None:  # noqa: ARG002
        if not raw:
            return None
        try:
            return msgspec.json.decode(str(raw), type=Definition)
        except msgspec.DecodeError:
            raise Refusal(N_("this cannot be read any more; make it anew")) from None

    def write(self, value: object, place: Place) -> Raw:  # noqa: ARG002
        return "" if value is None else msgspec.json.encode(value).decode()
