"""What is recorded is what was typed; what was recorded in error is put right."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typist


@pytest.fixture
def known(typed: Typist) -> Typist:
    for line in (
        "vendor add Zvonar",
        "contact add 'Roman Zvonov' --vendor Zvonar",
        "contact add 'Irina Sokolova'",
        "agreement add Zvonar Calls --value '300 EUR'",
        "segment add Calls 'A: existing' 100 call",
    ):
        typed(line)
    return typed


def test_record_is_private_today_and_typed_at_the_command_line(known: Typist) -> None:
    made = known.json("log Zvonar Hello -c call --in")
    assert made["seq"] == 6
    assert made["kind"] == "touchpoint"
    assert made["occurred"] == "2026-11-16"
    assert made["private"] is True
    assert made["source"] == "command"
    assert made["payload"]["channel"] == "call"
    assert made["payload"]["direction"] == "incoming"


def test_person_reads_one_line(known: Typist) -> None:
    assert known("log Zvonar Hello -c mail --in --shared").output == (
        "#6 recorded: Mail from the vendor: Hello\n"
    )


def test_day_that_was_read_is_told(known: Typist) -> None:
    assert known("log Zvonar Hello -c mail --in --on 'прошлый вторник'").output == (
        "#6 recorded: Mail from the vendor: Hello (10 Nov 2026)\n"
    )


def test_date_of_two_readings_is_asked_about_on_a_terminal(
    known: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendortrail.cli.dates.can_ask", lambda: True)
    known("log Zvonar Hello -c mail --in --on 10/11/2025", keys="7\n2\n")
    assert known.json("timeline Zvonar")[0]["occurred"] == "2025-10-11"


def test_touchpoint_with_a_promise_is_two_records(known: Typist) -> None:
    said, promise = known.json("log Zvonar 'They start' -c call --in --promise Start --due Friday")
    assert promise["kind"] == "promise"
    assert promise["payload"]["touchpoint"] == said["seq"]
    assert promise["payload"]["by"] == "vendor"
    assert promise["payload"]["due"] == "2026-11-20"


def test_promise_is_kept_or_broken_by_its_number(known: Typist) -> None:
    first = known.json("promise add Zvonar 'Start A' --due 20.11.2026 --contact Irina")["seq"]
    second = known.json("promise add Zvonar 'Pay' --by us --due 2026-11-21")["seq"]
    known(f"promise keep {first}")
    known(f"promise break '#{second}'")
    assert [(p["by"], p["state"]) for p in known.json("promise list Zvonar")] == [
        ("vendor", "kept"),
        ("us", "broken"),
    ]


@pytest.mark.parametrize(
    ("amount", "minor", "currency"),
    [
        ("22500", 2250000, "EUR"),
        ("'22 500,00'", 2250000, "EUR"),
        ("'22,500.50 RUB'", 2250050, "RUB"),
        ("'5 JPY'", 5, "JPY"),
    ],
)
def test_amount_is_exact(known: Typist, amount: str, minor: int, currency: str) -> None:
    made = known.json(f"pay Calls {amount} --segment A")
    assert made["payload"]["amount"] == {"minor": minor, "currency": currency}
    assert made["payload"]["segment"] == 5


def test_money_that_came_back_is_negative(known: Typist) -> None:
    known("pay Calls -- -5")
    assert known.json("timeline Zvonar")[-1]["payload"]["amount"]["minor"] == -500


def test_currency_is_that_of_the_first_term_then_the_ruble(known: Typist) -> None:
    known("agreement add Zvonar Other")
    assert known.json("pay Other 1")["payload"]["amount"]["currency"] == "RUB"
    known("term propose Other price --by us --value '2 USD / call'")
    assert known.json("pay Other 1")["payload"]["amount"]["currency"] == "USD"
    assert known.json("pay Other 1 --currency GBP")["payload"]["amount"]["currency"] == "GBP"


def test_evidence_is_kept_in_the_workspace(known: Typist, tmp_path: Path) -> None:
    paper = tmp_path / "letter.txt"
    paper.write_text("We agree.", "utf-8")
    (name,) = known.json(f"log Zvonar Letter -c letter --in --evidence {paper}")["evidence"]
    assert (known.folder / "evidence" / name[:2] / name).read_text("utf-8") == "We agree."


def test_terms_are_answered_by_the_other_side(known: Typist) -> None:
    known("term propose Calls price --by vendor --value '150 RUB / call' --on 2026-01-10")
    accepted = known.json("term accept price --on 2026-01-12 --effective 2026-02-01")
    assert accepted["payload"]["by"] == "us"
    known("term propose Calls price --by vendor --value '180 RUB / call' --on 2026-03-01")
    assert known.json("term withdraw 8 --on 2026-03-02")["payload"]["by"] == "vendor"
    states = [(c["key"], c["status"], c["from"]) for c in known.json("term history Calls")]
    assert states == [("price", "accepted", "2026-02-01"), ("price", "withdrawn", None)]
    assert known.json("term show Calls --as-of 31.01.2026") == []
    assert [c["id"] for c in known.json("term show Calls --as-of 2026-02-01")] == [6]
    assert known.json("term show Calls --known-on 2026-01-01") == []


def test_every_other_kind_is_recorded(known: Typist) -> None:
    for line, kind in (
        ("expect Zvonar 'Answers at night' --agreement Calls --acknowledged", "expectation"),
        ("pulse Zvonar 7 --level executive --about partner", "pulse"),
        ("offer Zvonar Cheaper --term 'fee=600 RUB / month' --wording 'fee=600 a month'", "offer"),
        ("claim 10 'you pay less'", "claim"),
        ("usage add Zvonar internet 2026-10 0 --unit GB", "usage"),
        ("contact leave Roman --successor Irina --on yesterday", "departure"),
        ("segment close Calls A short --note agreed", "close-out"),
        ("agreement close Calls terminated", "close-out"),
        ("threshold set silence off --agreement Calls", "threshold"),
    ):
        made = known.json(line)
        assert made["kind"] == kind
        assert made["vendor"] == 1
        # Of one month there is one quantity.
        again = line.replace("2026-10", "2026-09")
        assert f"#{made['seq'] + 1} recorded: " in known(again).stdout


def test_correction_takes_the_place_of_a_record(known: Typist) -> None:
    known("log Zvonar Hello -c mail --in --on 2026-11-02")
    right = known.json(
        "correct 6 --reason 'wrong day and person' --on 03.11.2026 --set people=2,3 "
        "--set 'summary=Good morning' --shared"
    )
    assert right["supersedes"] == 6
    assert right["occurred"] == "2026-11-03"
    assert right["private"] is False
    assert right["payload"]["people"] == [2, 3]
    once_more = known.json("correct '#6' --reason 'nobody else' --set people=")
    assert once_more["payload"]["people"] == []
    assert once_more["payload"]["summary"] == "Good morning"
    assert "replaced by #7: wrong day and person" in known("timeline Zvonar").stdout


@pytest.mark.parametrize(
    ("number", "setting", "field", "value"),
    [
        (4, "value=22 500,00 RUB", "value", {"minor": 2250000, "currency": "RUB"}),
        (4, "signatories=#2, #3", "signatories", [2, 3]),
        (4, "signatories=[2]", "signatories", [2]),
        (4, "ends=31.12.2026", "ends", "2026-12-31"),
        (4, "answer_hours=4", "answer_hours", 4),
        (5, "priority=2", "priority", 2),
        (1, "aliases=Звонарь, Z", "aliases", ["Звонарь", "Z"]),
        (2, "level=executive", "level", "executive"),
    ],
)
def test_any_field_is_corrected(
    known: Typist, number: int, setting: str, field: str, value: object
) -> None:
    made = known.json(f"correct {number} --reason typo --set '{setting}'")
    assert made["payload"][field] == value


def test_record_is_taken_back(known: Typist) -> None:
    known("log Zvonar Hello -c mail --in")
    assert known.json("correct 6 --reason 'another vendor' --take-back")["kind"] == "correction"
    assert "Good" not in known("timeline Zvonar").stdout
    known.refused("correct 6 --reason again --take-back")


def test_hostile_text_is_harmless_on_the_terminal(known: Typist) -> None:
    known("vendor add 'Bad\x1b[31m [/b]\u202e'")
    for command in ("vendor list", "vendor show Bad", "search bad"):
        assert not {"\x1b", "\u202e"} & set(known(command).stdout)
    assert "Bad[31m [/b]" in known("vendor list").stdout


def test_what_a_source_merely_shows_does_not_hold(known: Typist) -> None:
    known("term propose Calls price --by vendor --value '150 RUB / call' --on 2026-01-10")
    known("term accept price --on 2026-01-12")
    known(
        "term propose Calls price --by us --value '180 RUB / call' --observed --on 2026-02-01 "
        "--wording 'by the register'"
    )
    states = [change["status"] for change in known.json("term history Calls")]
    assert states == ["accepted", "observed"]
    (held,) = known.json("term show Calls")
    assert held["value"]["money"]["minor"] == 15_000
    found = {finding["code"]: finding["evidence"] for finding in known.json("review Zvonar")}
    assert len(found["VT207"]) == 3


def test_acceptance_that_waits_for_paper_says_so(known: Typist) -> None:
    known("term propose Calls price --by vendor --value '150 EUR / call' --oral")
    assert "#6 does not hold yet" in known("term accept 6").stderr
    assert known("term accept 6").stderr == ""
    assert [change["status"] for change in known.json("term show Calls")] == ["accepted"]
