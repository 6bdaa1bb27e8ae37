"""What publishers really wrote: every file is read, and nothing in it is lost unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import ocdsmerge
import pytest

from tests.importers.ocds.releases import CASES, Told
from vendortrail.importers.ocds.documents import Document, documents
from vendortrail.importers.ocds.history import Process
from vendortrail.importers.ocds.reading import read
from vendortrail.importers.ocds.shapes import Kind, Part, parts
from vendortrail.importers.ocds.source import OcdsSource
from vendortrail.records.parties import Agreement
from vendortrail.records.promised import Payment, Segment, TermProposal
from vendortrail.refusal import Refusal

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")

FILES = sorted(CASES.rglob("*.json")) if CASES.is_dir() else []
NO_RELEASES = {
    "beneficial_ownership_statement_entity.json",
    "beneficial_ownership_statement_ownership.json",
    "beneficial_ownership_statement_person.json",
    "extension.json",
    "extensions_block.json",
    "release-schema.json",
}


def every_part(path: Path) -> Iterator[Part]:
    for document in documents(path.read_bytes()):
        assert isinstance(document, Document), path
        yield from parts(document.value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_and_whole_or_refused_with_a_place(path: Path) -> None:
    source = OcdsSource([path])
    if path.name in NO_RELEASES:
        with pytest.raises(Refusal, match="neither a release nor a package"):
            list(source.items())
        return
    found = Told(source.items())
    assert found.items
    assert all(place.startswith(path.name) for place, _ in found.refused)
    assert len(source.files()) == 1


def counted(folder: str) -> Counter[str]:
    """Count what stands in the releases, compiled ones and links to releases among them."""
    counts: Counter[str] = Counter()
    for path in (CASES / folder).rglob("*.json"):
        for document in documents(path.read_bytes()):
            assert isinstance(document, Document)
            count(document.value, counts)
    return counts


def count(value: Any, counts: Counter[str]) -> None:
    compiled = [it["compiledRelease"] for it in records(value) if "compiledRelease" in it]
    for part in [*parts(value), *(found for it in compiled for found in parts(it))]:
        if part.kind is Kind.UNKNOWN or (part.body in compiled and part.place):
            continue
        counts["releases"] += 1
        release, _faults = read(part.body, part.place)
        for contract in release.contracts.values() if release else ():
            counts["amended"] += bool(contract.amendments)
            counts["transactions"] += len(contract.transactions)
            counts.update(str(milestone.status) for milestone in contract.progress.values())


def records(value: Any) -> list[Any]:
    return value["records"] if isinstance(value, dict) and "records" in value else []


def test_nothing_in_the_examples_of_the_standard_is_missed() -> None:
    found = counted("standard-examples")
    assert (found["releases"], found["amended"]) == (105, 5)
    assert (found["notMet"], found["met"]) == (10, 6)


def test_nothing_in_the_example_of_a_partnership_is_missed() -> None:
    found = counted("ppp-profile")
    assert (found["releases"], found["amended"]) == (17, 3)
    assert (found["transactions"], found["scheduled"]) == (33, 27)


def test_the_partnership_becomes_one_agreement_with_all_about_it() -> None:
    found = Told(OcdsSource([CASES / "ppp-profile"]).items())
    (agreement,) = found.of(Agreement)
    assert (agreement.starts, agreement.ends) == ("2016-01-24", "2046-01-23")
    assert len(found.of(Payment)) == 11
    assert sum(it.unit == "milestone" for it in found.of(Segment)) == 8
    assert [it.wording for it in found.of(TermProposal)] == ["2036-01-23", "2046-01-23"]


def test_iso_8859_1_says_the_same_as_utf_8() -> None:
    folder = CASES / "ocdskit-realdata"
    one = every_part(folder / "release-package_encoding-iso-8859-1.json")
    other = every_part(folder / "release-package_encoding-utf-8.json")
    assert [part.body for part in one] == [part.body for part in other]


MERGED = [
    CASES / "ppp-profile" / "ppp_full.json",
    CASES / "standard-examples" / "change_history" / "records" / "contractAmendment.json",
    CASES / "fixture-fictional" / "1.1" / "ocds-213czf-000-00001.json",
]


@pytest.mark.parametrize("path", MERGED, ids=lambda path: path.name)
def test_what_is_known_in_the_end_is_what_ocdsmerge_makes_of_it(path: Path) -> None:
    bodies = [dict(part.body) for part in every_part(path)]
    plain = msgspec.json.decode(msgspec.json.Encoder(decimal_format="number").encode(bodies))
    merged, _ = read(exact(ocdsmerge.Merger({"properties": {}}).create_compiled_release(plain)), "")
    assert merged is not None
    releases = (read(body, "")[0] for body in bodies)
    whole = Process.of(release for release in releases if release).whole
    for own, contract in merged.contracts.items():
        for field in ("title", "description", "status", "starts", "ends", "signed", "award"):
            assert getattr(whole.contracts[own], field) == getattr(contract, field)
        assert whole.contracts[own].items.keys() == contract.items.keys()
        assert whole.contracts[own].transactions.keys() == contract.transactions.keys()
        states = {key: it.status for key, it in contract.progress.items()}
        assert {key: it.status for key, it in whole.contracts[own].progress.items()} == states


def exact(value: object) -> Any:
    """Return a JSON value as the importer reads it: numbers as decimals."""
    (document,) = documents(msgspec.json.encode(value))
    assert isinstance(document, Document)
    return document.value
