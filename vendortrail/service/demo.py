"""The demo: four engagements, told in the ledger that comes with the product."""

from __future__ import annotations

from datetime import date

from vendortrail.i18n import ENGLISH, N_
from vendortrail.records.record import decode
from vendortrail.refusal import FieldRefusal, Refusal
from vendortrail.service.trail import Trail
from vendortrail.service.workspace import Workspace
from vendortrail.settings import Settings, save
from vendortrail.shipped import db_folder

DAY = date(2026, 11, 16)
ZONE = "Europe/Moscow"


def open_or_build(workspace: Workspace, lang: str = ENGLISH) -> Trail:
    """Open the demo of a language as of its day, building it first where the folder is empty.

    Raises:
        FieldRefusal: the folder holds anything else, which is left as it is.
        StorageFailure: the folder cannot be written.
    """
    folder = workspace.folder
    if not folder.exists() or not any(folder.iterdir()):
        return build(workspace, lang)
    if workspace.database.exists():
        trail = Trail.open(workspace, today=DAY)
        if _is_told(trail, lang):
            return trail
        trail.close()
    raise FieldRefusal(
        "folder",
        N_("{folder} is there already and is not this demo; name another folder"),
        folder=folder,
    )


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
        trail.load(_stories(lang))
    save(workspace.folder, settings)
    return Trail.open(workspace, today=DAY, settings=settings)


def _stories(lang: str) -> list[bytes]:
    return (db_folder() / "demo" / f"{lang}.jsonl").read_bytes().splitlines()


def _is_told(trail: Trail, lang: str) -> bool:
    """Say whether a trail begins as the demo does, whatever was recorded since."""
    try:
        return trail.get(1) == decode(_stories(lang)[0])
    except Refusal:
        return False
