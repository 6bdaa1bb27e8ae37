"""A mailbox taken in, beside `mailbox` and `email` of the standard library over the same file."""

from __future__ import annotations

import email
import mailbox
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from time import perf_counter

from tests.bench.ledgers import DAYS, TEXTS, Ledgers, begin
from tests.bench.measuring import Measured, clocked, taking_turns
from vendortrail.records.parties import Vendor
from vendortrail.service import Workspace

_MESSAGES = 2_000
_ROUNDS = 3
# How many of a hundred messages are the vendor's, and whether it is a trial.
_CASES = ((5, False), (30, False), (100, False), (100, True))


def measure(ledgers: Ledgers) -> Iterator[Measured]:
    """Yield whole imports of a mailbox: found, read, recorded, the originals kept as evidence.

    Each original is a file that is made to last on the disk (fsync); a trial does all but that.

    Bare: ``email.message_from_bytes`` of every message of ``mailbox.mbox``.
    """
    for share, trial in _CASES:
        path = ledgers.folder / f"mail-{share}.mbox"
        path.write_bytes(b"".join(_mailbox(share)))

        def bare(path: Path = path) -> None:
            box = mailbox.mbox(path, create=False)
            for key in box.iterkeys():
                email.message_from_bytes(box.get_bytes(key))
            box.close()

        def ours(path: Path = path, trial: bool = trial) -> float:
            shutil.rmtree(ledgers.folder / "mail", ignore_errors=True)
            trail, (vendor,) = begin(Workspace(ledgers.folder / "mail"), 1)
            with trail:
                known = trail.find(Vendor, f"#{vendor}")
                start = perf_counter()
                source = trail.open_mail([path], known, theirs=[_THEIRS])
                taken = trail.take_in(source, vendor=vendor, dry_run=trial)
                seconds = perf_counter() - start
            if taken.receipt.read != _MESSAGES:
                raise AssertionError("messages were lost")
            return seconds

        taken = taking_turns(_ROUNDS, {"bare": clocked(bare), "ours": ours})
        what = f"import of {_MESSAGES:,} messages, {share} percent the vendor's"
        what += ", a trial" if trial else ""
        yield Measured(what, taken["ours"], taken["bare"], 3)


_THEIRS = "zvonar.example"


def _mailbox(share: int) -> Iterator[bytes]:
    """Yield messages as they come in: three hops, half of them with HTML, some with a file."""
    chance = random.Random(7)
    for number in range(_MESSAGES):
        day = DAYS[number * len(DAYS) // _MESSAGES]
        at = datetime.combine(day, time(9), UTC) + timedelta(seconds=chance.randrange(30_000))
        domain = _THEIRS if chance.randrange(100) < share else "other.example"
        message = EmailMessage()
        for hop in range(3):
            message["Received"] = (
                f"from mx{hop}.{domain} (mx{hop}.{domain} [192.0.2.{hop}]) by mx.buyer.example "
                f"with ESMTPS id {number:08}; {format_datetime(at)}"
            )
        message["DKIM-Signature"] = f"v=1; a=rsa-sha256; d={domain}; s=a; b={'Zm9vYmFy' * 40}"
        message["From"] = f"Иван Петров <ivan@{domain}>"
        message["To"] = "olga@buyer.example"
        message["Subject"] = chance.choice(TEXTS)
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{number}@{domain}>"
        message["References"] = f"<{max(0, number - 9)}@{domain}> <{max(0, number - 3)}@{domain}>"
        text = "\n".join(chance.choices(TEXTS, k=25))
        message.set_content(text)
        if number % 2:
            message.add_alternative(f"<p>{text.replace(chr(10), '<br>')}</p>", subtype="html")
        if number % 10 == 0:
            message.add_attachment(
                chance.randbytes(40_000), maintype="application", subtype="pdf", filename="a.pdf"
            )
        yield f"From ivan@{domain} {at:%a %b %e %H:%M:%S %Y}\n".encode()
        yield message.as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n"
