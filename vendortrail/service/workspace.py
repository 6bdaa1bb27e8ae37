"""A workspace: the folder in which one trail lives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

VARIABLE = "VENDORTRAIL_WORKSPACE"


class Workspace(Struct, frozen=True):
    """A folder with a trail in it, or room for one."""

    folder: Path

    @property
    def database(self) -> Path:
        """The trail's file."""
        return self.folder / "db" / "trail.db"

    @property
    def index(self) -> Path:
        """The index of its words, which may be thrown away."""
        return self.folder / "db" / "search.db"

    @property
    def exports(self) -> Path:
        """Where papers go."""
        return self.folder / "exports"

    @property
    def evidence(self) -> Path:
        """Where originals are kept."""
        return self.folder / "evidence"

    @property
    def mappings(self) -> Path:
        """Where it is kept which column of a table has what."""
        return self.folder / "mappings"

    @property
    def drafts(self) -> Path:
        """What a form held when it was refused or the program died."""
        return self.folder / "drafts"

    @property
    def checkpoints(self) -> Path:
        """Where checkpoints go, unless a safer place is named."""
        return self.folder / "checkpoints"


def locate(explicit: str | None, environ: Mapping[str, str]) -> Workspace:
    """Return the workspace that was named, else that of the environment, else the person's own."""
    named = explicit or environ.get(VARIABLE)
    if named:
        return Workspace(Path(named).expanduser().absolute())
    from platformdirs import user_data_path  # only when nothing was named

    return Workspace(user_data_path("vendortrail"))
