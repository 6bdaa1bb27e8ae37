"""The trail's file held against the reviewed schema: tables, indexes, guards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from vendortrail import schema, trail_file
from vendortrail.i18n import N_
from vendortrail.ledger import Fault
from vendortrail.schema import Object
from vendortrail.sentences import say


def faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield what is not as the migrations made it: the schema, the mark of its revision."""
    kept, reviewed = schema.objects(connection), schema.reviewed()
    for wanted, sql in reviewed.items():
        if kept.get(wanted) != sql:
            message = _MISSING[wanted.kind] if wanted not in kept else _CHANGED[wanted.kind]
            yield Fault(wanted.name, say(message, name=wanted.name))
    for other in sorted(kept.keys() - reviewed.keys()):
        yield Fault(other.name, say(_FOREIGN[other.kind], name=other.name))
    if Object("table", "alembic_version") in kept:
        mark = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if mark != [(f"{trail_file.SCHEMA:04}",)]:
            yield Fault("alembic_version", say(N_("the mark of the schema's revision was changed")))


def is_misshapen(connection: sqlite3.Connection) -> bool:
    """Return whether a table is not there, or is not the one that its rows are read by."""
    try:
        kept = schema.objects(connection)
    except sqlite3.DatabaseError:
        return True
    wanted = schema.reviewed().items()
    return any(kept.get(each) != sql for each, sql in wanted if each.kind == "table")


_GUARD = N_("the guard {name} of the ledger is not in place")
_MISSING: Mapping[str, str] = {
    "table": N_("the table {name} is missing"),
    "index": N_("the index {name} is missing"),
    "trigger": _GUARD,
}
_CHANGED: Mapping[str, str] = {
    "table": N_("the table {name} is not as vendortrail made it"),
    "index": N_("the index {name} is not as vendortrail made it"),
    "trigger": _GUARD,
}
_FOREIGN: Mapping[str, str] = {
    "table": N_("the table {name} is not one of vendortrail’s"),
    "index": N_("the index {name} is not one of vendortrail’s"),
    "view": N_("the view {name} is not one of vendortrail’s"),
    "trigger": N_("the trigger {name} is not one of vendortrail’s"),
}
