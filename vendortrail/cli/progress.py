"""How far something is that takes long, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from vendortrail import formats
from vendortrail.i18n import N_, _, ngettext

# What is over within a second needs no word.
_PATIENCE = 1.0
# Where every word stays on its own line, as in a log.
_SELDOM = 0.1


class _Told:
    """The last word, which at a terminal the next one is written over."""

    def __init__(self) -> None:
        self.drawn = sys.stderr.isatty()
        self._last = ""

    def tell(self, word: str) -> None:
        self._last = word
        click.echo(f"\r{word}" if self.drawn else word, err=True, nl=not self.drawn)

    def wipe(self) -> None:
        if self.drawn and self._last:
            click.echo(f"\r{' ' * len(self._last)}\r", err=True, nl=False)


@contextmanager
def _telling() -> Iterator[_Told]:
    """Yield the line of progress; at a terminal, it goes at last."""
    told = _Told()
    try:
        yield told
    finally:
        told.wipe()


@contextmanager
def counting(said: str = N_("Counting: {percent} %")) -> Iterator[Callable[[float], None]]:
    """Yield what is to hear the share that is done, 0 to 1; nothing is said in the first second.

    ``said`` is a msgid, with ``{percent}``.
    """
    begun = monotonic()
    next_share = 0.0
    with _telling() as told:

        def hear(share: float) -> None:
            nonlocal next_share
            if monotonic() - begun < _PATIENCE or share < next_share:
                return
            if not told.drawn:
                next_share = share + _SELDOM
            told.tell(_(said).format(percent=int(share * 100)))

        yield hear


@contextmanager
def reading() -> Iterator[Callable[[int], None]]:
    """Yield what is to hear how many items were read; it says so once a second."""
    last = monotonic()
    with _telling() as told:

        def hear(read: int) -> None:
            nonlocal last
            if monotonic() - last < _PATIENCE:
                return
            last = monotonic()
            items = ngettext("{n} item read", "{n} items read", read)
            told.tell(items.format(n=formats.number(read)))

        yield hear
