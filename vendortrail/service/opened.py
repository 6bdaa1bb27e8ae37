"""An open trail: what every use case works on."""

from __future__ import annotations

import os
import socket
import sqlite3
from datetime import date, datetime
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from vendortrail import database
from vendortrail.evidence import Evidence
from vendortrail.ledger import Author
from vendortrail.service.workspace import Workspace
from vendortrail.settings import Settings, load

_LOCAL_ZONE = "/etc/localtime"


class Opened:
    """A workspace whose trail is open. Of one thread; another thread opens its own (``reopen``).

    Attributes:
        workspace: where it lives.
        settings: what the person has set.
        today: the day (local) by which everything is judged.
    """

    def __init__(
        self,
        workspace: Workspace,
        connection: sqlite3.Connection,
        settings: Settings,
        today: date | None,
    ) -> None:
        self.workspace = workspace
        self.settings = settings
        self._connection = connection
        self._said_today = today

    @classmethod
    def create(
        cls, workspace: Workspace, *, today: date | None = None, settings: Settings | None = None
    ) -> Self:
        """Make a trail in the workspace and open it.

        Raises:
            Refusal: there is one already.
            StorageFailure: the folder cannot be written.
        """
        database.create(workspace.database)
        return cls.open(workspace, today=today, settings=settings)

    @classmethod
    def open(
        cls, workspace: Workspace, *, today: date | None = None, settings: Settings | None = None
    ) -> Self:
        """Open the workspace's trail; an older one is backed up and upgraded first.

        Args:
            workspace: where the trail is.
            today: the day to judge by; None: the machine's, in the settings' zone.
            settings: None: read from the person's and the workspace's files.

        Raises:
            NoTrail: there is none yet.
            StorageFailure: it is newer, foreign or damaged.
        """
        known = load(workspace.folder) if settings is None else settings
        return cls(workspace, database.connect(workspace.database), known, today)

    def reopen(self) -> Self:
        """Open the same trail once more, for another thread."""
        return type(self).open(self.workspace, today=self._said_today, settings=self.settings)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the trail itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def today(self) -> date:
        """The day that was said to be today, else the machine's in the person's zone."""
        return self._said_today or datetime.now(self.zone).date()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which people type days and hours: the settings', the machine's, else UTC."""
        if self.settings.zone:
            return ZoneInfo(self.settings.zone)
        name = os.environ.get("TZ") or os.path.realpath(_LOCAL_ZONE).partition("/zoneinfo/")[2]
        try:
            return ZoneInfo(name or "UTC")
        except (KeyError, ValueError, OSError):
            return ZoneInfo("UTC")

    @cached_property
    def author(self) -> Author:
        """Who records: the settings' name, else the machine's user; and on which host."""
        import getpass

        try:
            name = self.settings.name or getpass.getuser()
        except (KeyError, OSError):  # a user without a name, as in a container
            name = "?"
        return Author(name, socket.gethostname())

    @cached_property
    def evidence(self) -> Evidence:
        """The kept originals."""
        return Evidence(self.workspace.evidence)
