"""What OCDS 1.1 asks of a release package, as far as ours has it: see its release schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


class Codes(frozenset[str]):
    """A closed codelist: one of these."""


_AMOUNT = {"amount": float, "currency": re.compile("[A-Z]{3}")}
_REFERENCE = {"id": str, "name": str}
_IDENTIFIER = {"scheme": str, "id": str}
_DOCUMENTED: Mapping[str, Any] = {"id!": str, "title": str, "description": str}
_MILESTONE = {
    **_DOCUMENTED,
    "type": str,
    "dueDate": _DATE_TIME,
    "dateMet": _DATE_TIME,
    "dateModified": _DATE_TIME,
    "status": Codes({"scheduled", "met", "notMet", "partiallyMet"}),
    "agreed": str,  # fields of our own stand last
}
_TERM = {
    "key": str,
    "by": Codes({"vendor", "us"}),
    "wording": str,
    "value": _AMOUNT,
    "number": str,
    "unit": str,
    "oral": bool,
    "observed": bool,
    "proposed": str,
    "effective": str,
}
_CONTRACT = {
    **_DOCUMENTED,
    "awardID!": str,
    "status": Codes({"pending", "active", "cancelled", "terminated"}),
    "period": {"startDate": _DATE_TIME, "endDate": _DATE_TIME},
    "value": _AMOUNT,
    "dateSigned": _DATE_TIME,
    "items": [
        {
            "id!": str,
            "description": str,
            "quantity": float,
            "unit": {"name": str, "value": _AMOUNT},
            "priority": int,
            "agreed": str,
        }
    ],
    "milestones": [_MILESTONE],
    "amendments": [
        {
            "id": str,
            "date": _DATE_TIME,
            "rationale": str,
            "description": str,
            "term": _TERM,
            "edtf": str,
        }
    ],
    "implementation": {
        "milestones": [_MILESTONE],
        "transactions": [
            {
                "id!": str,
                "date": _DATE_TIME,
                "value": _AMOUNT,
                "payer": _REFERENCE,
                "payee": _REFERENCE,
                "relatedImplementationMilestone": {"id": str, "title": str},
                "description": str,
                "edtf": str,
            }
        ],
    },
    "number": str,
    "edtf": str,
}
_PACKAGE = {
    "uri!": _URI,
    "version!": re.compile(r"1\.1"),
    "publishedDate!": _DATE_TIME,
    "publisher!": {"name!": str},
    "releases!": [
        {
            "ocid!": str,
            "id!": re.compile("[^#]+"),
            "date!": _DATE_TIME,
            "tag!": [Codes({"award", "contract", "implementation", "contractTermination"})],
            "initiationType!": Codes({"tender"}),
            "parties": [
                {
                    "id": str,
                    "name": str,
                    "identifier": _IDENTIFIER,
                    "additionalIdentifiers": [_IDENTIFIER],
                    "contactPoint": {"name": str, "email": str, "telephone": str},
                    "roles": [Codes({"buyer", "supplier", "payer", "payee"})],
                }
            ],
            "buyer": _REFERENCE,
            "awards": [
                {
                    **_DOCUMENTED,
                    "status": Codes({"active"}),
                    "date": _DATE_TIME,
                    "value": _AMOUNT,
                    "suppliers": [_REFERENCE],
                }
            ],
            "contracts": [_CONTRACT],
        }
    ],
}


def check(document: Any) -> None:
    """Hold a release package against the schema: types, formats, codes, ids that are given once."""
    _check(document, _PACKAGE, "")
    marks = [(release["ocid"], release["id"]) for release in document["releases"]]
    assert len(set(marks)) == len(marks)


def _check(value: Any, asked: Any, place: str) -> None:
    if isinstance(asked, dict):
        assert isinstance(value, dict), place
        assert value, f"{place}: an empty object"
        fields = {name.rstrip("!"): inner for name, inner in asked.items()}
        assert value.keys() <= fields.keys(), (place, value.keys() - fields.keys())
        for name in asked:
            assert not name.endswith("!") or name.rstrip("!") in value, (place, name)
        for name, inner in value.items():
            _check(inner, fields[name], f"{place}.{name}")
    elif isinstance(asked, list):
        assert isinstance(value, list), place
        assert value, f"{place}: an empty list"
        ids = [entry["id"] for entry in value if isinstance(entry, dict) and "id" in entry]
        assert place == ".releases" or len(set(ids)) == len(ids), (place, ids)
        for number, entry in enumerate(value):
            _check(entry, asked[0], f"{place}[{number}]")
    elif isinstance(asked, Codes):
        assert value in asked, (place, value)
    elif isinstance(asked, re.Pattern):
        assert isinstance(value, str), place
        assert asked.fullmatch(value), (place, value)
    elif asked is float:
        assert isinstance(value, (int, float, Decimal)), place
    else:
        assert isinstance(value, asked), (place, value)
