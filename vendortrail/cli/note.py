"""`vendortrail note`: what happened, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from vendortrail.cli import output
from vendortrail.cli.recording import SOURCE, show
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.cli.terminal import can_ask
from vendortrail.i18n import N_, _
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from vendortrail.quick_note import Known, Line, Question, Reading
    from vendortrail.records.record import Payload, Record


@command(
    "note",
    help=N_(
        "Record what happened in one line, once what it is understood as has been confirmed."
        "\n\n@ names a vendor or a person, # a segment or an agreement. Before the colon stand "
        "channel, direction and day; behind it what was said: “they promised … by DAY”, "
        "“tone -1”, “re #12”, a question mark at the end. What is not understood stays text; what "
        "stands in quotation marks is not looked at."
    ),
    examples=N_(
        'vendortrail note "@zvonar call from them yesterday 15:30: \\\n'
        '    promised segment B by Friday #segment-b tone -1"\n'
        'vendortrail note --dry-run "@zvonar we wrote, mail: where is the report?"'
    ),
)
@argument("line", N_("NOTE"))
@option("--yes", is_flag=True, help=N_("Record it so without asking."))
@option("--dry-run", is_flag=True, help=N_("Only show what would be recorded."))
@json_option
@pass_session
def note(session: Session, line: str, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Print what is recorded; refused while something is open and nobody can be asked."""
    trail = session.trail
    known = trail.known()
    reading = trail.read_note(line, known)
    if dry_run:
        _show(reading, known, as_json=as_json)
        return
    if can_ask():
        while not reading.is_settled:
            _preview(reading, known, err=True)
            reading = trail.read_note(_settled(reading.line, reading.questions[0]), known)
    if not yes or not reading.is_settled:
        _confirm(reading, known, as_json=as_json, yes=yes)
    recorded = trail.note(reading, source=SOURCE)
    if as_json:
        output.json(_document(reading, recorded))
    else:
        show(session, *recorded, as_json=False)


def _confirm(reading: Reading, known: Known, *, as_json: bool, yes: bool) -> None:
    """Show what will be recorded, and let the person confirm it where there is one."""
    if as_json and not reading.is_settled:
        output.json(_document(reading, ()))
    else:
        _preview(reading, known, err=True)
    if not yes and can_ask() and not click.confirm(_("Record it so?"), err=True):
        raise Refusal(N_("nothing is recorded"))


def _settled(line: str, question: Question) -> str:
    """Ask what is open; return the line in which it is said."""
    asks = _sentence(question)
    if not question.choices:
        return f"{line} {click.prompt(asks, err=True)}"
    click.echo(f"{asks}:", err=True)
    for number, choice in enumerate(question.choices, 1):
        output.line(f"  {number}  {choice.means}  {choice.words}", err=True)
    possible = click.IntRange(1, len(question.choices))
    answer: int = click.prompt(_("Which one"), type=possible, err=True)
    return question.choices[answer - 1].line


def _show(reading: Reading, known: Known, *, as_json: bool) -> None:
    if as_json:
        output.json(_document(reading, ()))
        return
    _preview(reading, known, err=False)
    for question in reading.questions:
        output.line("")
        output.line(f"? {_sentence(question)}")
        for choice in question.choices:
            output.line(f"    {choice.means}: {choice.words}")


def _sentence(question: Question) -> str:
    asks = str(question.asks)
    return asks[:1].upper() + asks[1:]


def _preview(reading: Reading, known: Known, *, err: bool) -> None:
    from vendortrail.quick_note import preview

    output.facts(((it.heading, _told(it)) for it in preview(reading, known)), err=err)


def _told(line: Line) -> str:
    """Return a value, with the words of the note that say it."""
    return f"{line.value}  ‹{line.said}›" if line.said else str(line.value)


def _document(reading: Reading, recorded: Sequence[Record[Payload]]) -> dict[str, Any]:
    """Return what was understood, what is open, and what was recorded."""
    return {
        "line": reading.line,
        "understood": [
            {"part": it.part, "words": reading.line[it.start : it.end]} for it in reading.spans
        ],
        "vendor": reading.vendor,
        "channel": reading.channel,
        "direction": reading.direction,
        "occurred": reading.when.text,
        "summary": reading.summary,
        "promises": reading.promises,
        "open": [
            {
                "part": question.part,
                "asks": str(question.asks),
                "choices": [{"words": it.words, "line": it.line} for it in question.choices],
            }
            for question in reading.questions
        ],
        "recorded": [output.record(record) for record in recorded],
    }
