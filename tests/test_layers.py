"""The contracts that `lint-imports` holds the package to, and the coverage, leave no module out."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TOOL = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]


def contract(name: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (c for c in TOOL["importlinter"]["contracts"] if c["name"] == name)
    return found


def existing(names: set[str]) -> set[str]:
    package = ROOT / "vendortrail"
    return {
        n for n in names if (package / f"{n}.py").exists() or (package / n / "__init__.py").exists()
    }


def core() -> set[str]:
    """Return the modules below the typed tables, as far as they exist."""
    layers = [set(re.findall(r"\w+", layer)) for layer in contract("Data flows one way")["layers"]]
    (tables,) = (place for place, layer in enumerate(layers) if "tables" in layer)
    return existing(set.union(*layers[tables + 1 :]))


def without_package(names: list[str]) -> set[str]:
    return {name.removeprefix("vendortrail.") for name in names}


def test_the_whole_core_is_held_pure() -> None:
    assert core() <= without_package(contract("The core is pure")["source_modules"])


def test_the_whole_core_is_measured() -> None:
    measured = {re.split(r"[/.]", path)[1] for path in TOOL["coverage"]["run"]["include"]}
    assert core() <= measured


def test_front_ends_are_kept_from_storage() -> None:
    kept = contract("Front ends never see SQL")
    assert existing({"cli", "tui"}) <= without_package(kept["source_modules"])
    storage = existing({"ledger", "database", "tables", "projection"})
    assert storage <= without_package(kept["forbidden_modules"])
