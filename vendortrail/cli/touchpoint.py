"""`vendortrail log`: a call, mail, meeting, letter or ticket."""

from __future__ import annotations

import click

from vendortrail.cli import dates
from vendortrail.cli.choices import OneOf
from vendortrail.cli.recording import Entry, draft, recording, show
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, option
from vendortrail.i18n import N_, _
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.promised import Promise
from vendortrail.records.values import Channel, Course, Debtor, Direction, Manner, Side
from vendortrail.refusal import FieldRefusal


@command(
    "log",
    help=N_("Record a touchpoint with a vendor, and a promise that was made in it."),
    examples=N_(
        'vendortrail log Zvonar "They start on Friday" -c call --in\n'
        'vendortrail log Zvonar "And the report?" -c mail --out --asks --on yesterday\n'
        'vendortrail log Zvonar "A new day" -c call --in \\\n'
        '    --promise "Report" --due 21.11.2026'
    ),
)
@argument("vendor", N_("VENDOR"))
@argument("summary", N_("SUMMARY"))
@option("--channel", "-c", type=OneOf(Channel), required=True, help=N_("By what it was made."))
@option("--direction", type=OneOf(Direction), help=N_("Who spoke: they, we, or both."))
@option("--in", "incoming", is_flag=True, help=N_("They spoke: --direction incoming."))
@option("--out", "outgoing", is_flag=True, help=N_("We spoke: --direction outgoing."))
@option("--agreement", metavar=N_("AGREEMENT"), help=N_("The agreement it was about."))
@option("--text", metavar=N_("TEXT"), default="", help=N_("What was said, in full."))
@option("--with", "people", metavar=N_("CONTACT"), multiple=True, help=N_("Who took part."))
@option("--asks", is_flag=True, help=N_("It waits for a reply."))
@option("--answers", metavar=N_("RECORD"), help=N_("The number of the touchpoint it replies to."))
@option("--owes", type=OneOf(Debtor), help=N_("Who owes the next word, where that is not plain."))
@option("--tone", type=int, help=N_("From -2 (hostile) to 2 (warm)."))
@option(
    "--manner", type=OneOf(Manner), default=Manner.PERSONAL.value, help=N_("How personal it was.")
)
@option("--course", type=OneOf(Course), default=Course.HELD.value, help=N_("Did it take place?"))
@option(
    "--purpose-stated/--purpose-hidden",
    default=None,
    help=N_("Did the caller say first what it was about?"),
)
@option(
    "--prepared/--unprepared",
    default=None,
    help=N_("Did the vendor's side know our terms and our usage?"),
)
@option(
    "--question-answered/--question-evaded",
    default=None,
    help=N_("Was what we asked in it answered?"),
)
@option("--promise", metavar=N_("TEXT"), help=N_("What was promised in it."))
@option("--due", metavar=N_("DATE"), help=N_("By when it was promised."))
@option(
    "--promised-by",
    type=OneOf(Side),
    help=N_("Who promised; else the side that spoke."),
)
@recording
@pass_session
def log(
    session: Session,
    entry: Entry,
    vendor: str,
    summary: str,
    channel: Channel,
    direction: Direction | None,
    incoming: bool,
    outgoing: bool,
    agreement: str | None,
    text: str,
    people: tuple[str, ...],
    asks: bool,
    answers: str | None,
    owes: Debtor | None,
    tone: int | None,
    manner: Manner,
    course: Course,
    purpose_stated: bool | None,
    prepared: bool | None,
    question_answered: bool | None,
    promise: str | None,
    due: str | None,
    promised_by: Side | None,
) -> None:
    """Print the record; with a promise, both records."""
    owner = session.vendor(vendor).identity
    about = session.agreement(agreement, owner).identity if agreement else None
    spoke = _direction(direction, incoming, outgoing)
    touchpoint = Touchpoint(
        channel=channel,
        direction=spoke,
        summary=summary,
        text=text,
        people=session.people(people, owner),
        manner=manner,
        course=course,
        asks=asks,
        answers=session.number(Touchpoint, answers),
        owes=owes,
        tone=tone,
        purpose_stated=purpose_stated,
        prepared=prepared,
        question_answered=question_answered,
    )
    said = _promise(session, promise, due, promised_by, spoke)
    told = draft(session, entry, touchpoint, vendor=owner, agreement=about)
    if said is None:
        recorded = session.trail.record_all([told])
    else:
        promised = draft(session, entry, said, vendor=owner, agreement=about)
        recorded = session.trail.record_said(told, promised)
    show(session, *recorded, as_json=entry.as_json)


def _promise(
    session: Session, text: str | None, due: str | None, by: Side | None, spoke: Direction
) -> Promise | None:
    """Return what was promised, if anything was."""
    if not text and not due:
        return None
    if not text or not due:
        raise _wrong_usage(_("A promise has a text and a day: give both --promise and --due."))
    if by is None and len(spoke.speakers) > 1:
        raise FieldRefusal("promised_by", N_("both sides spoke: say who promised"))
    return Promise(text, by or spoke.speakers[0], dates.day_text(session.trail, "due", due))


def _direction(said: Direction | None, incoming: bool, outgoing: bool) -> Direction:
    """Return who spoke; click's usage error where it was not said, or said in two ways."""
    chosen = {said} if said else set()
    chosen |= {Direction.INCOMING} if incoming else set()
    chosen |= {Direction.OUTGOING} if outgoing else set()
    if len(chosen) != 1:
        raise _wrong_usage(_("Say who spoke, in one way: --in, --out or --direction mutual."))
    return chosen.pop()


def _wrong_usage(sentence: str) -> click.UsageError:
    return click.UsageError(sentence, click.get_current_context())
