"""Who deals with whom."""

from __future__ import annotations

from collections.abc import Iterator

from vendortrail.document import Block, Column, Heading, Paragraph, Table, Text, plain
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.papers.view import View
from vendortrail.records.parties import Contact, Departure, Vendor
from vendortrail.records.record import Record, references
from vendortrail.records.values import Side
from vendortrail.sentences import say


def parties(view: View) -> Iterator[Block]:
    """Yield the vendor and the people of both sides; of ours, those who took part."""
    people = _people(view)
    introduced = list(_introduction(view))
    if not (people or introduced):
        return
    yield Heading(2, plain(_("Parties")))
    yield from introduced
    if people:
        titles = (_("Person"), _("Side"), _("Level"), _("Role"))
        columns = tuple(Column(plain(title)) for title in titles)
        yield Table(columns, tuple(_row(view, person) for person in people))


def _introduction(view: View) -> Iterator[Block]:
    vendor = view.history.named(view.history.vendor, Vendor).payload
    if vendor.note:
        yield Paragraph(plain(vendor.note))
    if vendor.referred_by:
        referral = str(say("Recommended by: {who}.", who=vendor.referred_by))
        if vendor.referrer_interest:
            interest = say("Their interest: {interest}.", interest=vendor.referrer_interest)
            referral += f" {interest}"
        yield Paragraph(plain(referral))


def _people(view: View) -> list[Record[Contact]]:
    took_part = {
        identity
        for record in view.now.speaking
        for _field, identity, kind in references(record.payload)
        if kind is Contact
    }
    people = [
        person
        for person in view.now.of(Contact)
        if person.payload.side is Side.VENDOR or person.identity in took_part
    ]
    return sorted(people, key=lambda p: (p.payload.side is Side.US, p.payload.name.casefold()))


def _row(view: View, person: Record[Contact]) -> tuple[Text, ...]:
    known = person.payload
    left = [d.day for d in view.now.of(Departure) if d.payload.contact == person.identity]
    role = [known.role] if known.role else []
    role += [str(say("left on {day}", day=day)) for day in left[-1:]]
    cells = (known.name, label(known.side), label(known.level), ", ".join(role))
    return tuple(map(plain, cells))
