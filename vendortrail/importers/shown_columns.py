"""The columns of a table as people are shown them, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

_MOST = 40
_WIDEST = 60
_MORE = "…"


def listed(headers: Sequence[str]) -> str:
    """Return headers as a sentence lists them: the first of many, the beginnings of long ones."""
    return ", ".join(first(header[:_WIDEST] for header in headers))


def first(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the cells of a row that are shown; behind them a mark of there being more."""
    shown = tuple(islice(cells, _MOST + 1))
    return shown if len(shown) <= _MOST else (*shown[:_MOST], _MORE)
