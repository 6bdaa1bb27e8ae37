import pytest

from vendortrail.importers.mail.fields import LONGEST_HEADER, Header, normal, unbase64, words


def test_fields_are_unfolded_and_found_by_any_case() -> None:
    header = Header(b"SUBJECT: one\r\n two\r\n\tthree\r\nTo: a@b.example\r\n\r\nbody")
    assert header.text(b"subject") == "one two\tthree"
    assert header.addresses(b"to") == ("a@b.example",)


def test_the_body_begins_after_the_blank_line_or_where_a_line_is_no_field() -> None:
    for raw, body in (
        (b"A: 1\n\nbody", b"body"),
        (b"A: 1\nno field\n", b"no field\n"),
        (b"From x Mon Mar  3 10:00:00 2025\nA: 1\n\nbody", b"body"),
        (b"A: 1", b""),
        (b"no field\n", b"no field\n"),
    ):
        assert raw[Header(raw).end :] == body


def test_a_header_without_an_end_is_cut() -> None:
    header = Header(b"A: 1\n" * (LONGEST_HEADER // 4))
    assert header.end <= LONGEST_HEADER


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?koi8-r?B?0NLJ18XU?= Ivan", "привет Ivan"),
        ("=?utf-8?Q?=D0=BF=D1=80?= =?utf-8?Q?=D0=B8=D0=B2?=", "прив"),
        # A letter that is cut into two words.
        ("=?utf-8?B?0L8=?= =?UTF-8?B?0Q==?= =?utf-8?B?gA==?=", "пр"),
        ("=?utf-8?Q?with spaces?=", "with spaces"),
        ("=?utf-8*ru?Q?a_b?=", "a b"),
        ("=?nothing?Q?a?=", "a"),
        ("=?utf-8?B?!!!?= x", " x"),
        ("a =?b", "a =?b"),
    ],
)
def test_encoded_words(written: str, read: str) -> None:
    assert words(written) == read


def test_eight_bits_in_a_header_are_read_by_the_charset_of_the_body() -> None:
    raw = "Subject: Отчёт за март\nContent-Type: text/plain; charset=koi8-r\n\n".encode("koi8-r")
    assert Header(raw).text(b"subject") == "Отчёт за март"


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ("Ivan <Ivan@Zvonar.Example>", ("ivan@zvonar.example",)),
        ("ivan@zvonar.example (Ivan, of Zvonar)", ("ivan@zvonar.example",)),
        ('"sales@zvonar.example, via us" <x@other.example>', ("x@other.example",)),
        ("sales@zvonar.example <x@other.example>", ("x@other.example",)),
        ("Petrov, Ivan <i@z.example>, o@b.example", ("i@z.example", "o@b.example")),
        ("people: a@b.example, c@d.example;", ("a@b.example", "c@d.example")),
        ("ivan at zvonar.example (Ivan Petrov)", ("ivan@zvonar.example",)),
        ("undisclosed-recipients:;", ()),
        ("<>", ()),
        ("=?koi8-r?B?6dfBzg==?= <ivan@zvonar.example>", ("ivan@zvonar.example",)),
    ],
)
def test_addresses(written: str, addresses: tuple[str, ...]) -> None:
    assert Header(f"To: {written}\n\n".encode()).addresses(b"to") == addresses


def test_a_domain_in_other_letters_is_the_domain_that_travels() -> None:
    assert normal("Olga@Президент.рф.") == "olga@xn--d1abbgf6aiiy.xn--p1ai"


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("<a@b>", "a@b"),
        ("  < a@\n b >", "a@b"),
        ("a@b", "a@b"),
        ("<a at b.example>", "a@b.example"),
        ("<>", ""),
        ("", ""),
    ],
)
def test_message_ids(written: str, id_: str) -> None:
    assert Header(f"Message-ID: {written}\n\n".encode()).message_id() == id_


def test_references_are_read_in_whatever_words_they_stand() -> None:
    raw = b"In-Reply-To: Your message of Monday <a@b> (and <c@d>)\nReferences: <e@f>\n <g@h>\n\n"
    header = Header(raw)
    assert header.ids(b"in-reply-to") == ("a@b", "c@d")
    assert header.ids(b"references") == ("e@f", "g@h")


def test_broken_base64_gives_what_there_is() -> None:
    assert unbase64(b"aGVsbG8") == b"hello"
    assert unbase64(b"aGVs*bG8=\n") == b"hello"
    assert unbase64(b"a") == b""
