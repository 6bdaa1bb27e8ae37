"""The program as a whole: its help, its language, and how it ends."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from click.testing import CliRunner

import vendortrail
from tests.cli.conftest import Typist
from vendortrail import i18n
from vendortrail.cli import click_words
from vendortrail.cli.program import COMMANDS, program
from vendortrail.service import Trail, Workspace

NAMES = [name for section in COMMANDS.values() for name in section]
WIDTH = 80
RUN = [sys.executable, "-c", "from vendortrail.cli import main; main()"]


def spoken(arguments: str, *, lang: str = "en", code: int = 0) -> str:
    result = CliRunner().invoke(
        program, ["--lang", lang, *shlex.split(arguments)], prog_name="vendortrail"
    )
    assert result.exit_code == code, result.output
    return result.output


def every_command() -> list[str]:
    """Return every command as it is typed, those of groups too."""
    typed = []
    for name in NAMES:
        loaded = program.get_command(click.Context(program), name)
        typed.append(name)
        if isinstance(loaded, click.Group):
            typed += [f"{name} {below}" for below in loaded.commands]
    return typed


@pytest.mark.parametrize("name", NAMES)
def test_table_names_what_is_there(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    assert command.name == name


def test_help_lists_every_command_of_the_contract() -> None:
    listed = spoken("--help")
    for name in NAMES:
        assert f"\n  {name} " in listed


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("command", every_command())
def test_every_command_explains_itself(command: str, lang: str) -> None:
    said = spoken(f"{command} --help", lang=lang)
    assert f"vendortrail {command} " in said
    assert "--help" in said


@pytest.mark.parametrize("command", ["", *every_command()])
def test_russian_help_is_russian(command: str) -> None:
    said = spoken(f"{command} --help", lang="ru")
    for english in (
        "Usage",
        "Options",
        "Commands",
        "Examples",
        "OPTIONS",
        "Show this",
        "TEXT",
        "required",
        "default",
    ):
        assert english not in said
    assert said.startswith("Использование:")


def test_help_of_a_group_is_not_cut_short() -> None:
    said = spoken("term --help")
    assert "..." not in said.partition("Commands:")[2]
    assert said.index("  propose ") < said.index("  accept ") < said.index("  history ")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_examples_can_be_copied_into_a_shell(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = []
    for command in every_command():
        said = spoken(f"{command} --help", lang=lang)
        assert max(map(len, said.splitlines())) <= WIDTH
        whole = re.sub(r"\\\n *", "", said)
        examples += [line for line in whole.splitlines() if line.startswith("  vendortrail ")]
    assert len(examples) > len(NAMES) / 2
    for line in examples:
        called: click.Command = program
        words = shlex.split(line.replace("--today 2025-12-31", ""))[1:]
        while isinstance(called, click.Group):
            name, *words = words
            called = called.get_command(click.Context(called), name) or pytest.fail(line)
        for file in (word for word in words if word.endswith(".csv")):
            Path(file).touch()
        called.make_context(name, words)


def test_version() -> None:
    assert spoken("--version") == f"vendortrail {vendortrail.__version__}\n"


@pytest.mark.parametrize(
    ("line", "english", "russian"),
    [
        ("lgo", "No such command 'lgo'", "Нет такой команды: 'lgo'"),
        ("review --fail", "No such option '--fail'", "Нет такого параметра: '--fail'"),
        ("log Zvonar", "Missing argument 'SUMMARY'", "Не указан аргумент 'СУТЬ'"),
        ("pulse Zvonar x", "'x' is not a valid integer", "'x' — не число"),
        ("log Z x -c fax", "'fax' is not one of", "'fax' — не из списка"),
        ("revew", "Did you mean 'review'?", "'review'"),
        ("--today 12.10.2026 review", "not a day such as 2026-11-16", "не день вида 2026-11-16"),
        ("--today 0001-01-01 review", "not a day such as", "или переменной VENDORTRAIL_TODAY"),
        ("restore nothing.db", "does not exist", "не существует"),
    ],
)
def test_wrong_usage_is_2_in_both_languages(line: str, english: str, russian: str) -> None:
    assert english in spoken(line, code=2)
    assert russian in spoken(line, code=2, lang="ru")


def test_language_is_taken_from_the_settings(typed: Typist) -> None:
    (typed.folder / "settings.toml").write_text('lang = "ru"\n', "utf-8")
    result = CliRunner().invoke(
        program, ["--workspace", str(typed.folder), "vendor", "show", "nobody"]
    )
    assert result.exit_code == 3
    assert result.stderr.startswith("Ошибка:")


def test_bad_settings_are_refused_by_name(typed: Typist) -> None:
    (typed.folder / "settings.toml").write_text('zone = "Mars"\n', "utf-8")
    assert "settings.toml" in typed("review", code=3).stderr


def test_without_a_command_the_screens_open(typed: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path, date | None, str | None]] = []

    def run(workspace: Workspace, *, today: date | None, lang: str | None) -> None:
        opened.append((workspace.folder, today, lang))

    monkeypatch.setattr("vendortrail.tui.run", run)
    typed("", lang="ru")
    assert opened == [(typed.folder, date(2026, 11, 16), "ru")]


def test_no_trail_is_refused_with_the_way_to_make_one(empty: Typist) -> None:
    assert "vendortrail init" in empty("review", code=3).stderr


def test_storage_that_is_no_trail_is_4(typed: Typist) -> None:
    (typed.folder / "db" / "trail.db").write_bytes(b"not a database at all" * 100)
    result = typed("review", code=4)
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")


def test_what_should_not_happen_is_one_sentence(
    typed: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_trail: Trail) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Trail, "portfolio", broken)
    result = typed("vendor list", code=4)
    assert "RuntimeError: boom" in result.stderr
    assert "VENDORTRAIL_DEBUG=1" in result.stderr
    monkeypatch.setenv("VENDORTRAIL_DEBUG", "1")
    result = CliRunner().invoke(program, ["--workspace", str(typed.folder), "vendor", "list"])
    assert isinstance(result.exception, RuntimeError)


def test_interrupt_is_quiet(typed: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_trail: Trail) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Trail, "portfolio", interrupted)
    assert typed("vendor list", code=130).output == ""


def test_closed_pipe_is_quiet(typed: Typist) -> None:
    for name in "ABC":
        typed(f"vendor add {name}")
    listing = f"{shlex.join(RUN)} --workspace {typed.folder} vendor list"
    done = subprocess.run(
        ["bash", "-c", f"{listing} | true; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert int(done.stdout) in (0, 128 + signal.SIGPIPE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "vendor list --help", "locate"])
def test_a_full_disk_behind_standard_output_is_told(arguments: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*RUN, "--workspace", str(tmp_path), *shlex.split(arguments)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr.startswith(b"Error: ")


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vendortrail", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("vendortrail")


def test_pipe_that_is_closed_before_anything_is_written(typed: Typist) -> None:
    typed("vendor add A")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*RUN, "--workspace", str(typed.folder), "vendor", "list"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 128 + signal.SIGPIPE
    assert done.stderr == b""


def test_standard_output_holds_the_document_alone(typed: Typist) -> None:
    typed("vendor add 'Контакт-центр „Звонарь“'")
    done = subprocess.run(
        [*RUN, "--workspace", str(typed.folder), "vendor", "list", "--json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))[0]["name"] == "Контакт-центр „Звонарь“"
    assert done.stderr == b""


# What click can say to a programmer, or in features that are not used here.
UNUSED = {
    *("d", "{editor}: Editing failed", "{editor}: Editing failed: {e}", "Windows error: {error}"),
    *("deprecated", "Value must be an iterable.", "Name '{name}' defined twice", "(dynamic)"),
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Takes {nargs} values but 1 was given.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument "
        "instead? Did you mean to pass '--{name}'?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    *("Do you want to continue?", "Confirm the action without prompting.", "Aborted!"),
    *("%(prog)s, version %(version)s", "Positional arguments", "Commands", "path"),
    *("Missing parameter", "Missing {param_type}", "Missing parameter: {param_name}"),
    *("unknown error", "Could not open file {filename!r}: {message}"),
    "Invalid start character for option ({option})",
    "Argument {name!r} takes {nargs} values.",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "Couldn't detect Bash version, shell completion is not supported.",
    *("Repeat for confirmation", "Error: The two entered values do not match."),
    *("Unknown color {colour!r}", "Press any key to continue...", "Choice({choices})"),
    "{value!r} is not a valid boolean. Recognized values: {states}",
    *("{value!r} is not a valid UUID.", "{name} {filename!r} is not writable."),
    *("{name} {filename!r} is not executable.", "Unknown standard stream '{name}'"),
    "{len_type} values are required, but {len_value} was given.",
}


def test_everything_that_click_says_is_marked() -> None:
    marked = {*click_words.WORDS, *(plural.message for plural in click_words.PLURALS)}
    marked |= {"Show the version and exit."}
    said = {
        message if isinstance(message, str) else message[0]
        for _path, _line, message, _comments, _context in extract_from_dir(
            Path(click.__file__).parent
        )
    }
    assert said - marked - UNUSED == set()
