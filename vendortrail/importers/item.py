"""What every importer yields, whatever it reads: one item for each thing in the source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from vendortrail.i18n import N_
from vendortrail.records.capture import Origin
from vendortrail.records.record import Draft, Payload
from vendortrail.sentences import Sentence

#: Why an import takes back what an earlier one recorded.
GONE = N_("its source says otherwise")

#: What stands for the title of a thing that has none, in any language.
UNTITLED = "–"

Identify = Callable[[str], int]
"""Returns the identity of what is on record under a key; KeyError where nothing is."""


class Found(Struct, frozen=True, gc=False):
    """A thing to be recorded, unless it is on record already.

    ``place`` says for a person where it stands (“inbox.mbox, message 17”). ``draft`` is the record
    to be; of one that names others of its source, what makes it out of their identities: those must
    have been yielded before it, and it may raise a ``Refusal``. ``day`` is the day of the item in
    its source, for the period that the source covers; ``box`` says in which file or folder it lies,
    for a period is told of each. ``originals`` are kept as evidence of the record.
    """

    place: str
    origin: Origin
    draft: Draft[Payload] | Callable[[Identify], Draft[Payload]]
    day: date | None = None
    box: str = ""
    originals: tuple[bytes, ...] = ()

    def made(self, identify: Identify) -> Draft[Payload]:
        """Return the record to be, made if it names others."""
        return self.draft if isinstance(self.draft, Draft) else self.draft(identify)


class Foreign(Struct, frozen=True):
    """A thing that is not the vendor's: counted and left; ``day`` and ``box`` as of what is found.

    ``waiting``: its original, where it answers something that may turn out to be the vendor's.
    """

    place: str
    day: date | None = None
    box: str = ""
    waiting: bytes | None = None


class Refused(Struct, frozen=True):
    """A thing that cannot be read: where it stands, and how to mend it."""

    place: str
    reason: Sentence


Item = Found | Foreign | Refused
