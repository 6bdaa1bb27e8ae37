"""A definition that is changed on the screen, before anybody proposes it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from tests.tui.looking import demo_workspace, press, seen, sees, settle, shown, write
from tests.tui.test_forms import newest, size
from tests.tui.test_recount import columns
from tests.tui.typist import Typist
from vendortrail.records.definition import Counting, Definition, Exclusion
from vendortrail.records.promised import RESULT_DEFINITION, TermProposal
from vendortrail.records.values import Money, Side
from vendortrail.service import Trail, Workspace
from vendortrail.tui.forms import RecordForm
from vendortrail.tui.forms.definition_form import DefinitionForm
from vendortrail.tui.forms.field_row import FieldRow
from vendortrail.tui.screens.recount import RecountScreen
from vendortrail.tui.screens.rows_behind import RowsBehindScreen

TALK = "full dialogue"
ALL_OF_IT = Definition(
    (
        Counting("refusal", at_least_seconds=5),
        Counting(TALK, key_questions=True, questions=("preferred channel",), script=True),
    ),
    (Exclusion("a hang-up", "they hang up"), Exclusion("silence")),
    ("the recording", "the script"),
    "call",
    Money(15_050, "RUB"),
    "2026-12-01",
    "2027-11-30",
)


def one_line(typist: Typist) -> str:
    """Return what stands on the screen without its line breaks and its border."""
    return " ".join(
        " ".join(seen(typist)).replace("│", " ").replace("\N{NO-BREAK SPACE}", " ").split()
    )


async def until_told(typist: Typist, text: str) -> None:
    await typist.until(lambda: text in one_line(typist))


async def until_refused(typist: Typist, row: FieldRow, said: str) -> None:
    told = row.query_one(".told", Static)
    await typist.until(lambda: said in str(told.content) and told.has_class("refused"))


async def what_if(typist: Typist, key: str = "i") -> DefinitionForm:
    """Open the newest definition of the first vendor's agreement for changing."""
    await press(typist, "enter", "3", "r" if key == "i" else "к", key)
    form = await typist.see(DefinitionForm)
    await settle(typist)
    return form


def ticks(typist: Typist) -> list[str]:
    """Return the lines of the outcomes."""
    lines = [line.strip("│ ") for line in seen(typist) if line.endswith("rows   │")]
    return [" ".join(line.split()) for line in lines]


async def test_outcomes_of_the_data_are_ticked_with_their_rows_beside(told: Workspace) -> None:
    async with shown(told) as typist:
        await what_if(typist)
        await until_told(typist, "counts 38 · does not 101 · cannot tell 21")
        await typist.until(lambda: len(ticks(typist)) == 5)
        assert ticks(typist) == [
            "counts as a ■ full dialogue 48 rows",
            "■ call-back agreed 21 rows",
            "□ no answer 38 rows",
            "□ hang-up after hearing who calls 31 rows",
            "□ refusal 22 rows",
        ]


@pytest.mark.parametrize(
    ("lang", "keys", "sentence", "moved"),
    [
        (
            "en",
            ("i", "p", "x"),
            "or “call-back agreed”. counts",
            "counts 51 (+13) · does not 97 (-4)",
        ),
        ("ru", ("ш", "з", "ч"), "или «согласован", "засчитано 51 (+13)"),
    ],
)
async def test_figures_and_sentence_follow_every_tick(
    tmp_path: Path, lang: str, keys: tuple[str, str, str], sentence: str, moved: str
) -> None:
    workspace = demo_workspace(tmp_path, lang)
    before = size(workspace)
    async with shown(workspace, lang=lang, size=(80, 40)) as typist:
        change, propose, drop = keys
        await what_if(typist, change)
        await press(typist, "down", "tab", "1")
        await until_told(typist, moved)
        assert sentence in one_line(typist)
        await press(typist, "ctrl+s")
        await typist.see(RecountScreen)
        name = {"en": "counts", "ru": "засчитано"}[lang]
        assert columns(typist, name)[-1] == "51"
        await press(typist, propose)
        await typist.see(RecordForm)
        await press(typist, "escape", drop)
        assert columns(typist, name) == ["100", "38"]
    assert size(workspace) == before


