from __future__ import annotations

from tests.core.telling import Story, day
from vendortrail.coverage import BY_HAND
from vendortrail.document import Table
from vendortrail.exporters import markdown
from vendortrail.papers.audience import Audience
from vendortrail.papers.paper import timeline
from vendortrail.papers.sources import sources
from vendortrail.papers.view import View
from vendortrail.records.capture import Receipt, SourceFile
from vendortrail.review import review

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
    ours = ("olga@buyer.example",)
    mail = Receipt("mail", (file,), "2026-01-01", "2026-10-31", people=ours, read=2, recorded=2)
    story.tell("2026-11-01", mail)
    story.tell("2026-11-02", Receipt(BY_HAND, (), "2026-11-01"))
    assert rows(story) == [
        ["#2", "1 Nov 2026", "typed", "2 items read; 2 recorded; covers 1 Jan 2026 to 31 Oct 2026"],
        ["#3", "2 Nov 2026", "a person's word", "covers 1 Nov 2026 and on"],
    ]


def test_a_trail_that_was_typed_has_no_such_section() -> None:
    assert rows(Story()) == []


def test_a_paper_says_where_nothing_is_known() -> None:
    story = Story()
    story.outgoing("2026-01-10", asks=True)
    story.tell("2026-11-01", Receipt("mail", (), "2026-01-01", "2026-03-31"))
    story.tell("2026-11-02", Receipt("mail", (), "2026-05-01", "2026-09-30"))
    paper = timeline(story.history, review(story.history, TODAY), TODAY)
    told = markdown.render(paper)
    assert "Not known until 30 Apr 2026: no source covers these days" in told
    assert "as far as sources tell" in told
    rows = [line for line in told.splitlines() if line.startswith("|") and "not known" in line]
    assert len(rows) == 2
