"""A release as it stands in JSON read into facts, in the shapes of OCDS 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from vendortrail.importers.item import Refused
from vendortrail.importers.ocds.facts import (
    Amendment,
    Amount,
    Award,
    Contract,
    Item,
    Milestone,
    Organisation,
    Paper,
    Release,
    Term,
    Transaction,
)
from vendortrail.importers.ocds.node import Node
from vendortrail.importers.ocds.shapes import Json
from vendortrail.sentences import say


class _Named(Protocol):
    @property
    def id(self) -> str | None: ...


N = TypeVar("N", bound=_Named)


def read(body: Json, place: str) -> tuple[Release | None, tuple[Refused, ...]]:
    """Read a release and say what of it cannot be taken, each in its place.

    None: it has no place in a history, for lack of an ocid or a date.
    """
    faults: list[Refused] = []
    node = Node(body, place, faults)
    ocid, date = node["ocid"].line(), node["date"].when()
    if ocid is None:
        node["ocid"].refuse(say("a release names its process; write its ocid"))
    if date is None and node["date"].value in (None, ""):
        node["date"].refuse(say("a release without a date has no place in a history"))
    if ocid is None or date is None:
        return None, tuple(faults)
    release = Release(
        place,
        ocid,
        node["id"].line() or "",
        date,
        tags=node["tag"].lines(),
        title=node["tender"].object()["title"].line(),
        parties=_by_id(node["parties"].objects(), _organisation),
        buyers=_several(node, "buyer") + _several(node["tender"], "procuringEntity"),
        awards=_by_id(node["awards"].objects(), _award),
        contracts=_by_id(node["contracts"].objects(), _contract),
    )
    return release, tuple(faults)


def _by_id(nodes: Iterable[Node], reader: Callable[[Node], N]) -> dict[str, N]:
    """Return what is read of some objects by their ids; one without an id is refused."""
    found: dict[str, N] = {}
    for node in nodes:
        thing = reader(node)
        if thing.id:
            found[thing.id] = thing
        else:
            node["id"].refuse(say("without an id nothing can be said of it twice"))
    return found


def _several(node: Node, name: str) -> tuple[Organisation, ...]:
    return tuple(_organisation(entry) for entry in node[name].objects())


def _organisation(node: Node) -> Organisation:
    own = node["identifier"].object()
    others = node["additionalIdentifiers"].objects()
    identifiers = tuple(filter(None, map(_identifier, (own, *others))))
    contact = node["contactPoint"].object()
    return Organisation(
        node.place,
        id=node["id"].line(),
        name=node["name"].line(),
        legal_name=own["legalName"].line(),
        identifiers=tuple(dict.fromkeys(identifiers)) or None,
        roles=node["roles"].lines() or None,
        person=contact["name"].line(),
        mail=contact["email"].line(),
        phone=contact["telephone"].line(),
    )


def _identifier(node: Node) -> str:
    number, scheme = node["id"].line(), node["scheme"].line()
    return "-".join(filter(None, (scheme, number))) if number else ""


def _award(node: Node) -> Award:
    return Award(
        node.place,
        node["id"].line() or "",
        title=node["title"].line(),
        suppliers=_several(node, "suppliers") or None,
    )


def _contract(node: Node) -> Contract:
    period, done = node["period"].object(), node["implementation"].object()
    return Contract(
        node.place,
        node["id"].line() or "",
        number=_own(node["number"]),
        award=node["awardID"].line(),
        title=node["title"].line(),
        description=node["description"].text(),
        status=node["status"].line(),
        starts=period["startDate"].day(),
        ends=period["endDate"].day(),
        signed=_when(node, "dateSigned"),
        value=_amount(node["value"]),
        suppliers=_several(node, "suppliers") or None,
        items=_by_id(node["items"].objects(), _item),
        milestones=_by_id(node["milestones"].objects(), _milestone),
        progress=_by_id(done["milestones"].objects(), _milestone),
        transactions=_by_id(done["transactions"].objects(), _transaction),
        amendments=_amendments(node),
        papers=_by_id(node["documents"].objects(), _paper)
        | _by_id(done["documents"].objects(), _paper),
    )


def _amount(node: Node) -> Amount | None:
    value = node.object()
    amount = value["amount"].number()
    return None if amount is None else Amount(amount, value["currency"].line(), node.place)


def _item(node: Node) -> Item:
    unit = node["unit"].object()
    return Item(
        node.place,
        node["id"].line() or "",
        name=node["description"].line() or node["classification"].object()["description"].line(),
        quantity=node["quantity"].number(),
        unit=unit["name"].line(),
        price=_amount(unit["value"]),
        priority=node["priority"].number(),
        agreed=node["agreed"].edtf(),
    )


def _milestone(node: Node) -> Milestone:
    return Milestone(
        node.place,
        node["id"].line() or "",
        name=node["title"].line(),
        description=node["description"].text(),
        due=node["dueDate"].day(),
        status=node["status"].line(),
        met=node["dateMet"].when(),
        modified=node["dateModified"].when(),
        agreed=node["agreed"].edtf(),
    )


def _transaction(node: Node) -> Transaction:
    """Read a payment; 1.0 has an amount where 1.1 has a value."""
    milestone = node["relatedImplementationMilestone"].object()
    return Transaction(
        node.place,
        node["id"].line() or "",
        when=_when(node, "date"),
        value=_amount(node["value"] or node["amount"]),
        payer=_side(node, "payer", "providerOrganization"),
        payee=_side(node, "payee", "receiverOrganization"),
        milestone=milestone["id"].line(),
        title=milestone["title"].line(),
        description=_own(node["description"]),
    )


def _when(node: Node, name: str) -> str | None:
    """Read when something was; what is known less exactly stands in a field of our own export."""
    return node["edtf"].edtf() if node["edtf"] else node[name].when()


def _own(node: Node) -> str | None:
    """Read a text of our own export, which may say that there is none."""
    return "" if node.value == "" else node.line()


def _side(node: Node, name: str, identifier: str) -> Organisation | None:
    """Read who pays or is paid: a party in 1.1, an identifier with a legal name in 1.0."""
    if node[name]:
        return _organisation(node[name].object())
    old = node[identifier].object()
    number = _identifier(old)
    if not old:
        return None
    numbers = (number,) if number else None
    return Organisation(old.place, legal_name=old["legalName"].line(), identifiers=numbers)


def _amendments(node: Node) -> dict[str, Amendment]:
    """Read the amendments of 1.1, and the single one of 1.0; one without an id is its date."""
    nodes = (*node["amendments"].objects(), *node["amendment"].objects())
    read = (_amendment(entry) for entry in nodes)
    return {amendment.id: amendment for amendment in read}


def _amendment(node: Node) -> Amendment:
    when = _when(node, "date")
    return Amendment(
        node.place,
        node["id"].line() or when or "1",
        when=when,
        description=node["description"].text(),
        rationale=node["rationale"].text(),
        release=node["releaseID"].line(),
        former=_former(node["changes"].objects()) or None,
        term=_term(node["term"]),
    )


def _former(changes: Iterable[Node]) -> Mapping[str, object]:
    """Return the old values that 1.0 has of a contract's value and period, by field."""
    former: dict[str, object] = {}
    for change in changes:
        name = (change["property"].line() or "").casefold().replace("/", ".")
        old = change["former_value"] or change["formerValue"]
        if not old:
            continue
        if name.endswith("value.amount") and (amount := old.number()) is not None:
            former["value"] = Amount(amount, None, old.place)
        elif name.endswith("value") and (whole := _amount(old)):
            former["value"] = whole
        elif name.endswith("startdate") and (day := old.day()):
            former["starts"] = day
        elif name.endswith("enddate") and (day := old.day()):
            former["ends"] = day
    return former


def _term(node: Node) -> Term | None:
    said = node.object()
    key = said["key"].line()
    if key is None:
        return None
    return Term(
        key,
        said["by"].line(),
        said["wording"].text(),
        _amount(said["value"]),
        said["number"].line(),
        said["unit"].line(),
        said["oral"].value is True,
        said["observed"].value is True,
        said["proposed"].edtf(),
        said["effective"].day(),
    )


def _paper(node: Node) -> Paper:
    return Paper(
        node.place,
        node["id"].line() or "",
        title=node["title"].line(),
        kind=node["documentType"].line(),
        when=node["datePublished"].when(),
        url=node["url"].line(),
    )
