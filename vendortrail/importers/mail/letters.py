"""One message as a touchpoint: what it is known by, what it answers, what of it is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from msgspec import Struct

from vendortrail.cleaning import one_line
from vendortrail.importers.item import UNTITLED
from vendortrail.importers.mail import automation, dates, own_words
from vendortrail.importers.mail.fields import Header
from vendortrail.importers.mail.parts import Content, content
from vendortrail.importers.mail.whose import authors, recipients
from vendortrail.records.dealings import Touchpoint
from vendortrail.records.values import Channel, Direction, Manner

_LONGEST_NAME = 188
_LONGEST_SUMMARY = 300
_LONGEST_NOTE = 1_000
_MOST_REFERENCES = 50
_MOST_ALIASES = 20
_SPACE = re.compile(rb"\s+")
_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


class Letter(Struct, frozen=True):
    """A message whose header was read.

    ``answers`` are the ids of what it answers as it says itself, the nearest first.
    """

    raw: bytes
    header: Header
    sent: dates.Sent
    answers: tuple[str, ...]

    @property
    def key(self) -> str:
        """By what it is known wherever it lies: its Message-ID and when it says that it was sent.

        Failing an id, by its content: date, author and subject as they stand in the header, and the
        body, white space and the marks of mailboxes aside. Programs that give all their messages
        one id are there, and so are people who send a message again; whoever passes a message on
        changes its subject, its author and its body, but never its date (RFC 5322 section 3.6.6).
        """
        message_id = self.header.message_id()
        if not message_id:
            return f"mail:sha256:{self._content_hash()}"
        said = dates.read(self.header.first(b"date"))
        return f"{name(message_id)}#{'' if said is None else f'{_second(said):010x}'}"

    @property
    def edition(self) -> int:
        """Which of two copies of a message holds: the one that no list passed on.

        A list adds to the text, and may make a person's word look like a machine's.
        """
        return -1 if automation.through_list(self.header) else 0

    def _content_hash(self) -> str:
        digest = sha256()
        for name in (b"date", b"from", b"subject"):
            digest.update(_SPACE.sub(b" ", self.header.first(name)).strip() + b"\n")
        body = self.raw[self.header.end :].replace(b">From ", b"From ")
        digest.update(_SPACE.sub(b" ", body).strip())
        return digest.hexdigest()


def letter(raw: bytes, today: date, noted: datetime | None = None) -> Letter:
    """Read the header of a message.

    Args:
        raw: the message.
        today: the local day.
        noted: when its mailbox says that it arrived.
    """
    header = Header(raw)
    nearest = (*header.ids(b"in-reply-to"), *reversed(header.ids(b"references")))
    answers = tuple(dict.fromkeys(nearest))[:_MOST_REFERENCES]
    return Letter(raw, header, dates.sent(header, today, noted), answers)


def name(message_id: str) -> str:
    """Return what a message is called by those that answer it; a long id is hashed."""
    whole = f"mail:{message_id}"
    if len(whole) <= _LONGEST_NAME:
        return whole
    return f"mail:sha256:{sha256(message_id.encode('utf-8', 'replace')).hexdigest()}"


def _second(said: datetime) -> int:
    """Return a moment in seconds; one without a zone is taken for UTC."""
    at = said if said.tzinfo else said.replace(tzinfo=UTC)
    return max((at - _BEGINNING) // timedelta(seconds=1), 0)


def touchpoint(of: Letter, direction: Direction, people: Mapping[str, int]) -> Touchpoint:
    """Return what is recorded of a message.

    Its text is followed by what else there is to know of it, as fields of a header: who wrote to
    whom, what was attached (with its size in bytes), a date that was not believed.

    Args:
        of: the message.
        direction: who speaks in it.
        people: the identities of contacts, by their addresses as ``fields.normal`` has them.

    Raises:
        Refusal: its parts are nested too deep.
    """
    inside = content(of.raw, of.header)
    subject = one_line(of.header.text(b"subject"))
    manner = automation.manner(of.header, subject)
    involved = (*authors(of.header), *recipients(of.header))
    known = dict.fromkeys(people[address] for address in involved if address in people)
    summary = subject or one_line(inside.text) or UNTITLED
    return Touchpoint(
        Channel.MAIL,
        direction,
        summary if len(summary) <= _LONGEST_SUMMARY else f"{summary[: _LONGEST_SUMMARY - 1]}…",
        "\n\n".join(filter(None, (inside.text, "\n".join(_notes(of, inside))))),
        tuple(known),
        manner,
        asks=manner is Manner.PERSONAL and own_words.asks(inside.text),
    )


def _notes(of: Letter, inside: Content) -> Iterator[str]:
    for name in ("From", "To", "Cc"):
        value = one_line(of.header.text(name.lower().encode()))[:_LONGEST_NOTE]
        if value:
            yield f"{name}: {value}"
    for attachment in inside.attachments:
        yield f"Attachment: {attachment.name} ({attachment.size} B)"
    if of.sent.doubtful:
        said = one_line(of.header.text(b"date"))[:_LONGEST_NOTE]
        yield f"Date: {said or '–'} (?)"
