"""`vendortrail correct`: a record put right, or taken back, with a reason."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import structs

from vendortrail import amounts
from vendortrail.cli import dates
from vendortrail.cli.pay import DEFAULT_CURRENCY
from vendortrail.cli.recording import show
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.i18n import N_
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Money, TermValue
from vendortrail.refusal import FieldRefusal, Refusal

# Fields that hold a day; it may be typed in any form.
_DAYS = {"due", "starts", "ends", "effective", "valid_until"}


@command(
    "correct",
    help=N_("Put a record right: the old one stays in the ledger, the new one takes its place."),
    examples=N_(
        'vendortrail correct 17 --set due=2025-11-21 --reason "so says the mail"\n'
        'vendortrail correct 17 --on "14 November" --reason "it was on Friday"\n'
        'vendortrail correct 17 --take-back --reason "it was another vendor"'
    ),
)
@argument("number", N_("RECORD"))
@option("--reason", metavar=N_("TEXT"), required=True, help=N_("Why it was wrong."))
@option(
    "--set",
    "settings",
    metavar=N_("FIELD=VALUE"),
    multiple=True,
    help=N_("A field of the record, as --json names it, and its right value; empty to clear it."),
)
@option("--on", metavar=N_("DATE"), help=N_("When it happened in truth."))
@option(
    "--private/--shared",
    default=None,
    help=N_("Whether the vendor may ever be shown it; else as it was."),
)
@option("--take-back", is_flag=True, help=N_("It should not have been recorded at all."))
@json_option
@pass_session
def correct(
    session: Session,
    number: str,
    reason: str,
    settings: tuple[str, ...],
    on: str | None,
    private: bool | None,
    take_back: bool,
    as_json: bool,
) -> None:
    """Print the record that takes its place."""
    trail = session.trail
    wrong = trail.get(_seq(number))
    if take_back:
        if settings or on or private is not None:
            raise FieldRefusal("take_back", N_("what is taken back has nothing to set"))
        show(session, trail.take_back(wrong.seq, reason=reason), as_json=as_json)
        return
    if not (settings or on or private is not None):
        raise Refusal(N_("say what is right: --set, --on, --private, --shared or --take-back"))
    right = trail.correct(
        wrong.seq,
        reason=reason,
        payload=_changed(session, wrong, settings) if settings else None,
        occurred=dates.when(trail, "on", on).text if on else None,
        private=private,
    )
    show(session, right, as_json=as_json)


def _seq(number: str) -> int:
    digits = number.removeprefix("#")
    if not digits.isdecimal():
        raise FieldRefusal(
            "number", N_("“{text}” is not the number of a record, such as #12"), text=number
        )
    return int(digits)


def _changed(session: Session, wrong: Record[Payload], settings: tuple[str, ...]) -> Payload:
    """Return what is right now with fields set anew; FieldRefusal for no field or no value."""
    session.trail.find(type(wrong.payload), f"#{wrong.identity}")  # else it was taken back
    right = session.trail.versions(wrong.identity)[-1].payload
    fields = {field.name: field for field in structs.fields(type(right))}
    changes = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals or name not in fields:
            fault = N_("“{setting}” is not FIELD=VALUE; the fields are {fields}")
            if equals:
                fault = N_("record #{seq} has no field “{name}”; its fields are {fields}")
            known = ", ".join(fields)
            raise FieldRefusal(
                "settings", fault, setting=setting, seq=wrong.seq, name=name, fields=known
            )
        changes[name] = _typed(session, fields[name], text)
    try:
        return structs.replace(right, **changes)
    except FieldRefusal as error:
        raise FieldRefusal(
            "settings", N_("{name}: {fault}"), name=error.field, fault=error
        ) from None


def _typed(session: Session, field: structs.FieldInfo, text: str) -> Any:
    """Return the value of a field from how it is typed; what is in brackets is JSON."""
    if not text and field.required:
        raise FieldRefusal("settings", N_("the field {name} may not be empty"), name=field.name)
    if not text:
        return field.default
    try:
        return msgspec.convert(_raw(session, field, text), field.type, strict=False)
    except (msgspec.ValidationError, msgspec.DecodeError):
        raise FieldRefusal(
            "settings",
            N_("“{text}” does not fit the field {name}"),
            text=text,
            name=field.name,
        ) from None


def _raw(session: Session, field: structs.FieldInfo, text: str) -> Any:
    kinds = getattr(field.type, "__args__", (field.type,))
    if text[0] in "[{":
        return msgspec.json.decode(text)
    if field.name in _DAYS:
        return dates.day_text(session.trail, "settings", text)
    if Money in kinds:
        return amounts.money("settings", text, DEFAULT_CURRENCY)
    if TermValue in kinds:
        return amounts.value("settings", text)
    if getattr(field.type, "__origin__", None) is tuple:
        return [part.strip().removeprefix("#") for part in text.split(",")]
    return text.removeprefix("#") if int in kinds else text
