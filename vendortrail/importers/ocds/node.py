"""A JSON value with its place, asked for what it should hold; what it holds wrongly is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from vendortrail import occurred
from vendortrail.cleaning import clean, one_line
from vendortrail.importers.item import Refused
from vendortrail.importers.ocds.shapes import within
from vendortrail.records.lengths import LONGEST_NAME, LONGEST_TEXT
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

# Of digits: a number that stands for a text, such as an id, which a table may have made 77.0.
_LONGEST_ID = 30

# RFC 3339 section 5.6, as OCDS asks for it, and what else publishers write: no seconds, no zone.
_DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# What is written where only the day is known: OCDS has no days, and asks for these hours instead.
_NO_HOUR = frozenset({"00:00:00", "23:59:00", "23:59:59"})


class Node:
    """A JSON value in its place.

    Args:
        value: what `json` made of it; None where there is nothing.
        place: where it stands in its file (“releases[3].contracts[0].value”).
        faults: takes what it holds wrongly.
    """

    def __init__(self, value: object, place: str, faults: list[Refused]) -> None:
        self.value = value
        self.place = place
        self.faults = faults

    def __getitem__(self, name: str) -> Node:
        """Return what is under a name; nothing, where there is none or this is no object."""
        inner = self.value.get(name) if isinstance(self.value, dict) else None
        return Node(inner, within(self.place, name), self.faults)

    def __bool__(self) -> bool:
        """Say whether anything is here."""
        return self.value is not None

    def refuse(self, reason: Sentence) -> None:
        """Note that this cannot be taken."""
        self.faults.append(Refused(self.place, reason))

    def object(self) -> Node:
        """Return this, or nothing where it is no object."""
        if self.value is None or isinstance(self.value, dict):
            return self
        self.refuse(say("an object is expected here"))
        return Node(None, self.place, self.faults)

    def objects(self) -> Iterator[Node]:
        """Yield the objects of a list; of one object, itself."""
        if isinstance(self.value, dict):
            yield self
        elif isinstance(self.value, list):
            for number, entry in enumerate(self.value):
                node = Node(entry, f"{self.place}[{number}]", self.faults)
                if isinstance(entry, dict):
                    yield node
                else:
                    node.refuse(say("an object is expected here"))
        elif self.value is not None:
            self.refuse(say("a list is expected here"))

    def line(self) -> str | None:
        """Return a text on one line, or a number as text; None where there is none."""
        said = self._text()
        return one_line(said)[:LONGEST_NAME] or None if said is not None else None

    def text(self) -> str | None:
        """Return a text of any number of lines; None where there is none."""
        said = self._text()
        return clean(said).strip()[:LONGEST_TEXT] or None if said is not None else None

    def lines(self) -> tuple[str, ...]:
        """Return a list of texts; a single text as a list of one."""
        if not isinstance(self.value, list):
            said = self.line()
            return () if said is None else (said,)
        entries = (Node(v, f"{self.place}[{i}]", self.faults) for i, v in enumerate(self.value))
        return tuple(said for said in (entry.line() for entry in entries) if said)

    def number(self) -> Decimal | None:
        """Return a finite number, also one that is written as text; None where there is none."""
        if self.value is None:
            return None
        if isinstance(self.value, Decimal) and self.value.is_finite():
            return self.value
        if isinstance(self.value, str) and _NUMBER.fullmatch(self.value.strip()):
            return Decimal(self.value.strip())
        self.refuse(say("“{text}” is not a number", text=_shown(self.value)))
        return None

    def when(self) -> str | None:
        """Return a date or a date-time as EDTF; None where there is none.

        The day and the offset are those that are written. A time without an offset is no moment,
        and OCDS writes midnight, or the last minute, where it only knows the day.
        """
        said = self._text()
        if said is None or not said.strip():
            return None
        found = _DATE_TIME.fullmatch(said.strip())
        if found is None:
            return self._edtf(said.strip() if _PARTIAL.fullmatch(said.strip()) else said, said)
        day, minute, second, offset = found.groups()
        clock = f"{minute}:{second or '00'}"
        if minute is None or offset is None or clock in _NO_HOUR:
            return self._edtf(day, said)
        offset = offset.upper()
        if offset != "Z" and ":" not in offset:
            offset = f"{offset[:3]}:{offset[3:]}"
        return self._edtf(f"{day}T{clock}{offset}", said)

    def edtf(self) -> str | None:
        """Return when something was as EDTF text says it; None where there is none."""
        said = self.line()
        return None if said is None else self._edtf(said, said)

    def day(self) -> str | None:
        """Return the day (YYYY-MM-DD) of a date or a date-time; None where there is none."""
        text = self.when()
        if text is None:
            return None
        when = occurred.parse(text)
        if not when.is_exact:
            self.refuse(say("“{text}” is no single day", text=text))
            return None
        return when.first.isoformat()

    def _edtf(self, text: str, said: str) -> str | None:
        try:
            return occurred.parse(text).text
        except Refusal:
            self.refuse(
                say(
                    "“{text}” is no day or date-time; write 2025-11-14T15:30:00Z", text=_shown(said)
                )
            )
            return None

    def _text(self) -> str | None:
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, Decimal) and self.value.is_finite():
            whole = self.value.adjusted() < _LONGEST_ID and self.value == int(self.value)
            return str(int(self.value)) if whole else str(self.value)
        if self.value is not None:
            self.refuse(say("a text is expected here"))
        return None


def _shown(value: object) -> str:
    """Return a wrong value as a refusal can quote it."""
    return one_line(str(value))[:60]
