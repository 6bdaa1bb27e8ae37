"""Messages that were saved one by one from Outlook (.msg), made into what would be sent.

They are read by python-oxmsg, which comes with the extra ``msg``.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from vendortrail.cleaning import one_line
from vendortrail.i18n import N_
from vendortrail.refusal import Refusal

if TYPE_CHECKING:
    from oxmsg import Message

# [MS-CFB] section 2.2.
_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_UNIQUE_ID = 0x1035  # [MS-OXOMSG] section 2.2.1.12, PidTagInternetMessageId
_IN_REPLY_TO = 0x1042
_REFERENCES = 0x1039
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
        return _sent(oxmsg.Message.load(data))
    except Exception as fault:  # noqa: BLE001 - whatever a damaged file makes the library raise
        raise Refusal(
            N_("the Outlook message cannot be read ({fault}); save it as .eml"),
            fault=one_line(f"{type(fault).__name__}: {fault}")[:200],
        ) from None


def _sent(saved: Message) -> bytes:
    whole = EmailMessage(policy=SMTP)
    if saved.body is not None:
        whole.set_content(saved.body, cte="base64")
    elif saved.html_body is not None:
        whole.set_content(saved.html_body, subtype="html", cte="base64")
    for attachment in saved.attachments:
        whole.add_attachment(
            attachment.file_bytes or b"",
            maintype="application",
            subtype="octet-stream",
            filename=one_line(attachment.file_name or "") or None,
        )
    header = "".join(f"{name}: {one_line(value)}\r\n" for name, value in _fields(saved))
    return header.encode("utf-8", "replace") + whole.as_bytes()


def _fields(saved: Message) -> list[tuple[str, str]]:
    """Return the fields that it was sent with; of a draft or a sent message, what they would be."""
    carried = [
        (name, value)
        for name, value in saved.message_headers.items()
        if not name.lower().startswith(_OF_PARTS)
    ]
    if carried:
        return carried
    text = saved.properties.str_prop_value
    made = [
        ("From", saved.sender),
        ("To", ", ".join(f"<{one.email_address}>" for one in saved.recipients)),
        ("Subject", saved.subject),
        ("Date", format_datetime(saved.sent_date) if saved.sent_date else None),
        ("Message-ID", text(_UNIQUE_ID)),
        ("In-Reply-To", text(_IN_REPLY_TO)),
        ("References", text(_REFERENCES)),
    ]
    return [(name, value) for name, value in made if value]
