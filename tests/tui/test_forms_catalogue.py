"""Every kind of record has a form, and every record of the demo fits in its form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vendortrail import i18n
from vendortrail.records.capture import Receipt
from vendortrail.records.housekeeping import Correction
from vendortrail.records.parties import Sameness
from vendortrail.records.record import KINDS, Payload, Record, kind_name
from vendortrail.refusal import Refusal
from vendortrail.service import Trail, Workspace, demo
from vendortrail.tui.forms.blank import Blank
from vendortrail.tui.forms.catalogue import FORMS
from vendortrail.tui.forms.field import OCCURRED, TABLE_FILE, Field, Rows
from vendortrail.tui.recording import IMPORT, USAGE_TABLE, Asked
from vendortrail.tui.screens.kinds import LETTERS


@pytest.fixture(params=i18n.LANGUAGES)
def trail(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trail]:
    """The demo in each language, with a person who speaks it."""
    i18n.use(request.param)
    with demo.build(Workspace(tmp_path / "demo"), request.param) as built:
        yield built


def records(trail: Trail) -> Iterator[Record[Payload]]:
    for seq in range(1, trail.checkpoint()[0].size + 1):
        record = trail.get(seq)
        if trail.versions(record.identity)[-1] == record:
            yield record


def test_every_kind_has_a_form() -> None:
    untyped = {kind_name(kind) for kind in (Correction, Receipt, Sameness)}
    assert set(FORMS) == set(KINDS) - untyped
    chosen = {kind for kind, _about in LETTERS.values()}
    assert chosen == set(FORMS) - {"disposition"} | {USAGE_TABLE, IMPORT}


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_is_one_of_the_record(kind: str) -> None:
    form = FORMS[kind]
    own = set(form.kind.__struct_fields__)
    asked = {field.name for field in form.fields}
    assert asked - own <= {OCCURRED, TABLE_FILE}
    assert own - asked <= {"table", "tariff"}


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_has_a_name_and_help(kind: str) -> None:
    for field in FORMS[kind].fields:
        assert field.label
        assert field.help
        columns: tuple[Field, ...] = field.typed.fields if isinstance(field.typed, Rows) else ()
        assert all(column.label for column in columns)


def test_what_is_read_is_what_was_written(trail: Trail) -> None:
    """A form that corrects a record says the same as the record, as long as nothing is changed."""
    seen = set()
    for record in records(trail):
        blank = Blank.of(Asked(record.kind, record.vendor, corrects=record), trail)
        meant = {}
        for field in blank.fields:
            if field.name not in ("reason", "taken_back"):
                meant[field.name] = field.read(blank.raws[field.name], blank.place)
        assert blank.payload(meant) == record.payload
        assert (meant.pop("occurred"), meant.pop("private")) == (record.occurred, record.private)
        assert meant == {name: getattr(record.payload, name) for name in meant}
        seen.add(record.kind)
    assert len(seen) > 10


@pytest.mark.parametrize("kind", FORMS)
def test_an_empty_form_is_refused_in_words(kind: str, trail: Trail) -> None:
    blank = Blank.of(Asked(kind), trail)
    refused = []
    for field in blank.fields:
        try:
            field.read(blank.raws[field.name], blank.place)
        except Refusal as refusal:
            refused.append(str(refusal))
    assert refused
    assert all(refused)
