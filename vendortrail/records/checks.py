"""The checks that several kinds of record share. Each raises FieldRefusal and returns nothing."""

from __future__ import annotations

import re
from datetime import date

from vendortrail.i18n import N_
from vendortrail.records.values import LARGEST_INTEGER
from vendortrail.refusal import FieldRefusal


def said(field: str, text: str) -> None:
    """Refuse a text that is empty once its white space is gone."""
    if not text.strip():
        raise FieldRefusal(field, N_("this may not be empty"))


def a_day(field: str, text: str) -> None:
    """Refuse anything but one calendar day as YYYY-MM-DD (ISO 8601-1 section 5.2.2)."""
    try:
        exact = date.fromisoformat(text).isoformat() == text
    except ValueError:
        exact = False
    if not exact:
        raise FieldRefusal(
            field, N_("“{text}” is not a day of the calendar; write it as 2026-11-16"), text=text
        )


def a_month(field: str, text: str) -> None:
    """Refuse anything but one calendar month as YYYY-MM (ISO 8601-1 section 5.2.2)."""
    try:
        exact = f"{date.fromisoformat(f'{text}-01'):%Y-%m}" == text
    except ValueError:
        exact = False
    if not exact:
        raise FieldRefusal(field, N_("“{text}” is not a month; write it as 2026-10"), text=text)


def in_order(field: str, first: str, last: str) -> None:
    """Refuse a period (both ends YYYY-MM-DD) that ends before it begins."""
    if last < first:
        raise FieldRefusal(
            field,
            N_("the period ends on {last}, before it begins on {first}"),
            first=first,
            last=last,
        )


def at_least(field: str, number: int, least: int) -> None:
    """Refuse a number below the least, or too large to be exact for every reader."""
    if number < least:
        raise FieldRefusal(field, N_("{number} is less than {least}"), number=number, least=least)
    if number > LARGEST_INTEGER:
        raise FieldRefusal(field, N_("{number} is too large to be kept exactly"), number=number)


def an_address(field: str, text: str) -> None:
    """Refuse what cannot be a mail address (RFC 5321 section 4.1.2, loosely)."""
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", text):
        raise FieldRefusal(
            field, N_("“{text}” is not a mail address; write it as name@company.example"), text=text
        )


def an_address_or_domain(field: str, text: str) -> None:
    """Refuse what can be neither a mail address nor the domain of one."""
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+|@?[^@\s<>]+\.[^@\s<>.]+", text):
        raise FieldRefusal(
            field,
            N_(
                "“{text}” is neither a mail address nor a domain; write it as name@company.example "
                "or company.example"
            ),
            text=text,
        )


def a_zone(field: str, name: str) -> None:
    """Refuse a time zone that the IANA database does not know."""
    from zoneinfo import ZoneInfo  # only agreements ask, and only when a zone was given

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise FieldRefusal(
            field, N_("“{name}” is not a time zone; write it as Europe/Moscow"), name=name
        ) from None
