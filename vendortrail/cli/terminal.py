"""Whether there is a person at a terminal."""

from __future__ import annotations

import sys


def can_ask() -> bool:
    """Say whether somebody can be asked: questions go to standard error."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def can_draw() -> bool:
    """Say whether there is a screen to draw on, with somebody at the keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()
