"""Where the files are that come with the product and are not code."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def db_folder() -> Path:
    """Return the folder of the demo's ledger and the reviewed schema.

    A wheel carries it inside the package; in a checkout it is the `db` beside the package.
    """
    packed = _PACKAGE / "_data" / "db"
    return packed if packed.is_dir() else _PACKAGE.parent / "db"
