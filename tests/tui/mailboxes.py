"""Workspaces in which something was imported, or may be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.trails import about, opened, workspace
from vendortrail.records.parties import Vendor
from vendortrail.service import Workspace
from vendortrail.service.sources import Period

LETTER = """From x {asctime}
From: {who}
To: {to}
Subject: {subject}
Message-ID: <{number}@zvonar.example>
Date: {stamp}

Hello.

"""


def mailbox(folder: Path, *days: date) -> Path:
    """Return a mailbox with a letter of the vendor's on each of these days, and one of a friend."""
    letters = [
        ("anna@zvonar.example", "olga@buyer.example", f"Letter {number}", day)
        for number, day in enumerate(days, 1)
    ]
    letters.append(("friend@home.example", "olga@buyer.example", "Lunch", days[-1]))
    path = folder / "inbox.mbox"
    path.write_text(
        "".join(
            LETTER.format(
                who=who,
                to=to,
                subject=subject,
                number=number,
                stamp=day.strftime("%a, %d %b %Y 10:00:00 +0300"),
                asctime=day.strftime("%a %b %d 10:00:00 %Y"),
            )
            for number, (who, to, subject, day) in enumerate(letters)
        )
    )
    return path


def zvonar(folder: Path) -> Workspace:
    """Return a workspace with the vendor Zvonar, whose domain is known, and nothing else."""
    made = workspace(folder / "w")
    with opened(made) as trail:
        trail.record(about(None, Vendor("Zvonar", domains=("zvonar.example",))))
    return made


def imported(folder: Path, *days: date, covers: Period | None = None) -> Workspace:
    """Return such a workspace, into which a mailbox with letters on these days was taken."""
    made = zvonar(folder)
    with opened(made) as trail:
        (vendor,) = trail.every(Vendor)
        source = trail.open_mail([mailbox(folder, *days)], vendor)
        trail.take_in(source, vendor=vendor.identity, covers=covers)
    return made
