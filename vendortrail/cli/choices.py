"""What values of options and arguments may be: one of an enumeration, a day, a file."""

from __future__ import annotations

from datetime import date
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


class Day(click.ParamType[date]):
    """A day of the years that dates may lie in, as YYYY-MM-DD; the command receives the date."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; click's usage error where there is none."""
        from vendortrail.occurred import FIRST_YEAR, LAST_YEAR

        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(_("“{text}” is not a day such as 2026-11-16").format(text=value), param, ctx)
        return day


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
