"""An offer is compared on usage that was typed or imported, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Typist

MONTHS = ["2025-11", "2025-12", *(f"2026-{month:02}" for month in range(1, 11))]
OFFER = (
    "offer Northline Better --agreement Switchboard --term 'fee=600 RUB / month' "
    "--term 'net=16 GB' --tariff 'calls=0 RUB / call' --on 2026-11-10"
)
PLAIN = "\N{NO-BREAK SPACE}"


@pytest.fixture
def offered(typed: Typist, tmp_path: Path) -> Typist:
    """The second story, as somebody types it."""
    for line in (
        "vendor add Northline",
        "agreement add Northline Switchboard --on 2024-02-01",
        "term propose Switchboard fee --by vendor --value '450 RUB / month' --on 2024-02-01",
        "term accept 3 --on 2024-02-01",
        "term propose Switchboard net --by vendor --value '5 GB' --on 2024-02-01",
        "term accept 5 --on 2024-02-01",
        "term propose Switchboard calls --by vendor --tariff '19 RUB / call' --on 2024-02-01",
        "term accept 7 --on 2024-02-01",
        OFFER,
        "claim 9 '16 GB instead of 5' --about NET",
        "claim 9 'no charges' --about calls --backing 'the price list'",
        "claim 9 'you pay less' --about total",
        "threshold set silence off --agreement Switchboard",
    ):
        typed(line)
    table = tmp_path / "usage.csv"
    rows = [f"{month};0;{10 if month == '2026-09' else 0}" for month in MONTHS]
    table.write_text("\n".join(["month;net (GB);calls (call)", *rows]), "utf-8")
    return typed


def use(offered: Typist) -> str:
    return f"usage import Northline {offered.folder.parent / 'usage.csv'} --agreement Switchboard"


def test_story_two_is_worse_by_1610(offered: Typist) -> None:
    assert offered.json(use(offered)) == {"recorded": 24, "known": 0, "refused": []}
    found = offered.json("compare Better")
    assert (found["verdict"], found["missing"]) == ("worse", [])
    sums = [found[side]["minor"] for side in ("current", "offered", "difference")]
    assert sums == [5_590_00, 7_200_00, 1_610_00]
    assert [month["month"] for month in found["months"]] == MONTHS
    assert [term["difference"]["minor"] for term in found["terms"]] == [1_800_00, 0, -190_00]
    assert found["best"] == "2026-09"
    assert found["break_even"] == [
        {"term": "calls", "quantity": 8, "unit": "call", "not_dearer": "from"}
    ]
    assert [(claim["verdict"], claim["worth"]["minor"]) for claim in found["claims"]] == [
        ("confirmed", 0),
        ("confirmed", 190_00),
        ("refuted", -1_610_00),
    ]
    codes = {finding["code"] for finding in offered.json("review")}
    assert "VT406" in codes
    assert not codes & {"VT204", "VT405"}


def test_a_person_reads_the_sums_the_months_and_the_claims(offered: Typist) -> None:
    offered(use(offered))
    said = offered("compare 9").output.replace(PLAIN, " ")
    assert said.startswith(
        "Better: worse for us on 12 months of usage, RUB 7,200.00 against RUB 5,590.00 now"
    )
    assert "2026-09  0    10" in said
    assert "best month" in said
    assert "worst month" in said
    assert "typical month" in said
    assert "“calls”: from 8 a month on (call) the offer is no dearer" in said
    assert "refuted" in said
    russian = offered("compare 9", lang="ru").output.replace(PLAIN, " ")
    assert "7 200,00 ₽" in russian
    assert "19 RUB / call" in russian


def test_without_usage_it_cannot_be_shown_to_be_better(offered: Typist) -> None:
    found = offered.json("compare Better")
    assert found["verdict"] == "cannot be shown to be better"
    assert found["missing"] == ["our usage by month, up to 2026-10: net, calls"]
    assert [claim["verdict"] for claim in found["claims"]] == ["cannot tell"] * 3
    assert (found["months"], found["typical"], found["break_even"]) == ([], None, [])
    said = offered("compare Better").output
    assert "missing: our usage by month" in said
    assert "5 GB included" in said


def test_fewer_months_can_be_asked_for(offered: Typist) -> None:
    offered(use(offered))
    found = offered.json("compare Better --months 2")
    assert [month["month"] for month in found["months"]] == MONTHS[-2:]
    offered("compare Better --months 0", code=2)


def test_until_how_much_an_offer_pays_is_told_too(offered: Typist) -> None:
    offered(use(offered))
    offered("offer Northline Other --agreement Switchboard --term 'fee=400 RUB / month' "
            "--term 'net=5 GB' --term 'calls=69 RUB / call'")  # fmt: skip
    assert (
        "“calls”: up to 1 a month (call) the offer is no dearer" in offered("compare Other").output
    )


def test_an_offer_in_another_currency_is_refused(offered: Typist) -> None:
    offered("offer Northline Euros --agreement Switchboard --term 'fee=6 EUR / month'")
    assert "record the offer in the currency that we pay in" in offered.refused("compare Euros")


@pytest.mark.parametrize(
    ("tariff", "said"),
    [
        ("calls=1-5: 3 RUB / call; 7+: 2 RUB / call", "let the tier of 7 begin at 6"),
        ("calls=1-5: 3 RUB / call; 5+: 2 RUB / call", "let it begin at 6"),
        ("calls=-5 GB included", "-5 is less than 0"),
        ("calls=3 RUB / call; 4 EUR / month", "write all of them in one"),
    ],
)
def test_a_tariff_that_does_not_hold_together_is_refused(
    offered: Typist, tariff: str, said: str
) -> None:
    message = offered.refused(f"offer Northline X --tariff '{tariff}'")
    assert said in message
    assert "--tariff" in message


def test_a_tariff_is_shown_as_it_is_typed(offered: Typist) -> None:
    offered("term propose Switchboard net --by us --tariff '5 GB included; 90 RUB / GB'")
    assert "5 GB included; 90 RUB / GB" in offered("term show Switchboard").output
    shown = offered.json("term show Switchboard")[-1]
    assert shown["tariff"]["included"] == 5


def test_a_claim_is_about_something_that_is_there(offered: Typist) -> None:
    said = offered.refused("claim 9 'quick' --about speed")
    assert "no term of the offer is called “speed”; say “total” or one of “fee”, “net”" in said
    assert offered.json("claim 9 'cheaper' --about Total")["payload"]["about"] == "total"
    assert offered.json("claim 9 'nice'")["payload"]["about"] == ""


def test_a_table_is_imported_once_and_its_bad_rows_are_told(
    offered: Typist, tmp_path: Path
) -> None:
    offered(use(offered))
    size = offered.size()
    assert "0 quantities recorded, 24 were known, 0 refused" in offered(use(offered)).output
    assert offered.size() == size + 1  # the receipt
    table = tmp_path / "more.csv"
    table.write_text(
        "month,meter,quantity\n2026-09,calls,11\n2026-12,calls,1\nx,calls,1\n2025-10,calls,2\n"
    )
    found = offered.json(f"usage import Northline {table} --agreement Switchboard", code=3)
    assert (found["recorded"], [bad["line"] for bad in found["refused"]]) == (1, [2, 3, 4])
    assert found["refused"][0]["reason"].endswith(
        "says 10 call for “calls” in 2026-09; correct it instead"
    )
    assert found["refused"][1]["reason"] == "2026-12 is still ahead"
    assert offered.size() == size + 1 + 2
    (used,) = [u for u in offered.json("usage list Northline") if u["occurred"] == "2025-10"]
    assert (used["payload"]["quantity"], used["private"], len(used["evidence"])) == (2, True, 1)
    assert "2025-10  calls  2" in offered("usage list Northline").output


def test_a_table_in_another_unit_says_something_else(offered: Typist, tmp_path: Path) -> None:
    offered("usage add Northline net 2026-10 5 --unit GB")
    table = tmp_path / "usage.csv"
    table.write_text("month,meter,quantity,unit\n2026-10,net,5,MB\n")
    said = offered.refused(f"usage import Northline {table}")
    assert "says 5 GB for “net” in 2026-10; correct it instead" in said
    for unit in ("GB", "gb", ""):
        table.write_text(f"month,meter,quantity,unit\n2026-10,net,5,{unit}\n")
        assert "1 was known" in offered(f"usage import Northline {table}").output


def test_a_table_of_which_nothing_can_be_taken_is_refused(offered: Typist, tmp_path: Path) -> None:
    table = tmp_path / "none.csv"
    table.write_text("month,calls\nsoon,1\n")
    said = offered.refused(f"usage import Northline {table}")
    assert "line 2: “soon” is not a month" in said
    table.write_text("a,b\n1,2\n")
    assert "FILE" in offered.refused(f"usage import Northline {table}")


def test_how_a_contact_went_is_typed(offered: Typist) -> None:
    line = "log Northline 'Two minutes' -c call --in --on 2026-11-10"
    ticks = "--purpose-hidden --unprepared --question-evaded"
    made = offered.json(f"{line} {ticks}")["payload"]
    names = ("purpose_stated", "prepared", "question_answered")
    assert [made[name] for name in names] == [False, False, False]
    assert "VT405" in {finding["code"] for finding in offered.json("review")}
