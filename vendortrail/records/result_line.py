"""What one row of a result table says; rows are derived from the evidence, never recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from vendortrail.records.values import KeyAnswers


class ResultLine(Struct, frozen=True):
    """One attempt at a result. ``line`` is the row's line in its file, the header being line 1.

    ``seconds`` is how long it lasted, ``answers`` pairs of question and answer as they stand in the
    file, ``states`` what became of each of these questions; ``day``, ``seconds``, ``key_answers``
    and ``script`` (whether it was followed) are None where the file does not say.
    """

    line: int
    outcome: str
    day: date | None
    seconds: int | None
    key_answers: KeyAnswers | None
    answers: tuple[tuple[str, str], ...]
    states: tuple[KeyAnswers, ...] = ()
    script: bool | None = None


def summary(states: Collection[KeyAnswers]) -> KeyAnswers | None:
    """Return what became of several questions together; None of no question."""
    if not states:
        return None
    for worst in (KeyAnswers.OPEN, KeyAnswers.NOT_ASKED):
        if worst in states:
            return worst
    return KeyAnswers.ANSWERED
