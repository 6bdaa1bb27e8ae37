"""Messages and mailboxes as other programs write them."""

from __future__ import annotations

from collections.abc import Iterable

FROM_LINE = b"From somebody@zvonar.example Mon Mar  3 10:00:00 2025\n"


def mail(body: bytes = b"Hello.\n", /, **fields: str) -> bytes:
    """Return a message from the vendor to us; a field given as "" is left out.

    Underscores in the names of fields stand for hyphens.
    """
    known = {
        "From": "Ivan Petrov <ivan@zvonar.example>",
        "To": "olga@buyer.example",
        "Subject": "Segment B",
        "Date": "Mon, 3 Mar 2025 10:00:00 +0300",
        "Message_ID": "<1@zvonar.example>",
    }
    header = "".join(
        f"{name.replace('_', '-')}: {value}\n" for name, value in (known | fields).items() if value
    )
    return header.encode("utf-8", "surrogateescape") + b"\n" + body


def mbox(messages: Iterable[bytes], from_line: bytes = FROM_LINE) -> bytes:
    """Return a mailbox of unmarked messages, each with a blank line behind it."""
    return b"".join(from_line + message.rstrip(b"\n") + b"\n\n" for message in messages)
