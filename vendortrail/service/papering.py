"""Use cases that make papers and save them."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from vendortrail import files, ledger
from vendortrail.i18n import N_
from vendortrail.papers.audience import Audience
from vendortrail.refusal import Refusal
from vendortrail.service.reading import Reading


class Paper(StrEnum):
    """The papers there are."""

    TIMELINE = "timeline"


class Format(StrEnum):
    """How a paper is written."""

    MARKDOWN = "md"
    HTML = "html"


class Exported(Struct, frozen=True):
    """A finished paper: its bytes (UTF-8), a file name for it, and how much it keeps back.

    ``left_out`` is the number of private records that the vendor does not see.
    """

    content: bytes
    name: str
    left_out: int


class Papering(Reading):
    """Papers for our own side and for the vendor."""

    def export(
        self,
        paper: Paper,
        vendor: int,
        *,
        format: Format = Format.MARKDOWN,  # noqa: A002 - what everybody calls it
        audience: Audience = Audience.INTERNAL,
        first: date | None = None,
        last: date | None = None,
    ) -> Exported:
        """Make a paper about a vendor, in the language spoken now.

        Args:
            paper: which one.
            vendor: the vendor's identity.
            format: how it is written.
            audience: the vendor's paper leaves out all that is private.
            first: the earliest day of its chronology, included.
            last: the latest day of its chronology, included.

        Raises:
            Refusal: the period ends before it begins.
        """
        from vendortrail.exporters import html, markdown
        from vendortrail.papers import paper as papers
        from vendortrail.papers.closing import CheckpointLine

        if first and last and last < first:
            raise Refusal(
                N_("the period ends on {last}, before it begins on {first}"), first=first, last=last
            )
        head = ledger.head(self._connection)
        history = self.history(vendor)
        document = papers.timeline(
            history,
            self.review(vendor),
            self.today,
            checkpoint=CheckpointLine(head.size, head.hash.hex(), self.today),
            audience=audience,
            first=first,
            last=last,
        )
        render = html.render if format is Format.HTML else markdown.render
        reader = "" if audience is Audience.INTERNAL else f"-{audience}"
        name = f"{slug(history.name)}-{paper}{reader}-{self.today}.{format}"
        return Exported(render(document).encode(), name, document.left_out)

    def save(self, exported: Exported, output: Path | None = None) -> Path:
        """Write a paper whole (0600) and return where: the workspace's exports, if nowhere is said.

        Raises:
            StorageFailure: it could not be written; what was there is left.
        """
        path = output or self.workspace.exports / exported.name
        files.write(path, exported.content)
        return path


def slug(name: str) -> str:
    """Return a name as a file may be called: letters and digits of any script, and hyphens."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:60] or "vendor"
