"""Small pieces of HTML. Everything that came from a person is escaped here, once.

A piece is an `Html`: text already safe to put into a page. Plain `str` arguments are
escaped, `Html` arguments are not, so that pieces nest without being escaped twice.
SVG pieces show only inside the `clickable` component: `st.html` strips SVG.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

# One shape and one tone per status: colour never speaks alone.
STATUSES: dict[str, tuple[str, str]] = {
    "improving": ("●", "progress"),
    "off_expected": ("▼", "attention"),
    "stalled": ("◆", "attention"),
    "no_change_yet": ("◆", "neutral"),
    "more_support": ("▲", "attention"),
    "worsening": ("▲", "attention"),
    "too_few": ("○", "neutral"),
    "disagree": ("◇", "blue"),
}
VOID = frozenset({"br", "hr", "img", "input", "wbr"})  # elements that take no end tag
TONES = frozenset({"progress", "attention", "neutral", "blue", "plum"})


class Html(str):
    """Text that is safe as HTML. Made by this module, or from a literal in the code."""

    __slots__ = ()


def e(text: object) -> Html:
    """`text` as HTML, quotes included; what is already `Html` passes untouched."""
    return text if isinstance(text, Html) else Html(html.escape(str(text), quote=True))


def join(pieces: Sequence[object], separator: str = "") -> Html:
    """The pieces after one another, each escaped unless it is `Html`."""
    return Html(e(separator).join(e(piece) for piece in pieces))


def tag(name: str, *children: object, cls: str = "", **attributes: object) -> Html:
    """`<name class="cls" …>children</name>`; `data_go="x"` becomes `data-go="x"`."""
    given = {"class": cls, **attributes} if cls else attributes
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(str(value), quote=True)}"'
        for key, value in given.items()
        if value is not None
    )
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def chip(status: str, word: str) -> Html:
    """A status: shape, word and tone. The shape is silent for a screen reader."""
    shape, tone = STATUSES[status]
    return _chip(tone, word, shape)


def label_chip(tone: str, word: str) -> Html:
    """A chip without a status shape ("ny · 2 timer", "taget"); `tone` is one of TONES."""
    if tone not in TONES:
        raise ValueError(f"Unknown tone {tone!r}, expecting one of {sorted(TONES)}")
    return _chip(tone, word, "")


def _chip(tone: str, word: str, shape: str) -> Html:
    mark = tag("span", shape, " ", cls="fit-shape", aria_hidden="true") if shape else Html()
    return tag("span", mark, word, cls=f"fit-chip fit-{tone}")


def page_title(title: str, sub: str = "", above: str = "") -> Html:
    """The page's message as its only h1, a quiet line under it, a trail above it."""
    parts = [tag("p", above, cls="fit-above")] if above else []
    parts.append(tag("h1", unbroken(title), cls="fit-title"))
    if sub:
        parts.append(tag("p", unbroken(sub), cls="fit-sub"))
    return tag("header", *parts, cls="fit-head")


_ONE = re.compile(r"(\d\d-\d\d-\d{4}|n = \d+)")


def unbroken(text: str) -> Html:
    """`text` whose dates and "n = 12" stay on one line: a browser breaks at hyphens and spaces."""
    if isinstance(text, Html):
        return text
    pieces = _ONE.split(text)
    return join(
        [tag("span", p, style="white-space:nowrap") if n % 2 else p for n, p in enumerate(pieces)]
    )


def card(*children: object, title: str = "") -> Html:
    """A white card."""
    head = [tag("h2", title, cls="fit-card-title")] if title else []
    return tag("section", *head, *children, cls="fit-card")


def stat(value: str, label: str) -> Html:
    """A number with the words that say what it counts."""
    inner = tag("div", value, cls="fit-stat-value"), tag("div", label, cls="fit-quiet")
    return tag("div", *inner, cls="fit-card fit-stat")


def stats(pieces: Sequence[Html]) -> Html:
    """Numbers beside each other; under one another on a phone."""
    return tag("div", *pieces, cls="fit-stats")


def link(go: str, text: str) -> Html:
    """A link in running text that sends `go` (inside `clickable`)."""
    return tag("button", text, cls="fit-link", type="button", data_go=go)


def button(go: str, text: str, *, primary: bool = False, label: str | None = None) -> Html:
    """A button that sends `go`; `label` when the text alone says too little."""
    cls = "fit-button fit-primary" if primary else "fit-button"
    return tag("button", text, cls=cls, type="button", data_go=go, aria_label=label)


def sparkline_svg(
    points: Sequence[tuple[float, float]],
    color: str = "var(--fit-accent)",
    lo: float = 0,
    hi: float = 40,
    w: int = 110,
    h: int = 26,
    label: str = "",
) -> Html:
    """A small curve (x, y) on the fixed scale lo–hi, the last point marked.

    Fixed scale: two members' curves may be compared. `label` is what is read aloud.
    """
    if not points:
        return tag("span", label or "–", cls="fit-quiet")
    placed = _place(points, lo, hi, w, h)
    path = " ".join(f"{x:g},{y:g}" for x, y in placed)
    last = placed[-1]
    line = tag("polyline", points=path, fill="none", stroke=color, stroke_width="1.8",
               stroke_linejoin="round", stroke_linecap="round")  # fmt: skip
    dot = tag("circle", cx=f"{last[0]:g}", cy=f"{last[1]:g}", r="3", fill=color)
    about = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return tag("svg", line, dot, cls="fit-spark", width=w, height=h,
               viewBox=f"0 0 {w} {h}", **about)  # fmt: skip


def _place(
    points: Sequence[tuple[float, float]], lo: float, hi: float, w: int, h: int
) -> list[tuple[float, float]]:
    pad = 4
    first, last = points[0][0], points[-1][0]
    span = (last - first) or 1
    # A single point sits at the end of the line, where the newest value is looked for.
    offset = 0 if last > first else 1
    return [
        (
            round(pad + ((x - first) / span + offset) * (w - 2 * pad), 1),
            round(h - pad - (min(max(y, lo), hi) - lo) / (hi - lo) * (h - 2 * pad), 1),
        )
        for x, y in points
    ]
