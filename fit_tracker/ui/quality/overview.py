"""The top of the page: its message, which model stands, and what it can and cannot know."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services.accounts import Session
from fit_tracker.services.model_records import Version
from fit_tracker.services.models import ModelState
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.results import BudgetPoint, Quality, Share
from fit_tracker.ui.html import Html, card, join, page_title, stat, stats, tag
from fit_tracker.ui.quality import sentences, versions
from fit_tracker.ui.quality.numbers import count, interval, percent, rounded
from fit_tracker.ui.texts import _, _n, day

QUESTION_KEY = "quality_scale"


def choose(states: Sequence[ModelState]) -> ModelState:
    """One model for each scale; nearly always there is one."""
    known = [one for one in states if one.have or one.history] or list(states[:1])
    names = {one.scale_key: scale_name(one) for one in known}
    if len(known) == 1:
        return known[0]
    chosen = st.segmented_control(
        _("Skala"), list(names), default=known[0].scale_key, required=True,
        format_func=names.__getitem__, key=QUESTION_KEY, wrap=True,
    )  # fmt: skip
    return next((one for one in known if one.scale_key == chosen), known[0])


def scale_name(state: ModelState) -> str:
    """ "0–40, højere er bedre"."""
    way = _("højere er bedre") if state.scale.higher_is_better else _("lavere er bedre")
    return f"{state.scale.minimum:g}–{state.scale.maximum:g}, {way}"


def with_model(version: Version, point: BudgetPoint | None, waiting: bool) -> None:
    """The message, the model in one line, four numbers."""
    sub = model_line(version)
    if waiting:
        sub += " " + _("En ny model venter nederst på siden.")
    st.html(page_title(title(version, point), sub, _("Hvor gode er vores advarsler?")))
    if point is not None:
        st.html(numbers(point))


def title(version: Version, point: BudgetPoint | None) -> str:
    """The page's message; what is not in use yet is not spoken of as if it were."""
    if point is None or point.found.value is None:
        return _("Modellen er for ny til at sige, hvor gode advarslerne er")
    n = rounded(point.found.value)
    if version.adopted_at is None:
        return _("Den nye model ville finde {n} af 100 forløb, der ender uden sikker fremgang", n=n)
    return _("Advarslerne finder {n} af 100 forløb, der ender uden sikker fremgang", n=n)


def model_line(version: Version) -> str:
    """Which model, learned from how much, and since when it speaks."""
    learned = _n(
        "Model {version} har lært af {n} afsluttet forløb (målinger {first} til {last})",
        "Model {version} har lært af {n} afsluttede forløb (målinger {first} til {last})",
        version.n_courses,
        version=version.version,
        first=day(version.first_on),
        last=day(version.last_on),
    )
    if version.adopted_at is None:
        return learned + _(". Den er ikke taget i brug endnu.")
    on = day(versions.local_day(version.adopted_at))
    return learned + _(" og har været i brug siden {day}.", day=on)


def numbers(point: BudgetPoint) -> Html:
    """What the budget in force costs and finds, each with its interval and what was counted."""
    curves, flags = _("kurver"), _("flag")
    lead = _("besøg tilbage, når flaget kommer (median)")
    return stats(
        [
            _stat(point.found, _("fundet, af dem uden sikker fremgang"), curves),
            _stat(point.false_alarms, _("falske alarmer, af dem der ender godt"), curves),
            _stat(point.ppv, _("rigtige, af flagene"), flags),
            stat(visits_left(point), lead),
        ]
    )


def visits_left(point: BudgetPoint) -> str:
    return "–" if point.lead_visits is None else f"{point.lead_visits:g}".replace(".", ",")


def _stat(share: Share, label: str, counted: str) -> Html:
    certain = f"({interval(share)}, {count(share.n)} {counted})"
    under = join([label, " ", tag("span", certain, style="white-space:nowrap")])
    return stat(percent(share.value), under)


def knowledge(quality: Quality) -> None:
    st.html(
        card(
            tag("p", sentences.knows(quality), style="margin:0"),
            tag(
                "p",
                _(
                    "Alle tal er efterprøvet på jeres egne afsluttede forløb: hver familie er "
                    "holdt ude af det, der er lært, før den bedømmes. Der tælles i kurver: én "
                    "persons trivsel i ét forløb, set af én. I parentes står usikkerheden "
                    "(95 %) og hvor mange kurver eller målinger der er talt med."
                ),
                cls="fit-quiet",
                style="margin:.5rem 0 0",
            ),
            title=_("Hvad modellen kan og ikke kan vide"),
        )
    )


def without_model(session: Session, state: ModelState) -> None:
    """How many courses are missing, and what rules until then."""
    missing = state.needed - state.have
    if missing > 0:
        title = _n(
            "Der mangler {n} afsluttet forløb, før vi kan forudse et forløb",
            "Der mangler {n} afsluttede forløb, før vi kan forudse et forløb",
            missing,
        )
    else:
        title = _("Der er forløb nok til at lære, hvordan et forløb plejer at gå")
    st.html(page_title(title, _how_many(state), _("Hvor gode er vores advarsler?")))
    st.html(
        card(
            tag("p", _rules(), style="margin:0"),
            tag("p", _next(session, missing), cls="fit-quiet", style="margin:.5rem 0 0"),
            title=_("Indtil da gælder de faste regler alene"),
        )
    )
    if missing <= 0 and may(session.role, Action.MANAGE_MODELS):
        label = _("Lær af de afsluttede forløb")
        if st.button(label, key="learn_first", type="primary"):
            versions.learn(session)


def _how_many(state: ModelState) -> str:
    have, needed = count(state.have), count(state.needed)
    if state.have < state.needed:
        return _(
            "{have} af {needed} familier har et afsluttet forløb med mindst to målinger.",
            have=have,
            needed=needed,
        )
    return _(
        "{have} familier har et afsluttet forløb med mindst to målinger; der skal {needed} til.",
        have=have,
        needed=needed,
    )


def _rules() -> str:
    return _(
        "De ser kun på familiens egne svar: fald på mere end målefejlen ved flere målinger i træk, "
        "ingen sikker ændring efter et antal besøg, et samarbejde der falder, og manglende "
        "målinger. De siger ikke, hvad man kunne vente af et forløb."
    )


def _next(session: Session, missing: int) -> str:
    if missing > 0:
        return _("Med færre forløb ville et forventet forløb være gætværk. Derfor tegnes det ikke.")
    if may(session.role, Action.MANAGE_MODELS):
        return _(
            "Det tager op til nogle minutter. Intet ændrer sig, før du har set modellen og taget "
            "den i brug."
        )
    return _("Administratoren kan lade en model lære af dem og tage den i brug.")
