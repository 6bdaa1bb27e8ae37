"""Every message of the source is translated, and the catalogues hold nothing else.

`make translations` brings the catalogues up to date; what it leaves empty is for a person to write.
"""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from vendortrail import i18n

TRANSLATED = [lang for lang in i18n.LANGUAGES if lang != i18n.ENGLISH]

# As the Makefile has them: what is said in one place and read in another (sentences.py).
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "count": (1, 2)}


@cache
def source() -> Catalog:
    """Return the messages as the code has them now."""
    catalog = Catalog()
    extracted = extract_from_dir(i18n.LOCALE.parent, keywords=KEYWORDS)
    for path, line, message, _comments, context in extracted:
        catalog.add(message, locations=[(path, line)], context=context)
    return catalog


@cache
def catalogue(lang: str) -> Catalog:
    with (i18n.LOCALE / lang / "LC_MESSAGES" / f"{i18n.DOMAIN}.po").open("rb") as po:
        return read_po(po)


def key(message: Message) -> tuple[str, str | None]:
    return forms(message.id)[0], message.context


def keys(catalog: Catalog) -> set[tuple[str, str | None]]:
    return {key(message) for message in catalog if message.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}|%\(\w+\)[a-z]|%[sd]", text))


def differs(message: Message) -> bool:
    """Tell whether a translation would lose or invent a value.

    The plural decides for all forms: in Russian the first form also says 21.
    """
    expected = placeholders(forms(message.id)[-1])
    return any(placeholders(form) != expected for form in forms(message.string) if form)


def test_no_message_is_taken_for_a_format_of_printf() -> None:
    # “8 % from” is one to Babel, which then compiles no translation of it.
    assert [message.id for message in source() if message.python_format] == []


def test_a_finding_ends_without_a_full_stop() -> None:
    """Papers, tables and the command line set its proof, in brackets, behind its sentence."""
    detectors = i18n.LOCALE.parent / "detectors"
    said = [
        form
        for _path, _line, message, _comments, _context in extract_from_dir(
            detectors, keywords=KEYWORDS
        )
        for form in forms(message)
    ]
    assert len(said) > 40
    assert [form for form in said if form.endswith(".")] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_is_missing(lang: str) -> None:
    translated = {
        key(message)
        for message in catalogue(lang)
        if all(forms(message.string))
        and len(forms(message.string))
        == (catalogue(lang).num_plurals if message.pluralizable else 1)
    }
    missing = [
        f"{path}:{line}: {key(message)[0]}"
        for message in source()
        if message.id and key(message) not in translated
        for path, line in message.locations[:1]
    ]
    assert not missing, "\n".join(["", *missing])


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_is_fuzzy(lang: str) -> None:
    assert [message.id for message in catalogue(lang) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_is_left_of_messages_that_are_gone(lang: str) -> None:
    assert keys(catalogue(lang)) - keys(source()) == set()
    assert list(catalogue(lang).obsolete) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_plurality_is_that_of_the_source(lang: str) -> None:
    plural = {key(message): message.pluralizable for message in source()}
    assert [
        m.id for m in catalogue(lang) if m.pluralizable != plural.get(key(m), m.pluralizable)
    ] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_placeholders_are_those_of_the_source(lang: str) -> None:
    assert [(m.id, m.string) for m in catalogue(lang) if m.id and differs(m)] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_compiled_catalogue_is_that_of_the_source(lang: str) -> None:
    """Fails after an edit of the .po until `make setup` compiles it."""
    i18n.use(lang)
    written = {
        key(message): forms(message.string)[0]
        for message in catalogue(lang)
        if message.id and message.string and not message.pluralizable
    }
    spoken = {
        (text, context): i18n.pgettext(context, text) if context else i18n.gettext(text)
        for text, context in written
    }
    assert spoken == written


@pytest.mark.parametrize(
    ("singular", "plural", "translations", "wrong"),
    [
        ("{n} day", "{n} days", ("{n} день", "{n} дня", "{n} дней"), False),
        ("one day", "{n} days", ("{n} день", "{n} дня", "{n} дней"), False),
        ("one day", "{n} days", ("один день", "{n} дня", "{n} дней"), True),
        ("{n} day", "{n} days", ("{n} день", "{т} дня", "{n} дней"), True),
    ],
)
def test_lost_placeholder_of_a_plural_is_noticed(
    singular: str, plural: str, translations: tuple[str, ...], wrong: bool
) -> None:
    assert differs(Catalog().add((singular, plural), translations)) is wrong
