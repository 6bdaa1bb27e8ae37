"""What a threshold is called."""

from vendortrail.thresholds import NAMES, Limit, name


def test_every_threshold_has_a_name_for_people() -> None:
    assert set(NAMES) == set(Limit)
    assert name("not-chased") == "not chased"


def test_one_that_is_known_no_more_keeps_its_own() -> None:
    assert name("once there was") == "once there was"
