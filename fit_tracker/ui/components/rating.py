"""The rating scale: one person, a few lines, empty until touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal, NotRequired, TypedDict
from uuid import UUID, uuid4

import streamlit as st

from fit_tracker.ui.components import assets

_mount = st.components.v2.component(
    "fit_rating", css=assets.css("base", "rating"), js=assets.js("rating")
)

# The keys of `texts` and the Danish they fall back to; {…} is filled in by the component.
TEXTS: dict[str, str] = {
    "touch": "tryk på linjen",
    "undo": "Fortryd",
    "done": "Færdig",
    "saving": "Gemmer…",
    "missing": "Mangler: {labels}",
    "unanswered": "ikke besvaret",
    "between": "{value} af {maximum}, fra {low} til {high}",
    "slow": "Det tager længere end ventet. Dine svar står her endnu; tryk igen, "
    "så bliver de gemt én gang.",
}


class Item(TypedDict):
    """One line. `hint` stands under the label; `low` and `high` at the line's ends."""

    key: str
    label: str
    low: str
    high: str
    hint: NotRequired[str]


class Answer(TypedDict):
    """A finished rating. `nonce` is the same however often this one is sent."""

    items: dict[str, str]
    nonce: str


def rating(
    key: str,
    *,
    title: str,
    instruction: str,
    items: Sequence[Item],
    minimum: int = 0,
    maximum: int = 10,
    step: str = "0.1",
    step_keyboard: str = "0.5",
    texts: Mapping[str, str] | None = None,
    progress: str = "",
    locked_label: str = "",
    done_label: str = "",
    variant: Literal["plain", "child"] = "plain",
    lang: str = "da",
    error: str = "",
) -> Answer | None:
    """Show the scale; None until the person presses "Færdig", then the answer, once.

    `key` must be unique to person, visit and scale: the same key keeps marks already
    made through reruns, another key starts empty. `Answer.nonce` is made when the scale
    is first shown: use it as submission_id, then a press that arrives twice saves once.
    `error` (shown by the next call after saving failed) opens the scale again with
    everything still in place.
    """
    words = {**TEXTS, **(texts or {})}
    if done_label:
        words["done"] = done_label
    data = {
        "mark_key": key, "title": title, "instruction": instruction,
        "items": [dict(item) for item in items], "minimum": minimum, "maximum": maximum,
        "step": step, "step_keyboard": step_keyboard, "texts": words, "progress": progress,
        "locked": locked_label, "variant": variant, "lang": lang, "error": error,
        # A second failure with the same words must be seen as new.
        "error_id": uuid4().hex if error else "",
    }  # fmt: skip
    result = _mount(key=key, data=data, on_done_change=_noop)
    return parse_answer(result.done, [item["key"] for item in items], minimum, maximum)


def parse_answer(sent: object, keys: Sequence[str], minimum: int, maximum: int) -> Answer | None:
    """What the browser sent, or None unless it is exactly one value in range per line.

    The browser is not trusted: half an answer, another person's lines or a number off
    the scale is no answer.
    """
    if not isinstance(sent, dict) or not isinstance(sent.get("items"), dict):
        return None
    items = sent["items"]
    if set(items) != set(keys) or not _is_uuid(sent.get("nonce")):
        return None
    if not all(_in_range(value, minimum, maximum) for value in items.values()):
        return None
    return {"items": {key: items[key] for key in keys}, "nonce": sent["nonce"]}


def _in_range(value: object, minimum: int, maximum: int) -> bool:
    """One decimal at most, written with a point, on the scale."""
    if not isinstance(value, str) or len(value) > 8:
        return False
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and minimum <= number <= maximum and number == round(number, 1)


def _is_uuid(text: object) -> bool:
    try:
        return isinstance(text, str) and str(UUID(text)) == text
    except ValueError:
        return False


def _noop() -> None:
    """Streamlit names a component's triggers by their callbacks."""
