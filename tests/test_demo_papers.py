"""The papers in exports/ are those of the demo, byte for byte.

`python -m tests.test_demo_papers` renders them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from vendortrail import i18n
from vendortrail.papers.audience import Audience
from vendortrail.records.parties import Vendor
from vendortrail.service import Workspace, demo
from vendortrail.service.papering import Format, Paper

EXPORTS = Path(__file__).parent.parent / "exports"
READERS = {Audience.VENDOR: "", Audience.INTERNAL: "-internal"}
STORIES = ("zvonar", "northline", "clearpath", "polyphon")


def papers(folder: Path, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each paper of the demo in a language."""
    i18n.use(lang)
    with demo.build(Workspace(folder), lang) as trail:
        vendors = sorted(trail.every(Vendor), key=lambda vendor: vendor.seq)
        for story, vendor in zip(STORIES, vendors, strict=True):
            for written in Format:
                name = f"{story}-timeline.{lang}.{written}"
                yield name, trail.export(Paper.TIMELINE, vendor.seq, format=written).content
        # Only the first story has terms that are not settled.
        for written, reader in product(Format, Audience):
            name = f"{STORIES[0]}-disagreements{READERS[reader]}.{lang}.{written}"
            paper = trail.export(
                Paper.DISAGREEMENTS, vendors[0].seq, format=written, audience=reader
            )
            yield name, paper.content


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_papers_are_those_of_the_demo(tmp_path: Path, lang: str) -> None:
    rendered = dict(papers(tmp_path / "demo", lang))
    kept = {path.name: path.read_bytes() for path in EXPORTS.glob(f"*.{lang}.*")}
    assert rendered.keys() == kept.keys()
    for name, content in rendered.items():
        assert content.decode().splitlines() == kept[name].decode().splitlines(), name
    assert rendered == kept


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_private_note_is_in_our_paper_and_not_in_the_vendors(tmp_path: Path, lang: str) -> None:
    i18n.use(lang)
    with demo.build(Workspace(tmp_path / "demo"), lang) as trail:
        polyphon = max(trail.every(Vendor), key=lambda vendor: vendor.seq).seq
        ours = trail.export(Paper.TIMELINE, polyphon)
        theirs = trail.export(Paper.TIMELINE, polyphon, audience=Audience.VENDOR)
        (night,) = (
            record
            for record in trail.history(polyphon).ledger
            if record.private and record.occurred.startswith("2026-03-17")
        )
    assert f"#{night.seq} " in ours.content.decode()
    assert f"#{night.seq} " not in theirs.content.decode()
    assert ours.left_out == 0 < theirs.left_out


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_protocol_of_the_first_story_has_its_two_terms(lang: str) -> None:
    protocol = (EXPORTS / f"zvonar-disagreements.{lang}.md").read_text("utf-8")
    definition, price = re.split("^### ", protocol, flags=re.MULTILINE)[1:]
    theirs, ours, agreed = re.split(r"^- \*\*", definition, flags=re.MULTILINE)[1:]
    assert {"en": "hung up", "ru": "бросил трубку"}[lang] in theirs
    assert {"en": "key questions were answered", "ru": "ключевые вопросы"}[lang] in ours
    assert agreed.split("**: ")[1].strip() == "–"
    theirs, ours, agreed, *_signing = re.split(r"^- \*\*", price, flags=re.MULTILINE)[1:]
    assert "180" in theirs
    assert not re.search("180|150", ours)
    assert "150" in agreed


if __name__ == "__main__":
    EXPORTS.mkdir(exist_ok=True)
    for spoken in i18n.LANGUAGES:
        with TemporaryDirectory() as scratch:
            for file_name, rendering in papers(Path(scratch) / "demo", spoken):
                (EXPORTS / file_name).write_bytes(rendering)