async def test_what_if_is_proposed_and_stands_beside_the_others(told: Workspace) -> None:
    async with shown(told, size=(120, 40)) as typist:
        await what_if(typist)
        await press(typist, "down", "tab", "1")
        await settle(typist)
        await press(typist, "ctrl+s")
        assert columns(typist, "counts") == ["100", "38", "51"]
        assert sees(typist, "not proposed")
        await press(typist, "enter")
        assert isinstance(typist.app.screen, RowsBehindScreen)
        assert sees(typist, "51 rows")
        await press(typist, "q", "p")
        form = await typist.see(RecordForm)
        await typist.confirm(form)
        await settle(typist)
        record = newest(typist)
        assert columns(typist, "counts") == ["100", "38", "51"]
        assert not sees(typist, "not proposed")
        assert not sees(typist, "x Drop")
    assert isinstance(record.payload, TermProposal)
    assert record.agreement == 69
    assert (record.payload.key, record.payload.by) == (RESULT_DEFINITION, Side.US)
    assert record.payload.definition == Definition(
        (Counting(TALK, key_questions=True), Counting("call-back agreed"))
    )


async def test_what_answers_an_open_proposal_of_theirs_counters_it(told: Workspace) -> None:
    with Trail.open(told) as trail:
        trail.take_back(262, reason="not sent")
    async with shown(told) as typist:
        await what_if(typist)
        await press(typist, "space")
        await settle(typist)
        await press(typist, "ctrl+s", "p")
        form = await typist.see(RecordForm)
        await typist.confirm(form)
        payload = newest(typist).payload
    assert isinstance(payload, TermProposal)
    assert payload.counters == 258


async def test_what_cannot_be_so_is_told_at_the_field_and_moves_nothing(told: Workspace) -> None:
    async with shown(told, size=(80, 50)) as typist:
        await what_if(typist)
        figures = "counts 38 · does not 101 · cannot tell 21"
        for field, typed, said in (
            ("excludes", "call-back agreed", "“call-back agreed” both counts and is excluded"),
            ("price", "-5", "not below nothing"),
            ("price", "lots", "“lots”"),
        ):
            row = await typist.go_to(field)
            await write(typist, typed)
            await until_refused(typist, row, said)
            assert figures in one_line(typist)
            await press(typist, "ctrl+s")
            assert isinstance(typist.app.screen, DefinitionForm)
            for _ in typed:
                await press(typist, "backspace")
        await typist.fill({"starts": "2026-12-02", "ends": "2026-12-01"})
        await until_told(typist, "the period ends on 2026-12-01, before it begins")
        await typist.go_to("ends")
        await press(typist, *["backspace"] * 10)
        await until_told(typist, "Valid from 2 Dec 2026.")
        assert not typist.refusals()


async def test_nothing_ticked_is_no_definition(told: Workspace) -> None:
    async with shown(told) as typist:
        await what_if(typist)
        await press(typist, "space", "down", "space")
        await until_told(typist, "names at least one outcome")
        await press(typist, "ctrl+s")
        assert isinstance(typist.app.screen, DefinitionForm)
        await press(typist, "escape")
        assert columns(typist, "counts") == ["100", "38"]
        assert not sees(typist, "x Drop")


async def test_everything_in_a_definition_is_reached_by_keys(told: Workspace) -> None:
    async with shown(told) as typist:
        form = await typist.begin("proposal")
        await typist.fill({"vendor": "Zvonar", "key": "result definition", "by": "us"})
        await typist.fill({"definition": ALL_OF_IT})
        await until_told(typist, "Does not count: a hang-up (for example: they hang up); silence.")
        await typist.confirm(form)
        record = newest(typist)
        assert isinstance(record.payload, TermProposal)
        assert record.payload.definition == ALL_OF_IT


