"""Use cases that hand out data, for other programs to read."""

from __future__ import annotations

from vendortrail.i18n import N_
from vendortrail.papers.audience import Audience, shown
from vendortrail.records.record import Payload, Record
from vendortrail.refusal import Refusal
from vendortrail.service.papering import Exported, Papering, slug


class Publishing(Papering):
    """Data about a vendor."""

    def open_contracting_data(
        self,
        vendor: int,
        *,
        audience: Audience = Audience.INTERNAL,
        publisher: str = "",
        agreement: int | None = None,
    ) -> Exported:
        """Return the agreements with a vendor as an OCDS 1.1 release package of today.

        Args:
            vendor: the vendor's identity.
            audience: for the vendor, what is private is left out.
            publisher: who publishes it; else who records here.
            agreement: the identity of the only one to be in it; None: all.

        Raises:
            Refusal: there is no agreement that its reader may see.
        """
        from vendortrail.exporters.ocds.package import package

        seen = shown(self.history(vendor), audience)
        made = package(seen.history, self.today, publisher or self.author.name, _names, agreement)
        if not made.agreements:
            raise Refusal(N_("there is no agreement to publish"))
        other = "" if audience is Audience.INTERNAL else f"-{audience}"
        name = f"{slug(seen.history.name)}-ocds{other}-{self.today}.json"
        return Exported(made.content, name, seen.left_out, unsaid=made.unsaid)


def _names(record: Record[Payload]) -> tuple[str, ...]:
    """Return how a record is called in the open contracting data that it came from."""
    from vendortrail.importers.ocds import keys

    return () if record.origin is None else tuple(map(keys.plain, keys.path(record.origin.key)))
