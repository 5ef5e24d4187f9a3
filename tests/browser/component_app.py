"""A stand-alone page around the rating component, for test_rating_component.py.

Shows the persons of a visit one after another and writes what arrived under the scale
(`?show=1`), as the visit page would save it. `?fail=1` refuses the first press,
`?variant=child` chooses the look, `?single=1` a scale of one line. `?page=clickable` and
`?page=session` show the two small components instead.
"""

from __future__ import annotations

import json
from decimal import Decimal

import streamlit as st

from fit_tracker.ui import html, theme
from fit_tracker.ui.components import session_cookie
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.components.rating import Item, rating

PERSONS = ["Mor", "Far", "<b>Barn</b>"]
LINES = [
    "Mig selv",
    "Dem jeg er tæt på",
    "Hverdagen: arbejde, skole, venner",
    "Alt i alt",
]
ask = st.query_params
st.set_page_config(page_title="Vurdering", initial_sidebar_state="collapsed")
theme.apply()
theme.family_mode_css()

state = st.session_state
state.setdefault("answers", [])
state.setdefault("refused", False)
state.setdefault("error", "")
state.setdefault("runs", 0)
state.runs += 1


def _items() -> list[Item]:
    labels = ["Hvor tæt er vi på målet?"] if "single" in ask else LINES
    ends = {"low": "rigtig svært", "high": "rigtig godt"}
    items = [Item(key=f"i{n}", label=label, **ends) for n, label in enumerate(labels)]
    if ask.get("variant") == "child":
        items[0]["hint"] = "Hvordan har du det indeni?"
    return items


def _receive(answer: dict) -> None:
    """Stands in for the service: refuses once when asked to, keeps the rest."""
    if "fail" in ask and not state.refused:
        state.refused, state.error = True, "Det blev ikke gemt. Prøv igen."
    else:
        state.answers.append(answer)
        state.error = ""
    st.rerun()


def _show() -> None:
    st.button("Kør igen")
    st.code(json.dumps({"runs": state.runs, "answers": state.answers}, ensure_ascii=False))


def _ratings() -> None:
    number = len(state.answers)
    if number < len(PERSONS):
        person = PERSONS[number]
        given = rating(
            f"rating-{number}",
            title=f"Hej, {person}. Hvordan har du haft det siden sidst?",
            instruction="Sæt et mærke på hver linje. Der er ingen rigtige svar, "
            "og de andre ser det ikke.",
            items=_items(),
            progress=f"{number + 1} af {len(PERSONS)}",
            locked_label="familievisning, låst",
            variant="child" if ask.get("variant") == "child" else "plain",
            error=state.error,
        )
        if given:
            assert all(0 <= Decimal(value) <= 10 for value in given["items"].values())
            _receive(dict(given))
    else:
        st.subheader("Tak")
    if "show" in ask:
        _show()


def _clickable() -> None:
    rows = [
        html.tag(
            "div",
            html.tag("button", name, cls="fit-name", type="button", data_go=name),
            html.tag("span", "Mor <i>og</i> far", cls="fit-small"),
            cls="fit-row",
            data_go=name,
        )
        for name in ("F-1", "F-2")
    ]
    bare = html.tag("div", "Uden knap", data_go="bare")
    go = clickable("rows", html.tag("div", *rows, bare, cls="fit-rows"))
    state.setdefault("pressed", []).extend([go] if go else [])
    st.code(json.dumps({"runs": state.runs, "pressed": state.pressed}))
    st.button("Kør igen")


def _session() -> None:
    answer = session_cookie.start("ticket-1")
    state.setdefault("heard", []).extend([answer] if answer else [])
    st.code(json.dumps(state.heard))
    st.button("Kør igen")


{"clickable": _clickable, "session": _session}.get(ask.get("page", ""), _ratings)()
