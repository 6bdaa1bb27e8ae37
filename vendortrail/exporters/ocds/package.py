"""The agreements with a vendor as an OCDS 1.1 release package.

One release a contracting process, with its contracts as they stand. OCDS has no place for
definitions and tariffs, for proposals that were not accepted, nor for touchpoints, promises, pulses
and what we expect; nor for the hours and zone of an agreement and who signed it, how much was
delivered, and of each side all people but the first: they are left out, and that is said.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct

from vendortrail.exporters.ocds.contract import NamesOf, Sides, Written, written
from vendortrail.exporters.ocds.unsaid import unsaid
from vendortrail.exporters.ocds.values import Json, begin_of, without_nothing
from vendortrail.records.history import History
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.values import Side
from vendortrail.sentences import Sentence

_BUYER = "buyer"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Package(Struct, frozen=True):
    """A release package: its bytes (UTF-8), and what it has no place for, in sentences."""

    content: bytes
    agreements: int
    unsaid: tuple[Sentence, ...]


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
    agreements = [it for it in history.of(Agreement) if agreement in (None, it.identity)]
    processes: dict[str, list[Written]] = {}
    for signed in agreements:
        contract = written(history, signed, sides, names)
        processes.setdefault(contract.ocid, []).append(contract)
    parties = [_supplier(history, vendor.payload, supplier), _us(history, publisher)]
    told = {
        "uri": f"urn:vendortrail:{vendor.id}:{today}",
        "version": "1.1",
        "publishedDate": begin_of(today.isoformat()),
        "publisher": {"name": publisher},
        "releases": [
            _release(ocid, contracts, parties, sides, today)
            for ocid, contracts in processes.items()
        ],
    }
    every = [contract for contracts in processes.values() for contract in contracts]
    placed = {identity for contract in every for identity in contract.placed}
    content = msgspec.json.format(_ENCODER.encode(told)) + b"\n"
    return Package(content, len(every), unsaid(history, agreements, placed))


def _release(
    ocid: str, contracts: list[Written], parties: list[Json], sides: Sides, today: date
) -> Json:
    ended = any(it.contract["status"] == "terminated" for it in contracts)
    # What came to this vendor from another is told after what the other had: by its id, of a day.
    again = max(it.turn for it in contracts)
    return {
        "ocid": ocid,
        "id": f"{ocid}-{today}" if again == 1 else f"{ocid}-{today}-{again}",
        "date": begin_of(today.isoformat()),
        "tag": ["award", "contract", "implementation", *(["contractTermination"] * ended)],
        "initiationType": "tender",
        "parties": parties,
        "buyer": sides.buyer,
        "awards": [_award(it, sides) for it in contracts],
        "contracts": [it.contract for it in contracts],
    }


def _award(written: Written, sides: Sides) -> Json:
    contract = written.contract
    return without_nothing(
        {
            "id": written.id,
            "title": contract["title"],
            "status": "active",
            "date": contract.get("dateSigned"),
            "value": contract.get("value"),
            "suppliers": [sides.supplier],
        }
    )


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
