"""What a person types into: one widget for each way of typing."""

from __future__ import annotations

from vendortrail.tui.forms.controls.choice import Choice
from vendortrail.tui.forms.controls.control import Control
from vendortrail.tui.forms.controls.definition import DefinitionControl
from vendortrail.tui.forms.controls.line import LineControl
from vendortrail.tui.forms.controls.long_text import LongText
from vendortrail.tui.forms.controls.outcomes import OutcomesControl
from vendortrail.tui.forms.controls.rows import RowsControl
from vendortrail.tui.forms.controls.tick import TickControl
from vendortrail.tui.forms.countings import Countings, Defined
from vendortrail.tui.forms.field import Field, Rows
from vendortrail.tui.forms.place import Place
from vendortrail.tui.forms.typed import Known, OneOf, Text, Tick, YesNo

__all__ = ["Control", "control"]


def control(field: Field, place: Place) -> Control:
    """Return an empty widget to type a field into."""
    made: Control
    match field.typed:
        case Rows() as rows:
            made = RowsControl(rows, lambda column: control(column, place))
        case OneOf() | YesNo() | Known() as choice:
            made = Choice(choice.choices)
        case Tick():
            made = TickControl()
        case Countings():
            made = OutcomesControl(place)
        case Defined() as defined:
            made = DefinitionControl(defined, place)
        case Text():
            made = LongText()
        case typed:
            made = LineControl(typed, place)
    return made
