"""What was typed and not yet recorded: kept beside the ledger, never in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from vendortrail import files
from vendortrail.service.workspace import Workspace

#: What one field holds as typed: a text, a tick, or rows of those.
Typed: TypeAlias = str | bool | list[dict[str, str | bool]]

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(dict[str, Typed])


class Drafts:
    """The drafts of a workspace, one file (0600) a form; the last one saved counts.

    Args:
        workspace: whose drafts they are; its folder is made when the first one is saved.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._folder = workspace.drafts

    def save(self, form: str, values: Mapping[str, Typed]) -> None:
        """Keep what a form holds, as JSON.

        Raises:
            StorageFailure: it could not be written; what was kept before is still there.
        """
        with files.storage_faults(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(self._path(form), _ENCODER.encode(values))

    def load(self, form: str) -> Mapping[str, Typed]:
        """Return what a form held; nothing where there is no draft, or none that can be read."""
        try:
            return _DECODER.decode(self._path(form).read_bytes())
        except (OSError, msgspec.DecodeError):
            return {}

    def drop(self, form: str) -> None:
        """Forget what a form held.

        Raises:
            StorageFailure: the file cannot be removed.
        """
        with files.storage_faults(self._folder):
            self._path(form).unlink(missing_ok=True)

    def _path(self, form: str) -> Path:
        return self._folder / f"{re.sub('[^a-z0-9]+', '-', form.lower())}.json"
