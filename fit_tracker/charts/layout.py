"""What every figure is laid out with, whatever it shows."""

from __future__ import annotations

from fit_tracker.charts.marks import TEXT
from fit_tracker.charts.model import Figure, Palette

FONT = "Inter, Noto Sans, sans-serif"


def base_layout(palette: Palette, height: int) -> Figure:
    """No frame, no legend, nothing to drag."""
    return {
        "height": height,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT, "color": palette["quiet"]},
        "hoverlabel": {
            "bgcolor": palette["card"],
            "bordercolor": palette["track"],
            "font": {"family": FONT, "size": TEXT, "color": palette["text"]},
            "align": "left",
        },
        "separators": ",.",
    }
