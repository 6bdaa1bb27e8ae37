"""Text that tries to be something else."""

import json
from pathlib import Path

import pytest

CASES = Path(__file__).parents[3] / "shared" / "cases" / "text"

TEMPTING = [
    *("#", "##", "# heading", "## x ##", "###### deep", "heading\n===", "heading\n---", "a\n\nb"),
    *("- item", "+ item", "* item", "1. one", "1986) year", "- [x] done", "> quote", ">quote"),
    *("---", "***", "___", "- - -", "```", "~~~", "```sh\nrm\n```", "    code", "\tcode"),
    *("*a*", "**a**", "_a_", "__a__", "~~a~~", "~a~", "a*b*c", "snake_case_name", "`code`"),
    *("[a](https://b.example)", "![a](https://b.example/x.png)", "[a]: https://b.example", "[^1]"),
    *("<b>bold</b>", "<script>alert(1)</script>", "<!-- -->", "<https://a.example>", "<?php ?>"),
    *("https://a.example/?b=c&d=e", "www.a.example", "a@b.example", "javascript:alert(1)"),
    *("&amp;", "&lt;b&gt;", "&#35;", "&", "AT&T", "a &", "<", "a < b", "5 > 3", "\\", "\\*", "a\\"),
    *("a | b", "|", "|---|", "a | b\n--- | ---", ":--", ":-:", "a\n:--", "-|-", "\\|", "a\\|b"),
    *("$a$", "$$x$$", ":smile:", "@anna", "#17", "a  \nb", "a\\\nb", "  ", "\n", "\r\n> x"),
    *("{x}", "%s", "$title", "${body}", "=SUM(A1)", "=cmd|'/c calc'!A0", "+7 495", "-5"),
    *("\x1b[31mred\x1b[0m", "\x9b2J", "\u202eevil", "a\u2028b", "a\u00a0", "\u00a0- a", "漢字 | x"),
    *("[" * 400, "*" * 400, "`" * 400, "<" * 400, "\\" * 401, "_" * 400, "~" * 401, "|" * 400),
]


def naughty_strings() -> list[str]:
    """Return the public collections of such text, where they are at hand."""
    if not CASES.is_dir():
        pytest.skip("the public collections of naughty text are not here")
    strings: list[str] = json.loads((CASES / "blns.json").read_text("utf-8"))
    for name in ("csv-injection-payloads.md", "terminal-escapes.txt"):
        strings += (CASES / name).read_text("utf-8", errors="replace").splitlines()
    return strings
