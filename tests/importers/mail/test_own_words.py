import pytest

from vendortrail.importers.mail.own_words import asks, own_words
from vendortrail.importers.mail.subjects import bare, is_reply


@pytest.mark.parametrize(
    "text",
    [
        "When does segment B start?",
        "Когда начнёте сегмент Б?\n\nС уважением,\nОльга",
        "Could you send it (today?)",
        "Really?! We are waiting.",
    ],
)
def test_a_question_of_its_own_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Send us the report.",
        "On Friday.\n\n> When does segment B start?",
        "On Friday.\n\nOn 3 Mar 2025, Olga wrote:\nWhen does it start?",
        "В пятницу.\n\n3 марта 2025, Ольга пишет:\nКогда?",
        "Done.\n-----Original Message-----\nWhen?",
        "Done.\n-- \nIvan. Questions?",
        "See https://zvonar.example/?a=1? and wait",
        "",
    ],
)
def test_what_others_asked_does_not(text: str) -> None:
    assert not asks(text)


def test_a_message_that_only_quotes_keeps_what_stands_before() -> None:
    assert own_words("> a\nYes.\n> b\nNo.") == "Yes.\nNo."


@pytest.mark.parametrize(
    ("subject", "core"),
    [
        ("Re: Fwd: Segment B", "segment b"),
        ("Отв: Ответ: Сегмент Б", "сегмент б"),
        ("AW: SV[2]: [users]  Segment   B", "segment b"),
        ("Re:", "re:"),
        ("Review: B", "review: b"),
    ],
)
def test_subjects_without_what_programs_set_before(subject: str, core: str) -> None:
    assert bare(subject) == core


def test_a_forward_is_no_reply() -> None:
    assert is_reply("[users] RE: B")
    assert is_reply("Отв: Б")
    assert not is_reply("Fwd: B")
    assert not is_reply("Report")
