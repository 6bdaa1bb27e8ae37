from pathlib import Path

import pytest

from tests.cli.conftest import Typist
from tests.importers.mail.writing import mail, mbox

OURS = {"From": "olga@buyer.example", "To": "ivan@zvonar.example"}


@pytest.fixture
def typist(empty: Typist) -> Typist:
    empty("init")
    empty("vendor add Zvonar --domain zvonar.example")
    return empty


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "inbox.mbox"
    reply = mail(**OURS, Subject="Re: Segment B", Message_ID="<2@b>", In_Reply_To="<1@z>")
    stranger = mail(From="x@other.example", Message_ID="<3@o>")
    path.write_bytes(mbox([mail(Message_ID="<1@z>"), reply, stranger]))
    return path


def test_a_trial_says_what_an_import_would_and_records_nothing(typist: Typist, box: Path) -> None:
    before = typist.size()
    tried = typist.json(f"import mail {box} --vendor Zvonar --dry-run")
    assert typist.size() == before
    done = typist.json(f"import mail {box} --vendor Zvonar")
    assert tried == done | {"receipt": None}
    counts = {name: done[name] for name in ("read", "recorded", "others", "refused")}
    assert counts == {"read": 3, "recorded": 2, "others": 1, "refused": 0}
    assert done["covers"] == {"from": "2025-03-03", "to": "2025-03-03", "without": []}
    assert typist.json(f"import mail {box} --vendor Zvonar")["known"] == 2


def test_an_address_that_is_none_is_refused(typist: Typist, box: Path) -> None:
    said = typist.refused(f"import mail {box} --vendor Zvonar --vendor-address zvonar")
    assert "neither a mail address nor a domain" in said


def test_an_address_may_be_the_vendors_for_a_time(typist: Typist, box: Path) -> None:
    typist("vendor address Zvonar zvonar.example --until 2025-01-31")
    assert "until" in typist("vendor show Zvonar").stdout
    assert typist.json(f"import mail {box} --vendor Zvonar")["recorded"] == 0
    typist("vendor address Zvonar zvonar.example --since 2025-02-01")
    shown = typist.json("vendor show Zvonar")["vendor"]["payload"]
    assert [(one["address"], one["since"]) for one in shown["addresses"]] == [
        ("zvonar.example", "2025-02-01")
    ]
    assert shown["domains"] == []
    assert typist.json(f"import mail {box} --vendor Zvonar")["recorded"] == 2


def test_a_mail_of_an_unknown_day_leaves_no_silence_certain_before_it(
    typed: Typist, tmp_path: Path
) -> None:
    typed("vendor add Zvonar --domain zvonar.example")
    typed("log Zvonar Hello --channel mail --in --on 2026-01-10")
    typed("import cover Zvonar 2026-01-01..")
    (silence,) = typed.json("silences")
    assert (silence["from"], silence["to"]) == ("2026-01-10", None)
    (tmp_path / "a.eml").write_bytes(mail(Date="Thu, 01 Jan 1970 00:00:00 +0000"))
    done = typed(f"import mail {tmp_path}/a.eml --vendor Zvonar")
    assert "#4 has no day that can be believed: no silence before" in done.stderr
    assert typed.json("silences") == []
    (line,) = typed.json("vendor list")
    assert line["last_word"] == {"vendor": "2026-01-10"}
    typed('correct 4 --on 2026-02-10 --reason "so says its answer"')
    assert [(it["from"], it["to"]) for it in typed.json("silences")] == [
        ("2026-01-10", "2026-02-10"),
        ("2026-02-10", None),
    ]
