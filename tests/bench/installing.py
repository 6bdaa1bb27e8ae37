"""A wheel of the checkout, installed where nothing but the wheel can be measured.

An editable checkout is found by another way, and without .pyc files takes four times as long to
import.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_NOT_SOURCE = shutil.ignore_patterns(
    *(".git", ".venv", "build", "dist", "__pycache__", "*.mo", ".*_cache", ".hypothesis")
)


def install(folder: Path) -> Path:
    """Make an environment with the wheel, this one's libraries and the benchmarks.

    Return its Python.
    """
    source = folder.with_name("source")
    shutil.copytree(ROOT, source, ignore=_NOT_SOURCE)
    _quietly(sys.executable, "-m", "build", "--wheel", "--no-isolation", source)
    (wheel,) = (source / "dist").glob("*.whl")
    venv.create(folder, symlinks=os.name != "nt")
    variables = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", variables))
    # Python does not read .pth files of folders that come from a .pth file: the libraries are
    # reachable, the checkout that is installed beside them is not.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", variables)) / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    _quietly(*pip, "--no-deps", "--no-index", wheel)
    shutil.copytree(source / "tests" / "bench", site / "tests" / "bench")
    compileall.compile_dir(str(site), quiet=2)
    return python


def environment(folder: Path) -> Mapping[str, str]:
    """Return the variables to measure under: none of the person's own settings, English, colours.

    Args:
        folder: where whatever is looked for in a home may be written.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VENDORTRAIL", "TEXTUAL", "XDG_", "LC_"))
    }
    return {
        **inherited,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def _quietly(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}")
