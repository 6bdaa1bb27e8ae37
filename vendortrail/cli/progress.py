"""How far something is that takes long, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from vendortrail.i18n import _

# What is over within a second needs no word.
_PATIENCE = 1.0
# Where every word stays on its own line, as in a log.
_SELDOM = 0.1


@contextmanager
def counting() -> Iterator[Callable[[float], None]]:
    """Yield what is to hear the share that is done, 0 to 1; at a terminal, its line goes at last.

    Nothing is said in the first second.
    """
    drawn = sys.stderr.isatty()
    begun = monotonic()
    told = ""
    next_share = 0.0

    def hear(share: float) -> None:
        nonlocal told, next_share
        if monotonic() - begun < _PATIENCE or share < next_share:
            return
        told = _("Counting: {percent} %").format(percent=int(share * 100))
        if not drawn:
            next_share = share + _SELDOM
        click.echo(f"\r{told}" if drawn else told, err=True, nl=not drawn)

    try:
        yield hear
    finally:
        if drawn and told:
            click.echo(f"\r{' ' * len(told)}\r", err=True, nl=False)
