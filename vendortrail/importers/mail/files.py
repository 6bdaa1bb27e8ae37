"""Finding the messages in files and folders, whatever kind of mailbox they are.

A file is known by what it begins with, not by its name: a ``From_`` line (mbox, pipermail), the
signature of an Outlook message, or a header field (one message: .eml, Maildir, MH). In a folder,
what is none of these is refused where its name says that it is mail, and left alone otherwise.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from vendortrail.cleaning import one_line
from vendortrail.faults import plainly
from vendortrail.i18n import N_, _
from vendortrail.importers.item import Refused
from vendortrail.importers.mail import mbox, outlook
from vendortrail.records.capture import SourceFile
from vendortrail.refusal import Refusal
from vendortrail.sentences import Sentence, say

#: A longer message is refused, in bytes: no server passes it on, and it has to fit into memory.
LONGEST_MESSAGE = 64 * 1024 * 1024

See: TypeAlias = Callable[[bytes], None]

_HEAD_BYTES = 4 * 1024
_LONGEST_NAME = 200
_FIELD = re.compile(rb"(?:\s*\n)?(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
_MAIL_SUFFIXES = (".eml", ".mbox", ".mbx", ".msg", ".mail", ".txt")
# A name in a Maildir begins with the second of its arrival (https://cr.yp.to/proto/maildir.html).
_ARRIVED = re.compile(r"(\d{9,10})\.")
_DRAFT = re.compile(r"[:!;]2,[A-CE-Z]*D[A-Z]*$")


class Lying(Struct, frozen=True):
    """A message where it was found: the place for people, its bytes, when its mailbox noted it.

    ``original`` is what is kept as evidence. ``box`` is the mailbox that it lies in: a file of many
    messages, or the folder that was given, with all that lies in it one by one. ``path``, ``start``
    and ``length`` say where the original is to be had once more; without a path it is kept by
    whoever found it, without a length it is the whole file.
    """

    place: str
    raw: bytes
    original: bytes
    noted: datetime | None = None
    box: str = ""
    path: Path | None = None
    start: int = 0
    length: int | None = None


Item: TypeAlias = Lying | Refused


class Files:
    """The messages of some files and folders, and what was read of them.

    Args:
        paths: files and folders; of a folder everything in it and below is read, by name.

    Raises:
        Refusal: one of the paths is not there.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._read: list[SourceFile] = []
        for path in paths:
            if not path.exists():
                raise Refusal(N_("{path}: there is no such file or folder"), path=path)

    @property
    def read(self) -> tuple[SourceFile, ...]:
        """The files that were read to their end; a folder of single messages counts as one file.

        Its SHA-256 is that of its messages' SHA-256 one after the other, in the order of names.
        """
        return tuple(self._read)

    def messages(self) -> Iterator[Item]:
        """Yield every message, file after file."""
        for path in self._paths:
            if path.is_dir():
                yield from self._folders(path)
            else:
                yield from self._file(path, named(path), str(path))

    def _folders(self, path: Path) -> Iterator[Item]:
        unread: list[OSError] = []
        for folder, inside, names in os.walk(path, onerror=unread.append):
            inside.sort()
            yield from self._folder(Path(folder), sorted(names), str(path))
        for fault in unread:
            yield Refused(named(Path(fault.filename)), _unreadable(fault))

    def _folder(self, folder: Path, names: Sequence[str], box: str) -> Iterator[Item]:
        digest, size = sha256(), 0

        def see(data: bytes) -> None:
            nonlocal size
            digest.update(sha256(data).digest())
            size += len(data)

        for name in names:
            path = folder / name
            if not name.startswith(".") and path.is_file():
                yield from self._file(path, f"{named(folder)}/{named(path)}", box, see)
        if size:
            self._read.append(SourceFile(f"{named(folder)}/", digest.hexdigest(), size))

    def _file(self, path: Path, place: str, box: str, see: See | None = None) -> Iterator[Item]:
        """Yield what a file holds; a single message of a folder only is shown to ``see``."""
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD_BYTES)
            if mbox.begins(head) and path.suffix.lower() != ".eml":
                yield from self._mbox(path)
            elif outlook.begins(head) or _FIELD.match(head):
                yield self._single(path, place, box, see)
            elif see is None or (head and path.suffix.lower() in _MAIL_SUFFIXES):
                yield Refused(place, say("this is no mail: it begins with no field of a header"))
        except OSError as fault:
            yield Refused(place, _unreadable(fault))

    def _mbox(self, path: Path) -> Iterator[Item]:
        digest = sha256()
        name = named(path)
        place = _("{file}, message {number}")
        with path.open("rb") as file:
            for one in mbox.messages(file, LONGEST_MESSAGE, digest.update):
                where = place.format(file=name, number=one.number)
                if one.raw is None:
                    yield Refused(where, _too_long(one.length))
                else:
                    raw, lies = one.raw, (path, one.start, one.length)
                    yield Lying(where, raw, raw, one.noted, str(path), *lies)
            self._read.append(SourceFile(name, digest.hexdigest(), file.tell()))

    def _single(self, path: Path, place: str, box: str, see: See | None) -> Item:
        size = path.stat().st_size
        if size > LONGEST_MESSAGE:
            return Refused(place, _too_long(size))
        data = path.read_bytes()
        found = kept(place, data, _arrived(path.name), box, path)
        if see is not None and isinstance(found, Lying):
            see(data)
        elif isinstance(found, Lying):
            self._read.append(SourceFile(named(path), sha256(data).hexdigest(), len(data)))
        return found


def kept(
    place: str,
    original: bytes,
    noted: datetime | None = None,
    box: str = "",
    path: Path | None = None,
) -> Lying | Refused:
    """Return a message that is the whole of an original, be it of a file."""
    try:
        return Lying(place, message(original), original, noted, box, path)
    except Refusal as refusal:
        return Refused(place, Sentence(refusal.message, refusal.places))


def again(one: Lying) -> Lying | Refused:
    """Read a message once more: from where it was found, else from its original."""
    if one.path is None:
        return kept(one.place, one.original)
    try:
        if one.length is None:
            return kept(one.place, one.path.read_bytes(), one.noted, one.box, one.path)
        with one.path.open("rb") as file:
            raw = mbox.message_at(file, one.start, one.length)
    except OSError as fault:
        return Refused(one.place, _unreadable(fault))
    return Lying(one.place, raw, raw, one.noted, one.box, one.path)


def message(data: bytes) -> bytes:
    """Return the message that an original holds, as it would be sent.

    Raises:
        Refusal: it is an Outlook message that cannot be read.
    """
    return outlook.message(data) if outlook.begins(data) else data


def is_draft(one: Lying) -> bool:
    """Return whether the name of a message in a Maildir says that it was not sent."""
    return one.path is not None and one.length is None and bool(_DRAFT.search(one.path.name))


def named(path: Path) -> str:
    """Return what a file or folder is called, for people."""
    return one_line(path.resolve().name)[:_LONGEST_NAME]


def _arrived(name: str) -> datetime | None:
    found = _ARRIVED.match(name)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _unreadable(fault: OSError) -> Sentence:
    return say("it cannot be read: {fault}", fault=plainly(fault))


def _too_long(size: int) -> Sentence:
    return say(
        "the message has {size} bytes; at most {most} are read", size=size, most=LONGEST_MESSAGE
    )
