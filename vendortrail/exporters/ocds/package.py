"""The agreements with a vendor as an OCDS 1.1 release package.

One release an agreement, with its contract as it stands. OCDS has no place for definitions and
tariffs, for proposals that were not accepted, nor for touchpoints, promises, pulses and what we
expect: they are left out and counted. So are days that are not known exactly, the hours and zone
of an agreement and who signed it, and of each side all people but the first.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct

from vendortrail.exporters.ocds.contract import NamesOf, Sides, Written, written
from vendortrail.exporters.ocds.values import Json, begin_of, without_nothing
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.values import Side

_BUYER = "buyer"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Package(Struct, frozen=True):
    """A release package: its bytes (UTF-8), and how many records it has no place for."""

    content: bytes
    agreements: int
    unplaced: int


def package(
    history: History,
    today: date,
    publisher: str,
    names: NamesOf,
    agreement: int | None = None,
) -> Package:
    """Return the agreements of a history as a release package.

    Args:
        history: what its readers may see.
        today: the day it is published.
        publisher: who publishes it, and buys.
        names: says how records are called in open contracting data that they came from.
        agreement: the only one to be in it; None: all.
    """
    vendor = history.named(history.vendor, Vendor)
    numbers = vendor.payload.identifiers
    supplier = numbers[0] if numbers else f"vendor-{vendor.identity}"
    sides = Sides({"id": supplier, "name": vendor.payload.name}, {"id": _BUYER, "name": publisher})
    contracts = [
        written(history, signed, sides, names)
        for signed in history.of(Agreement)
        if agreement in (None, signed.identity)
    ]
    parties = [_supplier(history, vendor.payload, supplier), _us(history, publisher)]
    told = {
        "uri": f"urn:vendortrail:{vendor.id}:{today}",
        "version": "1.1",
        "publishedDate": begin_of(today.isoformat()),
        "publisher": {"name": publisher},
        "releases": [_release(contract, parties, sides, today) for contract in contracts],
    }
    placed = {identity for contract in contracts for identity in contract.placed}
    about = [r for r in history.speaking if r.vendor == history.vendor]
    unplaced = [
        r
        for r in about
        if r.identity not in placed and not isinstance(r.payload, (Vendor, Contact))
    ]
    content = msgspec.json.format(_ENCODER.encode(told)) + b"\n"
    return Package(content, len(contracts), len(unplaced))


def _release(written: Written, parties: list[Json], sides: Sides, today: date) -> Json:
    contract = written.contract
    closed = ["contractTermination"] if contract["status"] == "terminated" else []
    award = {
        "id": written.id,
        "title": contract["title"],
        "status": "active",
        "date": contract.get("dateSigned"),
        "value": contract.get("value"),
        "suppliers": [sides.supplier],
    }
    return {
        "ocid": written.ocid,
        "id": f"{written.ocid}-{today}",
        "date": begin_of(today.isoformat()),
        "tag": ["award", "contract", "implementation", *closed],
        "initiationType": "tender",
        "parties": parties,
        "buyer": sides.buyer,
        "awards": [without_nothing(award)],
        "contracts": [contract],
    }


def _supplier(history: History, vendor: Vendor, own: str) -> Json:
    identifiers = [_identifier(number) for number in vendor.identifiers]
    return without_nothing(
        {
            "id": own,
            "name": vendor.name,
            "identifier": identifiers[0] if identifiers else None,
            "additionalIdentifiers": identifiers[1:],
            "contactPoint": _contact(history, Side.VENDOR),
            "roles": ["supplier", "payee"],
        }
    )


def _us(history: History, publisher: str) -> Json:
    return without_nothing(
        {
            "id": _BUYER,
            "name": publisher,
            "contactPoint": _contact(history, Side.US),
            "roles": ["buyer", "payer"],
        }
    )


def _identifier(number: str) -> Json:
    scheme, _, own = number.rpartition("-")
    return without_nothing({"scheme": scheme, "id": own})


def _contact(history: History, side: Side) -> Json | None:
    people = [it.payload for it in history.of(Contact) if it.payload.side is side]
    for person in people:
        mail, phone = next(iter(person.mails), ""), next(iter(person.phones), "")
        return without_nothing({"name": person.name, "email": mail, "telephone": phone})
    return None
