"""The questions of an agreement: which are key, and since when each was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from vendortrail.records.history import History, ResultGroup
from vendortrail.records.promised import Delivery, Question
from vendortrail.records.values import KeyAnswers


class Questionnaire(Struct, frozen=True):
    """The versions of an agreement's questions, the oldest first; none where nobody kept any."""

    versions: tuple[Question, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The questions that their newest version calls key ones."""
        newest = {version.name: version.is_key for version in self.versions}
        return tuple(name for name, key in newest.items() if key)

    @property
    def turns(self) -> Iterator[date]:
        """The days from which a question was asked, or was not asked any more."""
        for version in self.versions:
            yield date.fromisoformat(version.since)
            if version.until:
                yield date.fromisoformat(version.until) + timedelta(days=1)

    def answered(self, group: ResultGroup, name: str) -> bool | None:
        """Say whether a question was answered in some rows; None where nobody can tell.

        An answer in the table speaks for itself. Without one, a row of a day on which the question
        was asked was left open, and a row of any other day was not asked, whatever mark the table
        has. Where no version of the question is on record, or the row has no day, the table decides
        by its mark; a table without the question decides nothing.
        """
        shown = next((state for question, state in group.answers if question == name), None)
        if shown is None:
            return None
        if shown is KeyAnswers.ANSWERED:
            return True
        told = [version for version in self.versions if version.name == name]
        if told and group.day is not None:
            day = group.day.isoformat()
            asked = any(it.since <= day and (not it.until or day <= it.until) for it in told)
            return False if asked else None
        return False if shown is KeyAnswers.OPEN else None

    def key_answered(self, group: ResultGroup) -> bool | None:
        """Say whether every key question was answered; None where nobody can tell.

        Where the questionnaire has no key question, those that the table's mapping calls so.
        """
        if self.key:
            return all_met(self.answered(group, name) for name in self.key)
        if group.key_answers in {None, KeyAnswers.NOT_ASKED}:
            return None
        return group.key_answers is KeyAnswers.ANSWERED


def all_met(conditions: Iterator[bool | None]) -> bool | None:
    """Say whether all conditions are met: no if one is not, None if one is not known."""
    found = set(conditions)
    return False if False in found else None if None in found else True


def asked(history: History, agreement: int) -> tuple[str, ...]:
    """Return the questions of an agreement: those on record, then others that its tables have."""
    tables = (record.payload.table for record in history.of(Delivery, agreement))
    names = [version.name for version in questionnaire(history, agreement).versions]
    for table in filter(None, tables):
        names += table.mapping.questions
    return tuple(dict.fromkeys(names))


def questionnaire(history: History, agreement: int) -> Questionnaire:
    """Return the questions of an agreement, by all that the history knows of them."""
    versions = (record.payload for record in history.of(Question, agreement))
    return Questionnaire(tuple(sorted(versions, key=lambda version: version.since)))
