import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendortrail.tui.folding import folded


def lines(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in folded(text, width, prose=True)]


def test_what_fits_stays_as_it_is() -> None:
    text = "# Paper\n\n- one\n  two\n\n> three\n> four"
    assert lines(text, 20) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "folded_anew"),
    [
        ("one two three\nfour five", ["one two", "three four", "five"]),
        ("- one two three\n  four\n- five", ["- one two", "  three", "  four", "- five"]),
        ("10. one two three\n    four", ["10. one", "    two", "    three", "    four"]),
        ("  > one two three\n  > four\n  >\n  > five", None),
        ("# one two\nthree\nfour five six", ["# one two", "three four", "five six"]),
        (
            "| a | b |\n| c | d |\n\none two three",
            ["| a | b |", "| c | d |", "", "one two", "three"],
        ),
        ("| a    |  b |\n| ---- | -: |", ["| a | b |", "| --- | -:", "|"]),
    ],
)
def test_paragraphs_are_folded_anew_under_what_they_belong_to(
    text: str, folded_anew: list[str] | None
) -> None:
    quoted = ["  > one", "  > two", "  > three", "  > four", "  >", "  > five"]
    assert lines(text, 10) == (folded_anew or quoted)


def test_lines_of_html_stay_apart() -> None:
    html = "  <p>one two three</p>\n  <p>four</p>"
    folded_anew = [line.plain for line in folded(html, 13, prose=False)]
    assert folded_anew == ["  <p>one two", "  three</p>", "  <p>four</p>"]


@given(st.text("ab >-#|1.\n", max_size=60))
def test_no_word_is_lost(text: str) -> None:
    letters = "".join(char for char in text if char in "ab#|")
    assert "".join(char for char in "".join(lines(text, 9)) if char in "ab#|") == letters
