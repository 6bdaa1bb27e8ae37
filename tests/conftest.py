"""What every test shares."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from vendortrail import i18n

# Nothing is measured by the clock here, and a failure must tell how to have it again.
settings.register_profile("vendortrail", deadline=None, print_blob=True)
settings.load_profile("vendortrail")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Start and leave every test in English, whatever it switched to."""
    i18n.use(i18n.ENGLISH)
    yield
    i18n.use(i18n.ENGLISH)
