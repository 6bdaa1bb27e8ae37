"""Columns of a table of results, typed by their headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from vendortrail.i18n import N_
from vendortrail.importers.shown_columns import listed
from vendortrail.refusal import Refusal
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Line, Option, Raw, Texts, matching, more_of


class Column(Line, frozen=True, kw_only=True):
    """One column of a table with these headers, or none where nothing was typed."""

    of_list: ClassVar[bool] = True

    headers: tuple[str, ...]

    def read(self, raw: Raw, place: Place) -> str:
        return _known(super().read(raw, place), self.headers)

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:  # noqa: ARG002
        return matching(str(raw), [Option(it) for it in self.headers])


class Columns(Texts, frozen=True, kw_only=True):
    """Any number of columns, with semicolons between them."""

    of_list: ClassVar[bool] = True
    many: ClassVar[bool] = True

    headers: tuple[str, ...]

    def read(self, raw: Raw, place: Place) -> tuple[str, ...]:
        return tuple(_known(it, self.headers) for it in super().read(raw, place) if it)

    def options(self, raw: Raw, place: Place) -> Sequence[Option]:  # noqa: ARG002
        return more_of(str(raw), [Option(it) for it in self.headers])


def _known(text: str, headers: tuple[str, ...]) -> str:
    if text and text not in headers:
        raise Refusal(
            N_("there is no column “{column}”; the columns are {columns}"),
            column=text,
            columns=listed(headers),
        )
    return text
