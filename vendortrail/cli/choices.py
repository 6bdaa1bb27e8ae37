"""Options and arguments whose values are those of an enumeration of the records."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import click


class OneOf(click.Choice[str]):
    """One value of an enumeration, as records spell it; the command receives the member."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__([member.value for member in kind], case_sensitive=False)
        self._kind = kind

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> StrEnum:
        """Return the member of that value; click's usage error where there is none."""
        return self._kind(super().convert(value, param, ctx))
