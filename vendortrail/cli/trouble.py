"""How a command ends when it does not end well: one sentence, and the exit code for its kind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from vendortrail.cleaning import clean
from vendortrail.i18n import _
from vendortrail.refusal import FieldRefusal, Refusal, StorageFailure

SOMETHING_WRONG = 1
REFUSED = 3
# As a shell reports a process that SIGINT or SIGPIPE ended.
INTERRUPTED = 130
PIPE_CLOSED = 141

# Set to anything, it shows where an unexpected failure comes from.
DEBUG = "VENDORTRAIL_DEBUG"


class Refused(click.ClickException):
    """Ends the program because input is not taken."""

    exit_code = REFUSED


class Failed(click.ClickException):
    """Ends the program because storage failed."""

    exit_code = 4


@contextmanager
def told_apart(ctx: click.Context) -> Iterator[None]:
    """Turn what the service raises while a command runs into click's way to end it."""
    try:
        yield
    except StorageFailure as failure:
        raise Failed(clean(str(failure))) from failure
    except Refusal as refusal:
        raise Refused(clean(_named(refusal, ctx))) from refusal


@contextmanager
def quietly() -> Iterator[None]:
    """Never show a traceback: not for Ctrl-C, not for a closed pipe, not for our own mistakes."""
    try:
        yield
    except (KeyboardInterrupt, click.Abort):
        raise click.exceptions.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # What is still in the buffer would fail again when the interpreter flushes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except (click.ClickException, click.exceptions.Exit):
        raise
    except OSError as fault:
        raise Failed(clean(_told(fault))) from fault
    except Exception as fault:
        if DEBUG in os.environ:
            raise
        from vendortrail.faults import is_storage_fault

        if is_storage_fault(fault):
            raise Failed(clean(_told(fault))) from fault
        sentence = _(
            "this should not have happened: {fault}. Nothing is half-written. "
            "Set {variable}=1 to see where it comes from"
        ).format(fault=f"{type(fault).__name__}: {fault}", variable=DEBUG)
        raise Failed(clean(sentence)) from fault


def _told(fault: Exception) -> str:
    from vendortrail.faults import plainly  # loads what `--help` does without

    if isinstance(fault, OSError):
        return ": ".join(str(part) for part in (fault.filename, plainly(fault)) if part is not None)
    return _("the trail cannot be used: {fault}").format(fault=plainly(fault))


def _named(refusal: Refusal, ctx: click.Context) -> str:
    """Return the refusal, with the argument or option that it is about in front."""
    if isinstance(refusal, FieldRefusal):
        for parameter in ctx.command.params:
            if parameter.name == refusal.field:
                return f"{parameter.get_error_hint(ctx)}: {refusal}"
    return str(refusal)
