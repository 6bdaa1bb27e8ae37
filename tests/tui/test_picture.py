from pathlib import Path

from tests.tui.picture import PICTURE, drawn


async def test_the_picture_in_the_readme_is_what_is_drawn(tmp_path: Path) -> None:
    picture = await drawn(tmp_path)
    assert picture == PICTURE.read_text("utf-8")
    assert "http" not in picture.replace("http://www.w3.org/", "").replace(
        "https://www.textualize.io", ""
    )
