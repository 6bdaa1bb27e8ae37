"""Whether a person sent a message, or a machine: what a machine sends breaks no silence.

A message **bounced** (`Manner.BOUNCE`) if it is a delivery report (RFC 3464: ``multipart/report``
with ``report-type=delivery-status``, or ``X-Failed-Recipients``) or a mailer daemon wrote it.

It is **automatic** (`Manner.AUTOMATIC`) if one of these says so:

- RFC 3834: ``Auto-Submitted`` with anything but ``no``; an empty ``Return-Path``;
- ``X-Autoreply``, ``X-Autorespond``, ``X-AutoReply-From``, ``Precedence: auto_reply`` or ``junk``,
  ``X-Auto-Response-Suppress`` with ``All`` or ``AutoReply``, unless a list passed it on;
- any other ``multipart/report``, such as a notice that a message was read (RFC 8098);
- the writer's address is one that no person answers (`noreply@`, `mailman@`, `x-bounces@` …);
- a **list notice**: the list's own software wrote it, or it came through a list or in bulk
  (``List-*`` of RFC 2369 and 2919, ``Precedence: list`` or ``bulk``) to which nobody can post (no
  ``List-Post``, or ``NO``) and is no reply by its fields or its subject. What a person posts to a
  list, or replies through one, is that person's word, as everything in a public archive without
  these fields is.

A **draft** was never sent, and is nobody's word (`is_draft`).

The form of a subject (“Automatic reply: …”) counts only where the message also answers one or asks
for no automatic answer itself. What only looks made by a machine is a person's.
"""

from __future__ import annotations

import re

from vendortrail.importers.mail.fields import Header, normal
from vendortrail.importers.mail.subjects import is_reply
from vendortrail.records.values import Manner

_AUTOMATIC = (b"x-autoreply", b"x-autorespond", b"x-autoreply-from")
_LIST = (
    *(b"list-id", b"list-post", b"list-unsubscribe", b"list-help", b"list-archive"),
    *(b"list-owner", b"list-subscribe", b"mailing-list", b"x-mailing-list", b"x-beenthere"),
)
_DAEMONS = re.compile(r"(?:mailer-daemon|postmaster)@")
_NOBODY = re.compile(
    r"(?:[^@]*[-_.+])?(?:no|do-?not)[-_.]?reply[^@]*@|(?:[^@]*[-_.+])?bounces?@|[^@]*[-_.+]request@"
    r"|(?:mailman|majordomo|listserv|newsletter|notifications?|autoreply|autoresponder)@"
)
_RECIPIENT = re.compile(rb"(?im)^(?:final|original)-recipient:[ \t]*[\w-]+;[ \t]*(\S+@\S+)")
_REPORT_BYTES = 64 * 1024
# As Gmail calls the label in the language of its user.
_DRAFTS = {"draft", "drafts", "черновики"}
_SUBJECT = re.compile(
    r"(?:auto(?:matic)?[- ]?(?:reply|response|answer)\b|auto:|out of (?:the )?office\b|ooo:"
    r"|undeliver|delivery status notification|mail delivery failed|returned mail"
    r"|автоответ|автоматический ответ|нет на месте|вне офиса|отсутству|не\s?доставлен)",
    re.IGNORECASE,
)


def manner(header: Header, subject: str) -> Manner:
    """Return whether a person, a machine or a failing delivery made a message."""
    authors = header.addresses(b"from") or header.addresses(b"sender")
    if _bounced(header, authors):
        return Manner.BOUNCE
    if _automatic(header, authors) or _notice(header, subject) or _worded(header, subject):
        return Manner.AUTOMATIC
    return Manner.PERSONAL


def is_draft(header: Header) -> bool:
    """Return whether a message lies where it was written and was never sent.

    Programs say so each in its own field: Outlook in ``X-Unsent``, mbox folders in ``X-Status``
    (T), the archives of Gmail in ``X-Gmail-Labels``.
    """
    labels = {one.strip().casefold() for one in header.text(b"x-gmail-labels").split(",")}
    unsent = header.token(b"x-unsent") == "1" or b"T" in header.first(b"x-status")
    return unsent or not labels.isdisjoint(_DRAFTS)


def undelivered_to(raw: bytes, header: Header) -> tuple[str, ...]:
    """Return the addresses that a message says it could not be delivered to (RFC 3464, 2.3)."""
    named = header.addresses(b"x-failed-recipients")
    if _reports(header):
        reported = _RECIPIENT.findall(raw, header.end, header.end + _REPORT_BYTES)
        named += tuple(normal(one.decode("utf-8", "replace")) for one in reported)
    return named


def _bounced(header: Header, authors: tuple[str, ...]) -> bool:
    return (
        b"x-failed-recipients" in header
        or (_reports(header) and b"delivery-status" in header.first(b"content-type").lower())
        or b"mailer-daemon" in header.first(b"from").lower().replace(b" ", b"-")
        or (_empty_path(header) and any(map(_DAEMONS.match, authors)))
    )


def _automatic(header: Header, authors: tuple[str, ...]) -> bool:
    suppressed = header.first(b"x-auto-response-suppress").lower()
    return (
        header.token(b"auto-submitted") not in {"", "no"}
        or _empty_path(header)
        or any(name in header for name in _AUTOMATIC)
        or header.token(b"precedence") in {"auto_reply", "auto-reply", "junk"}
        or (not through_list(header) and (b"all" in suppressed or b"autoreply" in suppressed))
        or _reports(header)
        or any(map(_NOBODY.match, authors))
    )


def _notice(header: Header, subject: str) -> bool:
    if b"x-list-administrivia" in header and header.token(b"x-list-administrivia") == "yes":
        return True
    if not through_list(header) and header.token(b"precedence") != "bulk":
        return False
    post = header.first(b"list-post").strip().lower()
    can_post = post not in {b"", b"no"} or b"x-beenthere" in header
    return not can_post and not _replies(header) and not is_reply(subject)


def _worded(header: Header, subject: str) -> bool:
    other_sign = _replies(header) or b"x-auto-response-suppress" in header
    return other_sign and _SUBJECT.match(subject) is not None


def through_list(header: Header) -> bool:
    """Return whether a mailing list passed a message on."""
    return header.token(b"precedence") == "list" or any(name in header for name in _LIST)


def _reports(header: Header) -> bool:
    return header.token(b"content-type") == "multipart/report"


def _empty_path(header: Header) -> bool:
    return b"return-path" in header and header.first(b"return-path").strip() == b"<>"


def _replies(header: Header) -> bool:
    return b"in-reply-to" in header or b"references" in header
