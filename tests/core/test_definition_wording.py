from __future__ import annotations

import pytest

from vendortrail import i18n
from vendortrail.definition_wording import definition_sentence
from vendortrail.records.definition import Counting, Definition, Exclusion
from vendortrail.records.values import Money


def read_aloud(definition: Definition) -> str:
    i18n.use(i18n.ENGLISH)
    return str(definition_sentence(definition)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("counting", "said"),
    [
        (Counting("dialogue"), "“dialogue”"),
        (
            Counting("dialogue", key_questions=True),
            "“dialogue”, if the key questions were answered",
        ),
        (
            Counting("dialogue", questions=("why",)),
            "“dialogue”, if the question “why” was answered",
        ),
        (
            Counting("dialogue", questions=("why", "when")),
            "“dialogue”, if the questions “why” and “when” were answered",
        ),
        (Counting("dialogue", at_least_seconds=1), "“dialogue”, if it lasted 1 second or more"),
        (
            Counting("dialogue", key_questions=True, at_least_seconds=30, script=True),
            (
                "“dialogue”, if the script was followed and the key questions were answered and "
                "it lasted 30 seconds or more"
            ),
        ),
    ],
)
def test_conditions_are_said_one_after_another(counting: Counting, said: str) -> None:
    assert read_aloud(Definition((counting,))) == f"Counts as a result: {said}."


def test_everything_that_both_sides_sign_is_said() -> None:
    definition = Definition(
        (Counting("dialogue"), Counting("call-back")),
        excludes=(Exclusion("a refusal"), Exclusion("a hang-up", "they hang up on hearing us")),
        evidence=("the recording", "a row of the table"),
        unit="productive call",
        price=Money(15_000, "RUB"),
        starts="2026-12-01",
        ends="2027-11-30",
    )
    assert read_aloud(definition) == (
        "Counts as one productive call: “dialogue”; or “call-back”. "
        "Does not count: a refusal; a hang-up (for example: they hang up on hearing us). "
        "The vendor proves each with: the recording; a row of the table. "
        "One costs RUB 150.00. Valid from 1 Dec 2026 to 30 Nov 2027."
    )


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-12-01", "", "Valid from 1 Dec 2026."),
        ("", "2026-12-01", "Valid until 1 Dec 2026."),
        ("", "", "Counts as a result: “dialogue”."),
    ],
)
def test_validity_may_be_open(starts: str, ends: str, said: str) -> None:
    definition = Definition((Counting("dialogue"),), starts=starts, ends=ends)
    assert read_aloud(definition).endswith(said)


def test_it_is_said_in_the_language_of_the_reader() -> None:
    sentence = definition_sentence(Definition((Counting("диалог"),)))
    i18n.use("ru")
    assert "диалог" in str(sentence)
    i18n.use(i18n.ENGLISH)
