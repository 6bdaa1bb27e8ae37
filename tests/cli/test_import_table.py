"""Tables on the command line: proposed, settled once, read ever after; nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typist

CALLS = """Дата;Тема;Направление;Канал;Контакт
12.10.2026;обещали сегмент Б;вх.;звонок;Иван
13.10.2026 15:30;уточнили цену;исх;почта;
13.13.2026;плохо;исх;почта;
14.10.2026;;исх;почта;
15.10.2026;дымом;исх;дым;
"""
REGISTER = """Номер контракта;Наименование;Поставщик;Сумма;Валюта;Дата начала;Дата окончания
17/2026;Обзвон;Звонарь;{amount};RUB;01.01.2026;{ends}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, "utf-8")
    return path


@pytest.fixture
def zvonar(typed: Typist) -> Typist:
    typed("vendor add Zvonar")
    return typed


def touchpoints(typist: Typist) -> list[tuple[str, str, str]]:
    found = [r for r in typist.json("timeline Zvonar") if r["kind"] == "touchpoint"]
    return [(r["occurred"], r["payload"]["channel"], r["payload"]["summary"]) for r in found]


def test_a_table_is_shown_first_and_read_once_it_is_settled(zvonar: Typist, table: Path) -> None:
    line = f"import table {table} --as touchpoints --vendor Zvonar"
    assert "look at how the table will be read" in zvonar.refused(line)
    receipt = zvonar.json(f"{line} --yes", code=3)
    assert (receipt["read"], receipt["recorded"], receipt["refused"]) == (5, 2, 3)
    assert [refusal["place"] for refusal in receipt["refusals"]] == ["line 4", "line 5", "line 6"]
    assert receipt["covers"] == {"from": "2026-10-12", "to": "2026-10-13", "without": []}
    (original,) = zvonar.json("evidence list")
    assert original["records"] == [receipt["receipt"]]
    assert zvonar.json(f"evidence show {original['sha256']}")["text"] == CALLS
    assert touchpoints(zvonar) == [
        ("2026-10-12", "call", "обещали сегмент Б"),
        ("2026-10-13T15:30+03:00", "mail", "уточнили цену"),
    ]
    again = zvonar.json(line, code=3)
    assert (again["recorded"], again["known"]) == (0, 2)


RAGGED = "date,channel,direction,summary\n2026-10-12,call,in,prices,more\n2026-10-13,call\n"


def test_rows_that_are_not_as_wide_as_the_headers_are_shown_and_read(
    zvonar: Typist, tmp_path: Path
) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text(RAGGED)
    receipt = zvonar.json(f"import table {path} --as touchpoints --vendor Zvonar --yes", code=3)
    assert [refusal["place"] for refusal in receipt["refusals"]] == ["line 3"]
    assert touchpoints(zvonar) == [("2026-10-12", "call", "prices")]


@pytest.mark.parametrize(
    ("rows", "option"),
    [
        ("date,channel,direction,summary\n01/02/2026,call,in,prices\n", "'--day-order'"),
        ("date,direction,summary\n2026-10-12,in,prices\n", "'--map'"),
    ],
)
def test_what_must_be_said_of_a_table_names_its_option(
    zvonar: Typist, tmp_path: Path, rows: str, option: str
) -> None:
    path = tmp_path / "unclear.csv"
    path.write_text(rows)
    assert option in zvonar.refused(f"import table {path} --as touchpoints --vendor Zvonar --yes")


def test_a_trial_records_nothing_and_settles_nothing(zvonar: Typist, table: Path) -> None:
    line = f"import table {table} --as touchpoints --vendor Zvonar"
    trial = zvonar.json(f"{line} --yes --dry-run", code=3)
    assert trial["receipt"] is None
    assert not list(zvonar.folder.glob("evidence/*/*"))
    assert not list(zvonar.folder.glob("mappings/*"))
    assert touchpoints(zvonar) == []
    assert "say --yes" in zvonar.refused(line)
    assert zvonar.json(f"{line} --yes", code=3)["recorded"] == trial["recorded"]


