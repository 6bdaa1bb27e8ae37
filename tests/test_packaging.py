"""What is handed out is whole: the tree, the lock, the sdist and the wheel."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import vendortrail
from vendortrail import shipped

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "vendortrail"

TOP_LEVEL = {
    *("vendortrail", "db", "exports", "tests", ".ci"),
    *("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"),
    *("pyproject.toml", "requirements.lock", "Makefile", ".gitignore"),
}
NOT_SOURCE = shutil.ignore_patterns(
    *(".git", ".venv", "build", "dist", "__pycache__", "*.mo", "*.pyc", ".*_cache", ".hypothesis"),
)
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:home|mnt|opt|root|tmp|work)/\w")
INDEX_HOST = re.compile(r"file:/{3}|https?://[^\s\"'>)]*(?:pypi|pythonhosted|/simple\b)")

PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!]+)(?: ; [^\\\n]+)?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+$",
    re.MULTILINE,
)


def run(*command: str | Path, cwd: Path) -> str:
    """Run `command` away from the checkout, without a terminal or input; return what it printed."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VENDORTRAIL"))}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**inherited, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tracked() -> list[Path]:
    """Return the files under version control, relative to the root."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    return [Path(name) for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0") if name]


def test_top_level_holds_only_what_it_should() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP_LEVEL


def test_no_file_names_a_machine_path_or_an_index_host() -> None:
    found = []
    for path in tracked():
        if not (ROOT / path).is_file():  # taken away, not yet recorded
            continue
        text = (ROOT / path).read_text("utf-8", errors="replace")
        found += [f"{path}: {m[0]}" for m in MACHINE_PATH.finditer(text)]
        found += [f"{path}: {m[0]}" for m in INDEX_HOST.finditer(text)]
    assert found == []


@pytest.mark.parametrize("folder", ["root", "tmp", "work"])
def test_machine_path_is_noticed(folder: str) -> None:
    assert MACHINE_PATH.search(f'"/{folder}/trail.db"')
    assert not MACHINE_PATH.search(f"db/{folder}/trail.db")


def test_lock_pins_everything_by_hash_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert PIN.sub("", lock).strip() == ""


def test_lock_satisfies_the_project() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = {canonicalize_name(m["name"]): m["version"] for m in PIN.finditer(lock)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        Requirement(line)
        for line in (
            *project["build-system"]["requires"],
            *project["project"]["dependencies"],
            *project["dependency-groups"]["dev"],
        )
    ]
    assert [
        str(requirement)
        for requirement in wanted
        if pinned.get(canonicalize_name(requirement.name), "0") not in requirement.specifier
    ] == []


def test_checkout_reads_its_own_db() -> None:
    assert shipped.db_folder() == ROOT / "db"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from an sdist that was built from the bare sources."""
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT, folder / "source", ignore=NOT_SOURCE)
    run(sys.executable, "-m", "build", "--no-isolation", folder / "source", cwd=folder)
    (built,) = (folder / "source" / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the commands of an environment that has the wheel, not the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=os.name != "nt")
    variables = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", variables))
    # Python does not read .pth files of folders that come from a .pth file: the libraries
    # are reachable, the checkout that is installed beside them is not.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    commands = Path(sysconfig.get_path("scripts", "venv", variables))
    pip = (sys.executable, "-m", "pip", "--python", commands / "python", "install")
    run(*pip, "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    return commands


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.long
def test_wheel_holds_the_package_its_catalogues_and_the_demo(wheel: Path) -> None:
    code = {f"vendortrail/{name}" for name in files_under(PACKAGE) if not name.endswith(".mo")}
    catalogues = {name.removesuffix(".po") + ".mo" for name in code if name.endswith(".po")}
    demo = {f"vendortrail/_data/db/{name}" for name in files_under(ROOT / "db")}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == (code | catalogues | demo) - {"vendortrail/locale/build_hook.py"}
        assert all(archive.read(name) for name in catalogues)
    assert demo
    assert {"vendortrail/py.typed", "vendortrail/migrations/env.py"} <= code


@pytest.mark.long
def test_installed_command_tells_its_version(installed: Path) -> None:
    said = run(installed / "vendortrail", "--version", cwd=installed)
    assert vendortrail.__version__ in said


@pytest.mark.long
def test_installed_command_speaks_russian(installed: Path) -> None:
    said = run(installed / "vendortrail", "--lang", "ru", "--help", cwd=installed)
    assert re.search("[а-яё]{3}", said)


@pytest.mark.long
def test_installed_command_does_not_use_the_checkout(installed: Path) -> None:
    code = (
        "import vendortrail, vendortrail.shipped as s; print(vendortrail.__file__, s.db_folder())"
    )
    said = run(installed / "python", "-c", code, cwd=installed)
    assert str(ROOT) not in said


@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_installed_command_shows_the_demo(installed: Path, tmp_path: Path, lang: str) -> None:
    said = run(installed / "vendortrail", "--lang", lang, "demo", tmp_path / "demo", cwd=tmp_path)
    assert "VT101" in said
