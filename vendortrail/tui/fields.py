"""Every field of a record as a name and a text, for a person to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec.structs import fields

from vendortrail import formats, typed_tariffs
from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import N_, _
from vendortrail.papers.wording import price_text, value_text
from vendortrail.records.capture import Receipt
from vendortrail.records.dealings import OfferedTerm
from vendortrail.records.definition import Definition
from vendortrail.records.promised import OutcomeCount, ResultTable
from vendortrail.records.record import Payload, Record, references
from vendortrail.records.tariff import Tariff
from vendortrail.records.values import TermValue
from vendortrail.sentences import say, worded
from vendortrail.tui import words

# Shown above the fields, in words.
_SHOWN_ALREADY = ("text", "wording", "summary", "of")
_BY_HAND = {"typed": N_("typed in"), "command": N_("typed on the command line")}
_DAYS = ("starts", "ends", "due", "effective", "valid_until", "since", "until")


def told_fields(record: Record[Payload]) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every field that says something: a no that was said, a nought.

    Those that name other records are left out: they are links; so are those of a receipt, which
    has rows of its own.
    """
    yield words.field("occurred"), formats.occurred_text(record.when)
    payload = record.payload
    linked = {field for field, _identity, _kind in references(payload)}
    defaults = {field.name: field.default for field in fields(payload)}
    for name in () if isinstance(payload, Receipt) else payload.__struct_fields__:
        value = getattr(payload, name)
        if name in linked or name in _SHOWN_ALREADY:
            continue
        if value not in (None, "", ()) and (value or value != defaults[name]):
            yield words.field(name), _day(value) if name in _DAYS else written(value)
    if record.reason:
        yield words.field("reason"), record.reason
    yield words.field("private"), written(record.private)
    yield _("evidence"), "\n".join(record.evidence) or _("none")
    by_hand = _BY_HAND.get(record.source)
    yield _("source"), _(by_hand) if by_hand else record.source
    at = datetime.fromisoformat(record.recorded_at)
    noted = f"{record.recorded_by}@{record.host}, {formats.day(at)} {at:%H:%M} UTC"
    yield _("written down by"), noted


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))


def written(value: object) -> str:
    """Return a value of a record as a person reads it."""
    if isinstance(value, tuple):
        return "\n".join(written(item) for item in value)
    if isinstance(value, StrEnum):
        return words.value(value)
    return _PARTS[type(value)](value) if type(value) in _PARTS else worded(value)


def _outcome(counted: OutcomeCount) -> str:
    return f"{counted.outcome}: {formats.number(counted.count)}"


def _offered(term: OfferedTerm) -> str:
    return f"{term.key}: {term.wording or price_text(term)}"


def _table(table: ResultTable) -> str:
    rows = say("{rows} rows, {refused} refused", rows=table.rows, refused=table.refused)
    return f"{rows}\n{table.sha256}"


_PARTS: Mapping[type, Callable[..., str]] = {
    Definition: lambda definition: str(definition_sentence(definition)),
    OfferedTerm: _offered,
    OutcomeCount: _outcome,
    ResultTable: _table,
    Tariff: typed_tariffs.write,
    TermValue: value_text,
}
