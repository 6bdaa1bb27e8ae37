import pytest

from tests.importers.mail.writing import mail
from vendortrail.importers.mail.automation import is_draft, manner, undelivered_to
from vendortrail.importers.mail.fields import Header
from vendortrail.records.values import Manner

REPORT = 'multipart/report; report-type={}; boundary="b"'
LISTED = {"List_Id": "<users.zvonar.example>", "Precedence": "list"}


def of(**fields: str) -> Manner:
    header = Header(mail(**fields))
    return manner(header, header.text(b"subject"))


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (rejected)"},
        {"X_Autoreply": "yes"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "auto_reply"},
        {"Precedence": "junk"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"Content_Type": REPORT.format("disposition-notification")},
        {"From": "No Reply <no-reply@zvonar.example>"},
        {"From": "users-bounces@zvonar.example"},
        {"List_Unsubscribe": "<https://zvonar.example/leave>"},
        LISTED,
        LISTED | {"List_Post": "NO"},
        LISTED | {"List_Post": "<mailto:u@z.example>", "From": "mailman@zvonar.example"},
        LISTED | {"X_List_Administrivia": "yes", "List_Post": "<mailto:u@z.example>"},
        {"Subject": "Automatic reply: Segment B", "In_Reply_To": "<a@b>"},
        {"Subject": "Автоответ: в отпуске", "X_Auto_Response_Suppress": "OOF"},
    ],
)
def test_what_a_machine_sends_is_automatic(fields: dict[str, str]) -> None:
    assert of(**fields) is Manner.AUTOMATIC


@pytest.mark.parametrize(
    "fields",
    [
        {"Content_Type": REPORT.format("delivery-status")},
        {"X_Failed_Recipients": "ivan@zvonar.example"},
        {"From": "Mail Delivery System <MAILER-DAEMON@mx.buyer.example>"},
        {"From": "postmaster@mx.buyer.example", "Return_Path": "<>"},
    ],
)
def test_what_could_not_be_delivered_is_a_bounce(fields: dict[str, str]) -> None:
    assert of(**fields) is Manner.BOUNCE


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Return_Path": "<ivan@zvonar.example>"},
        LISTED | {"List_Post": "<mailto:users@zvonar.example>"},
        LISTED | {"In_Reply_To": "<a@b>"},
        LISTED | {"Subject": "Re: Segment B"},
        LISTED
        | {"List_Post": "<mailto:u@z.example>", "X_Auto_Response_Suppress": "OOF, AutoReply"},
        {"Subject": "Out of office hours support: our new price"},
        {"Subject": "Re: Automatic reply: Segment B", "In_Reply_To": "<a@b>"},
        {"From": "admin@zvonar.example"},
    ],
)
def test_what_a_person_writes_is_personal_through_a_list_too(fields: dict[str, str]) -> None:
    assert of(**fields) is Manner.PERSONAL


def test_a_report_names_whom_it_could_not_reach() -> None:
    raw = mail(
        b"--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n"
        b"Final-Recipient: rfc822; Ivan@Zvonar.example\nAction: failed\n--b--\n",
        Content_Type=REPORT.format("delivery-status"),
    )
    assert undelivered_to(raw, Header(raw)) == ("ivan@zvonar.example",)


@pytest.mark.parametrize(
    ("fields", "unsent"),
    [
        ({"X_Unsent": "1"}, True),
        ({"X_Status": "AT"}, True),
        ({"X_Gmail_Labels": "Important,Drafts"}, True),
        ({"X_Gmail_Labels": "=?UTF-8?B?0KfQtdGA0L3QvtCy0LjQutC4?="}, True),
        ({"X_Unsent": "0", "X_Status": "A", "X_Gmail_Labels": "Sent,Drafts of contracts"}, False),
        ({}, False),
    ],
)
def test_what_was_not_sent_says_so(fields: dict[str, str], unsent: bool) -> None:
    assert is_draft(Header(mail(**fields))) is unsent
