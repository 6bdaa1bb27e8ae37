"""What the values of records and states are called in front of a person."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vendortrail.findings import Severity
from vendortrail.i18n import N_, _
from vendortrail.records.values import (
    Channel,
    Closing,
    Direction,
    Disposal,
    Level,
    Manner,
    Side,
    Subject,
)
from vendortrail.scope import Condition
from vendortrail.terms import Standing

# Members of different kinds are equal when their values are: hence a table for each kind.
_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Side: {Side.VENDOR: N_("vendor"), Side.US: N_("us")},
    Level: {
        Level.OPERATIONAL: N_("operational"),
        Level.MANAGEMENT: N_("management"),
        Level.EXECUTIVE: N_("executive"),
    },
    Channel: {
        Channel.CALL: N_("call"),
        Channel.MAIL: N_("mail"),
        Channel.MEETING: N_("meeting"),
        Channel.LETTER: N_("letter"),
        Channel.TICKET: N_("ticket"),
        Channel.CHAT: N_("chat"),
        Channel.PORTAL: N_("portal"),
    },
    Direction: {
        Direction.INCOMING: N_("from the vendor"),
        Direction.OUTGOING: N_("from us"),
        Direction.MUTUAL: N_("between both"),
    },
    Manner: {
        Manner.PERSONAL: N_("personal"),
        Manner.TEMPLATE: N_("by template"),
        Manner.AUTOMATIC: N_("automatic"),
        Manner.BOUNCE: N_("undeliverable"),
    },
    Subject: {
        Subject.PARTNER: N_("partner"),
        Subject.SOLUTION: N_("solution"),
        Subject.PRODUCT: N_("product"),
    },
    Closing: {
        Closing.COMPLETE: N_("done in full"),
        Closing.SHORT: N_("done in part"),
        Closing.TERMINATED: N_("terminated"),
    },
    Disposal: {
        Disposal.ACKNOWLEDGED: N_("acknowledged"),
        Disposal.RAISED: N_("raised with the vendor"),
        Disposal.RESOLVED: N_("resolved"),
        Disposal.WAIVED: N_("waived"),
    },
    Severity: {
        Severity.HIGH: N_("High"),
        Severity.MEDIUM: N_("Medium"),
        Severity.LOW: N_("Low"),
    },
    Standing: {
        Standing.PROPOSED: N_("still open"),
        Standing.ACCEPTED: N_("accepted"),
        Standing.REJECTED: N_("rejected"),
        Standing.WITHDRAWN: N_("withdrawn"),
        Standing.COUNTERED: N_("countered"),
        Standing.SUPERSEDED: N_("replaced later"),
    },
    Condition: {
        Condition.NOT_STARTED: N_("not started"),
        Condition.IN_PROGRESS: N_("in progress"),
        Condition.STALLED: N_("stalled"),
        Condition.ABANDONED: N_("abandoned"),
        Condition.COMPLETE: N_("complete"),
        Condition.CLOSED_SHORT: N_("closed short"),
    },
}


def label(value: StrEnum) -> str:
    """Return the name of a value in the person's language.

    Raises:
        KeyError: values of this kind have no names.
    """
    return _(_LABELS[type(value)][value])
