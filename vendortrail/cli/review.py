"""`vendortrail review` and `dispose`: what is wrong, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from vendortrail.cli import output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, record, recording
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.cli.trouble import SOMETHING_WRONG
from vendortrail.findings import Finding, Severity
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.housekeeping import Disposition
from vendortrail.records.parties import Agreement
from vendortrail.records.values import Disposal
from vendortrail.refusal import Refusal
from vendortrail.review import Review, Reviewed


@command(
    "review",
    help=N_(
        "Print what is wrong with a vendor, or with all, and the records that prove it. What was "
        "resolved or waived is left out, unless all is asked for."
    ),
    examples=N_(
        "vendortrail review Zvonar\n"
        "vendortrail --today 2025-12-31 review\n"
        "vendortrail review --fail-on high --json"
    ),
)
@argument("vendor", N_("VENDOR"), required=False)
@option(
    "--fail-on",
    type=OneOf(Severity),
    help=N_("End with exit code 1 if there is a finding so grave or graver."),
)
@option(
    "--all",
    "settled",
    is_flag=True,
    help=N_("Print what was resolved or waived too; in JSON, what was done about each."),
)
@json_option
@pass_session
def review(
    session: Session, vendor: str | None, fail_on: Severity | None, settled: bool, as_json: bool
) -> None:
    """Print [{code, severity, vendor, agreement, subject, since, days, message, evidence}].

    With all, each has ``disposition`` too: null, or {disposal, on, note, record}.
    """
    reviews = tuple(_reviews(session, vendor))
    if as_json:
        found = ((each, one) for each in reviews for one in each.findings)
        output.json(
            [
                _described(each, one.finding) | (_disposed(one) if settled else {})
                for each, one in found
                if settled or one.is_open
            ]
        )
    else:
        show_findings(reviews, settled=settled)
    graver = (finding for each in reviews for finding in each.open if fail_on)
    if fail_on and any(finding.severity.rank <= fail_on.rank for finding in graver):
        click.get_current_context().exit(SOMETHING_WRONG)


@command(
    "dispose",
    help=N_(
        "Record what was done about a finding, named by its code and its subject (or the "
        "beginning of it)."
    ),
    examples=N_('vendortrail dispose VT101 "Lapsed" raised --note "to be discussed on Friday"'),
)
@argument("code", N_("CODE"))
@argument("subject", N_("SUBJECT"))
@argument("disposal", type=OneOf(Disposal))
@option("--vendor", metavar=N_("VENDOR"), help=N_("Whose finding it is, where that is not plain."))
@option("--note", metavar=N_("TEXT"), default="", help=N_("What was said about it."))
@recording
@pass_session
def dispose(
    session: Session,
    entry: Entry,
    code: str,
    subject: str,
    disposal: Disposal,
    vendor: str | None,
    note: str,
) -> None:
    """Print the record."""
    found = _chosen(_reviews(session, vendor), code.upper(), subject)
    payload = Disposition(found.code, found.key, disposal, note)
    record(session, entry, payload, vendor=found.vendor, agreement=found.agreement)


def _reviews(session: Session, vendor: str | None) -> Iterator[Review]:
    if vendor is None:
        yield from session.trail.reviews()
    else:
        yield session.trail.review(session.vendor(vendor).identity)


def _described(review: Review, finding: Finding) -> dict[str, Any]:
    agreement = finding.agreement
    return {
        "code": finding.code,
        "severity": finding.severity,
        "vendor": review.history.name,
        "agreement": _title(review, agreement) if agreement else None,
        "subject": finding.subject,
        "since": finding.since,
        "days": finding.days,
        "message": str(finding.message),
        "evidence": finding.evidence,
    }


def _title(review: Review, agreement: int) -> str:
    return review.history.named(agreement, Agreement).payload.title


def _disposed(reviewed: Reviewed) -> dict[str, Any]:
    record = reviewed.disposition
    return {
        "disposition": record
        and {
            "disposal": record.payload.disposal,
            "on": record.day,
            "note": record.payload.note,
            "record": record.seq,
        }
    }


def show_findings(reviews: Iterable[Review], *, settled: bool = False) -> None:
    """Print each vendor that has findings, with a line a finding and what was done about it."""
    reviews = [each for each in reviews if each.open or (settled and each.findings)]
    if not reviews:
        output.line(_("Nothing is found."), err=True)
    for each in reviews:
        output.line(each.history.name)
        for one in each.findings:
            if settled or one.is_open:
                output.line(f"  {_line(one)}")


def _line(reviewed: Reviewed) -> str:
    finding, done = reviewed.finding, reviewed.disposition
    proof = " ".join(f"#{seq}" for seq in finding.evidence)
    line = f"{finding.code} {label(finding.severity)}: {finding.message} [{proof}]"
    return line if done is None else f"{line} ({label(done.payload.disposal)}, #{done.seq})"


def _chosen(reviews: Iterable[Review], code: str, subject: str) -> Finding:
    """Return the one finding of that code whose subject or key is, or begins, as was said."""
    found = [
        reviewed.finding
        for each in reviews
        for reviewed in each.findings
        if reviewed.finding.code == code
    ]
    wanted = subject.casefold()
    chosen = [f for f in found if wanted in (f.subject.casefold(), f.key.casefold())]
    chosen = chosen or [f for f in found if f.subject.casefold().startswith(wanted)]
    if len(chosen) == 1:
        return chosen[0]
    candidates = ", ".join(f"{finding.subject} ({finding.key})" for finding in chosen or found)
    if chosen:
        raise Refusal(
            N_("several findings {code} are about “{subject}”: {candidates}; write more of it"),
            code=code,
            subject=subject,
            candidates=candidates,
        )
    raise Refusal(
        N_("there is no finding {code} about “{subject}”; there are: {candidates}"),
        code=code,
        subject=subject,
        candidates=candidates or _("none"),
    )
