"""What the README tells people to type can be typed as it stands."""

import re
from pathlib import Path

from tests.cli.conftest import Typist

README = Path(__file__).parent.parent.parent / "README.md"


def test_the_five_minutes_can_be_typed(empty: Typist) -> None:
    text = README.read_text("utf-8").partition("## Five minutes")[2].partition("## Findings")[0]
    lines = re.findall(r"^    vendortrail (.+)$", text.replace("\\\n", ""), re.MULTILINE)
    assert len(lines) > 5
    said = {line.split()[0]: empty(line).stdout for line in lines}
    assert "VT309" in said["review"]
    assert "367 days of silence" in said["timeline"]
