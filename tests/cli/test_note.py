"""A note is shown before it is recorded, and recorded only when nothing in it is open."""

import json

import pytest

from tests.cli.conftest import Typist

NOTE = "@zvonar call from them yesterday 15:30: promised segment B by Friday #segment-b tone -1"


@pytest.fixture
def known(typed: Typist) -> Typist:
    for line in (
        "vendor add 'Zvonar Contact Centre'",
        "vendor add 'Zvonarius'",
        "contact add 'Roman Zvonov' --vendor 'Zvonar C'",
        "agreement add 'Zvonar C' Calls",
        "segment add Calls 'B: lapsed customers' 100 call",
    ):
        typed(line)
    return typed


@pytest.fixture
def asked(known: Typist, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """A person who can be asked."""
    monkeypatch.setattr("vendortrail.cli.note.can_ask", lambda: True)
    return known


def line(note: str = NOTE) -> str:
    return f'note "{note.replace("@zvonar ", "@zvonar-contact ")}"'


def test_note_is_a_touchpoint_and_the_promise_that_was_made_in_it(known: Typist) -> None:
    recorded = known.json(line())["recorded"]
    touchpoint, promise = recorded
    assert touchpoint["kind"] == "touchpoint"
    assert touchpoint["occurred"] == "2026-11-15T15:30+03:00"
    assert touchpoint["vendor"] == 1
    assert touchpoint["agreement"] == 4
    assert touchpoint["private"] is True
    assert touchpoint["source"] == "command"
    assert touchpoint["payload"]["summary"] == "promised segment B by Friday"
    assert touchpoint["payload"]["tone"] == -1
    assert promise["kind"] == "promise"
    assert promise["payload"] == {
        "text": "segment B",
        "by": "vendor",
        "due": "2026-11-20",
        "contact": None,
        "touchpoint": touchpoint["seq"],
        "segments": [5],
    }


def test_person_reads_what_was_understood_and_what_was_recorded(known: Typist) -> None:
    result = known(line())
    assert "Vendor     Zvonar Contact Centre ‹@zvonar-contact›" in result.stderr
    assert "‹yesterday 15:30›" in result.stderr
    first, second = result.stdout.splitlines()
    assert first.startswith("#6 recorded: ")
    assert ": promised segment B by Friday (15 Nov 2026, 15:30 " in first
    assert second.startswith("#7 recorded: ")


def test_note_without_a_promise_is_one_record(known: Typist) -> None:
    assert len(known.json(line("@zvonar call <: hello"))["recorded"]) == 1


def test_two_promises_are_two_records_of_one_touchpoint(known: Typist) -> None:
    note = "@zvonar meeting both: they promised it by 1 Dec; we promised logs by 2 Dec"
    recorded = known.json(line(note))["recorded"]
    assert [it["kind"] for it in recorded] == ["touchpoint", "promise", "promise"]
    assert {it["payload"]["touchpoint"] for it in recorded[1:]} == {recorded[0]["seq"]}


def test_open_note_is_refused_with_what_settles_it(known: Typist) -> None:
    assert known.refused("note '@zvonar call: hello'").splitlines()[-1] == (
        "Error: still open: “@zvonar” may be any of these: write “@zvonar-contact-centre”, "
        "“@zvonarius”; who spoke: write “from them”, “to them”, “both”"
    )
    assert known.refused("note --yes '@zvonarius call: hello'")


def test_open_note_says_so_to_scripts(known: Typist) -> None:
    before = known.size()
    document = json.loads(known("note --json '@zvonarius call: hello'", code=3).stdout)
    assert document["recorded"] == []
    (question,) = document["open"]
    assert question["part"] == "direction"
    assert question["choices"][0] == {
        "words": "from them",
        "line": "@zvonarius call from them: hello",
    }
    assert known.size() == before


def test_dry_run_only_shows(known: Typist) -> None:
    before = known.size()
    shown = known(f"{line()} --dry-run").stdout
    assert "Promise    the vendor promised “segment B” by 20 Nov 2026 ‹by Friday›" in shown
    still_open = known("note --dry-run '@zvonarius call: hello'").stdout
    assert "? Who spoke\n    from the vendor: from them\n" in still_open
    assert known.json(f"{line()} --dry-run")["recorded"] == []
    assert known.size() == before


def test_what_the_ledger_refuses_is_refused(known: Typist) -> None:
    assert "#99" in known.refused("note '@zvonarius call < re #99: hello'")


def test_person_settles_what_is_open_and_confirms(asked: Typist) -> None:
    result = asked("note '@zvonar call'", keys="9\n2\n2\nhello\ny\n")
    assert result.stdout.startswith("#6 recorded: ")
    assert result.stdout.endswith(": hello\n")
    assert "Which one" in result.stderr
    assert asked.json("timeline Zvonarius")[-1]["seq"] == 6


def test_person_who_does_not_confirm_records_nothing(asked: Typist) -> None:
    before = asked.size()
    assert "nothing is recorded" in asked(line(), keys="n\n", code=3).stderr
    assert asked.size() == before
    asked(f"{line()} --yes")
    assert asked.size() == before + 2


def test_note_in_russian(known: Typist) -> None:
    known("vendor add 'Звонарь'")
    result = known("note '@звонарь письмо от них вчера: где отчёт?'", lang="ru")
    assert "‹@звонарь›" in result.stderr
    assert "2026-11-15" in [it.get("occurred") for it in known.json("timeline Звонарь")]


def test_note_that_answers_no_touchpoint_is_open_also_when_it_is_tried(known: Typist) -> None:
    known(line("@zvonar call from them: hello"))
    for number in (1, 99):
        open_ = known(f"{line(f'@zvonar call to them re #{number}: hello')} --dry-run").stdout
        assert f"#{number} is nothing that was said" in open_
        assert f"#{number} is nothing" in known.refused(
            line(f"@zvonar call to them re #{number}: hello")
        )
    assert known.json(line("@zvonar call to them re #6: hello"))["open"] == []
