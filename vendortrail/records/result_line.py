"""What one row of a result table says; rows are derived from the evidence, never recorded."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vendortrail.records.values import KeyAnswers


class ResultLine(Struct, frozen=True):
    """One attempt at a result. ``line`` is the row's line in its file, the header being line 1.

    ``seconds`` is how long it lasted, ``answers`` pairs of question and answer as they stand in the
    file; ``day``, ``seconds`` and ``key_answers`` are None where the file does not say.
    """

    line: int
    outcome: str
    day: date | None
    seconds: int | None
    key_answers: KeyAnswers | None
    answers: tuple[tuple[str, str], ...]
