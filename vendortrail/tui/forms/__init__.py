"""Forms: what a person types becomes a record, and is not lost when it does not.

The seam with the screens: ``RecordForm(asked)`` is pushed with what is asked for (see
``vendortrail.tui.recording``). It records by itself, because a refusal belongs beside its field
with everything that was typed still there, and is dismissed with the record, or with None when the
person left. A table of usage and an import, which are many records, have forms
of their own.
"""

from vendortrail.tui.forms.import_form import ImportForm
from vendortrail.tui.forms.record_form import RecordForm
from vendortrail.tui.forms.usage_table_form import UsageTableForm

__all__ = ["ImportForm", "RecordForm", "UsageTableForm"]
