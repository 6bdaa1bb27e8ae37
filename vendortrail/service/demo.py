"""The demo: four engagements, told in the ledger that comes with the product."""

from __future__ import annotations

from datetime import date

from vendortrail.i18n import ENGLISH
from vendortrail.service.trail import Trail
from vendortrail.service.workspace import Workspace
from vendortrail.settings import Settings, save
from vendortrail.shipped import db_folder

DAY = date(2026, 11, 16)
ZONE = "Europe/Moscow"


def build(workspace: Workspace, lang: str = ENGLISH) -> Trail:
    """Make the demo workspace in a language (en or ru), and open it as of the demo's day.

    Raises:
        Refusal: there is a trail in the workspace already.
        StorageFailure: the folder cannot be written.
    """
    demo = db_folder() / "demo"
    settings = Settings(lang=lang, zone=ZONE)
    with Trail.create(workspace, today=DAY, settings=settings) as trail:
        for original in sorted((demo / "evidence").glob(f"*.{lang}.*")):
            trail.keep_evidence(original)
        trail.load((demo / f"{lang}.jsonl").read_bytes().splitlines())
    save(workspace.folder, settings)
    return Trail.open(workspace, today=DAY, settings=settings)
