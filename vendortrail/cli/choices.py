"""What values of options and arguments may be: one of an enumeration, a file that is there."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from vendortrail.i18n import _


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


class File(click.Path):
    """A file that is there; the command receives its Path."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Return the path; click's usage error where there is none."""
        self.name = _("file")
        return super().convert(value, param, ctx)
