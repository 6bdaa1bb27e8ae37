"""What a person looks at, as text and as JSON, on the demo's own stories."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Typist
from vendortrail.cli.program import program
from vendortrail.service import Workspace, demo

ZVONAR = "Zvonar Contact Centre"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Workspace(tmp_path_factory.mktemp("demo") / "work")
    demo.build(workspace).close()
    return workspace.folder


@pytest.fixture
def told(built: Path) -> Typist:
    """The demo's workspace, only looked at."""
    return Typist(built)


@pytest.fixture
def own(tmp_path: Path) -> Typist:
    """A demo workspace to change."""
    workspace = Workspace(tmp_path / "demo")
    demo.build(workspace).close()
    return Typist(workspace.folder)


def test_review_has_the_shape_of_the_contract(told: Typist) -> None:
    findings = told.json("review Zvonar")
    keys = "code severity vendor agreement subject since days message evidence"
    assert all(list(finding) == keys.split() for finding in findings)
    silence = next(finding for finding in findings if finding["code"] == "VT301")
    assert silence["vendor"] == "Zvonar Contact Centre"
    assert silence["since"] == "2025-11-14"
    assert silence["days"] == 363
    assert all(isinstance(number, int) for number in silence["evidence"])
    abandoned = [finding for finding in findings if finding["code"] == "VT101"]
    assert {finding["agreement"] for finding in abandoned} == {
        "Calls over three segments of the base"
    }


def test_review_of_all_is_that_of_each(told: Typist) -> None:
    vendors = [vendor["name"] for vendor in told.json("vendor list")]
    assert len(vendors) == 4
    each = [finding for vendor in vendors for finding in told.json(f"review '{vendor}'")]
    assert told.json("review") == each


@pytest.mark.parametrize(
    ("vendor", "level", "code"),
    [("Zvonar", "high", 1), ("Zvonar", "low", 1), ("Clearpath", "low", 0)],
)
def test_fail_on_level_or_graver(told: Typist, vendor: str, level: str, code: int) -> None:
    told(f"review {vendor} --fail-on {level}", code=code)


def test_level_that_nothing_reaches(own: Typist) -> None:
    for finding in own.json("review Zvonar"):
        if finding["severity"] == "high":
            own(f"dispose {finding['code']} '{finding['subject']}' resolved --vendor Zvonar")
    assert {finding["severity"] for finding in own.json("review Zvonar")} == {"medium", "low"}
    own("review Zvonar --fail-on high")
    own("review Zvonar --fail-on medium", code=1)


def test_review_for_a_person_cites_the_records(told: Typist) -> None:
    said = told("review Zvonar").stdout
    assert said.startswith("Zvonar Contact Centre\n  VT")
    assert "VT103 Medium: " in said
    assert "[#" in said


def test_review_of_a_past_day(told: Typist) -> None:
    result = CliRunner().invoke(
        program,
        [
            *("--workspace", str(told.folder), "--today", "2025-10-07"),
            *("review", "Zvonar", "--fail-on", "high"),
        ],
    )
    assert result.exit_code == 0
    # Who recommended the vendor was known from the first day; all else had not happened yet.
    assert [line.split()[0] for line in result.stdout.splitlines()[1:]] == ["VT208"]


def test_finding_is_disposed_of_by_code_and_subject(own: Typist) -> None:
    made = own.json("dispose vt101 'B: lapsed' waived --note 'not worth it'")
    assert made["kind"] == "disposition"
    assert made["payload"]["disposal"] == "waived"
    left = [f["subject"] for f in own.json("review Zvonar") if f["code"] == "VT101"]
    assert len(left) == 1
    assert "C" in left[0]
    assert "say why" in own.refused("dispose VT101 C waived")
    said = own("dispose VT101 C raised").stdout
    assert said.endswith(
        " recorded: disposition: VT101, C: cold contacts: raised with the vendor\n"
    )
    assert "VT101, C: cold contacts: raised with" in own("timeline Zvonar").stdout


def test_what_was_done_about_findings_is_shown_when_all_is_asked_for(own: Typist) -> None:
    waived = own.json("dispose vt101 'B: lapsed' waived --note 'not worth it'")["seq"]
    raised = own.json("dispose vt103 'Calls' raised")["seq"]
    shown = own("review Zvonar").stdout
    assert "B: lapsed customers” was never started" not in shown
    assert f"(raised with the vendor, #{raised})" in shown
    settled = own("review Zvonar --all").stdout
    assert f"(waived, #{waived})" in settled
    (found,) = [
        finding["disposition"]
        for finding in own.json("review Zvonar --all")
        if finding["subject"].startswith("B: lapsed") and finding["code"] == "VT101"
    ]
    assert (found["disposal"], found["note"]) == ("waived", "not worth it")


