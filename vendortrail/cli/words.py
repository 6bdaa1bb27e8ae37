"""What kinds of records are called when a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from vendortrail.i18n import N_

KINDS: Mapping[str, str] = {
    "vendor": N_("vendor"),
    "contact": N_("contact"),
    "departure": N_("departure"),
    "agreement": N_("agreement"),
    "segment": N_("segment"),
    "proposal": N_("proposal"),
    "answer": N_("answer"),
    "delivery": N_("delivery"),
    "promise": N_("promise"),
    "promise outcome": N_("promise outcome"),
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
    "correction": N_("correction"),
}
