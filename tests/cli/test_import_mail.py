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
