"""The chart card: the message, the curves or the same as a table, and one point opened."""

from __future__ import annotations

from typing import Any

import streamlit as st

from fit_tracker.charts.alt import alt_text, direction
from fit_tracker.charts.course import outcome_figure, small_multiples
from fit_tracker.charts.lines import flagged_outcome
from fit_tracker.charts.model import Figure, Line, mark
from fit_tracker.domain.instruments import ALLIANCE, GROUP_ALLIANCE
from fit_tracker.palette import tokens
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Level, ReasonCode
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.groups import Group, around, groups
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.family.table import readings_table
from fit_tracker.ui.html import Html, join, link, tag
from fit_tracker.ui.sentences import by_id, family_sentence, inside, status_chip
from fit_tracker.ui.texts import _, language

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
HEAD = "display:flex;gap:1rem;justify-content:space-between;align-items:flex-start;flex-wrap:wrap"
HEAD_TEXT = "font-size:1.1875rem;font-weight:600;margin:0;padding:0;line-height:1.4;flex:1 1 20rem"


def show(view: FamilyView, names: Names, chosen: Choices) -> str | None:
    """The outcome card; what was pressed in it."""
    found = groups(view, view.outcome, names, flagged_outcome)
    with st.container(key="card_course"):
        st.html(_message(view))
        pressed = None
        if chosen.table:
            pressed = clickable(
                "family_table", readings_table(view, view.outcome, names), lang=language()
            )
        else:
            for number, group in enumerate(found):
                pressed = draw(view, group, chosen, f"outcome_{number}") or pressed
        caption = _caption(view, found, chosen)
        return clickable("family_course_links", caption, lang=language()) or pressed


def _message(view: FamilyView) -> Html:
    assert view.assessment is not None
    found = view.assessment
    text = family_sentence(found, by_id(view.members), view.assessments, view.today)
    chip = status_chip(found.status, found.needs_attention)
    return tag("div", tag("h2", text, style=HEAD_TEXT), chip, style=HEAD)


def draw(
    view: FamilyView, group: Group, chosen: Choices, key: str, height: int = 400
) -> str | None:
    """The group's lines together or side by side; "point:…" when one was clicked."""
    if not chosen.apart or len(group.lines) < 2:
        figure = _together(view, group, chosen, height)
        return plot(figure, _alt(group, list(group.lines)), key)
    figures = small_multiples(
        group.lines,
        scale=group.scale,
        axis=chosen.axis,
        around=around(view),
        palette=palette(),
        words=_,
        cut_offs=group.cuts,
    )
    pressed = None
    places = st.columns(2)
    for number, (figure, line) in enumerate(zip(figures, group.lines, strict=True)):
        with places[number % 2]:
            st.html(tag("p", f"{mark(line.index)} {line.label}", cls="fit-card-title"))
            pressed = plot(figure, _alt(group, [line]), f"{key}_{number}") or pressed
    return pressed


def _together(view: FamilyView, group: Group, chosen: Choices, height: int) -> Figure:
    return outcome_figure(
        group.lines,
        scale=group.scale,
        axis=chosen.axis,
        around=around(view),
        palette=palette(),
        words=_,
        cut_offs=group.all_cuts(),
        reliable_band=_focus(view, group),
        height=height,
    )


def _focus(view: FamilyView, group: Group) -> Line | None:
    """Whose measurement error is drawn: the only one's, else whom the message speaks of."""
    if len(group.lines) == 1:
        return group.lines[0]
    assert view.assessment is not None
    for key, reason in view.assessment.reasons:
        about_alliance = reason.code is ReasonCode.ALLIANCE_DROP
        if (
            reason.level is Level.ATTENTION
            and key in group.keys
            and about_alliance == (group.instrument.measure in (ALLIANCE, GROUP_ALLIANCE))
        ):
            return group.lines[group.keys.index(key)]
    return None


def _alt(group: Group, lines: list[Line]) -> str:
    title = group.instrument.question.get(language(), "")
    return alt_text(lines, title=title, scale=group.scale, words=_, cut_offs=group.all_cuts())


def palette() -> dict[str, str]:
    return tokens(st.context.theme.type == "dark")


def plot(figure: Figure, alt: str, key: str) -> str | None:
    """Show a figure. A click answers once: the same selection stays with the chart."""
    state: Any = st.plotly_chart(
        figure,
        theme=None,
        key=f"family_chart_{key}",
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
        alt=alt,
    )
    points = state["selection"]["points"] if state else []
    given = [point.get("customdata") for point in points]
    found = next((value[0] if isinstance(value, list) else value for value in given if value), "")
    before = st.session_state.get(f"fit.family_clicked_{key}", "")
    st.session_state[f"fit.family_clicked_{key}"] = found
    return f"point:{found}" if found and found != before else None


def _caption(view: FamilyView, found: list[Group], chosen: Choices) -> Html:
    """What the chart shows in words, and the other ways to see the same."""
    parts: list[object] = [tag("span", text) for text in _legend(view, found)]
    if found:
        parts += _ways(view, chosen)
    return tag("p", join(parts, " · "), cls="fit-small")


def _legend(view: FamilyView, found: list[Group]) -> list[str]:
    if not found:
        return [_("Her kommer kurverne, når familien har svaret første gang.")]
    texts = []
    for group in found:
        question = group.instrument.question.get(language(), "")
        texts.append(f"{question} {direction(group.scale, _)}")
        texts.append(", ".join(f"{mark(one.index)} {inside(one.label)}" for one in group.lines))
    if any(point.flagged for group in found for one in group.lines for point in one.points):
        texts.append(_("▲ bør drøftes"))
    if any(not visit.attended for visit in view.visits):
        texts.append(_("× aflyst eller udeblevet"))
    if any(not visit.visit.date_known for visit in view.visits):
        texts.append(_("datoer er anslået"))
    return texts


def _ways(view: FamilyView, chosen: Choices) -> list[Html]:
    ways = [
        link("table:no", _("Vis som kurver"))
        if chosen.table
        else link("table:yes", _("Vis som tabel"))
    ]
    if chosen.table:
        return ways
    if len(view.outcome) > 1:
        ways.append(
            link("apart:no", _("Vis sammen"))
            if chosen.apart
            else link("apart:yes", _("Vis hver for sig"))
        )
    ways.append(
        link("axis:visit", _("Efter besøg"))
        if chosen.axis == "date"
        else link("axis:date", _("Efter dato"))
    )
    return ways
