"""What counts as a result, said by options: to propose it, or to see what it would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vendortrail import amounts
from vendortrail.cli import dates
from vendortrail.cli.session import Session
from vendortrail.cli.speaking import option
from vendortrail.i18n import N_
from vendortrail.records.definition import Counting, Definition, Exclusion
from vendortrail.refusal import FieldRefusal

_OPTIONS: Sequence[Callable[[Callable[..., None]], Callable[..., None]]] = (
    option(
        "--counts", metavar=N_("OUTCOME"), multiple=True, help=N_("An outcome that is a result.")
    ),
    option(
        "--counts-answered",
        metavar=N_("OUTCOME"),
        multiple=True,
        help=N_("An outcome that is a result once the key questions are answered."),
    ),
    option(
        "--answered",
        metavar=N_("OUTCOME=QUESTION"),
        multiple=True,
        help=N_("A question that must be answered for an outcome to be a result."),
    ),
    option(
        "--at-least",
        metavar=N_("OUTCOME=SECONDS"),
        multiple=True,
        help=N_("How long a call must last for its outcome to be a result."),
    ),
    option(
        "--by-script",
        metavar=N_("OUTCOME"),
        multiple=True,
        help=N_("An outcome that is a result only where the script was followed."),
    ),
    option(
        "--excludes",
        metavar=N_("WHAT[=EXAMPLE]"),
        multiple=True,
        help=N_("What is no result although it may look like one, with a case in point."),
    ),
    option(
        "--proof",
        metavar=N_("TEXT"),
        multiple=True,
        help=N_("What proves a result, owed for each."),
    ),
    option("--unit", metavar=N_("UNIT"), default="", help=N_("What one result is called.")),
    option("--unit-price", metavar=N_("AMOUNT"), help=N_("What one result costs, as 150 RUB.")),
    option("--valid-from", metavar=N_("DATE"), help=N_("The first day the definition is for.")),
    option("--valid-to", metavar=N_("DATE"), help=N_("The last day the definition is for.")),
)


def definition_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a result definition; `defined` takes them."""
    for add in reversed(_OPTIONS):
        function = add(function)
    return function


def defined(
    session: Session,
    *,
    counts: tuple[str, ...],
    counts_answered: tuple[str, ...],
    answered: tuple[str, ...],
    at_least: tuple[str, ...],
    by_script: tuple[str, ...],
    excludes: tuple[str, ...],
    proof: tuple[str, ...],
    unit: str,
    unit_price: str | None,
    valid_from: str | None,
    valid_to: str | None,
) -> Definition | None:
    """Return what the options say counts as a result; None where they say nothing.

    Raises:
        FieldRefusal: they do not fit together.
    """
    said = (answered, at_least, by_script, excludes, proof, unit, unit_price, valid_from, valid_to)
    names = (*counts, *counts_answered)
    if not names and not any(said):
        return None
    if not names:
        raise FieldRefusal("counts", N_("say which outcomes count: --counts OUTCOME"))
    questions = [_question(pair, names) for pair in answered]
    seconds = dict(_seconds(pair, names) for pair in at_least)
    for outcome in by_script:
        if outcome not in names:
            raise FieldRefusal(
                "by_script",
                N_("“{outcome}” is none of the outcomes that count: {names}"),
                outcome=outcome,
                names=", ".join(names),
            )
    return Definition(
        counts=tuple(
            Counting(
                outcome,
                key_questions=place >= len(counts),
                at_least_seconds=seconds.get(outcome, 0),
                questions=tuple(question for of, question in questions if of == outcome),
                script=outcome in by_script,
            )
            for place, outcome in enumerate(names)
        ),
        excludes=tuple(_exclusion(text) for text in excludes),
        evidence=proof,
        unit=unit,
        price=amounts.money("unit_price", unit_price, "RUB") if unit_price else None,
        starts=dates.day_text(session.trail, "valid_from", valid_from),
        ends=dates.day_text(session.trail, "valid_to", valid_to),
    )


def _question(pair: str, names: tuple[str, ...]) -> tuple[str, str]:
    outcome, _equals, question = pair.partition("=")
    if not question.strip() or outcome not in names:
        raise FieldRefusal(
            "answered",
            N_("“{pair}” is not OUTCOME=QUESTION with an outcome that counts"),
            pair=pair,
        )
    return outcome, question.strip()


def _seconds(pair: str, names: tuple[str, ...]) -> tuple[str, int]:
    outcome, _equals, number = pair.rpartition("=")
    if not number.isdecimal() or outcome not in names:
        raise FieldRefusal(
            "at_least",
            N_("“{pair}” is not OUTCOME=SECONDS with an outcome that counts"),
            pair=pair,
        )
    return outcome, int(number)


def _exclusion(text: str) -> Exclusion:
    what, _equals, example = text.partition("=")
    return Exclusion(what.strip(), example.strip())
