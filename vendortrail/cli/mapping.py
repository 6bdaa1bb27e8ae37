"""How the columns of a table of results are read: said by options, shown, confirmed by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from vendortrail.cli import output
from vendortrail.cli.speaking import option
from vendortrail.cli.terminal import can_ask
from vendortrail.i18n import N_, _
from vendortrail.importers.shown_columns import first, listed
from vendortrail.records.promised import Mapping, OutcomeName, only_rows
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service.delivering import MappingProposal

_COLUMNS = ("outcome", "day", "seconds", "script")


_OPTIONS: Sequence[Callable[[Callable[..., None]], Callable[..., None]]] = (
    option(
        "--map",
        "columns",
        metavar=N_("outcome|day|seconds|script=COLUMN"),
        multiple=True,
        help=N_("Which column has it: --map outcome=y --map seconds=duration."),
    ),
    option(
        "--outcome-name",
        "names",
        metavar=N_("VALUE=OUTCOME"),
        multiple=True,
        help=N_("What a value of the outcome column is called here: no=refusal."),
    ),
    option(
        "--short-under",
        metavar=N_("SECONDS"),
        type=int,
        help=N_("A call shorter than that has one outcome, whatever its column says …"),
    ),
    option("--short-outcome", metavar=N_("OUTCOME"), help=N_("… namely this one; else hang-up.")),
    option(
        "--question",
        "questions",
        metavar=N_("COLUMN"),
        multiple=True,
        help=N_("A column with the answers to a question."),
    ),
    option(
        "--key-question",
        "key_questions",
        metavar=N_("COLUMN"),
        multiple=True,
        help=N_("The same, for a question that a result must have answered."),
    ),
    option(
        "--open-mark",
        "open_marks",
        metavar=N_("TEXT"),
        multiple=True,
        help=N_("What a cell says when the question was asked and left open; else - or ?."),
    ),
    option(
        "--day-order",
        type=click.Choice(["iso", "dmy", "mdy"]),
        help=N_("How days are written in the table."),
    ),
    option(
        "--only",
        metavar=N_("COLUMN=VALUE"),
        multiple=True,
        help=N_(
            "Take only the rows with that value, where a table has the rows of several segments; "
            "the same column named again: any of its values."
        ),
    ),
    option("--yes", is_flag=True, help=N_("Read the table so without asking.")),
)


def mapping_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which a table is read; `confirmed` takes them."""
    for add in reversed(_OPTIONS):
        function = add(function)
    return function


def confirmed(
    proposal: MappingProposal,
    path: Path,
    *,
    columns: tuple[str, ...],
    names: tuple[str, ...],
    only: tuple[str, ...],
    yes: bool,
    **changes: Any,
) -> Mapping:
    """Return how the table is to be read: kept before, said by `--yes`, or confirmed now.

    The mapping is shown on standard error, since standard output is for the record. Refused where
    it is new and nobody can be asked, and where the person says no.
    """
    said = {field: value for field, value in changes.items() if value not in (None, ())}
    said |= dict(_column(pair) for pair in columns)
    if names:
        said["outcomes"] = tuple(map(_name, names))
    if only:
        said["only"] = only_rows(map(_value, only))
    if "key_questions" in said:
        asked = said.get("questions", ())
        said["questions"] = (*asked, *(q for q in said["key_questions"] if q not in asked))
    mapping = _mapping(proposal, said)
    if yes or (proposal.known and not said):
        return mapping
    _show(proposal, mapping)
    if not can_ask():
        raise Refusal(
            N_(
                "nobody has confirmed yet that {path} is read as shown above; repeat the command "
                "with --yes, or say with --map and the other options how it is read"
            ),
            path=path,
        )
    if not click.confirm(_("Read the table so?"), err=True):
        raise Refusal(N_("nothing is recorded; say with --map how the table is read"))
    return mapping


def _mapping(proposal: MappingProposal, said: dict[str, Any]) -> Mapping:
    if proposal.mapping is None and "outcome" not in said:
        raise FieldRefusal(
            "columns",
            N_("say which column has the outcome: --map outcome=COLUMN; the columns are {columns}"),
            columns=listed(proposal.headers),
        )
    try:
        return replace(proposal.mapping, **said) if proposal.mapping else Mapping(**said)
    except FieldRefusal as error:
        field = "columns" if error.field in _COLUMNS else error.field
        raise FieldRefusal(field, error.message, **error.places) from None


def _column(pair: str) -> tuple[str, str]:
    field, _equals, column = pair.partition("=")
    if field not in _COLUMNS or not column:
        raise FieldRefusal(
            "columns",
            N_("“{pair}” is not outcome=, day=, seconds= or script= and a column"),
            pair=pair,
        )
    return field, column


def _name(pair: str) -> OutcomeName:
    value, equals, outcome = pair.partition("=")
    if not equals or not outcome.strip():
        raise FieldRefusal(
            "names", N_("“{pair}” is not VALUE=OUTCOME, such as no=refusal"), pair=pair
        )
    return OutcomeName(value, outcome.strip())


def _value(pair: str) -> tuple[str, str]:
    column, equals, value = pair.partition("=")
    if not equals or not column:
        raise FieldRefusal(
            "only", N_("“{pair}” is not COLUMN=VALUE, such as contact=cellular"), pair=pair
        )
    return column, value


def _show(proposal: MappingProposal, mapping: Mapping) -> None:
    output.table(first(proposal.headers), map(first, proposal.first_rows), err=True)
    output.line("", err=True)
    output.facts(_facts(mapping), err=True)


def _facts(mapping: Mapping) -> Iterable[tuple[str, object]]:
    yield N_("Outcome"), mapping.outcome
    for name in mapping.outcomes:
        yield "", f"{name.value} → {name.outcome}"
    yield N_("Day"), f"{mapping.day} ({mapping.day_order})" if mapping.day else ""
    yield N_("Seconds"), mapping.seconds
    if mapping.short_under:
        yield (
            "",
            _("under {n} s: {outcome}").format(
                n=mapping.short_under, outcome=mapping.short_outcome
            ),
        )
    yield N_("Script followed"), mapping.script
    for chosen in mapping.only:
        yield N_("Only rows with"), f"{chosen.column}: {', '.join(chosen.values)}"
    yield N_("Questions"), ", ".join(mapping.questions)
    yield N_("Key questions"), ", ".join(mapping.key_questions)
