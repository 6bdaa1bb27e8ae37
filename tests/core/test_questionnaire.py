from __future__ import annotations

import pytest

from tests.core.telling import Story, day
from vendortrail.questionnaire import Questionnaire, questionnaire
from vendortrail.records.history import ResultGroup
from vendortrail.records.promised import Question
from vendortrail.records.values import KeyAnswers

ANSWERED, OPEN, NOT_ASKED = KeyAnswers.ANSWERED, KeyAnswers.OPEN, KeyAnswers.NOT_ASKED


def row(state: KeyAnswers | None, on: str = "", key: KeyAnswers | None = None) -> ResultGroup:
    answers = (("why", state),) if state else ()
    return ResultGroup("dialogue", key, None, 1, day(on) if on else None, answers)


@pytest.mark.parametrize(
    ("state", "on", "answered"),
    [
        (ANSWERED, "", True),
        (ANSWERED, "2025-10-01", True),
        (OPEN, "2025-10-01", None),
        (NOT_ASKED, "2025-10-23", None),
        (NOT_ASKED, "2025-10-24", False),
        (OPEN, "2025-10-24", False),
        (NOT_ASKED, "2025-12-31", False),
        (NOT_ASKED, "2026-01-01", None),
        (NOT_ASKED, "", None),
        (OPEN, "", False),
        (None, "2025-10-24", None),
    ],
)
def test_a_row_older_than_a_question_was_not_asked_and_a_younger_one_left_it_open(
    state: KeyAnswers | None, on: str, answered: bool | None
) -> None:
    asked = Questionnaire((Question("why", "2025-10-24", until="2025-12-31"),))
    assert asked.answered(row(state, on), "why") is answered


@pytest.mark.parametrize(
    ("state", "answered"), [(ANSWERED, True), (OPEN, False), (NOT_ASKED, None), (None, None)]
)
def test_without_a_questionnaire_the_table_decides(
    state: KeyAnswers | None, answered: bool | None
) -> None:
    for asked in (Questionnaire(), Questionnaire((Question("when", "2025-01-01"),))):
        assert asked.answered(row(state, "2025-10-24"), "why") is answered


def test_a_question_may_be_asked_again() -> None:
    asked = Questionnaire(
        (Question("why", "2025-01-01", until="2025-01-31"), Question("why", "2025-03-01"))
    )
    told = [asked.answered(row(NOT_ASKED, f"2025-0{month}-15"), "why") for month in (1, 2, 3)]
    assert told == [False, None, False]
    assert [*asked.turns] == [day("2025-01-01"), day("2025-02-01"), day("2025-03-01")]


def test_the_newest_version_says_what_is_key() -> None:
    story = Story()
    agreement = story.agreement("2025-01-01")
    story.tell("2025-01-01", Question("why", "2025-03-01", is_key=True), agreement=agreement)
    story.tell("2025-01-01", Question("why", "2025-01-01"), agreement=agreement)
    story.tell("2025-01-01", Question("when", "2025-01-01"), agreement=agreement)
    asked = questionnaire(story.history, agreement)
    assert [version.since for version in asked.versions] == [
        *("2025-01-01", "2025-01-01", "2025-03-01")
    ]
    assert asked.key == ("why",)
    assert asked.key_answered(row(NOT_ASKED, "2025-04-01", ANSWERED)) is False


@pytest.mark.parametrize(
    ("key", "answered"), [(ANSWERED, True), (OPEN, False), (NOT_ASKED, None), (None, None)]
)
def test_without_key_questions_those_of_the_mapping_are_meant(
    key: KeyAnswers | None, answered: bool | None
) -> None:
    asked = Questionnaire((Question("why", "2025-01-01"),))
    assert asked.key_answered(row(NOT_ASKED, "2025-04-01", key)) is answered
