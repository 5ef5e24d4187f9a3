"""The life of the models: which stands, which waits, and all that have been."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from fit_tracker.domain.times import local
from fit_tracker.errors import UserFacing
from fit_tracker.services import models
from fit_tracker.services.accounts import Session
from fit_tracker.services.model_drift import Drift
from fit_tracker.services.model_records import Version
from fit_tracker.services.models import Learned, ModelState
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, join, label_chip, tag
from fit_tracker.ui.quality import asking, tables
from fit_tracker.ui.quality.numbers import count, interval, of_hundred, percent
from fit_tracker.ui.quality.sections import head
from fit_tracker.ui.texts import _, _n, day, language, plain, say

ACT = "quality_adopt"
FEW = 30
"""Ratings it takes to say that a model fits: of fewer, a share of 80 % has an interval wider
than 63–90 % (Wilson), and silence would be called approval."""


def local_day(at: datetime | None) -> date | None:
    """The database keeps UTC; people read the calendar on the wall."""
    return None if at is None else local(at).date()


def show(session: Session, state: ModelState) -> None:
    if state.candidate is not None:
        _candidate(session, state, state.candidate)
    with st.container(key="card_quality_versions"):
        head(_("Modellens udgaver"), _standing(state), drift(state.drift))
        _learn(session, state)
        if state.history:
            clickable("quality_versions", history(state), lang=language())


def _standing(state: ModelState) -> str:
    if state.adopted is None:
        return _("Ingen model er taget i brug.")
    since = state.have - state.adopted.n_courses
    if since <= 0:
        return _("Modellen har lært af alle {n} afsluttede forløb.", n=count(state.have))
    return _n(
        "{n} forløb er afsluttet, siden modellen lærte.",
        "{n} forløb er afsluttet, siden modellen lærte.",
        since,
    )


def drift(found: Drift | None) -> str:
    """Whether the bands still hold for what was rated after the model learned."""
    if found is None:
        return ""
    share = found.coverage
    if share.value is None:
        return _("Der er endnu for få nye målinger at efterprøve modellen på.")
    text = _(
        "Siden {since} faldt {n} nye målinger inden for 80 %-båndet ({interval}, {total} målinger)",
        since=day(found.since),
        n=of_hundred(share),
        interval=interval(share),
        total=count(share.n),
    )
    if found.outside:
        return text + _(": modellen passer ikke længere. Lær igen af de afsluttede forløb.")
    if share.n < FEW:
        return text + _(": det er for få til at sige, om modellen passer.")
    return text + _(": modellen passer stadig.")


def _candidate(session: Session, state: ModelState, version: Version) -> None:
    with st.container(key="card_quality_candidate"):
        head(
            _("En ny model venter"),
            _n(
                "Den bygger på {n} afsluttet forløb.",
                "Den bygger på {n} afsluttede forløb.",
                version.n_courses,
            ),
            _same(state, version),
        )
        if state.adopted is not None:
            html = comparison(state.adopted, version)
            clickable("quality_comparison", html, lang=language())
        if may(session.role, Action.MANAGE_MODELS):
            _adopt(session, version)
        else:
            st.caption(_("Administratoren kan tage den i brug."))


def _same(state: ModelState, version: Version) -> str:
    if state.adopted is not None and state.adopted.data_hash == version.data_hash:
        return _("Den har lært af de samme målinger som den, der er i brug.")
    return _(
        "Målinger fra {first} til {last}. Intet ændrer sig, før den er taget i brug.",
        first=day(version.first_on),
        last=day(version.last_on),
    )


def _adopt(session: Session, version: Version) -> None:
    asked = asking.standing(ACT, version.model_id)
    if asked is None:
        if st.button(_("Se, hvad den ændrer"), key="adopt_ask", type="primary"):
            asking.ask(session, ACT, version.model_id)
            st.rerun()
        return

    def work(progress: asking.Progress) -> str:
        done = models.adopt(context(), session.actor, version.model_id, progress)
        return _("Model {version} er taget i brug.", version=done.version)

    asking.answer(asked, _("Tag i brug"), work)


METRICS = ("found", "false_alarms", "ppv", "coverage_80", "auroc_not_success")


def comparison(now: Version, then: Version) -> Html:
    """The few figures of both models beside each other."""
    names = dict(
        zip(
            METRICS,
            (
                _("Fundet, af dem uden sikker fremgang"),
                _("Falske alarmer, af dem der ender godt"),
                _("Rigtige, af flagene"),
                _("Næste måling inden for 80 %-båndet"),
                _("Peger rigtigt, af par"),
            ),
            strict=True,
        )
    )
    rows = [
        (name, _metric(now, key), _metric(then, key))
        for key, name in names.items()
        if key in now.metrics or key in then.metrics
    ]
    return tables.table((_("Efterprøvet"), _("I brug"), _("Ny")), rows)


def _metric(version: Version, key: str) -> str:
    return percent(float(version.metrics[key])) if key in version.metrics else "–"


def _learn(session: Session, state: ModelState) -> None:
    """Learning takes seconds to minutes; nobody else waits for it."""
    if not may(session.role, Action.MANAGE_MODELS) or state.have < state.needed:
        return
    label = _("Lær igen af de afsluttede forløb")
    # It is the page's next step only when there is something new to learn.
    new = state.candidate is None and state.adopted and state.have > state.adopted.n_courses
    if st.button(label, key="learn", type="primary" if new else "secondary"):
        learn(session)


def learn(session: Session) -> None:
    """Train with a bar that is true, then say what came of it."""
    bar = st.progress(0.0, _("Læser de afsluttede forløb …"))

    def tell(share: float, stage: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0), stage_word(stage))

    try:
        found = models.learn(context(), session.actor, tell)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state[state_keys.NOTICE] = told(found)
    st.rerun()


def stage_word(stage: str) -> str:
    return {
        "leave_out": _("Holder hver familie ude på skift …"),
        "fit": _("Beregner modellen …"),
        "backtest": _("Prøver advarslerne af …"),
        "done": _("Gemmer modellen …"),
    }.get(stage, _("Regner …"))


def told(found: list[Learned]) -> str:
    learned = [one for one in found if one.version is not None]
    if not learned:
        have, needed = max(((one.have, one.needed) for one in found), default=(0, 0))
        return _(
            "Der er {have} afsluttede forløb; der skal {needed} til. Intet er ændret.",
            have=have,
            needed=needed,
        )
    return _n(
        "En ny model er klar og har lært af {n} forløb. Se den igennem, før du tager den i brug.",
        "En ny model er klar og har lært af {n} forløb. Se den igennem, før du tager den i brug.",
        max(one.have for one in learned),
    )


def history(state: ModelState) -> Html:
    """Every version, newest first."""
    titles = (
        _("Udgave"),
        _("Lærte af"),
        _("Målinger fra og til"),
        _("Data"),
        _("Budget"),
        _("Tilstand"),
    )
    rows = [
        (
            whole(one.version),
            _("{n} forløb, {m} målinger", n=count(one.n_courses), m=count(one.n_ratings)),
            join([whole(day(one.first_on)), " – ", whole(day(one.last_on))]),
            one.data_hash[:8],
            percent(one.budget),
            _state(one),
        )
        for one in state.history
    ]
    return tables.table(titles, rows)


def whole(text: str) -> Html:
    """On one line: a browser breaks a date or a version at each hyphen."""
    return tag("span", text, cls="fit-nowrap")


def _state(one: Version) -> Html:
    chips = {
        "adopted": ("progress", _("i brug")),
        "candidate": ("blue", _("venter")),
        "retired": ("neutral", _("taget ud")),
    }
    tone, word = chips[one.state]
    if one.adopted_at is None:
        by, on = one.trained_by, local_day(one.trained_at)
        text = _("lærte {day}, {name}", day=day(on), name=by or "–")
    else:
        by, on = one.adopted_by, local_day(one.adopted_at)
        text = _("i brug fra {day}, {name}", day=day(on), name=by or "–")
    return tag("div", label_chip(tone, word), tag("div", text, cls="fit-quiet"))
