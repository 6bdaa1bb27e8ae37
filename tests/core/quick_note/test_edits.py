"""Keys change the line itself: the direction turns, names are completed."""

import pytest

from tests.core.quick_note.told import KNOWN, NORTHLINE, ZVONAR, choices, settled, understood
from vendortrail.quick_note import Part, completions, handle, named, turned, without_answer


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (
            "@zvonar call: hello",
            [
                "@zvonar call from them: hello",
                "@zvonar call to them: hello",
                "@zvonar call both: hello",
                "@zvonar call from them: hello",
            ],
        ),
        ("@zvonar they called us: hello", ["@zvonar call to them: hello"]),
        ("@zvonar wrote, mail: hello", ["@zvonar to them, mail: hello"]),
        ("call from @zvonar: hello", ["call to them @zvonar: hello"]),
        (
            "@звонарь звонок от них: ау",
            ["@звонарь звонок к ним: ау", "@звонарь звонок взаимно: ау"],
        ),
        ("call < >", ["call from them >"]),
        ("they called wrote us, mail to them", ["they called wrote us, mail to them"]),
    ],
)
def test_direction_turns(line: str, lines: list[str]) -> None:
    for turned_line in lines:
        line = turned(understood(line))
        assert line == turned_line


def test_every_turn_is_what_was_meant() -> None:
    line = "@zvonar call: hello"
    for _ in range(4):
        line = turned(understood(line))
        settled(line)


def test_answer_to_nothing_that_was_said_is_left_open() -> None:
    reading = without_answer(settled("@zvonar call <, re #12: hello"))
    (question,) = reading.questions
    assert (question.part, str(question.asks)) == (
        Part.ANSWERS,
        "#12 is nothing that was said",
    )
    (choice,) = question.choices
    assert choice.line == '@zvonar call <, "re #12": hello'
    assert settled(choice.line).answers is None


def test_mark_at_the_cursor_is_completed() -> None:
    def offered(line: str, cursor: int | None = None, vendor: int | None = None) -> list[str]:
        at = len(line) if cursor is None else cursor
        return [it.name for it in completions(line, at, KNOWN, vendor)]

    assert offered("call @nor") == ["Northline Mobile", "Oleg North"]
    assert offered("call @mob") == ["Northline Mobile"]
    assert len(offered("@")) == 8
    assert offered("@", vendor=NORTHLINE) == ["Irina Sokolova", "Northline Mobile", "Oleg North"]
    assert offered("hello #", vendor=NORTHLINE) == []
    assert offered("hello #b", vendor=ZVONAR) == ["B: lapsed customers"]
    assert offered("#z-2") == ["Calls over three segments"]
    segments = ["A: existing customers", "B: lapsed customers", "Night chats"]
    assert offered("hello #seg", vendor=ZVONAR) == [*segments, "Calls over three segments"]
    assert offered("hello #segment-b", vendor=ZVONAR) == ["B: lapsed customers"]
    assert offered("привет #сегмент-б") == ["Б: ушедшие клиенты"]
    assert offered("@zvonar call", cursor=3) == [
        "Zvonar Contact Centre",
        "Zvonarius",
        "Roman Zvonov",
    ]
    for line in ("", "call", "@zvonar ", "anna@zv", "@@zv"):
        assert offered(line) == []


@pytest.mark.parametrize("cursor", [7, 10, 12])
def test_completion_is_put_in_the_place_of_the_mark(cursor: int) -> None:
    (made, *_others) = completions("call @northl from them", cursor, KNOWN, NORTHLINE)
    assert made.words == "@northline-mobile"
    assert made.line == "call @northline-mobile from them"
    assert made.line[: made.cursor] == "call @northline-mobile "


def test_shortest_word_that_means_one_thing_names_it() -> None:
    assert handle(KNOWN.vendors[0], KNOWN.parties) == "zvonar"
    twins = (named(5, ["Twin"]), named(6, ["Twin"]), named(7, ["!!!"]))
    assert [handle(it, twins) for it in twins] == ["5", "6", "7"]


def test_choices_settle_what_they_are_for() -> None:
    line = "@zvon hello"
    for part in (Part.VENDOR, Part.CHANNEL, Part.DIRECTION):
        line = choices(line, part)[0]
        assert part not in [it.part for it in understood(line).questions]
    assert settled(line).summary == "hello"