async def test_definition_on_record_is_the_same_once_it_was_looked_at(told: Workspace) -> None:
    with Trail.open(told) as trail:
        ours = trail.get(262)
        assert isinstance(ours.payload, TermProposal)
        proposal = TermProposal(RESULT_DEFINITION, Side.US, definition=ALL_OF_IT)
        trail.correct(262, reason="more of it", payload=proposal)
    async with shown(told) as typist:
        typist.app.correct(ours)
        form = await typist.see(RecordForm)
        await typist.until(lambda: form.focused is not None)
        await typist.fill({"reason": "looked at"})
        await typist.go_to("definition")
        await press(typist, "enter")
        await typist.confirm(await typist.see(DefinitionForm))
        await typist.confirm(form)
        payload = newest(typist).payload
    assert isinstance(payload, TermProposal)
    assert payload.definition == ALL_OF_IT


async def test_a_long_sentence_is_read_to_its_end(told: Workspace) -> None:
    with Trail.open(told) as trail:
        owed = tuple(f"the recording of the call, part {n} of nine" for n in range(1, 10))
        definition = replace(ALL_OF_IT, evidence=owed)
        proposal = TermProposal(RESULT_DEFINITION, Side.US, definition=definition)
        trail.correct(262, reason="more of it", payload=proposal)
    async with shown(told) as typist:
        await press(typist, "enter", "3", "r")
        assert not sees(typist, "30 Nov 2027")
        await press(typist, *["ъ"] * 9)
        assert sees(typist, "30 Nov 2027")
        await press(typist, "i")
        await typist.see(DefinitionForm)
        # Its figures come later, and take some of the lines.
        while sees(typist, "30 Nov 2027"):
            await settle(typist)
        await press(typist, *["pagedown"] * 3)
        assert sees(typist, "30 Nov 2027")
        await press(typist, *["pageup"] * 3)
        assert not sees(typist, "30 Nov 2027")


async def test_definition_is_forgotten_by_a_key(told: Workspace) -> None:
    async with shown(told) as typist:
        await typist.begin("proposal")
        await typist.fill({"vendor": "Zvonar", "definition": Definition((Counting("refusal"),))})
        row = await typist.go_to("definition")
        assert row.raw
        await press(typist, "delete")
        assert not row.raw
        assert sees(typist, "say what counts")


async def test_where_there_are_no_rows_outcomes_are_typed(told: Workspace) -> None:
    async with shown(told, size=(80, 40)) as typist:
        form = await typist.begin("proposal")
        await typist.fill({"vendor": "Northline", "key": "result definition", "by": "us"})
        await typist.go_to("definition")
        await press(typist, "enter")
        definition = await typist.see(DefinitionForm)
        await write(typist, "talk")
        await press(typist, "enter", "shift+tab", "shift+tab", "1")
        await until_told(typist, "“talk”, if the key questions were answered")
        await typist.go_to("excludes")
        await press(typist, "shift+tab")
        await write(typist, "visit")
        await typist.confirm(definition)
        await typist.confirm(form)
        payload = newest(typist).payload
    assert isinstance(payload, TermProposal)
    assert payload.definition == Definition(
        (Counting("talk", key_questions=True), Counting("visit"))
    )


async def test_a_long_count_says_how_far_it_is_and_escape_ends_it(
    told: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, ended = threading.Event(), threading.Event()

    def slow(_trail: Trail, *_arguments: Any, **_more: Any) -> Any:
        heard = _arguments[-1]
        heard(0.42)
        go.wait(10)
        try:
            heard(0.43)
        except Exception:
            ended.set()
            raise

    async with shown(told) as typist:
        await press(typist, "enter", "3")
        monkeypatch.setattr(Trail, "recount", slow)
        await typist.press("r")
        await typist.until(lambda: sees(typist, "Counting: 42 %"))
        await typist.press("escape")
        await typist.until(lambda: not isinstance(typist.app.screen, RecountScreen))
        go.set()
        await typist.until(ended.is_set)
        await settle(typist)
        assert not sees(typist, "Counting")