def test_what_the_table_does_not_say_a_person_does(zvonar: Typist, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("wann,was,wer\n01/02/2026,prices,raus\n")
    line = f"import table {path} --as touchpoints --vendor Zvonar --yes --map day=wann"
    assert "“summary”" in zvonar.refused(line)
    line += " --map summary=was --map direction=wer --fixed channel=call"
    assert "day or its month first" in zvonar.refused(line)
    assert "“raus” in column “wer” is not known" in zvonar(f"{line} --day-order dmy", code=3).stderr
    zvonar(f"{line} --day-order dmy --value raus=outgoing")
    assert touchpoints(zvonar) == [("2026-02-01", "call", "prices")]


def test_two_rows_that_say_the_same_are_two_things(zvonar: Typist, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,subject,channel,direction\n" + "2026-02-01,x,call,in\n" * 3)
    line = f"import table {path} --as touchpoints --vendor Zvonar --yes"
    assert zvonar.json(line)["recorded"] == 3
    assert zvonar.json(line)["known"] == 3


def test_payments_are_of_agreements_on_record(zvonar: Typist, tmp_path: Path) -> None:
    zvonar("agreement add Zvonar Calls --number 17/2026 --on 2026-01-01")
    path = tmp_path / "t.csv"
    path.write_text(
        "Date,Amount,Currency,Purpose,Contract\n"
        '2026-02-01,"15 000,00",RUB,advance,17/2026\n'
        "2026-02-02,1,RUB,x,18/2026\n"
        "2026-02-03,,RUB,,\n"
    )
    receipt = zvonar.json(f"import table {path} --as payments --vendor Zvonar --yes", code=3)
    assert (receipt["recorded"], receipt["refused"]) == (1, 2)
    assert receipt["covers"] is None
    (paid,) = (r for r in zvonar.json("timeline Zvonar") if r["kind"] == "payment")
    assert paid["payload"]["amount"] == {"minor": 1_500_000, "currency": "RUB"}
    assert paid["agreement"] is not None


@pytest.mark.parametrize("order", [("2026-01-01", "2026-03-01"), ("2026-03-01", "2026-01-01")])
def test_what_two_snapshots_of_a_register_show_differently_is_found(
    typed: Typist, tmp_path: Path, order: tuple[str, str]
) -> None:
    snapshots = {
        "2026-01-01": REGISTER.format(amount=45000, ends="31.12.2026"),
        "2026-03-01": REGISTER.format(amount=60000, ends="31.12.2026"),
    }
    path = tmp_path / "register.csv"
    for day in order:
        path.write_text(snapshots[day], "utf-8")
        typed(f"import table {path} --as contracts --as-of {day} --yes")
    (agreement,) = typed.json("agreement list")
    assert (agreement["number"], agreement["from"], agreement["to"]) == (
        *("17/2026", "2026-01-01"),
        "2026-12-31",
    )
    (found,) = typed.json("review Звонарь")
    assert (found["code"], found["since"]) == ("VT207", "2026-03-01")
    assert "60,000.00" in found["message"]
    assert "45,000.00" in found["message"]


def test_a_register_of_one_vendor_leaves_the_contracts_of_others(
    zvonar: Typist, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    rows = ("17/2026,ZVONAR,Calls", "18/2026,Beta LLC,Letters", "19/2026,,Visits")
    path.write_text("\n".join(("number,vendor,title", *rows)))
    line = f"import table {path} --as contracts --as-of 2026-03-01 --yes --vendor Zvonar"
    receipt = zvonar.json(line)
    assert (receipt["read"], receipt["recorded"], receipt["others"]) == (3, 2, 1)
    assert [it["title"] for it in zvonar.json("agreement list")] == ["Calls", "Visits"]


@pytest.fixture
def deal(zvonar: Typist) -> Typist:
    zvonar("agreement add Zvonar Calls --on 2026-01-01")
    zvonar("segment add Calls Dormant 3 call --on 2026-01-01")
    return zvonar


RESULTS = "y,date,duration\nsale,2026-02-01,60\nno,2026-02-02,x\nno,2026-02-03,20\n"
AS_RESULTS = "--as results --agreement Calls --segment Dormant --claimed 2 --yes"


def fates(receipt: dict[str, Any]) -> tuple[int, ...]:
    return tuple(receipt[it] for it in ("read", "recorded", "known", "refused"))


def test_results_leave_a_receipt_and_are_recorded_once(deal: Typist, tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(RESULTS)
    line = f"import table {path} {AS_RESULTS} --map outcome=y --map seconds=duration --value no=-"
    trial = deal.json(f"{line} --dry-run", code=3)
    assert (trial["receipt"], fates(trial)) == (None, (3, 2, 0, 1))
    assert not list(deal.folder.glob("evidence/*/*"))
    assert deal.json("import list Zvonar") == []
    receipt = deal.json(f"{line} --as-of 2026-03-01", code=3)
    assert receipt == trial | {"receipt": receipt["receipt"]}
    (refusal,) = receipt["refusals"]
    assert refusal["place"] == "line 3"
    assert "“x” in column “duration” is not a whole number" in refusal["reason"]
    (delivery,) = (r for r in deal.json("timeline Zvonar") if r["kind"] == "delivery")
    assert delivery["occurred"] == "2026-03-01"
    assert (delivery["payload"]["claimed"], delivery["payload"]["table"]["rows"]) == (2, 2)
    again = deal.json(line, code=3)
    assert fates(again) == (3, 0, 2, 1)
    assert deal.json("segment list Calls")[0]["claimed"] == 2
    listed = deal.json("import list Zvonar")
    assert [it["seq"] for it in listed] == [receipt["receipt"], again["receipt"]]
    assert (
        "3 items read; 2 already there; 1 refused" in deal(f"import show {again['receipt']}").stdout
    )


def test_rows_that_are_there_are_not_delivered_again_or_read_otherwise(
    deal: Typist, tmp_path: Path
) -> None:
    path = tmp_path / "results.csv"
    path.write_text(RESULTS)
    deal(f"deliver Calls Dormant --claimed 2 --file {path} --map outcome=y --yes")
    said = "the segment has these rows already: delivery #"
    assert said in deal.refused(f"deliver Calls Dormant --claimed 2 --file {path}")
    assert said in deal.refused(f"import table {path} {AS_RESULTS} --map seconds=duration")
    assert fates(deal.json(f"import table {path} {AS_RESULTS}")) == (3, 0, 3, 0)
    # The same rows of another segment, and other rows for this one, are other things.
    deal("segment add Calls Lapsed 3 call")
    deal(f"deliver Calls Lapsed --claimed 2 --file {path}")
    deal(f"deliver Calls Dormant --claimed 2 --file {path} --only y=no --yes")


def test_a_table_that_is_delivered_leaves_a_receipt_too(deal: Typist, tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(RESULTS)
    line = f"deliver Calls Dormant --claimed 2 --file {path} --map outcome=y --map seconds=duration"
    deal(f"{line} --yes", code=3)
    (receipt,) = deal.json("import list Zvonar")
    assert (receipt["payload"]["importer"], fates({"known": 0} | receipt["payload"])) == (
        *("table", (3, 2, 0, 1)),
    )
    assert receipt["payload"]["files"][0]["name"] == "results.csv"


def test_usage_is_tried_then_recorded_once(zvonar: Typist, tmp_path: Path) -> None:
    path = tmp_path / "usage.csv"
    path.write_text("month,calls\n2026-01,5\n2026-02,x\n")
    line = f"import table {path} --as usage --vendor Zvonar"
    trial = zvonar.json(f"{line} --dry-run", code=3)
    assert (trial["receipt"], fates(trial)) == (None, (2, 1, 0, 1))
    assert zvonar.json("usage list Zvonar") == []
    assert not list(zvonar.folder.glob("evidence/*/*"))
    receipt = zvonar.json(line, code=3)
    assert receipt == trial | {"receipt": receipt["receipt"]}
    assert fates(zvonar.json(line, code=3)) == (2, 0, 1, 1)
    assert len(zvonar.json("usage list Zvonar")) == 1


def test_what_says_nothing_of_a_kind_of_table_is_refused(deal: Typist, table: Path) -> None:
    line = f"import table {table} {AS_RESULTS}"
    for more in (
        *("--fixed channel=call", f"--mapping {table}", "--vendor Zvonar"),
        "--covers 2026-01-01..2026-02-01",
    ):
        said = deal.refused(f"{line} {more}")
        assert f"{more.partition(' ')[0]} says nothing of this kind of table" in said
    usage = f"import table {table} --as usage --vendor Zvonar"
    assert "--claimed says nothing" in deal.refused(f"{usage} --claimed 2")
    assert "say --segment too" in deal.refused(
        f"import table {table} --as results --agreement Calls"
    )


def test_kept_columns_that_cannot_be_read_are_proposed_anew(zvonar: Typist, table: Path) -> None:
    line = f"import table {table} --as touchpoints --vendor Zvonar --yes"
    zvonar(line, code=3)
    (kept,) = (zvonar.folder / "mappings").iterdir()
    kept.write_text("no toml")
    assert zvonar.json(line, code=3)["known"] == 2
    broken = table.with_suffix(".toml")
    broken.write_text("kind = 5")
    assert "which column has what" in zvonar.refused(f"{line} --mapping {broken}")


def test_usage_leaves_a_receipt_too(zvonar: Typist, tmp_path: Path) -> None:
    usage = tmp_path / "usage.csv"
    usage.write_text("month,calls\n2026-01,5\n2026-02,many\n")
    zvonar(f"import table {usage} --as usage --vendor Zvonar", code=3)
    (receipt,) = (receipt["payload"] for receipt in zvonar.json("import list Zvonar"))
    assert (receipt["read"], receipt["recorded"], receipt["refused"]) == (2, 1, 1)
    assert receipt["refusals"][0]["place"] == "line 3"


def test_order_of_days_is_shown_by_a_day(zvonar: Typist, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("day,summary,channel,direction\n13.11.2025,Hello,call,in\n")
    done = zvonar(f"import table {path} --as touchpoints --vendor Zvonar --yes")
    assert "days are like  16.11.2026" in done.stderr


def test_of_very_many_columns_the_first_are_shown(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar")
    table = tmp_path / "wide.csv"
    table.write_text(
        f"day,summary,channel,direction{''.join(f',c{n}' for n in range(100_000))}\n"
        f"2026-01-01,prices,call,in{',1' * 100_000}\n"
    )
    told = typed(f"import table {table} --as touchpoints --vendor Zvonar --yes")
    assert "1 recorded" in told.stdout
    assert "c35  …\n" in told.stderr
    assert len(told.stderr) < 2_000
