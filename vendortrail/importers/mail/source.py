"""A mailbox as a source of touchpoints with one vendor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from vendortrail.i18n import _
from vendortrail.importers.item import Foreign, Found, Identify, Item, Refused
from vendortrail.importers.mail import automation, files, letters
from vendortrail.importers.mail.fields import normal
from vendortrail.importers.mail.files import Files, Lying
from vendortrail.importers.mail.letters import Letter
from vendortrail.importers.mail.scratch import Scratch
from vendortrail.importers.mail.whose import Correspondents
from vendortrail.records.capture import Origin, SourceFile
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.record import Draft, Payload
from vendortrail.records.values import Direction
from vendortrail.sentences import say

_MOST_NAMED = 3


class Mail:
    """The messages in some files and folders: what is the vendor's or ours to it, and the rest.

    Every file is read once. Whether a message answers one of the vendor's is known only at the end;
    until then it is put off, and only the place where it lies is remembered.

    A message of **ours** that answers none of the vendor's that is known, here or on record, waits:
    its original is kept, and the next import looks at it again. Nothing waits where it is not known
    who we are, for that would keep every reply in the mailbox; nor what answers messages that are
    here and are somebody else's.

    Args:
        paths: files and folders.
        vendor: the identity of the vendor.
        correspondents: who is who.
        today: the local day.
        people: the identities of contacts, by their mail addresses.
        ours: our addresses whose mailbox it is, for the receipt.
        waiting: originals that an earlier import left waiting.
        on_record: says whether a word of the vendor's is on record that others call so.

    Raises:
        Refusal: one of the paths is not there.
    """

    importer = "mail"
    covers_contact = True
    independent = False
    originals: tuple[bytes, ...] = ()

    def __init__(
        self,
        paths: Sequence[Path],
        vendor: int,
        correspondents: Correspondents,
        today: date,
        *,
        people: Mapping[str, int] | None = None,
        ours: Sequence[str] = (),
        waiting: Iterable[bytes] = (),
        on_record: Callable[[str], bool] = lambda _name: False,
    ) -> None:
        self._files = Files(paths)
        self._vendor = vendor
        self._correspondents = correspondents
        self._today = today
        self._contacts = {normal(mail): identity for mail, identity in (people or {}).items()}
        self._waiting = waiting
        self._on_record = on_record
        self.people = tuple(ours)
        more = "…" if len(paths) > _MOST_NAMED else ""
        self.label = f"mail: {', '.join(files.named(path) for path in paths[:_MOST_NAMED])}{more}"

    def files(self) -> tuple[SourceFile, ...]:
        """Return the files that were read; a folder of single messages counts as one."""
        return self._files.read

    def items(self) -> Iterator[Item]:
        """Yield an item for every message, what was put off at the end.

        Raises:
            Refusal: nothing of it can be read.
        """
        with closing(Scratch()) as scratch:
            for one in self._lying():
                if isinstance(one, Refused):
                    yield one
                else:
                    item = self._item(one, scratch)
                    if item is not None:
                        yield item
            for one in scratch.put_off_so_far():
                yield one if isinstance(one, Refused) else self._put_off(one, scratch)

    def _lying(self) -> Iterator[Lying | Refused]:
        yield from self._files.messages()
        place = _("kept by an earlier import")
        for original in self._waiting:
            yield files.kept(place, original)

    def _item(self, one: Lying, scratch: Scratch) -> Item | None:
        """Return what a message is, or None: it is put off until every message was met."""
        letter = letters.letter(one.raw, self._today, one.noted)
        day = letter.sent.day
        direction = self._correspondents.direction(one.raw, letter.header, day)
        message_id = letter.header.message_id()
        if message_id:
            scratch.meet(message_id, theirs=direction is Direction.INCOMING)
        if direction is not None:
            return self._found(one, letter, direction)
        if letter.answers and self._correspondents.may_answer(letter.header, day):
            scratch.put_off(one)
            return None
        return Foreign(one.place, _known_day(one, letter), one.box)

    def _put_off(self, one: Lying, scratch: Scratch) -> Item:
        letter = letters.letter(one.raw, self._today, one.noted)
        met = scratch.met(letter.answers)
        if True in met or any(self._on_record(letters.name(it)) for it in letter.answers):
            return self._found(one, letter, Direction.OUTGOING)
        waits = self._correspondents.know_us and None in met
        kept = one.original if waits else None
        return Foreign(one.place, _known_day(one, letter), one.box, kept)

    def _found(self, one: Lying, letter: Letter, direction: Direction) -> Item:
        if files.is_draft(one) or automation.is_draft(letter.header):
            return Refused(one.place, say("the message is a draft that was not sent"))
        names = tuple(letters.name(it) for it in letter.answers)
        origin = Origin(letter.key, letter.edition, names)

        def draft(_identify: Identify) -> Draft[Payload]:
            said: Touchpoint = letters.touchpoint(letter, direction, self._contacts)
            return Draft[Payload](
                payload=said,
                occurred=letter.sent.occurred,
                vendor=self._vendor,
                source=self.label,
                origin=origin,
            )

        day = _known_day(one, letter)
        return Found(one.place, origin, draft, day, one.box, (one.original,))


def _known_day(one: Lying, letter: Letter) -> date | None:
    """Return on which day a mailbox of this import knew of a letter; of one kept before, none."""
    return letter.sent.day if one.box else None
