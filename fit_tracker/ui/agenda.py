"""A list in parts, each a heading over a card of rows: who, what, when, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.ui.html import Html, button, card, link, tag

CSS = """
.fit-part { margin-bottom: 1.125rem; }
.fit-part > h2 { margin: 0 0 .375rem .25rem; }
.fit-agenda td { vertical-align: top; overflow-wrap: break-word; }
@container (min-width: 47.01rem) {
  /* One grid for all parts, so that their columns stand under each other. */
  .fit-agenda, .fit-agenda tbody { display: block; }
  .fit-agenda tbody tr { display: grid; grid-template-columns: var(--fit-columns); }
}
.fit-next { display: flex; flex-wrap: wrap; gap: .375rem 1rem; align-items: center; }
.fit-agenda tbody tr:first-child td { border-top: 0; }
.fit-ask { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center;
  gap: .5rem 1rem; }
@container (max-width: 47rem) {
  .fit-agenda tr { grid-template-columns: 1fr 1fr; }
  .fit-agenda td:nth-child(3), .fit-agenda td:last-child { grid-column: 1 / -1; }
}
@container (max-width: 30rem) { .fit-agenda .fit-button { flex: 1 1 auto; } }
"""
"""A page adds its own `--fit-columns`."""
_UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


def part(head: str, columns: Sequence[str], rows: Sequence[Html]) -> Html:
    """The columns explain themselves to the eye; a screen reader gets their names."""
    names = tag("tr", *(tag("th", name, scope="col") for name in columns))
    heads = tag("thead", names, style=_UNSEEN)
    table = tag("table", heads, tag("tbody", *rows), cls="fit-table fit-agenda")
    return tag("section", tag("h2", head), card(table), cls="fit-part")


def ask(family: str, case_number: str, about: Html, go: str, word: str) -> Html:
    """A family for whom one thing is to be decided: its name, what it is about, one button.

    `family` and `go` are what pressing the name and the button sends.
    """
    name = tag("span", link(family, case_number), tag("div", about, cls="fit-quiet"), cls="fit-who")
    act = button(go, word, label=f"{word}: {case_number}")
    return tag("li", tag("div", name, act, cls="fit-ask"))
