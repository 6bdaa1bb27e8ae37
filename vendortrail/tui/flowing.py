"""Parts that stand beside each other, on as many lines as they take."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content


def flowed(parts: Sequence[Content], width: int, gap: int = 1) -> list[list[int]]:
    """Return which parts, by their places, stand on each line of a width, a gap between them."""
    lines: list[list[int]] = [[]]
    left = width
    for place, part in enumerate(parts):
        if part.cell_length > left and lines[-1]:
            lines.append([])
            left = width
        lines[-1].append(place)
        left -= part.cell_length + gap
    return lines
