"""The colours, as plain data: the one place where a colour is written down.

Charts and pages must agree about them without importing each other. Every pair used for
text or marks is held to WCAG contrast by tests/unit/test_palette.py.
"""

from __future__ import annotations

LIGHT: dict[str, str] = {
    "ground": "#F7F5F1",
    "card": "#FFFFFF",
    "text": "#1D2733",
    "quiet": "#5B6673",
    "line": "#E3DED5",
    "accent": "#0E5A5E",
    "accent_soft": "#DCEBE9",
    "on_accent": "#FFFFFF",
    "button_line": "#B9D0CF",
    "track": "#8F887A",
    "attention": "#B4490B",
    "attention_soft": "#FBE9DD",
    "progress": "#1F6B4A",
    "progress_soft": "#DFF0E6",
    "neutral": "#5B6673",
    "neutral_soft": "#EEEBE5",
    "blue": "#2B5C9E",
    "blue_soft": "#E1E9F7",
    "plum": "#6B3E75",
    "plum_soft": "#F1E6F4",
    "ochre": "#8A6100",
}

DARK: dict[str, str] = {
    "ground": "#12181D",
    "card": "#1A222A",
    "text": "#E8ECEF",
    "quiet": "#A3AEB8",
    "line": "#2C3740",
    "accent": "#6FC2C0",
    "accent_soft": "#1D3739",
    "on_accent": "#0B2526",
    "button_line": "#3C5658",
    "track": "#6B7782",
    "attention": "#F2A57B",
    "attention_soft": "#3B2417",
    "progress": "#7FD1A9",
    "progress_soft": "#17342A",
    "neutral": "#A3AEB8",
    "neutral_soft": "#26313A",
    "blue": "#8DB4EC",
    "blue_soft": "#1C2E47",
    "plum": "#CDA4D8",
    "plum_soft": "#35243C",
    "ochre": "#D9B25A",
}

# Told apart by colour AND marker: the order is the order in which persons are drawn.
PERSONS: tuple[str, ...] = ("accent", "blue", "plum", "ochre", "neutral")

# What a bar of a review means: its ink (marks, edges), and how much of it its surface holds.
TONES: dict[str, tuple[str, float]] = {
    "good": ("accent", 1.0),
    "calm": ("accent", 0.42),
    "quiet": ("neutral", 0.3),
    "warn": ("attention", 0.42),
    "plain": ("accent", 0.42),
}

# What stands on what: (foreground, grounds, least contrast by WCAG 2.2). Text 4.5, marks 3.
CONTRAST: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("text", ("ground", "card", "accent_soft", "neutral_soft"), 4.5),
    ("quiet", ("ground", "card", "accent_soft", "neutral_soft"), 4.5),
    ("accent", ("ground", "card", "accent_soft"), 4.5),
    ("on_accent", ("accent",), 4.5),
    ("attention", ("ground", "card", "attention_soft"), 4.5),
    ("progress", ("ground", "card", "progress_soft"), 4.5),
    ("neutral", ("ground", "card", "neutral_soft"), 4.5),
    ("blue", ("ground", "card", "blue_soft"), 4.5),
    ("plum", ("ground", "card", "plum_soft"), 4.5),
    ("ochre", ("ground", "card"), 4.5),
    ("track", ("ground", "card"), 3.0),
)


def tokens(dark: bool) -> dict[str, str]:
    """The palette for one mode."""
    return DARK if dark else LIGHT


def mixed(colour: str, ground: str, strength: float) -> str:
    """`strength` parts of `colour`, the rest of `ground`; both as #RRGGBB."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(a * strength + b * (1 - strength)):02X}" for a, b in pairs)


def css_variables(selector: str) -> str:
    """`--fit-*` for both modes, on `selector`.

    `light-dark()` follows the theme that the person chose in the app; browsers without
    it (older tablets) follow the device, which is what the app does by default too.
    """
    both = {k: f"light-dark({LIGHT[k]},{DARK[k]})" for k in LIGHT}
    return (
        f"{selector}{{{_declare(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{{selector}{{{_declare(DARK)}}}}}"
        f"@supports (color:light-dark(#000,#fff)){{{selector}{{{_declare(both)}}}}}"
    )


def _declare(colours: dict[str, str]) -> str:
    return "".join(f"--fit-{name.replace('_', '-')}:{value};" for name, value in colours.items())
