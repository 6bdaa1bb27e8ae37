import pytest

from vendortrail.importers.mail.charsets import decode

LETTER = "Добрый день! Сегмент Б обзвоним до пятницы, отчёт пришлём в понедельник."
CAPITALS = "СРОЧНО: ОТЧЁТ ПО СЕГМЕНТУ Б НЕ ПРИШЁЛ"


@pytest.mark.parametrize("codec", ["koi8-r", "windows-1251", "utf-8", "iso-8859-5", "cp866"])
@pytest.mark.parametrize("text", [LETTER, CAPITALS])
def test_a_right_label_is_believed(codec: str, text: str) -> None:
    assert decode(text.encode(codec), codec) == text


@pytest.mark.parametrize("label", ["windows-1251", "koi8-r", "iso-8859-1", "us-ascii", "", "x-no"])
@pytest.mark.parametrize("codec", ["koi8-r", "windows-1251", "utf-8"])
def test_a_wrong_label_is_not(codec: str, label: str) -> None:
    assert decode(LETTER.encode(codec), label) == LETTER


def test_gb2312_is_read_with_all_that_came_to_be_written_under_that_name() -> None:
    assert decode("報告朱镕基".encode("gb18030"), "gb2312") == "報告朱镕基"


@pytest.mark.parametrize("label", ["gb2312", "big5", "shift_jis", "iso-8859-15", "tis-620"])
def test_what_is_utf_8_is_read_so_whatever_it_is_said_to_be(label: str) -> None:
    assert decode("会议纪要：三月".encode(), label) == "会议纪要：三月"


@pytest.mark.parametrize(
    ("text", "codec"), [("联通", "gb2312"), ("會議", "big5"), ("会議の件", "iso-2022-jp")]
)
def test_short_texts_in_wide_charsets_are_read_by_their_label(text: str, codec: str) -> None:
    assert decode(text.encode(codec), codec) == text


def test_western_letters_stay_western() -> None:
    text = "Sehr geehrte Frau Müller, die Größe der Prüfung überrascht."
    assert decode(text.encode("latin-1"), "iso-8859-1") == text


@pytest.mark.parametrize("label", ["punycode", "idna", "zlib", "hex", "rot13", "undefined"])
def test_codecs_that_are_no_charsets_of_mail_are_not_used(label: str) -> None:
    assert decode(b"hello-kva", label) == "hello-kva"


def test_bytes_that_are_nothing_become_something() -> None:
    assert decode(bytes(range(256)), "utf-8")
    assert decode(b"", "utf-8") == ""


@pytest.mark.parametrize(
    "text",
    ["Voilà, c'est déjà préparé: très élevé", "Señor, mañana está aquí el niño, también más"],
)
def test_what_has_accents_is_no_russian(text: str) -> None:
    assert decode(text.encode("cp1252"), "iso-8859-1") == text
