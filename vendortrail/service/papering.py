"""Use cases that make papers and save them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from vendortrail import files, ledger, names
from vendortrail.document import Document
from vendortrail.i18n import N_
from vendortrail.papers.audience import Audience
from vendortrail.papers.view import View
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence
from vendortrail.service.reading import Reading


class Paper(StrEnum):
    """The papers there are."""

    TIMELINE = "timeline"
    DISAGREEMENTS = "disagreements"


#: Who a paper is for unless it is said: a protocol is made to be handed over.
READERS = {Paper.TIMELINE: Audience.INTERNAL, Paper.DISAGREEMENTS: Audience.VENDOR}


class Format(StrEnum):
    """How a paper is written."""

    MARKDOWN = "md"
    HTML = "html"


class Exported(Struct, frozen=True):
    """A finished paper: its bytes (UTF-8), a file name for it, and how much it keeps back.

    ``left_out`` is the number of private records that the vendor does not see; ``withheld`` are
    those among them, by number, whose place in the paper is empty. ``unsaid`` is that for which the
    format has no place.
    """

    content: bytes
    name: str
    left_out: int
    withheld: tuple[int, ...] = ()
    unsaid: tuple[Sentence, ...] = ()


class Papering(Reading):
    """Papers for our own side and for the vendor."""

    def export(
        self,
        paper: Paper,
        vendor: int,
        *,
        format: Format = Format.MARKDOWN,  # noqa: A002 - what everybody calls it
        audience: Audience | None = None,
        first: date | None = None,
        last: date | None = None,
        agreement: int | None = None,
    ) -> Exported:
        """Make a paper about a vendor, in the language spoken now.

        Args:
            paper: which one.
            vendor: the vendor's identity.
            format: how it is written.
            audience: the vendor's paper leaves out all that is private; None: as in `READERS`.
            first: the earliest day of its chronology, included.
            last: the latest day of its chronology, included.
            agreement: the identity of the one that a protocol is about; None: the only one of which
                something is not settled.

        Raises:
            Refusal: the period ends before it begins, the paper has no chronology or is about no
                single agreement, or there is nothing that it could be about.
        """
        from vendortrail.exporters import html, markdown

        history = self.history(vendor)
        reader = audience or READERS[paper]
        if paper is Paper.TIMELINE:
            if agreement is not None:
                raise Refusal(N_("a timeline is about all agreements; leave the agreement out"))
            document = self._timeline(history, reader, first, last)
            withheld: tuple[int, ...] = ()
        else:
            if first or last:
                raise Refusal(N_("a disagreement protocol has no chronology; leave the days out"))
            document, withheld = self._protocol(history, reader, agreement)
        render = html.render if format is Format.HTML else markdown.render
        other = "" if reader is READERS[paper] else f"-{reader}"
        name = f"{slug(history.name)}-{paper}{other}-{self.today}.{format}"
        return Exported(render(document).encode(), name, document.left_out, withheld)

    def _timeline(
        self, history: History, audience: Audience, first: date | None, last: date | None
    ) -> Document:
        from vendortrail.papers import paper as papers
        from vendortrail.papers.closing import CheckpointLine

        if first and last and last < first:
            raise Refusal(
                N_("the period ends on {last}, before it begins on {first}"), first=first, last=last
            )
        head = ledger.head(self._connection)
        return papers.timeline(
            history,
            self.review(history.vendor),
            self.today,
            checkpoint=CheckpointLine(head.size, head.hash.hex(), self.today),
            audience=audience,
            first=first,
            last=last,
        )

    def _protocol(
        self, history: History, audience: Audience, agreement: int | None
    ) -> tuple[Document, tuple[int, ...]]:
        from vendortrail.papers import disagreements

        view = View.of(history, self.today, audience)
        found = disagreements.disputed(view)
        chosen = [record for record in found if agreement in (None, record.identity)]
        if len(chosen) > 1:
            titles = ", ".join(f"{it.payload.title} (#{it.identity})" for it in chosen)
            raise Refusal(
                N_("terms of several agreements are not settled: {titles}; name the one meant"),
                titles=titles,
            )
        if not chosen:
            raise _nothing_open(view, agreement)
        (about,) = chosen
        withheld = disagreements.withheld(view, about.identity)
        return disagreements.protocol(view, about), withheld

    def disputed(self, vendor: int, audience: Audience) -> tuple[Record[Agreement], ...]:
        """Return the agreements that a protocol can be about, as far as its reader may see."""
        from vendortrail.papers import disagreements

        return disagreements.disputed(View.of(self.history(vendor), self.today, audience))

    def save(self, exported: Exported, output: Path | None = None) -> Path:
        """Write a paper whole (0600) and return where: the workspace's exports, if nowhere is said.

        Raises:
            Refusal: the folder that was said is not there, and not that of the exports.
            StorageFailure: it could not be written; what was there is left.
        """
        exports = self.workspace.exports
        path = files.in_a_folder(output or exports / exported.name, exports)
        files.write(path, exported.content)
        return path


def _nothing_open(view: View, agreement: int | None) -> Refusal:
    """Return why there is no protocol: nothing is open, or nothing that the reader may see."""
    from vendortrail.papers import disagreements

    everything = replace(view, history=view.known)
    hidden = [it for it in disagreements.disputed(everything) if agreement in (None, it.identity)]
    if not hidden:
        return Refusal(N_("every term is settled: there is nothing to disagree about"))
    private = disagreements.withheld(view, hidden[0].identity)
    return Refusal(
        N_("what is not settled is private: {records}; share them first, or export for yourself"),
        records=", ".join(f"#{number}" for number in private),
    )


def slug(name: str) -> str:
    """Return a name as a file may be called: letters and digits of any script, and hyphens."""
    return names.slug(name)[:60] or "vendor"
