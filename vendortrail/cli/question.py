"""`vendortrail question`: the questionnaire of an agreement."""

from __future__ import annotations

from vendortrail.cli import dates, output
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, group, json_option, option
from vendortrail.i18n import N_
from vendortrail.records.promised import Question


@group("question", help=N_("What operators ask, and since when; what was not asked is not open."))
def question() -> None:
    """Hold the commands."""


@question.command(
    "add",
    help=N_(
        "Record a question, named as the column of the vendor's tables with its answers. A new "
        "version of a question is added under the same name for another time."
    ),
)
@argument("agreement", N_("AGREEMENT"))
@argument("name", N_("NAME"))
@option("--key", is_flag=True, help=N_("A result must have it answered."))
@option("--since", metavar=N_("DATE"), required=True, help=N_("The first day it was asked."))
@option("--until", metavar=N_("DATE"), help=N_("The last day it was asked; else it still is."))
@recording
@pass_session
def add(
    session: Session,
    entry: Entry,
    agreement: str,
    name: str,
    key: bool,
    since: str,
    until: str | None,
) -> None:
    """Print the record."""
    owner = session.agreement(agreement)
    payload = Question(
        name=name,
        since=dates.day_text(session.trail, "since", since),
        is_key=key,
        until=dates.day_text(session.trail, "until", until),
    )
    record(session, entry, payload, vendor=owner.vendor, agreement=owner.identity)


@question.command("list", help=N_("List the questions of an agreement, each with its versions."))
@argument("agreement", N_("AGREEMENT"))
@json_option
@pass_session
def list_(session: Session, agreement: str, as_json: bool) -> None:
    """Print [{id, name, key, since, until|null}], by name and then by day."""
    owner = session.agreement(agreement)
    versions = sorted(
        session.trail.every(Question, agreement=owner.identity),
        key=lambda version: (version.payload.name, version.payload.since),
    )
    if as_json:
        output.json(
            [
                {
                    "id": version.identity,
                    "name": version.payload.name,
                    "key": version.payload.is_key,
                    "since": version.payload.since,
                    "until": version.payload.until or None,
                }
                for version in versions
            ]
        )
        return
    output.table(
        (N_("#"), N_("Question"), N_("Key"), N_("From"), N_("To")),
        (
            (
                version.identity,
                version.payload.name,
                version.payload.is_key,
                version.payload.since,
                version.payload.until,
            )
            for version in versions
        ),
    )
