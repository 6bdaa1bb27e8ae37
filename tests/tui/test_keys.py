import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

import vendortrail.tui
from vendortrail.tui.keys import LATIN_OF, TWIN, both


@pytest.mark.parametrize(
    ("latin", "keys"),
    [
        ("q", "q,й"),
        ("/", "slash,full_stop"),
        ("?", "question_mark,comma"),
        ("f1", "f1"),
        ("q escape", "q,й,escape"),
        ("ctrl+s", "ctrl+s"),
        ("1", "1"),
    ],
)
def test_key_comes_with_its_twin(latin: str, keys: str) -> None:
    assert both(latin) == keys


def test_every_letter_has_a_twin_of_its_own() -> None:
    letters = [key for key in TWIN if key.isalpha()]
    assert len(letters) == 52
    assert {LATIN_OF[TWIN[letter]] for letter in letters} == set(letters)


def bindings() -> Iterator[tuple[str, list[Binding]]]:
    """Yield the bindings that every screen and widget of the program declares."""
    for module in pkgutil.walk_packages(vendortrail.tui.__path__, "vendortrail.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            own = isinstance(thing, type) and thing.__module__.startswith("vendortrail.tui")
            if own and issubclass(thing, DOMNode) and "BINDINGS" in vars(thing):
                expanded = BindingsMap(thing.BINDINGS).key_to_bindings.values()
                yield thing.__name__, [binding for same in expanded for binding in same]


@pytest.mark.parametrize(("name", "declared"), sorted(dict(bindings()).items()))
def test_every_letter_works_on_the_russian_layout(name: str, declared: list[Binding]) -> None:
    actions = {(binding.key, binding.action) for binding in declared}
    for binding in declared:
        if len(binding.key) == 1 and binding.key.isascii() and binding.key.isalpha():
            assert (TWIN[binding.key], binding.action) in actions, f"{name}: {binding.key}"


@pytest.mark.parametrize(("name", "declared"), sorted(dict(bindings()).items()))
def test_every_command_of_the_bar_is_explained(name: str, declared: list[Binding]) -> None:
    unexplained = [binding.action for binding in declared if binding.show and not binding.tooltip]
    assert unexplained == [], name
