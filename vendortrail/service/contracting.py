"""Open contracting data as a source, with what is known of its processes already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vendortrail import origins, queries
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import kind_name
from vendortrail.service.importing import Importing

if TYPE_CHECKING:
    from vendortrail.importers.ocds.source import OcdsSource


class Contracting(Importing):
    """Taking in open contracting data."""

    def open_contracting(self, paths: Iterable[Path], vendor: int | None = None) -> OcdsSource:
        """Return files and folders of open contracting data as a source for ``take_in``.

        Args:
            paths: what to read.
            vendor: the only vendor whose contracts are taken; None: all vendors'.

        Raises:
            StorageFailure: a release that waits for its contract is not in the workspace any more.
        """
        from vendortrail.importers.ocds import keys  # nothing else reads open contracting data
        from vendortrail.importers.ocds.source import OcdsSource

        vendors = queries.speaking(self._connection, (kind_name(Vendor),))
        wanted = next((v.payload for v in vendors if v.identity == vendor), None)
        known: dict[str, dict[str, None]] = defaultdict(dict)
        for agreement in queries.speaking(self._connection, (kind_name(Agreement),)):
            path = keys.path(agreement.origin.key) if agreement.origin else ()
            if path:
                known[path[0]].update(dict.fromkeys(agreement.evidence))

        def kept(ocid: str) -> Iterator[bytes]:
            return map(self.evidence.read, known.get(keys.short(ocid), ()))

        return OcdsSource(
            paths,
            vendor=(vendor, wanted) if vendor and isinstance(wanted, Vendor) else None,
            kept=kept,
            on_record=partial(origins.beneath, self._connection),
            waiting=self.waiting(OcdsSource.importer, vendor),
        )
