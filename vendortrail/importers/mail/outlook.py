"""Messages that were saved one by one from Outlook (.msg), made into what would be sent.

They are read by python-oxmsg, which comes with the extra ``msg``.
"""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from oxmsg import Message

# [MS-CFB] section 2.2.
_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
# Properties of [MS-OXPROPS]: the id, what it answers; who wrote it, as a mail address wherever it
# says one, for within an organisation people are known by paths of their directory.
_UNIQUE_ID, _IN_REPLY_TO, _REFERENCES = 0x1035, 0x1042, 0x1039
_AUTHORS = (0x5D02, 0x5D01, 0x0065, 0x0C1F, 0x5D0A)
_AUTHORS_NAME = 0x0042
_DELIVERED = 0x0E06
_FLAGS, _UNSENT = 0x0E07, 0x8
_DISPLAY_NAME = 0x3001
# What describes how the parts were sent, and not how they lie in the file.
_OF_PARTS = ("content-", "mime-version", "dkim-signature")


def begins(head: bytes) -> bool:
    """Return whether a file that begins like this may be an Outlook message."""
    return head.startswith(_SIGNATURE)


def message(data: bytes) -> bytes:
    """Return an Outlook message as bytes of mail (RFC 5322).

    Raises:
        Refusal: it cannot be read, or python-oxmsg is not installed.
    """
    try:
        import oxmsg
    except ModuleNotFoundError:
        raise Refusal(
            N_(
                "Outlook messages are read with python-oxmsg, which is not installed: "
                "“pip install vendortrail[msg]”, or save the message as .eml"
            )
        ) from None
    try:
        _check_sizes(data)
        return _sent(oxmsg.Message.load(data))
    except Exception as fault:  # noqa: BLE001 - whatever a damaged file makes the library raise
        raise Refusal(
            N_("the Outlook message cannot be read ({fault}); save it as .eml"),
            fault=one_line(f"{type(fault).__name__}: {fault}")[:200],
        ) from None


def _check_sizes(data: bytes) -> None:
    """Raise ValueError where streams say that they are larger than their file.

    One that leads back to itself would be read round and round until it is as large.
    """
    from olefile import STGTY_ROOT, STGTY_STREAM, OleFileIO

    with OleFileIO(data) as packed:
        entries = (entry for entry in packed.direntries if entry is not None)
        sizes = (it.size for it in entries if it.entry_type in {STGTY_STREAM, STGTY_ROOT})
        # Short streams lie in one of the root's, and so count twice.
        if sum(sizes) > 2 * len(data):
            message = "it says that it is larger than it is"
            raise ValueError(message)


def _is_draft(saved: Message) -> bool:
    flags = saved.properties.int_prop_value(_FLAGS) or 0
    return saved.sent_date is None and bool(flags & _UNSENT)


def _sent(saved: Message) -> bytes:
    whole = EmailMessage(policy=SMTP)
    if saved.body is not None:
        whole.set_content(saved.body, cte="base64")
    elif saved.html_body is not None:
        whole.set_content(saved.html_body, subtype="html", cte="base64")
    for attachment in saved.attachments:
        # A message that is attached to it has no name of a file.
        name = attachment.file_name or attachment.properties.str_prop_value(_DISPLAY_NAME)
        whole.add_attachment(
            attachment.file_bytes or b"",
            maintype="application",
            subtype="octet-stream",
            filename=one_line(name or "") or None,
        )
    header = "".join(f"{name}: {one_line(value)}\r\n" for name, value in _fields(saved))
    return header.encode("utf-8", "replace") + whole.as_bytes()


def _fields(saved: Message) -> list[tuple[str, str]]:
    """Return the fields that it was sent with, and those that it would have of what it says."""
    carried = [
        (name, value)
        for name, value in saved.message_headers.items()
        if not name.lower().startswith(_OF_PARTS)
    ]

    def text(property_id: int) -> str | None:
        with suppress(KeyError):  # it is listed, and not there
            return saved.properties.str_prop_value(property_id)
        return None

    at = saved.sent_date or saved.properties.date_prop_value(_DELIVERED)
    told = (text(address) for address in _AUTHORS)
    author = next((address for address in told if address and "@" in address), None)
    recipients = [one.email_address for one in saved.recipients if "@" in one.email_address]
    made = [
        ("From", author and formataddr((text(_AUTHORS_NAME) or "", author))),
        ("To", ", ".join(f"<{address}>" for address in recipients)),
        ("Subject", saved.subject),
        ("Date", at and format_datetime(at)),
        ("Message-ID", text(_UNIQUE_ID)),
        ("In-Reply-To", text(_IN_REPLY_TO)),
        ("References", text(_REFERENCES)),
        ("X-Unsent", "1" if _is_draft(saved) else None),
    ]
    names = {name.lower() for name, _ in carried}
    return [*carried, *((n, value) for n, value in made if value and n.lower() not in names)]
