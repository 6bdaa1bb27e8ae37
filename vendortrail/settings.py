"""What a person has set: language, zone, theme and name; the workspace's file over the person's.

Thresholds are not settings of a machine: they are records, so that they have a history.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from vendortrail.cleaning import one_line
from vendortrail.i18n import LANGUAGES, N_
from vendortrail.records import checks
from vendortrail.refusal import FieldRefusal, Refusal

FILE = "settings.toml"
THEMES = ("light", "dark")


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What was set; an empty text means that it was not.

    ``lang`` is en or ru, ``zone`` an IANA time zone, ``theme`` light or dark, ``name`` who records.
    """

    lang: str = ""
    zone: str = ""
    theme: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse a language, a theme or a time zone that there is none."""
        if self.lang not in {"", *LANGUAGES}:
            raise FieldRefusal(
                "lang",
                N_("“{text}” is not a language of vendortrail; write en or ru"),
                text=self.lang,
            )
        if self.theme not in {"", *THEMES}:
            raise FieldRefusal(
                "theme", N_("“{text}” is not a theme; write light or dark"), text=self.theme
            )
        if self.zone:
            checks.a_zone("zone", self.zone)


def load(workspace: Path) -> Settings:
    """Return the person's settings, with those of the workspace over them.

    Raises:
        Refusal: a file cannot be understood; the sentence names it and the place.
    """
    from platformdirs import user_config_path  # not before the first file is looked for

    merged: dict[str, object] = {}
    for path in (user_config_path("vendortrail") / FILE, workspace / FILE):
        try:
            merged |= tomllib.loads(path.read_text("utf-8"))
            msgspec.convert(merged, Settings)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, Refusal) as fault:
            raise Refusal(
                N_("the settings in {path} cannot be used: {fault}"), path=path, fault=fault
            ) from None
    return msgspec.convert(merged, Settings)


def save(workspace: Path, settings: Settings) -> None:
    """Write the settings to the workspace's file; what is empty is left out."""
    from vendortrail.files import write

    lines = (
        # Once clean, a text is written in TOML as it is in JSON.
        f"{name} = {msgspec.json.encode(text).decode()}\n"
        for name, value in msgspec.structs.asdict(settings).items()
        if (text := one_line(value))
    )
    write(workspace / FILE, "".join(lines).encode())
