"""The two themes: ink on paper, and the same at night.

Beyond Textual's colours they define what the trail speaks of: the three severities, the two sides,
silence, and what was struck out or put in.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="vendortrail-dark",
    dark=True,
    primary="#7fb4ca",
    secondary="#a292a3",
    accent="#7fb4ca",
    warning="#d9a45b",
    error="#e46876",
    success="#87a987",
    foreground="#d5d7db",
    background="#16181d",
    surface="#1b1e24",
    panel="#23272f",
    variables={
        "high": "#e8707c",
        "medium": "#d9a45b",
        "low": "#8f97a3",
        "us": "#7fb4ca",
        "them": "#b9a0d0",
        "silent": "#b5606a",
        "struck": "#c06a72",
        "put-in": "#8fbf8f",
        "quiet": "#8b929d",
        "faint": "#606978",
        "under-cursor": "#2b3441",
        "under-cursor-blurred": "#22272f",
        "block-cursor-background": "#2b3441",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7fb4ca 35%",
        "border": "#3a414d",
        "scrollbar": "#343a45",
        "scrollbar-background": "#1b1e24",
        "scrollbar-background-hover": "#1b1e24",
        "scrollbar-background-active": "#1b1e24",
        "scrollbar-hover": "#4a515c",
        "scrollbar-active": "#7fb4ca",
    },
)

LIGHT: Final = Theme(
    name="vendortrail-light",
    dark=False,
    primary="#2d6a86",
    secondary="#6f5a80",
    accent="#2d6a86",
    warning="#96610a",
    error="#b3303f",
    success="#3d7a45",
    foreground="#22262d",
    background="#f7f6f2",
    surface="#fbfaf7",
    panel="#ecebe5",
    variables={
        "high": "#b3303f",
        "medium": "#96610a",
        "low": "#6c727c",
        "us": "#2d6a86",
        "them": "#75549a",
        "silent": "#b3303f",
        "struck": "#b3303f",
        "put-in": "#2f7a3b",
        "quiet": "#656b75",
        "faint": "#a3a5a1",
        "under-cursor": "#d9e4ea",
        "under-cursor-blurred": "#e9ebe9",
        "block-cursor-background": "#d9e4ea",
        "block-cursor-foreground": "#101317",
        "block-cursor-text-style": "none",
        "input-selection-background": "#2d6a86 30%",
        "border": "#c9c8c1",
        "scrollbar": "#cfcec8",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
        "scrollbar-hover": "#b4b4ae",
        "scrollbar-active": "#2d6a86",
    },
)

# By what the settings call them.
BY_SETTING: Final = {"dark": DARK, "light": LIGHT}
