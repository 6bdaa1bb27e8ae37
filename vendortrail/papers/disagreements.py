"""The disagreement protocol: clause, vendor's wording, customer's wording, agreed wording.

It follows the Russian «протокол разногласий»: a row for each term that is not settled, the last
column left empty where nothing is agreed, and lines for both sides to sign. It is made to be handed
over, so it states positions and no arguments; how each side got to its own is told in the appendix,
which only we read.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendortrail import i18n, scope
from vendortrail.disagreements import Move, Point, points
from vendortrail.document import (
    Block,
    Document,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Row,
    Sheet,
    Text,
    blank,
    plain,
    quiet,
)
from vendortrail.i18n import _
from vendortrail.papers.changes import said, told
from vendortrail.papers.view import View
from vendortrail.papers.wording import capital, shift_text
from vendortrail.records.parties import Agreement, Contact, Departure
from vendortrail.records.promised import TermAnswer, TermProposal
from vendortrail.records.record import Record
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence, say
from vendortrail.terms import TermChange


def disputed(view: View) -> tuple[Record[Agreement], ...]:
    """Return the agreements of which some term is not settled, as far as the reader may see."""
    return tuple(
        agreement
        for agreement in scope.agreements(view.now)
        if points(view.now, agreement.identity, view.today)
    )


def withheld(view: View, agreement: int) -> tuple[int, ...]:
    """Return the numbers of what the reader may not see of an agreement and its terms."""
    shown = {record.seq for record in view.now.speaking}
    spoken = view.known.as_of(view.today)
    kinds = (Agreement, TermProposal, TermAnswer)
    said = (record.seq for kind in kinds for record in spoken.of(kind, agreement))
    return tuple(sorted(seq for seq in said if seq not in shown))


def protocol(view: View, agreement: Record[Agreement]) -> Document:
    """Return the disagreement protocol of an agreement, in the language spoken now."""
    return Document(
        str(_title(agreement)),
        i18n.language(),
        tuple(_blocks(view, agreement)),
        len(withheld(view, agreement.identity)),
    )


def _title(agreement: Record[Agreement]) -> Sentence:
    number, day = agreement.payload.number, agreement.when
    if number:
        return say("Disagreement protocol to agreement {number} of {day}", number=number, day=day)
    return say("Disagreement protocol to the agreement of {day}", day=day)


def _blocks(view: View, agreement: Record[Agreement]) -> Iterator[Block]:
    found = points(view.now, agreement.identity, view.today)
    yield Paragraph(quiet(str(_imprint(view))))
    yield Entries(tuple(map(Entry, _parties(view, agreement))))
    yield Heading(2, plain(_("Terms that are not agreed")))
    yield Sheet(
        (
            plain(_("Vendor's wording")),
            plain(_("Customer's wording")),
            plain(_("Agreed wording")),
        ),
        tuple(_row(number, point) for number, point in enumerate(found, start=1)),
        plain(_("Term")),
    )
    yield Paragraph(
        plain(
            _(
                "Where the agreed wording is empty, there is none. Where it is filled, it stays in "
                "force until both sides accept another one. All other terms stay as they are."
            )
        )
    )
    yield from _signatures(view, agreement)
    if view.internal:
        yield from _appendix(found)


def _imprint(view: View) -> Sentence:
    if view.internal:
        return say("As of {day}. For internal use only: it holds private records.", day=view.today)
    return say("As of {day}.", day=view.today)


def _parties(view: View, agreement: Record[Agreement]) -> Iterator[Text]:
    yield plain(str(say("Agreement: {title}", title=agreement.payload.title)))
    yield plain(str(say("Vendor: {name}", name=view.history.name)))
    yield blank(_("Customer:"))


def _row(number: int, point: Point) -> Row:
    return Row(
        (_position(point.vendor), _position(point.us), tuple(_agreed(point.agreed))),
        plain(f"{number}. {capital(point.name)}"),
    )


def _position(change: TermChange | None) -> tuple[Text, ...]:
    if change is None:
        return (quiet(_("none proposed")),)
    proposal = change.proposal
    proposed = (
        say("proposed on {day}, by word of mouth", day=proposal.when)
        if proposal.payload.oral
        else say("proposed on {day}", day=proposal.when)
    )
    return (*_words(proposal.payload), quiet(str(proposed)))


def _agreed(change: TermChange | None) -> Iterator[Text]:
    if change is not None:
        yield from _words(change.proposal.payload)
        yield quiet(str(say("in force from {day}", day=change.holds_from)))


def _words(proposal: TermProposal) -> tuple[Text, ...]:
    return tuple(map(plain, said(proposal)))


def _signatures(view: View, agreement: Record[Agreement]) -> Iterator[Block]:
    yield Heading(2, plain(_("Signatures")))
    yield Paragraph(plain(_("Made in two copies, one for each side.")))
    titles = (_("For the vendor"), _("For the customer"))
    sides = (Side.VENDOR, Side.US)
    signed = tuple(tuple(_signing(_signatories(view, agreement, side))) for side in sides)
    yield Sheet(tuple(map(plain, titles)), (Row(signed),))


def _signatories(view: View, agreement: Record[Agreement], side: Side) -> list[Contact]:
    """Return who signed the agreement for a side and is still there."""
    left = {departure.payload.contact for departure in view.now.of(Departure)}
    people = {person.identity: person.payload for person in view.now.of(Contact)}
    return [
        people[signatory]
        for signatory in agreement.payload.signatories
        if signatory in people and signatory not in left and people[signatory].side is side
    ]


def _signing(people: list[Contact]) -> Iterator[Text]:
    for person in people:
        yield plain(f"{person.name}, {person.role}" if person.role else person.name)
        yield from _lines()
    if not people:
        yield blank(_("Name and role"))
        yield from _lines()


def _lines() -> tuple[Text, ...]:
    return blank(_("Signature")), blank(_("Date"))


def _appendix(found: tuple[Point, ...]) -> Iterator[Block]:
    yield Heading(2, plain(_("Concession log")))
    yield Paragraph(
        quiet(
            _(
                "Every proposal, marked against what the same side had said before, or against "
                "what was in force. This appendix is not part of what the vendor is given."
            )
        )
    )
    for number, point in enumerate(found, start=1):
        yield Heading(3, plain(f"{number}. {capital(point.name)}"))
        yield Entries(tuple(_moved(move) for move in point.moves))


def _moved(move: Move) -> Entry:
    by = shift_text(move.shift) if move.shift else ""
    return told(move.change, move.before, str(say("Moved by {shift}", shift=by)) if by else "")
