"""Open contracting data as a source, with what is known of its processes already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from vendortrail import origins, queries
from vendortrail.records.parties import Agreement, Vendor
from vendortrail.records.record import Record, kind_name
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
        from vendortrail.importers.ocds.whose import Held

        def _held(own: str, vendor: Record[Vendor]) -> Held:
            known_as = vendor.origin.key if vendor.origin else ""
            return Held(own, vendor.identity, vendor.payload, known_as)

        found = queries.speaking(self._connection, (kind_name(Vendor),))
        vendors = tuple(cast("Iterator[Record[Vendor]]", found))
        wanted = next((v.payload for v in vendors if v.identity == vendor), None)
        by_identity = {record.identity: record for record in vendors}
        known: dict[str, dict[str, None]] = defaultdict(dict)
        held: dict[tuple[str, str], list[Held]] = defaultdict(list)
        for agreement in queries.speaking(self._connection, (kind_name(Agreement),)):
            own = agreement.origin.key if agreement.origin else ""
            path = keys.path(own)
            if path:
                known[path[0]].update(dict.fromkeys(agreement.evidence))
                held[path[0], path[2]].append(_held(own, by_identity[agreement.vendor or 0]))

        def kept(ocid: str) -> Iterator[bytes]:
            return map(self.evidence.read, known.get(keys.short(ocid), ()))

        return OcdsSource(
            paths,
            vendor=(vendor, wanted) if vendor and wanted else None,
            kept=kept,
            agreements=lambda ocid, contract: held[keys.short(ocid), keys.short(contract)],
            on_record=partial(origins.beneath, self._connection),
            waiting=self.waiting(OcdsSource.importer, vendor),
        )
