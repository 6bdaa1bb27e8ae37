"""A comparison in words, the same on the command line and on the screen."""

from __future__ import annotations

from vendortrail import typed_tariffs
from vendortrail.break_even import BreakEven
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.records.tariff import Tariff
from vendortrail.replay import Month, Pair, Replay, Total, added
from vendortrail.sentences import Sentence, count, say


def verdict_sentence(replay: Replay) -> Sentence:
    """Return whether an offer is better for us, on how much usage, and by how much."""
    title, verdict, months = replay.offer.payload.title, label(replay.verdict), len(replay.months)
    if replay.asks:
        return say("{title}: {verdict}", title=title, verdict=verdict)
    return count(
        "{title}: {verdict} on {count} month of usage, {offered} against {current} now "
        "({difference})",
        "{title}: {verdict} on {count} months of usage, {offered} against {current} now "
        "({difference})",
        months,
        title=title,
        verdict=verdict,
        offered=replay.total.offered,
        current=replay.total.current,
        difference=replay.total.difference,
    )


def costs(pair: Pair, replay: Replay) -> Total:
    """Return what a term costs over all months, now and as offered."""
    lines = [line for month in replay.months for line in month.lines if line.pair == pair]
    return added(lines, replay.total.current.currency)


def tariff_text(tariff: Tariff | None) -> str:
    """Return a tariff as it is typed; a dash for none."""
    return typed_tariffs.write(tariff) if tariff else "–"


def standing_text(month: Month, replay: Replay) -> str:
    """Say whether it is the best, the typical or the worst month for the offer, or nothing."""
    ranked = replay.by_difference
    if month is ranked[0]:
        return _("best month")
    if month is ranked[-1]:
        return _("worst month")
    return _("typical month") if month is replay.typical else ""


def break_even_sentence(found: BreakEven) -> Sentence:
    """Return from which quantity a month on, or up to which, the offer is no dearer."""
    places = {"term": found.pair.name, "quantity": found.quantity, "unit": found.pair.unit}
    if found.onwards:
        return say("“{term}”: from {quantity} a month on ({unit}) the offer is no dearer", **places)
    return say("“{term}”: up to {quantity} a month ({unit}) the offer is no dearer", **places)
