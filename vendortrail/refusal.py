"""What the product says when it cannot do what was asked."""

from __future__ import annotations

from vendortrail.i18n import _


class Refusal(Exception):
    """Input that is not taken; nothing of it has been recorded.

    Args:
        message: an English msgid with ``{named}`` places, marked with ``N_`` where it is written.
        places: what stands in the places; translated only when the refusal is shown.
    """

    def __init__(self, message: str, **places: object) -> None:
        super().__init__(message)
        self.message = message
        self.places = places

    def __str__(self) -> str:
        """Return the sentence in the person's language."""
        return _(self.message).format(**self.places)


class FieldRefusal(Refusal):
    """A refusal of one field of a record, so that a form can show it beside the field.

    Args:
        field: the name of the field in the record's type.
    """

    def __init__(self, field: str, message: str, **places: object) -> None:
        super().__init__(message, **places)
        self.field = field


class StorageFailure(Refusal):
    """The storage failed or is damaged; nothing is half-written."""
