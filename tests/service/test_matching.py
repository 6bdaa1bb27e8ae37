from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.trails import about, opened, raw, workspace
from vendortrail import queries
from vendortrail.records.parties import Contact, Vendor
from vendortrail.records.values import Side
from vendortrail.service import Workspace
from vendortrail.service.matching import Matching


@pytest.fixture
def parties(tmp_path: Path) -> Iterator[Workspace]:
    with opened(workspace(tmp_path / "w")) as trail:
        vendors = (
            Vendor("Zvonar", identifiers=("RU-INN-1",)),
            Vendor("Northline", aliases=("Nordlinie",), identifiers=("RU-INN-2",)),
            Vendor("Nordlinie"),
        )
        for vendor in vendors:
            trail.record(about(None, vendor))
        people = (
            (1, Contact("Anna", Side.VENDOR, mails=("anna@zvonar.example",))),
            (2, Contact("Anna", Side.VENDOR)),
            (1, Contact("Boris", Side.VENDOR, aliases=("Anna",))),
        )
        for vendor_of, person in people:
            trail.record(about(vendor_of, person))
        yield trail.workspace


def matched(
    parties: Workspace, *described: tuple[int | None, Vendor | Contact]
) -> list[int | None]:
    with closing(raw(parties)) as connection:
        matching = Matching(connection)
        return [matching.match(about(vendor, payload)) for vendor, payload in described]


def test_a_vendor_is_known_by_its_number_before_its_name(parties: Workspace) -> None:
    assert matched(
        parties,
        (None, Vendor("Nordlinie", identifiers=("ru-inn-1",))),
        (None, Vendor("nordlinie")),
        # Northline has another number in that register.
        (None, Vendor("Nordlinie", identifiers=("RU-INN-3",))),
        (None, Vendor("Zvonar", identifiers=("RU-INN-3",))),
        (None, Vendor("Zvonar", identifiers=("RU-OGRN-3",))),
        (None, Vendor("Nobody")),
    ) == [1, 2, 3, None, 1, None]


def test_a_person_is_known_by_a_mail_address_before_the_name(parties: Workspace) -> None:
    assert matched(
        parties,
        (1, Contact("Boris", Side.VENDOR, mails=("Anna@zvonar.example",))),
        (1, Contact("anna", Side.VENDOR)),
        (2, Contact("Anna", Side.VENDOR, mails=("anna@zvonar.example",))),
        (1, Contact("Anna", Side.US)),
        (3, Contact("Anna", Side.VENDOR)),
    ) == [4, 4, 5, None, None]


def test_what_is_on_record_is_read_once(
    parties: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    speaking = queries.speaking

    def noted(*args: object, **options: object) -> object:
        asked.append(args)
        return speaking(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "speaking", noted)
    matched(parties, *((None, Vendor(f"Vendor {n}")) for n in range(9)))
    assert len(asked) == 1
