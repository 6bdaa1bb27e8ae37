"""What can be taken in, and for which time it would know every word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from vendortrail.importers.item import Item
from vendortrail.records.capture import SourceFile


class Source(Protocol):
    """Something to be read: what it is, and the items in it.

    Attributes:
        importer: mail, calendar, table or ocds.
        label: where its records come from, for people (“mail: inbox.mbox”).
        people: our addresses whose source it is.
        covers_contact: whether it would know of every word said while it lasts.
        independent: whether no key comes twice in it and nothing in it names another thing of it;
            then only what was imported before has to be looked for.
    """

    importer: str
    label: str
    people: tuple[str, ...]
    covers_contact: bool
    independent: bool

    @property
    def originals(self) -> tuple[bytes | Path, ...]:
        """Whole files, kept as evidence of the import itself; asked for after the last item."""
        ...

    def files(self) -> tuple[SourceFile, ...]:
        """Return the files that were read; asked for after the last item."""
        ...

    def items(self) -> Iterator[Item]:
        """Yield everything in it, once; raises a Refusal where it cannot be read at all."""
        ...


class Period(Struct, frozen=True):
    """Days, both included; without a last one it goes on."""

    first: date
    last: date | None = None

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day as receipts have them (YYYY-MM-DD, no last one: empty)."""
        return self.first.isoformat(), "" if self.last is None else self.last.isoformat()
