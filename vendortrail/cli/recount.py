"""`vendortrail recount`: the same result rows under every definition there ever was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from vendortrail.cli import output
from vendortrail.cli.choices import OneOf
from vendortrail.cli.defining import defined, definition_options
from vendortrail.cli.progress import counting
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.definition_wording import definition_sentence
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.parties import Agreement
from vendortrail.records.record import Record
from vendortrail.recounting import Figures, Recount
from vendortrail.refusal import FieldRefusal
from vendortrail.results import Verdict
from vendortrail.sentences import Sentence, say

# The status, and the name on the command line, of a definition that nobody has proposed yet.
WHAT_IF = "what-if"


@command(
    "recount",
    help=N_(
        "Count the result rows of an agreement under every definition ever proposed, and under one "
        "that the options say (what-if), which is not recorded."
    ),
)
@argument("agreement", N_("AGREEMENT"))
@option(
    "--rows",
    "opened",
    nargs=2,
    metavar=N_("DEFINITION CLASS"),
    type=(str, OneOf(Verdict)),
    help=N_(
        "Open a number: the rows of a class (counts, does-not, cannot-tell) under the definition "
        "of that number, or what-if."
    ),
)
@definition_options
@json_option
@pass_session
def recount(
    session: Session,
    /,
    agreement: str,
    opened: tuple[str, Verdict] | None,
    as_json: bool,
    **said: Any,
) -> None:
    """Print [{definition, status, counts, does_not, cannot_tell, amount}]; amount may be null.

    With `--rows`: [{delivery, segment, evidence, lines}], the lines of the delivery's table.
    """
    owner = session.agreement(agreement)
    considered = defined(session, **said)
    with counting() as heard:
        recounts = session.trail.recount(owner, [considered] if considered else [], heard)
    if opened:
        _open(session, owner, _chosen(recounts, opened[0]), opened[1], as_json=as_json)
    elif as_json:
        output.json([described(one) for one in recounts])
    else:
        _print(recounts)


def described(one: Recount) -> dict[str, Any]:
    """Return a recount as JSON has it: the definition as a sentence, after its number."""
    return {
        "definition": _title(one),
        "status": one.change.standing if one.change else WHAT_IF,
        "counts": one.whole.count.counts,
        "does_not": one.whole.count.does_not,
        "cannot_tell": one.whole.count.cannot_tell,
        "amount": one.whole.amount,
    }


def _title(one: Recount) -> str:
    return f"{_number(one)}: {definition_sentence(one.definition)}"


def _number(one: Recount) -> str:
    return f"#{one.change.proposal.identity}" if one.change else WHAT_IF


def _chosen(recounts: Sequence[Recount], name: str) -> Recount:
    for one in recounts:
        if name.removeprefix("#") == _number(one).removeprefix("#"):
            return one
    raise FieldRefusal(
        "rows",
        N_("“{name}” is none of the definitions: {names}"),
        name=name,
        names=", ".join(map(_number, recounts)) or _("none was proposed"),
    )


def _open(
    session: Session, owner: Record[Agreement], one: Recount, verdict: Verdict, *, as_json: bool
) -> None:
    names = {part.segment.identity: part.segment.payload.name for part in one.segments}
    behind = [
        (rows.delivery.identity, names[rows.delivery.payload.segment], rows.evidence, rows.lines)
        for rows in session.trail.rows_behind(owner, one.definition, verdict)
    ]
    if as_json:
        keys = ("delivery", "segment", "evidence", "lines")
        output.json([dict(zip(keys, rows, strict=True)) for rows in behind])
        return
    output.table(
        (N_("Delivery"), N_("Segment"), N_("Rows"), N_("Lines of the table")),
        (
            (f"#{delivery}", segment, len(lines), _ranges(lines))
            for delivery, segment, _evidence, lines in behind
        ),
    )


def _ranges(lines: Sequence[int]) -> str:
    """Return line numbers with neighbours drawn together: 2-5, 9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _print(recounts: Sequence[Recount]) -> None:
    for one in recounts:
        change = one.change
        state = (
            say(
                "{standing}, by: {side}",
                standing=label(change.standing),
                side=label(change.proposal.payload.by),
            )
            if change
            else say("only considered")
        )
        output.line(f"{_title(one)} ({state})")
        _table(one)
        output.line("")
    if not recounts:
        output.line(_("No definition was proposed that rows can be held against."))


def _short(quantity: int, missing: int) -> Sentence | int | None:
    """Return how many are missing of a quantity, in words where there are more; None of none."""
    if not quantity:
        return None
    return missing if missing >= 0 else say("{count} more", count=-missing)


_COLUMNS: Sequence[tuple[str, Callable[[Figures], object]]] = (
    (N_("Counts"), lambda it: it.count.counts),
    (N_("Does not"), lambda it: it.count.does_not),
    (N_("Cannot tell"), lambda it: it.count.cannot_tell),
    (N_("Promised"), lambda it: it.promised or None),
    (N_("Short of promised"), lambda it: _short(it.promised, it.short_of_promised)),
    (N_("Claimed"), lambda it: it.claimed or None),
    (N_("Short of claimed"), lambda it: _short(it.claimed, it.short_of_claimed)),
    (N_("Amount"), lambda it: it.amount),
    (N_("At the price asked"), lambda it: it.asked),
    (N_("Paid"), lambda it: it.paid),
    (N_("Overpaid"), lambda it: it.overpaid),
)


def _table(one: Recount) -> None:
    """Print the figures, without the columns in which there are none."""
    found = [part.figures for part in one.segments] + [one.whole]
    names = [part.segment.payload.name for part in one.segments] + [_("In all")]
    columns = [(heading, [value(it) for it in found]) for heading, value in _COLUMNS]
    told = [(heading, cells) for heading, cells in columns if any(it is not None for it in cells)]
    output.table(
        (N_("Segment"), *(heading for heading, _cells in told)),
        zip(names, *(cells for _heading, cells in told), strict=True),
    )
