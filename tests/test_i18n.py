import subprocess
import sys

import pytest

from vendortrail import i18n


@pytest.mark.parametrize(
    ("explicit", "setting", "environ", "chosen"),
    [
        ("ru", "en", {"LANG": "en_GB.UTF-8"}, "ru"),
        (None, "ru", {"LANG": "en_GB.UTF-8"}, "ru"),
        (None, None, {"LANG": "ru_RU.UTF-8"}, "ru"),
        (None, None, {"LANG": "ru"}, "ru"),
        (None, None, {"LANG": "ru-RU"}, "ru"),
        (None, None, {"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "en_US"}, "ru"),
        (None, None, {"LC_ALL": "C.UTF-8", "LC_MESSAGES": "ru_RU", "LANG": "ru_RU"}, "en"),
        (None, None, {"LC_ALL": "", "LANG": "ru_RU"}, "ru"),
        (None, None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, None, {"LANG": "run_BI"}, "en"),
        (None, None, {}, "en"),
    ],
)
def test_language_is_the_one_asked_for_then_set_then_of_the_locale(
    explicit: str | None, setting: str | None, environ: dict[str, str], chosen: str
) -> None:
    assert i18n.choose(explicit, setting, environ) == chosen


def test_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not one of en, ru"):
        i18n.use("de")
    assert i18n.language() == "en"


def test_marking_a_message_leaves_it_alone() -> None:
    i18n.use("ru")
    assert i18n.N_("vendor") == "vendor"


def test_message_without_translation_stays_english() -> None:
    i18n.use("ru")
    assert i18n.gettext("no such message") == "no such message"
    assert i18n.pgettext("anywhere", "no such message") == "no such message"


@pytest.mark.parametrize(("n", "form"), [(1, "one day"), (2, "days"), (0, "days")])
def test_english_has_two_forms(n: int, form: str) -> None:
    assert i18n.ngettext("one day", "days", n) == form


def test_importing_it_loads_nothing_costly() -> None:
    code = "import sys, vendortrail.i18n; print('gettext' in sys.modules, 'babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
