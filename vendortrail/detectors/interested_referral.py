"""VT208: interested referral."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendortrail.findings import Finding, Severity
from vendortrail.records.history import History
from vendortrail.records.parties import Vendor
from vendortrail.sentences import say
from vendortrail.thresholds import Thresholds


def interested_referral(
    history: History, today: date, _thresholds: Thresholds
) -> Iterable[Finding]:
    """VT208, medium: who recommended the vendor has a stake in it.

    It holds since the vendor came to us, for as long as the vendor's record says so.

    Example: a contact centre was recommended by the head of a market leader, who seems to own it.
    """
    for vendor in history.of(Vendor):
        known = vendor.payload
        if not (known.referred_by and known.referrer_interest) or vendor.day > today:
            continue
        yield Finding(
            code="VT208",
            severity=Severity.MEDIUM,
            vendor=history.vendor,
            agreement=None,
            key=str(vendor.identity),
            subject=known.name,
            since=vendor.day,
            days=None,
            message=say(
                "“{vendor}” was recommended by somebody with an interest in it: {referrer} "
                "({interest})",
                vendor=known.name,
                referrer=known.referred_by,
                interest=known.referrer_interest,
            ),
            evidence=(vendor.seq,),
        )
