"""VT405: unprepared contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vendortrail.findings import Finding, Severity, in_order
from vendortrail.records.dealings import TOTAL, Claim, Offer, Touchpoint
from vendortrail.records.history import History
from vendortrail.records.record import Payload, Record
from vendortrail.records.values import Course, Side
from vendortrail.sentences import Sentence, count, listed, say
from vendortrail.terms import same
from vendortrail.thresholds import Thresholds


def unprepared(history: History, today: date, _thresholds: Thresholds) -> Iterable[Finding]:
    """VT405: the vendor came to us without saying why first, unprepared, or with bare claims.

    A touchpoint in which the vendor spoke is one when it is recorded that its purpose was not
    stated first, that their side was not prepared, or that what we asked was not answered. What was
    claimed on that day for an offer belongs to it: claims that nothing backed, and that nobody
    showed what we would pay in all. Where claims are all there is to say, it is the offer that
    came unprepared, and only when nothing backed any of them.

    Medium where an offer was made in it, else low.

    Example: an unannounced call asks for two minutes before it says what for, reads out a plan with
    three claims and no figures, and asked what makes it better for us, has no usage data.
    """
    offers = {offer.identity: offer for offer in history.of(Offer)}
    told: set[int] = set()
    for touchpoint in history.of(Touchpoint):
        faults = list(_faults(touchpoint.payload))
        if not faults:
            continue
        made = [o for o in offers.values() if o.identity not in told and _made_in(o, touchpoint)]
        told |= {offer.identity for offer in made}
        yield _finding(history, today, touchpoint, touchpoint.payload.summary, faults, made)
    for offer in offers.values():
        claims = _claims(history, [offer])
        if offer.identity not in told and claims and not any(c.payload.backing for c in claims):
            yield _finding(history, today, offer, offer.payload.title, [], [offer])


def _faults(touchpoint: Touchpoint) -> Iterator[Sentence]:
    spoke = Side.VENDOR in touchpoint.direction.speakers
    if not spoke or touchpoint.course is not Course.HELD:
        return
    if touchpoint.purpose_stated is False:
        yield say("they did not say first what it was about")
    if touchpoint.prepared is False:
        yield say("they came unprepared")
    if touchpoint.question_answered is False:
        yield say("what we asked was not answered")


def _made_in(offer: Record[Offer], touchpoint: Record[Touchpoint]) -> bool:
    about = {offer.agreement, touchpoint.agreement} - {None}
    return offer.day == touchpoint.day and len(about) < 2


def _claims(history: History, offers: Iterable[Record[Offer]]) -> list[Record[Claim]]:
    made = {offer.identity for offer in offers}
    return [claim for claim in history.of(Claim) if claim.payload.offer in made]


def _finding(
    history: History,
    today: date,
    about: Record[Payload],
    subject: str,
    faults: list[Sentence],
    offers: list[Record[Offer]],
) -> Finding:
    claims = _claims(history, offers)
    return Finding(
        code="VT405",
        severity=Severity.MEDIUM if offers else Severity.LOW,
        vendor=history.vendor,
        agreement=about.agreement,
        key=str(about.identity),
        subject=subject,
        since=about.day,
        days=(today - about.day).days,
        message=say(
            "“{subject}”: {faults}", subject=subject, faults=listed([*faults, *_bare(claims)])
        ),
        evidence=in_order([about, *offers, *claims]),
    )


def _bare(claims: list[Record[Claim]]) -> Iterator[Sentence]:
    """Yield what is wrong with the claims made for an offer."""
    bare = [claim for claim in claims if not claim.payload.backing]
    if bare:
        yield count(
            "nothing backed {count} claim of {all}",
            "nothing backed {count} claims of {all}",
            len(bare),
            all=len(claims),
        )
    compared = any(c.payload.backing and same(c.payload.about) == TOTAL for c in claims)
    if claims and not compared:
        yield say("no comparison with what we pay was supplied")
