"""What the values of records and states are called in front of a person."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vendortrail import advantage, replay
from vendortrail.claims import Truth
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
        Standing.OBSERVED: N_("seen, not agreed"),
    },
    replay.Verdict: {
        replay.Verdict.BETTER: N_("better for us"),
        replay.Verdict.WORSE: N_("worse for us"),
        replay.Verdict.SAME: N_("the same for us"),
        replay.Verdict.NOT_SHOWN: N_("cannot be shown to be better"),
    },
    advantage.Verdict: {
        advantage.Verdict.SAME: N_("the same for us"),
        advantage.Verdict.BETTER: N_("better for us"),
        advantage.Verdict.WORSE: N_("worse for us"),
        advantage.Verdict.CANNOT_TELL: N_("cannot tell"),
    },
    Truth: {
        Truth.CONFIRMED: N_("confirmed"),
        Truth.REFUTED: N_("refuted"),
        Truth.CANNOT_TELL: N_("cannot tell"),
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


_KINDS: Mapping[str, str] = {
    "vendor": N_("vendor"),
    "contact": N_("contact"),
    "departure": N_("departure"),
    "sameness": N_("merger"),
    "agreement": N_("agreement"),
    "segment": N_("segment"),
    "proposal": N_("proposal"),
    "answer": N_("answer"),
    "question": N_("question"),
    "delivery": N_("delivery"),
    "promise": N_("promise"),
    "promise outcome": N_("outcome of a promise"),
    "payment": N_("payment"),
    "close-out": N_("close-out"),
    "touchpoint": N_("touchpoint"),
    "expectation": N_("expectation"),
    "pulse": N_("pulse"),
    "offer": N_("offer"),
    "claim": N_("claim"),
    "usage": N_("usage"),
    "threshold": N_("threshold"),
    "disposition": N_("disposition"),
    "receipt": N_("import"),
    "correction": N_("correction"),
}


def kind_label(name: str) -> str:
    """Return what a kind of record is called in the person's language.

    Args:
        name: the kind's name in the ledger.

    Raises:
        KeyError: there is no such kind.
    """
    return _(_KINDS[name])


def label(value: StrEnum) -> str:
    """Return the name of a value in the person's language.

    Raises:
        KeyError: values of this kind have no names.
    """
    return _(_LABELS[type(value)][value])
