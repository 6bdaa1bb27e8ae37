"""Build hook: compiles the catalogues, and puts the demo's ledger into the wheel.

Compiled catalogues are not kept in version control, so every build makes them from the .po files.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel, ordinary or editable, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each `.mo` beside its `.po`; `version` is `editable` for a development install."""
        root = Path(self.root)
        for source in sorted(root.glob("vendortrail/locale/*/LC_MESSAGES/*.po")):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
        if version != "editable":
            # A checkout reads its own db/; an installed package has nothing beside it.
            build_data["force_include"][str(root / "db")] = "vendortrail/_data/db"