def test_silences_have_the_shape_of_the_contract(told: Typist) -> None:
    assert {
        "vendor": "Zvonar Contact Centre",
        "from": "2025-11-14",
        "to": "2026-11-12",
        "days": 363,
        "owed_by": "vendor",
    } in told.json("silences")
    assert told.json("silences Zvonar --at-least 364") == []
    assert "2025-11-14  2026-11-12  363" in told("silences Zvonar").stdout


def test_agreements_have_the_shape_of_the_contract(told: Typist) -> None:
    (agreement,) = told.json("agreement list Zvonar")
    number = agreement.pop("id")
    assert isinstance(number, int)
    assert agreement == {
        "number": "Z-25/10-06",
        "title": "Calls over three segments of the base",
        "vendor": "Zvonar Contact Centre",
        "signed": "2025-10-06",
        "from": "2025-10-06",
        "to": "2025-12-31",
    }
    assert told.json(f"agreement show '#{number}'")["agreement"]["seq"] == number
    assert len(told.json("agreement list")) == 4


def test_timeline_is_cut_by_days(told: Typist) -> None:
    days = [
        item["occurred"]
        for item in told.json("timeline Zvonar --from 2025-10-08 --to 14.10.2025")
        if item["kind"] != "silence"
    ]
    assert days[0] == "2025-10-08"
    assert days[-1].startswith("2025-10-14")
    everything = told.json("timeline Zvonar")
    assert {"kind": "silence", "days": 363}.items() <= next(
        item for item in everything if item["kind"] == "silence"
    ).items()


def test_days_are_read_without_their_notation(own: Typist) -> None:
    own("vendor add Quiet --on '3 March 2025'")
    own("log Quiet Call -c call --in --on 'about 10 March 2025'")
    own("log Quiet Meeting -c meeting --in --on '14.03.2025 11:30'")
    shown = own("timeline Quiet").stdout
    assert "  about 10 Mar 2025  " in shown
    assert "  2025-03-14 11:30   " in shown
    assert [it["occurred"] for it in own.json("timeline Quiet") if "occurred" in it][1:] == [
        "2025-03-10~",
        "2025-03-14T11:30+03:00",
    ]


@pytest.mark.parametrize("line", ["search zzzz", "silences --at-least 9999", "timeline Quiet"])
def test_nothing_is_said_where_nothing_is_found(line: str, typed: Typist) -> None:
    typed("vendor add Quiet --on 2025-03-03")
    shown = typed(f"{line} --from 2026-01-01" if line.startswith("timeline") else line)
    assert shown.stdout == ""
    assert shown.stderr == "There is nothing to show.\n"


def test_search_shows_as_many_as_were_asked_for_and_one_at_least(told: Typist) -> None:
    assert len(told.json("search segment --limit 1")) == 1
    assert "-1" in told("search segment --limit -1", code=2).stderr


def test_search_finds_words_in_any_form(told: Typist) -> None:
    found = told.json("search calls segm --limit 5")
    assert found
    assert len(found) <= 5
    assert "Zvonar" in told("search report segment").stdout


def test_columns_are_aligned_by_what_is_seen(told: Typist) -> None:
    heading, *rows = told("segment list Calls").stdout.splitlines()
    place = heading.index("State")
    assert len(rows) == 3
    assert all(row[place - 1] == " " and row[place] != " " for row in rows)


def test_thresholds_are_set_and_listed(own: Typist) -> None:
    own("threshold set not-chased 400 --vendor Zvonar")
    own("threshold set silence off")
    assert "VT311" not in {finding["code"] for finding in own.json("review Zvonar")}
    own("threshold set silence 45")
    own("threshold set silence off")
    listed = own.json("threshold list")
    everywhere = next(one for one in listed if one["name"] == "silence")
    assert (everywhere["days"], everywhere["default"]) == (None, 30)
    assert (everywhere["vendor"], everywhere["agreement"]) == (None, None)
    chased = [one for one in listed if one["name"] == "not-chased"]
    assert [(one["vendor"], one["days"]) for one in chased] == [(None, 14), (ZVONAR, 400)]
    assert chased[0]["set_in"] is None


