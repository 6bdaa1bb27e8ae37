"""What the commands of one call share: the workspace, the trail, and names looked up in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

import click

from vendortrail import settings
from vendortrail.records.parties import Agreement, Contact, Vendor
from vendortrail.records.promised import Segment
from vendortrail.records.record import Payload, Record
from vendortrail.service import Trail, Workspace, locate
from vendortrail.service.naming import called
from vendortrail.settings import Settings

P = TypeVar("P", bound=Payload)


class Session:
    """One call of the program. ``today`` is None where the calendar says."""

    def __init__(self, folder: str | None, today: date | None) -> None:
        self._folder = folder
        self.today = today

    @cached_property
    def workspace(self) -> Workspace:
        """The folder that the trail is kept in."""
        return locate(self._folder, os.environ)

    @cached_property
    def settings(self) -> Settings:
        """What the person has set."""
        return settings.load(self.workspace.folder)

    @cached_property
    def trail(self) -> Trail:
        """The trail, opened when it is first needed and closed when the call ends."""
        trail = Trail.open(self.workspace, today=self.today, settings=self.settings)
        click.get_current_context().find_root().call_on_close(trail.close)
        return trail

    def vendor(self, name: str) -> Record[Vendor]:
        """Return the vendor of that name or number."""
        return self.trail.find(Vendor, name)

    def vendor_number(self, name: str | None) -> int | None:
        """Return the identity of the vendor of that name or number; None for no name."""
        return None if name is None else self.vendor(name).identity

    def agreement(self, name: str, vendor: int | None = None) -> Record[Agreement]:
        """Return the agreement of that title or number, among those of a vendor if it is given."""
        return self.trail.find(Agreement, name, vendor=vendor)

    def segment(self, name: str, agreement: int | None) -> Record[Segment]:
        """Return the segment of that name or number; of an agreement, if it is given."""
        return self.trail.find(Segment, name, agreement=agreement)

    def named(self, kind: type[P], name: str) -> Record[P]:
        """Return a record of a kind that is known by its number rather than by its words.

        Digits alone are the number; anything else is looked for among the words.
        """
        return self.trail.find(kind, f"#{name}" if name.isdecimal() else name)

    def number(self, kind: type[P], name: str | None) -> int | None:
        """Return the identity of a record of a kind, as `named` finds it; None for no name."""
        return None if name is None else self.named(kind, name).identity

    def person(self, name: str, vendor: int | None) -> int:
        """Return the identity of a person of the vendor, or of ours."""
        people = self.trail.every(Contact)
        known = [person for person in people if person.vendor in (vendor, None)]
        return called(Contact, name, known).identity

    def people(self, names: Iterable[str], vendor: int) -> tuple[int, ...]:
        """Return the identities of people of the vendor, or of ours."""
        return tuple(self.person(name, vendor) for name in names)


pass_session = click.make_pass_decorator(Session)
