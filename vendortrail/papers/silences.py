"""When nobody spoke that should have."""

from __future__ import annotations

from collections.abc import Iterator

from vendortrail import formats
from vendortrail.document import Block, Column, Heading, Table, plain
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.papers.view import View
from vendortrail.papers.wording import unbroken
from vendortrail.patience import Silence


def silences(view: View) -> Iterator[Block]:
    """Yield every silence that was longer than it may be, with the records on both sides of it."""
    found = view.silences()
    if not found:
        return
    yield Heading(2, plain(_("Silences")))
    yield Table(
        (
            Column(plain(_("Since"))),
            Column(plain(_("Until"))),
            Column(plain(_("Days")), numeric=True),
            Column(plain(_("Word owed by"))),
            Column(plain(_("Last word"))),
            Column(plain(_("Next word"))),
        ),
        tuple(tuple(map(plain, _row(silence))) for silence in found),
    )


def _row(silence: Silence) -> Iterator[str]:
    gap = silence.gap
    yield unbroken(formats.day(gap.start))
    yield unbroken(formats.day(gap.end)) if gap.end else _("not yet")
    yield formats.number(silence.days)
    if gap.resumed:
        yield _("not known")
    else:
        yield label(gap.owed_by) if gap.owed_by else _("nobody")
    yield f"#{gap.after}"
    if gap.before is None and gap.end is not None:
        yield _("not known")
    else:
        yield f"#{gap.before}" if gap.before else "–"
