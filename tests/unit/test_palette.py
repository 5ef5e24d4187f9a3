"""Every pair of colours can be read, and the app's theme uses the same colours."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from fit_tracker.palette import CONTRAST, DARK, LIGHT, PERSONS, css_variables

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
PAIRS = [(name, ground, least) for name, grounds, least in CONTRAST for ground in grounds]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # W3C's own examples: black on white 21:1; #777 on white 4.48:1 just fails, #767676 passes.
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#767676", "#FFFFFF", 4.54)],
)
def test_contrast_is_the_published_formula(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("name", "ground", "least"), PAIRS)
def test_every_pair_can_be_read(name: str, ground: str, least: float, mode: str) -> None:
    colours = LIGHT if mode == "light" else DARK
    ratio = contrast(colours[name], colours[ground])
    assert ratio >= least, f"{name} on {ground} ({mode}): {ratio:.2f}, needs {least}"


def test_both_modes_name_the_same_colours_and_every_person_has_one() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert set(PERSONS) <= LIGHT.keys()
    assert len({LIGHT[name] for name in PERSONS}) == len(PERSONS)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_apps_theme_knows_no_other_colours(mode: str) -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][mode]
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", str(theme)))
    assert len(used) > 10
    palette = LIGHT if mode == "light" else DARK
    assert used <= set(palette.values())


def test_variables_exist_for_browsers_with_and_without_light_dark() -> None:
    css = css_variables(":host")
    assert css.count("--fit-accent-soft:") == 3
    assert "light-dark(#0E5A5E,#6FC2C0)" in css
