"""What a person has set: language, zone, theme and name; the workspace's file over the person's.

Thresholds are not settings of a machine: they are records, so that they have a history.
"""

from __future__ import annotations

import re
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


# How tomllib ends what it says about a place, whatever is wrong there.
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")


class Settings(Struct, frozen=True):
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
        Refusal: a file cannot be understood; the sentence names it, the place, and how to mend it.
    """
    from platformdirs import user_config_path  # not before the first file is looked for

    settings = Settings()
    for path in (user_config_path("vendortrail") / FILE, workspace / FILE):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as fault:
            from vendortrail.faults import plainly  # loads what the first paint does without

            raise _unusable(path, plainly(fault)) from None
        try:
            settings = msgspec.structs.replace(settings, **_read(data))
        except Refusal as fault:
            raise _unusable(path, fault) from None
    return settings


def _unusable(path: Path, fault: object) -> Refusal:
    return Refusal(N_("the settings in {path} cannot be used: {fault}"), path=path, fault=fault)


def _read(data: bytes) -> dict[str, str]:
    """Return what a file sets, by the names of the settings."""
    try:
        found = tomllib.loads(data.decode())
    except UnicodeDecodeError as fault:
        raise Refusal(
            N_("line {line} is not in UTF-8; save the file in that encoding"),
            line=len(data[: fault.start].split(b"\n")),
        ) from None
    except tomllib.TOMLDecodeError as fault:
        raise _misspelt(str(fault)) from None
    known = Settings.__struct_fields__
    for name, value in found.items():
        if name not in known:
            raise Refusal(
                N_("there is no setting “{name}”; the settings are {known}"),
                name=name,
                known=", ".join(known),
            )
        if not isinstance(value, str):
            raise FieldRefusal(
                name, N_('{name} is a text: write it in quotes, as {name} = "…"'), name=name
            )
    return found


def _misspelt(fault: str) -> Refusal:
    place = _PLACE.search(fault)
    if place is None:
        return Refusal(
            N_('its last line is not finished; write each setting as name = "Anna", on one line')
        )
    return Refusal(
        N_(
            "line {line} is not understood from column {column} on; write each setting once, as "
            'name = "Anna", on one line'
        ),
        line=place[1],
        column=place[2],
    )


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
