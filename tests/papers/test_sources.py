from __future__ import annotations

from tests.core.telling import Story, day
from vendortrail.coverage import BY_HAND
from vendortrail.document import Table
from vendortrail.papers.audience import Audience
from vendortrail.papers.sources import sources
from vendortrail.papers.view import View
from vendortrail.records.capture import Receipt, SourceFile

TODAY = day("2026-11-16")


def rows(story: Story) -> list[list[str]]:
    view = View.of(story.history, TODAY, Audience.INTERNAL)
    return [
        ["".join(span.text for span in cell) for cell in row]
        for block in sources(view)
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_every_import_stands_with_what_it_covers() -> None:
    story = Story()
    file = SourceFile("inbox.mbox", "0" * 64, 12)
    story.tell(
        "2026-11-01", Receipt("mail", (file,), "2026-01-01", "2026-10-31", read=2, recorded=2)
    )
    story.tell("2026-11-02", Receipt(BY_HAND, (), "2026-11-01"))
    assert rows(story) == [
        ["#2", "1 Nov 2026", "typed", "2 items read; 2 recorded; covers 1 Jan 2026 to 31 Oct 2026"],
        ["#3", "2 Nov 2026", "a person's word", "covers 1 Nov 2026 and on"],
    ]


def test_a_trail_that_was_typed_has_no_such_section() -> None:
    assert rows(Story()) == []