def test_a_threshold_says_what_it_means_and_where_it_was_set(own: Typist) -> None:
    own("threshold set silence 45")
    own("threshold set silence off --vendor Zvonar")
    own("threshold set silence 1 --agreement Calls")
    numbers = [one["set_in"] for one in own.json("threshold list")][:3]
    assert own("threshold list").stdout.splitlines()[:4] == [
        "silence, 30 days by default: neither side has said a word for longer (VT301)",
        f"  45 days everywhere (#{numbers[0]})",
        f"  switched off for {ZVONAR} (#{numbers[1]})",
        f"  1 day for “Calls over three segments of the base” of {ZVONAR} (#{numbers[2]})",
    ]


@pytest.mark.parametrize(
    ("lang", "receipt", "line"),
    [
        ("en", "threshold: not chased: switched off", "  switched off everywhere (#"),
        ("ru", "порог: не напомнили: отключён", "  отключён везде (#"),
    ],
)
def test_a_threshold_is_named_and_off_in_the_persons_words(
    own: Typist, lang: str, receipt: str, line: str
) -> None:
    assert receipt in own("threshold set not-chased off", lang=lang).stdout
    assert line in own("threshold list", lang=lang).stdout


@pytest.mark.parametrize("form", ["md", "html"])
def test_paper_is_saved_or_printed(told: Typist, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"paper.{form}"
    saved = told(f"export timeline Zvonar --format {form} --output {path}")
    assert saved.stdout == f"{path}\n"
    printed = told(f"export timeline Zvonar --format {form} --output -")
    assert printed.stdout_bytes == path.read_bytes()
    assert "Zvonar Contact Centre" in printed.stdout


def test_vendors_paper_says_what_it_leaves_out(told: Typist) -> None:
    result = told("export timeline Polyphon --audience vendor --output -")
    assert "left out" in result.stderr
    assert "left out" not in told("export timeline Polyphon --output -").stderr


def test_protocol_is_made_for_the_vendor(told: Typist) -> None:
    theirs = told("export disagreements Zvonar --output -")
    assert theirs.stdout.startswith("# Disagreement protocol to agreement Z-25/10-06 of ")
    assert theirs.stderr == ""
    ours = told("export disagreements Zvonar --agreement Z-25 --audience internal --output -")
    assert "## Concession log" in ours.stdout
    assert "every term is settled" in told.refused("export disagreements Northline")


def test_who_exports_a_protocol_reads_what_is_missing(own: Typist) -> None:
    own("term propose Z-25 pace --by us --wording '100 a week'")
    said = own("export disagreements Zvonar --output -").stderr
    number = own.size()
    assert said.splitlines() == [
        "1 private record is left out.",
        f"What they say of the terms is missing in the paper: #{number}",
    ]


def test_day_of_signing_is_listed_as_people_write_it(typed: Typist) -> None:
    typed("vendor add Zvonar")
    typed("agreement add Zvonar Calls --on 'not later than 4 Feb 2026'")
    typed("agreement add Zvonar Chats --on 2026-03-05T10:30+03:00")
    shown = typed("agreement list").stdout
    assert "not later than 4 Feb 2026" in shown
    assert "2026-03-05 10:30" in shown
    assert [one["signed"] for one in typed.json("agreement list")] == [
        "[..2026-02-04]",
        "2026-03-05T10:30+03:00",
    ]


def test_what_breaks_no_silence_says_why(typed: Typist) -> None:
    typed("vendor add Zvonar")
    typed("log Zvonar Hello --channel mail --in --on 2026-01-10")
    typed("log Zvonar Away --channel mail --in --on 2026-01-11 --manner automatic")
    typed(
        "log Zvonar Review --channel meeting --direction mutual --on 2026-01-12 --course cancelled"
    )
    typed("log Zvonar Once --channel mail --in --on 'not later than 10 Feb 2026'")
    shown = typed("timeline Zvonar").stdout
    assert "Hello\n" in shown
    assert "Mail from the vendor: Away (automatic)\n" in shown
    assert "Meeting: Review (cancelled)\n" in shown
    assert "Mail from the vendor: Once (no silence before it is certain)\n" in shown


def test_import_in_the_timeline_names_its_source(typed: Typist, tmp_path: Path) -> None:
    typed("vendor add Zvonar")
    (tmp_path / "paid.csv").write_text("day,amount\n2026-01-01,1 RUB\n")
    typed(f"import table {tmp_path}/paid.csv --as payments --vendor Zvonar --yes")
    assert "import: table: paid.csv · 1 item read; 1 recorded" in typed("timeline Zvonar").stdout
