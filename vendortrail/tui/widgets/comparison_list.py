"""An offer replayed on our usage, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content

from vendortrail import formats
from vendortrail.claims import Judged, Truth
from vendortrail.i18n import _
from vendortrail.labels import label
from vendortrail.records.values import Money
from vendortrail.refusal import Refusal
from vendortrail.replay import Month, Pair, Replay, Total, Verdict
from vendortrail.sentences import worded
from vendortrail.service.comparison_wording import (
    break_even_sentence,
    costs,
    standing_text,
    tariff_text,
    verdict_sentence,
)
from vendortrail.tui.cells import cell, hanging, row, said, wrapped
from vendortrail.tui.widgets.wrapped_list import Row, WrappedList, fixed

if TYPE_CHECKING:
    from vendortrail.service.comparing import Comparison

_VERDICTS: Final = {Verdict.BETTER: "bold $success", Verdict.WORSE: "bold $high"}
_TRUTHS: Final = {Truth.CONFIRMED: "$success", Truth.REFUTED: "$high", Truth.CANNOT_TELL: "$medium"}
_NAME = 20
_MONEY = 14


class ComparisonList(WrappedList):
    """The verdict first, then what it rests on, then the claims."""

    def tell(self, compared: Comparison | Refusal) -> None:
        """Show a comparison, or why there is none."""
        if isinstance(compared, Refusal):
            self.show([_paragraph(str(compared), "$error")])
        else:
            self.show(list(_rows(compared)))


def _rows(compared: Comparison) -> Iterator[Row]:
    replay = compared.replay
    yield _paragraph(str(verdict_sentence(replay)), _VERDICTS.get(replay.verdict, "bold $medium"))
    for ask in replay.asks:
        yield _paragraph("  " + _("missing: {what}").format(what=ask), "$medium")
    yield from _extremes(replay)
    yield from _terms(replay)
    for found in compared.break_evens:
        yield _paragraph(str(break_even_sentence(found)), "$quiet")
    if compared.claims:
        yield _section(_("Claims"))
    for judged in compared.claims:
        yield Row(partial(_claim, judged), judged.claim)
    if replay.months:
        yield _heads(_("Month"))
    for month in replay.months:
        yield Row(partial(_month, month, replay))


def _extremes(replay: Replay) -> Iterator[Row]:
    """Yield the best, the typical and the worst month; each once, where there are fewer."""
    ranked = replay.by_difference
    if ranked:
        yield _heads("")
    for month in dict.fromkeys((*ranked[:1], *filter(None, [replay.typical]), *ranked[-1:])):
        yield _sums(standing_text(month, replay), month.total, f"{month.first:%Y-%m}")


def _terms(replay: Replay) -> Iterator[Row]:
    yield _heads(_("Term")) if replay.months else _section(_("Term"))
    for pair in replay.pairs:
        yield Row(partial(_term, pair, replay))
    if replay.months:
        yield _sums(_("In all"), replay.total)


def _heads(name: str) -> Row:
    columns = (_("Costs now"), _("As offered"), _("Difference"))
    heads = [cell(column, _MONEY, "$quiet", right=True) for column in columns]
    return fixed(Content(), row([cell(name, _NAME, "$primary"), *heads]))


def _paragraph(text: str, style: str) -> Row:
    return Row(lambda width: [Content(" ") + line for line in wrapped(text, width - 2, style)])


def _section(name: str) -> Row:
    return fixed(Content(), row([said(name, "$primary")]))


def _sums(name: str, total: Total, note: str = "") -> Row:
    return fixed(row([cell(name, _NAME), *_amounts(total), said(note, "$quiet")]))


def _amounts(total: Total) -> list[Content]:
    more = total.difference.minor
    style = "$high" if more > 0 else "$success" if more < 0 else "$quiet"
    return [_money(total.current), _money(total.offered), _money(total.difference, style)]


def _money(amount: Money, style: str = "") -> Content:
    return cell(worded(amount), _MONEY, style, right=True)


def _term(pair: Pair, replay: Replay, width: int) -> list[Content]:
    sums = _amounts(costs(pair, replay)) if replay.months else []
    tariffs = f"{tariff_text(pair.current)} → {tariff_text(pair.offered)}"
    return [
        row([cell(pair.name, _NAME), *sums]),
        *hanging(Content("   "), tariffs, width - 1, "$quiet"),
    ]


def _claim(judged: Judged, width: int) -> list[Content]:
    verdict = cell(label(judged.verdict), _NAME, _TRUTHS[judged.verdict])
    facts = [str(judged.reason)]
    if judged.worth is not None and judged.worth.minor:
        facts.append(_worth(judged.worth))
    return [
        *hanging(row([verdict, Content()]), judged.claim.payload.text, width - 1),
        *hanging(Content(" " * (_NAME + 3)), " · ".join(facts), width - 1, "$quiet"),
    ]


def _worth(saved: Money) -> str:
    if saved.minor > 0:
        return _("saves us {amount}").format(amount=worded(saved))
    more = worded(Money(-saved.minor, saved.currency))
    return _("costs us {amount} more").format(amount=more)


def _month(month: Month, replay: Replay, width: int) -> list[Content]:
    used = "; ".join(
        f"{line.pair.name}: {formats.number(line.quantity)}"
        for line in month.lines
        if line.pair.meter
    )
    facts = " · ".join(filter(None, [standing_text(month, replay), used]))
    return [
        row([cell(formats.month(month.first), _NAME), *_amounts(month.total)]),
        *(hanging(Content("   "), facts, width - 1, "$quiet") if facts else []),
    ]
