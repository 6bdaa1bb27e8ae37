"""`vendortrail` itself: its global options, and the table of its commands.

The table is listed without importing the commands, so that `--help` and completion are quick.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import click

import vendortrail
from vendortrail import i18n
from vendortrail.cli.choices import Day
from vendortrail.cli.language import asked_for, speak
from vendortrail.cli.speaking import Group, Option, option
from vendortrail.cli.trouble import quietly
from vendortrail.i18n import N_, _

if TYPE_CHECKING:
    from datetime import date

    from click.shell_completion import CompletionItem

# By section: the command, the module of this package that has it, and its help in one line. The
# module has the command under its own name, with a _ behind it where Python has that word.
COMMANDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    N_("To begin"): {
        "demo": ("demo", N_("Build the demo workspace and show what is found in it.")),
        "init": ("keeping", N_("Make a new, empty trail in the workspace.")),
        "locate": ("keeping", N_("Print where the trail is kept.")),
    },
    N_("To record"): {
        "note": ("note", N_("What happened, in one line.")),
        "vendor": ("vendor", N_("Vendors: add, list, show.")),
        "contact": ("contact", N_("People of both sides: add, list, leave.")),
        "agreement": ("agreement", N_("Agreements: add, list, show, close.")),
        "segment": ("segment", N_("What was promised, by segment: add, list, close.")),
        "term": ("term", N_("Terms: propose, accept, reject, withdraw, show, history, compare.")),
        "question": ("question", N_("What operators ask, and since when: add, list.")),
        "log": ("touchpoint", N_("A call, mail, meeting, letter or ticket.")),
        "deliver": ("deliver", N_("What the vendor reported as done.")),
        "pay": ("pay", N_("Money paid to the vendor.")),
        "promise": ("promise", N_("Promises: add, keep, break, list.")),
        "expect": ("opinion", N_("What we assume and no agreement says.")),
        "pulse": ("opinion", N_("How much one side hates the other now, 0 to 10.")),
        "offer": ("offer", N_("Terms that the vendor offers for new or returning work.")),
        "claim": ("offer", N_("What the vendor says in favour of an offer.")),
        "usage": ("usage", N_("What we used, by month and meter: add, import, list.")),
        "import": ("import_", N_("Mail, calendars, tables, open contracting data: take them in.")),
        "correct": ("correct", N_("Put a record right, or take it back, with a reason.")),
    },
    N_("To look"): {
        "timeline": ("timeline", N_("What happened with a vendor, day by day.")),
        "silences": ("silences", N_("When nobody said a word, and who owed it.")),
        "review": ("review", N_("What is wrong, and the records that prove it.")),
        "dispose": ("review", N_("Say what was done about a finding.")),
        "compare": ("compare", N_("An offer on our own usage, against what we pay now.")),
        "recount": ("recount", N_("The same rows under every definition of a result.")),
        "threshold": ("threshold", N_("How long is too long: set, list.")),
        "evidence": ("evidence", N_("Kept originals: list, show, export.")),
        "search": ("search", N_("Find records by their words.")),
        "export": ("export", N_("Write a paper about a vendor.")),
    },
    N_("To keep safe"): {
        "verify": ("keeping", N_("Prove that nothing in the trail was changed.")),
        "checkpoint": ("keeping", N_("Write size and head hash of the ledger to a file.")),
        "backup": ("keeping", N_("Write a verified copy of the trail.")),
        "restore": ("keeping", N_("Put a verified copy in the place of the trail.")),
        "rebuild": ("keeping", N_("Derive the typed tables anew from the ledger.")),
    },
}
# Where the context of a call keeps the language that was asked for.
LANG = "vendortrail.lang"

_TABLE = {name: entry for section in COMMANDS.values() for name, entry in section.items()}


class Program(Group):
    """The outermost command, which loads the others when they are called."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Choose the language, then read the arguments."""
        asked = asked_for(args)
        speak(i18n.choose(asked, None, os.environ))
        with quietly():
            ctx = super().make_context(info_name, args, parent, **extra)
        ctx.meta[LANG] = asked
        return ctx

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands, in the order of the help."""
        return list(_TABLE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command; None if there is none of that name."""
        if cmd_name not in _TABLE:
            return None
        module = import_module(f"{__package__}.{_TABLE[cmd_name][0]}")
        command: click.Command = getattr(
            module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was called; close names are offered from the whole table."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as unknown:
            raise click.NoSuchCommand(unknown.command_name, possibilities=_TABLE, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands by what they are for."""
        for section, commands in COMMANDS.items():
            with formatter.section(_(section)):
                formatter.write_dl(
                    [(name, _(about)) for name, (_module, about) in commands.items()]
                )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin so."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=_(about))
            for name, (_module, about) in _TABLE.items()
            if name.startswith(incomplete)
        ] + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called, without a traceback whatever happens."""
        with quietly():
            return super().invoke(ctx)


@click.group(
    "vendortrail",
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar=N_("[COMMAND] [ARGS]..."),
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_(
        "The audit trail and timeline of a company's dealings with its outsourcing vendors."
        "\n\nWithout a command it opens on the whole screen."
    ),
)
@option(
    "--workspace",
    "folder",
    metavar=N_("FOLDER"),
    envvar="VENDORTRAIL_WORKSPACE",
    show_envvar=True,
    help=N_("Where the trail is kept; else where programs of this computer keep their data."),
)
@option(
    "--today",
    metavar=N_("DAY"),
    type=Day(),
    envvar="VENDORTRAIL_TODAY",
    show_envvar=True,
    help=N_("The day to count from, as 2026-11-16; else today."),
)
@option(
    "--lang",
    type=click.Choice(i18n.LANGUAGES),
    expose_value=False,
    help=N_("The language to speak; else the one of the settings or of the computer."),
)
@click.version_option(
    vendortrail.__version__,
    cls=Option,
    message="%(prog)s %(version)s",
    help=N_("Show the version and exit."),
)
@click.pass_context
def program(ctx: click.Context, folder: str | None, today: date | None) -> None:
    """Keep what the commands share; without a command, open the screens."""
    from vendortrail.cli.session import Session

    session = ctx.obj = Session(folder, today)
    asked = ctx.meta[LANG]
    speak(i18n.choose(asked, session.settings.lang, os.environ))
    if ctx.invoked_subcommand is None:
        from vendortrail.cli.screens import open_screens

        open_screens(session.workspace, session.today, asked)
