"""click's commands and parameters, with help that is translated when it is shown.

Every text given to them is a msgid marked with `N_`: a module is imported once, while the language
may change afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from vendortrail.cli.trouble import told_apart
from vendortrail.i18n import N_, _

F = TypeVar("F", bound=Callable[..., Any])

# Of characters: no sentence of the help is cut short.
LONGEST_SENTENCE = 1000


class _Helpful:
    """What has help: kept as a msgid, read in the person's language."""

    _msgid: str | None = None

    @property
    def help(self) -> str | None:
        return _(self._msgid) if self._msgid else None

    @help.setter  # noqa: A003 - the name is click's
    def help(self, msgid: str | None) -> None:
        self._msgid = msgid


class Command(_Helpful, click.Command):
    """A command that speaks the person's language.

    ``examples`` is a msgid: lines that can be copied into a shell as they stand.
    """

    def __init__(self, *arguments: Any, examples: str = "", **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self._examples = examples

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, whose help click would keep in the language it was first asked in."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples, line by line."""
        if self._examples:
            with formatter.section(_("Examples")):
                for line in _(self._examples).splitlines():
                    formatter.write(f"  {line}\n")

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what is refused ends it with exit code 3, what fails with 4."""
        with told_apart(ctx):
            return super().invoke(ctx)


class Group(Command, click.Group):
    """A command that has commands."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of its commands, in the order in which they were made."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List its commands, each with the whole first sentence of its help."""
        with formatter.section(_("Commands")):
            formatter.write_dl(
                [
                    (name, below.get_short_help_str(limit=LONGEST_SENTENCE))
                    for name, below in self.commands.items()
                ]
            )


class Option(_Helpful, click.Option):
    """An option that speaks the person's language."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Return its names, with the variable of the environment that may be to blame."""
        names = click.Parameter.get_error_hint(self, ctx)
        if self.show_envvar and self.envvar:
            return _("{names} (or the variable {variable})").format(
                names=names, variable=self.envvar
            )
        return names

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for its value in the help."""
        return _(super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument that speaks the person's language."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for it in the usage line; click has a given metavar as it is."""
        if self.metavar is None:
            return super().make_metavar(ctx)
        word = _(self.metavar) if self.required else f"[{_(self.metavar)}]"
        return word if self.nargs == 1 else f"{word}..."


def command(name: str, **attributes: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a command; `help` is a msgid."""
    return click.command(name, cls=Command, **attributes)


def group(name: str, **attributes: Any) -> Callable[[Callable[..., Any]], Group]:
    """Make a group of commands; `help` is a msgid."""
    return click.group(name, cls=Group, **attributes)


def option(*names: str, **attributes: Any) -> Callable[[F], F]:
    """Give a command an option; `help` and `metavar` are msgids."""
    return click.option(*names, cls=Option, **attributes)


def argument(name: str, metavar: str | None = None, **attributes: Any) -> Callable[[F], F]:
    """Give a command an argument; `metavar` is a msgid."""
    return click.argument(name, cls=Argument, metavar=metavar, **attributes)


def json_option(function: F) -> F:
    """Give a command `--json`: one JSON document on standard output, nothing else there."""
    return option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))(function)
