"""What click itself says, marked so that our catalogues hold it: see `language.speak`.

Nothing imports this while the program runs; it is read by the extraction of messages and by a test,
which holds it against what the installed click can say.
"""

from __future__ import annotations

from vendortrail.i18n import N_
from vendortrail.sentences import count

WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Show this message and exit."),
    N_("env var: {var}"),
    N_("default: {default}"),
    N_("required"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("file"),
    N_("directory"),
    N_("Error: invalid input"),
    # The metavars of its types.
    N_("TEXT"),
    N_("INTEGER"),
)

PLURALS = (
    count(
        "Got unexpected extra argument ({args})",
        "Got unexpected extra arguments ({args})",
        1,
    ),
    count("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    count(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    ),
    count("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    count(
        "{value!r} does not match the format {format}.",
        "{value!r} does not match the formats {formats}.",
        1,
    ),
)
