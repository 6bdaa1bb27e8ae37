"""How long a text of a record may be, in characters."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import astuple

from vendortrail.i18n import N_
from vendortrail.refusal import FieldRefusal

#: Of a name: whatever is read in a line, and by which a thing is found.
LONGEST_NAME = 500
#: Of a text: a page holds some 3,000; what is longer is a file, and kept as evidence.
LONGEST_TEXT = 100_000

_TEXTS = frozenset(
    {
        "text",
        "wording",
        "argument",
        "backing",
        "note",
        "reason",
        "referred_by",
        "referrer_interest",
        "what",
        "example",
    }
)


def check(said: Struct, within: str = "") -> None:
    """Refuse a name or a text that is longer than it may be, in whatever part of a payload.

    Args:
        said: a payload, or a part of one.
        within: the field of the payload that it is a part of; empty: the payload itself.

    Raises:
        FieldRefusal: it names the field of the payload.
    """
    for name, value in zip(said.__struct_fields__, astuple(said), strict=True):
        kind = type(value)
        if kind is str:
            if len(value) > LONGEST_NAME:
                check_text(within or name, value, LONGEST_TEXT if name in _TEXTS else LONGEST_NAME)
        elif kind is tuple:
            for part in value:
                if isinstance(part, Struct):
                    check(part, within or name)
                elif isinstance(part, str):
                    check_text(within or name, part, LONGEST_NAME)
        elif isinstance(value, Struct):
            check(value, within or name)


def check_text(field: str, said: str, most: int) -> None:
    """Refuse a text of more than so many characters."""
    if len(said) > most:
        raise FieldRefusal(
            field,
            N_("this has {length} characters, and may have {most}; keep what is longer as a file"),
            length=len(said),
            most=most,
        )
