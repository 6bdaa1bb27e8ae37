"""What can be measured, in the order in which it is; a part is the module of its name."""

PARTS = (
    "startup",
    "reading",
    "screen",
    "append",
    "bulk",
    "large",
    "paging",
    "recount",
    "mail",
    "calendar",
    "table",
)
