"""A terminal without anybody at it: programs paint on it, and it tells when something is there."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Self

_SIZE = (40, 120)
_QUIET_SECONDS = 0.05


class Terminal:
    """A program started on a terminal of its own, killed at the end.

    Args:
        command: the program and its arguments.
    """

    def __init__(self, command: Sequence[str | Path]) -> None:
        self._screen, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, _SIZE)
        # No frame waits for the next of sixty a second: the work is measured, not the wait.
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TEXTUAL_FPS": "1000"},
            start_new_session=True,
        )
        os.close(theirs)
        self._painted = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._screen)

    @property
    def painted(self) -> str:
        """What was painted since the last key."""
        return self._painted.decode(errors="replace")

    def press(self, key: str) -> None:
        """Send a key's characters; what was painted before does not count any more."""
        self._painted = b""
        os.write(self._screen, key.encode())

    def until(self, text: str, *, within: float = 60) -> None:
        """Wait until a text has been painted since the last key.

        Raises:
            TimeoutError: it was not, within so many seconds.
        """
        end = monotonic() + within
        while text.encode() not in self._painted:
            if not self._read(end - monotonic()):
                raise TimeoutError(f"no “{text}” in {self.painted[-2000:]!r}")

    def rest(self) -> None:
        """Wait until nothing has been painted for a moment, but not for ever."""
        end = monotonic() + 20 * _QUIET_SECONDS
        while self._read(_QUIET_SECONDS) and monotonic() < end:
            pass

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._screen], [], [], max(0, seconds))
        if ready:
            self._painted += os.read(self._screen, 65_536)
        return bool(ready)
