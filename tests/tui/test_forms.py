"""Forms, filled in by keys."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Any

from textual.widgets import Input, OptionList, Static

from tests.tui.typist import Typist, typing
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.housekeeping import Correction, Disposition, Threshold
from vendortrail.records.parties import Agreement, Contact, Departure, Vendor
from vendortrail.records.promised import Delivery, Payment, Promise
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Channel, Direction, Disposal, Money
from vendortrail.service import Trail, Workspace
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.forms.mapping_form import MappingForm
from vendortrail.tui.recording import Asked

ZVONAR = 8
ALINA = 13
KIRILL = 255
AGREEMENT = 69


async def ask(typist: Typist, kind: str, **asked: Any) -> RecordForm:
    """Open a form as a screen does."""
    typist.app.ask(Asked(kind, **{"vendor": ZVONAR, **asked}))
    form = await typist.see(RecordForm)
    await typist.until(lambda: form.focused is not None)
    return form


def newest(typist: Typist) -> Record[Payload]:
    with Trail.open(typist.app.workspace) as trail:
        return trail.get(trail.checkpoint()[0].size)


def size(workspace: Workspace) -> int:
    with Trail.open(workspace) as trail:
        return trail.checkpoint()[0].size


def drafts(workspace: Workspace) -> list[Path]:
    return sorted(workspace.drafts.glob("*"))


async def test_touchpoint_takes_a_line_and_two_keys(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "touchpoint")
        await typist.paste("They call about the offer")
        await typist.press("enter", "1", "1")
        await typist.confirm(form)
        record = newest(typist)
    assert record.payload == Touchpoint(
        Channel.CALL, Direction.INCOMING, "They call about the offer"
    )
    assert (record.vendor, record.agreement) == (ZVONAR, AGREEMENT)
    assert (record.occurred, record.private, record.source) == ("2026-11-16", True, "typed")


async def test_a_vendor_without_agreement_is_no_detour(told: Workspace) -> None:
    async with typing(told) as typist:
        await typist.record("vendor", name="Newcomer")
        await ask(typist, "touchpoint", vendor=newest(typist).seq)
        row = typist.row()
        assert row is not None
        assert row.field.name == "summary"


async def test_refusals_stand_at_their_fields_and_nothing_is_lost(told: Workspace) -> None:
    before = size(told)
    async with typing(told) as typist:
        form = await ask(typist, "payment")
        await typist.fill({"amount": "22,500", "purpose": "the second half", "occurred": "31.02."})
        await typist.press("ctrl+s")
        await typist.until(lambda: len(typist.refusals()) == 2)
        amount, when = typist.refusals()
        assert "22500" in amount
        assert "31.02." in when
        focused = typist.row()
        assert focused is not None
        assert focused.field.name == "amount"
        purpose = typist.row("purpose")
        assert purpose is not None
        assert purpose.raw == "the second half"
        assert size(told) == before
        await typist.fill({"amount": "22500.50", "occurred": "8 Oct 2025"})
        await typist.confirm(form)
        assert newest(typist).payload == Payment(Money(2_250_050, "RUB"), "the second half")


async def test_what_is_missing_is_asked_for(told: Workspace) -> None:
    before = size(told)
    async with typing(told) as typist:
        await ask(typist, "segment")
        await typist.press("ctrl+s")
        await typist.until(typist.refusals)
        assert typist.refusals() == ["this may not be empty"] * 3
        assert size(told) == before


async def test_what_the_service_refuses_is_told_in_the_form(told: Workspace) -> None:
    before = size(told)
    async with typing(told) as typist:
        with Trail.open(told) as trail:
            form = await ask(typist, "vendor", corrects=trail.get(ZVONAR))
        await typist.fill({"reason": "never was one", "taken_back": True})
        await typist.press("ctrl+s")
        await typist.until(typist.refusals)
        assert "cannot be taken back" in typist.refusals()[0]
        assert typist.app.screen is form
        assert size(told) == before


async def test_understood_days_are_told_as_they_are_typed(told: Workspace) -> None:
    async with typing(told) as typist:
        await ask(typist, "touchpoint")
        row = await typist.go_to("occurred")
        await typist.paste("12.10.2026")
        assert str(row.query_one(".told", Static).content) == "= 12 Oct 2026, Monday"


async def test_doubtful_days_are_asked_about(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "promise")
        await typist.fill({"text": "B starts", "due": "until 5 May"})
        due = typist.row("due")
        assert due is not None
        listed = due.query_one(OptionList)
        await typist.until(lambda: listed.display)
        assert listed.option_count == 2
        await typist.press("enter", "ctrl+s")
        await typist.until(typist.refusals)
        assert "either" in typist.refusals()[0]
        assert "2027-05-04" in typist.refusals()[1]
        assert "2027-05-05" in typist.refusals()[1]
        await typist.until(lambda: listed.display)
        await typist.press("down", "down", "enter")
        assert due.raw == "2027-05-04"
        await typist.confirm(form)
        promise = newest(typist).payload
    assert isinstance(promise, Promise)
    assert promise.due == "2027-05-04"


async def test_names_are_completed(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "touchpoint")
        await typist.fill({"summary": "Talk", "channel": "call", "direction": "mutual"})
        people = await typist.go_to("people")
        await typist.press("b", "e", "r")
        listed = people.query_one(OptionList)
        await typist.until(lambda: listed.display)
        await typist.press("enter")
        assert people.raw == "Alina Berg; "
        await typist.press("i", "r", "enter", "enter")
        assert people.raw == "Alina Berg; Irina Sokolova; "
        await typist.confirm(form)
        talk = newest(typist).payload
    assert isinstance(talk, Touchpoint)
    assert talk.people == (ALINA, 1)


async def test_escape_closes_the_list_before_the_form(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "promise")
        contact = await typist.go_to("contact")
        await typist.press("a")
        listed = contact.query_one(OptionList)
        await typist.until(lambda: listed.display)
        await typist.press("escape")
        assert not listed.display
        assert typist.app.screen is form


async def test_unknown_names_are_refused_with_those_that_come_close(told: Workspace) -> None:
    async with typing(told) as typist:
        await ask(typist, "promise")
        await typist.fill({"contact": "Alena Berg"})
        await typist.press("tab")
        await typist.until(typist.refusals)
        assert "Alina Berg" in typist.refusals()[0]


async def test_a_draft_outlives_the_program(told: Workspace) -> None:
    before = size(told)
    async with typing(told) as typist:
        await ask(typist, "touchpoint")
        await typist.fill({"summary": "They call, and the line drops", "channel": "call"})
        await typist.fill({"occurred": "yesterday", "asks": True})
        await typist.until(lambda: drafts(told))
    (draft,) = drafts(told)
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert stat.S_IMODE(told.drafts.stat().st_mode) == 0o700
    assert size(told) == before

    async with typing(told, today=date(2026, 11, 20)) as typist:
        form = await ask(typist, "touchpoint")
        held = {row.field.name: row.raw for row in form.query(FieldRow)}
        assert held["summary"] == "They call, and the line drops"
        assert (held["channel"], held["asks"]) == ("call", True)
        assert held["occurred"] == "2026-11-15"
        await typist.fill({"direction": "incoming"})
        await typist.confirm(form)
        assert newest(typist).occurred == "2026-11-15"
    assert drafts(told) == []


async def test_a_draft_outlives_a_crash(told: Workspace) -> None:
    """What was typed is on the disk while the form is still open: no farewell is needed."""
    async with typing(told) as typist:
        await ask(typist, "promise")
        await typist.paste("Segment B starts")
        await typist.until(lambda: drafts(told))
        assert "Segment B starts" in drafts(told)[0].read_text("utf-8")


async def test_leaving_keeps_and_clearing_forgets(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "expectation")
        await typist.paste("Dashboards round the clock")
        await typist.press("escape")
        await typist.until(lambda: form not in typist.app.screen_stack)
        assert len(drafts(told)) == 1
        form = await ask(typist, "expectation")
        text = typist.row("text")
        assert text is not None
        assert text.raw == "Dashboards round the clock"
        await typist.press("ctrl+n")
        assert text.raw == ""
        await typist.press("escape")
        await typist.until(lambda: form not in typist.app.screen_stack)
    assert drafts(told) == []


async def test_a_spoiled_draft_is_no_trouble(told: Workspace) -> None:
    async with typing(told) as typist:
        told.drafts.mkdir()
        (told.drafts / "expectation-8.json").write_text('{"text": [1, {"told": ')
        form = await ask(typist, "expectation")
        assert form.query(FieldRow).first().raw == "Zvonar Contact Centre"


async def test_correcting_keeps_what_is_not_changed(told: Workspace) -> None:
    async with typing(told) as typist:
        with Trail.open(told) as trail:
            wrong = trail.get(91)
        form = await ask(typist, "delivery", corrects=wrong)
        await typist.fill({"reason": "the mail says 90", "claimed": "90"})
        await typist.confirm(form)
        right = newest(typist)
    assert isinstance(wrong.payload, Delivery)
    assert isinstance(right.payload, Delivery)
    assert (right.supersedes, right.reason) == (91, "the mail says 90")
    assert right.payload.claimed == 90
    assert right.payload.table == wrong.payload.table
    assert right.evidence == wrong.evidence
    assert (right.occurred, right.private) == (wrong.occurred, wrong.private)


async def test_taking_back_needs_a_reason(told: Workspace) -> None:
    async with typing(told) as typist:
        with Trail.open(told) as trail:
            form = await ask(typist, "payment", corrects=trail.get(76))
        await typist.fill({"taken_back": True})
        await typist.press("ctrl+s")
        await typist.until(typist.refusals)
        await typist.fill({"reason": "it was another vendor’s"})
        await typist.confirm(form)
        record = newest(typist)
    assert record.payload == Correction()
    assert record.supersedes == 76


async def test_disposing_of_a_finding_fills_in_which(told: Workspace) -> None:
    async with typing(told) as typist:
        with Trail.open(told, today=date(2026, 11, 16)) as trail:
            finding = trail.review(ZVONAR).findings[0].finding
        form = await ask(typist, "disposition", finding=finding)
        await typist.fill({"disposal": "raised", "note": "In the letter of today."})
        await typist.confirm(form)
        disposition = newest(typist).payload
    assert disposition == Disposition(
        finding.code, finding.key, Disposal.RAISED, "In the letter of today."
    )


async def test_table_is_shown_and_read_as_confirmed(told: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "results [b].csv"
    table.write_text("дата;итог;сек\n01.11.2025;dialogue;80\n02.11.2025;dialogue;soon\n")
    async with typing(told) as typist:
        form = await ask(typist, "delivery")
        await typist.fill({"segment": "B", "claimed": "1", "table_file": str(table)})
        await typist.confirm(form)
        mapping = await typist.see(MappingForm)
        await typist.until(lambda: mapping.focused is not None)
        await typist.fill({"seconds": "сек"})
        await typist.confirm(mapping)
        await typist.until(lambda: form not in typist.app.screen_stack)
        with Trail.open(told) as trail:
            record = trail.every(Delivery)[-1]
            (receipt,) = trail.receipts(ZVONAR)
    assert (receipt.seq, receipt.payload.refused) == (record.seq + 1, 1)
    kept = record.payload.table
    assert kept is not None
    assert (kept.rows, kept.refused) == (1, 1)
    assert (kept.mapping.outcome, kept.mapping.day, kept.mapping.day_order) == (
        "итог",
        "дата",
        "dmy",
    )
    assert record.evidence == (kept.sha256,)


async def test_no_text_is_markup(told: Workspace) -> None:
    hostile = "[/b] [red]$x[/] {0} #1; «Рога»"
    async with typing(told) as typist:
        await typist.record("vendor", name=hostile, note=hostile)
        made = newest(typist)
        form = await ask(typist, "contact", vendor=made.seq)
        assert isinstance(made.payload, Vendor)
        assert made.payload.name == hostile
        await typist.fill({"name": hostile, "mails": "[x"})
        await typist.press("ctrl+s")
        await typist.until(typist.refusals)
        assert "[x" in typist.refusals()[0]
        await typist.fill({"mails": "x@y.example"})
        await typist.confirm(form)
        contact = newest(typist)
    assert isinstance(contact.payload, Contact)
    assert (contact.payload.name, contact.vendor) == (hostile, made.seq)


async def test_russian_keys_and_words(told: Workspace) -> None:
    async with typing(told, lang="ru") as typist:
        form = await ask(typist, "touchpoint")
        await typist.paste("Звонят о предложении")
        await typist.press("enter", "1", "1")
        when = await typist.go_to("occurred")
        assert when.query_one(Input).has_focus
        await typist.paste("вчера 15:30")
        await typist.confirm(form)
        assert newest(typist).occurred == "2026-11-15T15:30+03:00"


async def test_mouse_chooses(told: Workspace) -> None:
    async with typing(told) as typist:
        await ask(typist, "touchpoint")
        row = typist.row("channel")
        assert row is not None
        await typist.click(row.control, (10, 0))
        assert row.raw == "mail"


async def test_help_is_about_the_field(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "pulse")
        await typist.press("f1")
        await typist.until(lambda: typist.app.screen is not form)
        told_there = " ".join(str(it.content) for it in typist.app.screen.query(Static))
        assert "0 (not at all) to 10." in told_there
        await typist.press("escape")
        await typist.until(lambda: typist.app.screen is form)


async def test_evidence_is_kept(told: Workspace, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("We start on Friday.")
    async with typing(told) as typist:
        form = await ask(typist, "expectation")
        await typist.fill({"text": "They start on Friday", "evidence": [[str(letter)]]})
        await typist.confirm(form)
        with Trail.open(told) as trail:
            (kept,) = newest(typist).evidence
            assert trail.evidence.read(kept) == letter.read_bytes()


async def test_evidence_that_is_not_there_is_refused(told: Workspace, tmp_path: Path) -> None:
    before = size(told)
    async with typing(told) as typist:
        await ask(typist, "expectation")
        await typist.fill({"text": "Friday", "evidence": [[str(tmp_path / "none.txt")]]})
        await typist.press("ctrl+s")
        await typist.until(typist.refusals)
        assert "none.txt" in typist.refusals()[0]
        assert size(told) == before


async def test_departure_is_about_the_vendor_of_who_left(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "departure", vendor=None)
        await typist.fill({"contact": "Alina Berg", "successor": "Kirill", "handed_over": True})
        await typist.confirm(form)
        record = newest(typist)
    assert record.payload == Departure(ALINA, handed_over=True, successor=KIRILL)
    assert record.vendor == ZVONAR


async def test_threshold_for_everybody(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "threshold", vendor=None)
        await typist.fill({"name": "silence", "days": "45"})
        await typist.confirm(form)
        record = newest(typist)
    assert (record.payload, record.vendor) == (Threshold("silence", 45), None)


async def test_other_vendor_brings_its_own_agreement(told: Workspace) -> None:
    async with typing(told) as typist:
        form = await ask(typist, "expectation")
        await typist.press("shift+tab", "shift+tab")
        await typist.fill({"vendor": "Polyphon"})
        await typist.press("tab")
        agreement = typist.row("agreement")
        assert agreement is not None
        await typist.until(lambda: agreement.raw != "Calls over three segments of the base")
        await typist.fill({"text": "Dashboards round the clock"})
        await typist.confirm(form)
        record = newest(typist)
    with Trail.open(told) as trail:
        polyphon = trail.find(Vendor, "Polyphon")
        (own,) = trail.every(Agreement, vendor=polyphon.identity)
    assert (record.vendor, record.agreement) == (polyphon.identity, own.identity)


async def test_what_was_taken_back_is_not_corrected(told: Workspace) -> None:
    with Trail.open(told) as trail:
        trail.take_back(76, reason="another vendor’s")
    async with typing(told) as typist:
        typist.app.correct(typist.trail.get(76))
        await typist.press()
        assert not isinstance(typist.app.screen, RecordForm)
