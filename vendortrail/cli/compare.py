"""`vendortrail compare`: an offer on our own usage, against what we pay now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from vendortrail.claims import Judged
from vendortrail.cli import output
from vendortrail.cli.session import Session, pass_session
from vendortrail.cli.speaking import argument, command, json_option, option
from vendortrail.i18n import N_, _
from vendortrail.labels import label
from vendortrail.records.dealings import Offer
from vendortrail.records.values import Money
from vendortrail.replay import A_YEAR, Replay, Total
from vendortrail.service.comparing import Comparison
from vendortrail.service.comparison_wording import (
    break_even_sentence,
    costs,
    standing_text,
    tariff_text,
    verdict_sentence,
)


@command(
    "compare",
    help=N_(
        "Price our usage under the terms in force and under an offer, named by its number or its "
        "title: term by term, month by month, with the claims made for it. Without usage it cannot "
        "be shown to be better."
    ),
    examples=N_('vendortrail compare "Everything included"'),
)
@argument("offer", N_("OFFER"))
@option(
    "--months",
    type=click.IntRange(1, 120),
    default=A_YEAR,
    show_default=True,
    help=N_("How many of the last months with usage on record."),
)
@json_option
@pass_session
def compare(session: Session, offer: str, months: int, as_json: bool) -> None:
    """Print the comparison as `described` has it."""
    compared = session.trail.compare(session.named(Offer, offer), months)
    if as_json:
        output.json(described(compared))
    else:
        _print(compared)


def described(compared: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON has it; money as {"minor", "currency"}, months as YYYY-MM."""
    replay = compared.replay
    ranked = replay.by_difference
    return {
        "offer": replay.offer.identity,
        "title": replay.offer.payload.title,
        "agreement": replay.agreement.payload.title if replay.agreement else None,
        "verdict": replay.verdict,
        "missing": [str(ask) for ask in replay.asks],
        **_amounts(replay.total),
        "terms": [
            {
                "term": pair.key,
                "unit": pair.unit,
                "current_tariff": pair.current,
                "offered_tariff": pair.offered,
                **_amounts(costs(pair, replay)),
            }
            for pair in replay.pairs
        ],
        "months": [
            {
                "month": _month(month.first),
                **_amounts(month.total),
                "lines": [
                    {
                        "term": line.pair.key,
                        "quantity": line.quantity,
                        **_amounts(Total(line.current, line.offered)),
                    }
                    for line in month.lines
                ],
            }
            for month in replay.months
        ],
        "best": _month(ranked[0].first) if ranked else None,
        "typical": _month(replay.typical.first) if replay.typical else None,
        "worst": _month(ranked[-1].first) if ranked else None,
        "break_even": [
            {
                "term": found.pair.key,
                "quantity": found.quantity,
                "unit": found.pair.unit,
                "not_dearer": "from" if found.onwards else "up to",
            }
            for found in compared.break_evens
        ],
        "claims": [
            {
                "id": judged.claim.identity,
                "text": judged.claim.payload.text,
                "about": judged.claim.payload.about,
                "backing": judged.claim.payload.backing,
                "verdict": judged.verdict,
                "worth": judged.worth,
                "reason": str(judged.reason),
            }
            for judged in compared.claims
        ],
    }


def _amounts(total: Total) -> dict[str, Money]:
    return {
        "current": total.current,
        "offered": total.offered,
        "difference": total.difference,
    }


def _month(first: date) -> str:
    return f"{first:%Y-%m}"


def _print(compared: Comparison) -> None:
    replay = compared.replay
    output.line(str(verdict_sentence(replay)))
    for ask in replay.asks:
        output.line("  " + _("missing: {what}").format(what=ask))
    output.line("")
    output.table(
        (N_("Term"), N_("Now"), N_("Offered"), N_("Costs now"), N_("As offered"), N_("Difference")),
        _terms(replay),
    )
    if replay.months:
        output.line("")
        output.table(_heading(replay), _months(replay))
    if compared.break_evens:
        output.line("")
    for found in compared.break_evens:
        output.line(str(break_even_sentence(found)))
    if compared.claims:
        output.line("")
        output.table(
            (N_("#"), N_("Claim"), N_("Verdict"), N_("Saves us"), N_("Why")),
            map(_claim, compared.claims),
        )


def _terms(replay: Replay) -> Iterator[tuple[object, ...]]:
    known = bool(replay.months)
    for pair in replay.pairs:
        total = costs(pair, replay)
        sums = (total.current, total.offered, total.difference) if known else ("", "", "")
        yield (pair.name, tariff_text(pair.current), tariff_text(pair.offered), *sums)
    if known:
        total = replay.total
        yield (_("In all"), "", "", total.current, total.offered, total.difference)


def _heading(replay: Replay) -> tuple[str, ...]:
    meters = (pair.name for pair in replay.pairs if pair.meter)
    return (N_("Month"), *meters, N_("Costs now"), N_("As offered"), N_("Difference"), N_("Which"))


def _months(replay: Replay) -> Iterator[tuple[object, ...]]:
    for month in replay.months:
        used = (line.quantity for line in month.lines if line.pair.meter)
        total = month.total
        yield (
            _month(month.first),
            *used,
            total.current,
            total.offered,
            total.difference,
            standing_text(month, replay),
        )


def _claim(judged: Judged) -> tuple[object, ...]:
    return (
        judged.claim.identity,
        judged.claim.payload.text,
        label(judged.verdict),
        judged.worth,
        judged.reason,
    )
