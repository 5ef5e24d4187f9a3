"""The tablet in the family's hands: one person at a time, and nothing else on the screen.

The session is locked to the visit in the database, so neither reloading nor another
address opens anything but these scales. Unlocking takes the practitioner's code.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import streamlit as st

from fit_tracker.domain.instruments import ALLIANCE, GOAL, GROUP_ALLIANCE, OUTCOME, SAFETY
from fit_tracker.domain.visits import Source
from fit_tracker.errors import Conflict, NotFound, UserFacing
from fit_tracker.services import accounts, visit_plan, visits
from fit_tracker.services.accounts import Session
from fit_tracker.services.visit_plan import Task, VisitPlan
from fit_tracker.ui import state_keys, unlocking
from fit_tracker.ui.components.rating import Answer, Item, rating
from fit_tracker.ui.context import context, site
from fit_tracker.ui.html import page_title
from fit_tracker.ui.naming import begun, inside, member_name, rater_name
from fit_tracker.ui.texts import _, language, plain, say
from fit_tracker.ui.visit import own_curve

OUTCOME_PHASE = "outcome"
ALLIANCE_PHASE = "alliance"
EXTRA_PHASE = "extra"
PHASES = {
    OUTCOME_PHASE: (OUTCOME,),
    ALLIANCE_PHASE: (ALLIANCE, GROUP_ALLIANCE),
    EXTRA_PHASE: (GOAL, SAFETY),
}
VISIT_PAGE = "pages/practitioner/visit.py"
PHASE = "fit.family_phase"
SKIPPED = "fit.family_skipped"
FIRST = "fit.family_first"
ASKING = "fit.family_asking"
CHOSEN_EXTRAS = "fit.family_extras"
ERROR = "fit.family_error"


def hand_over(session: Session, visit_id: UUID, phase: str, extras: tuple[str, ...] = ()) -> None:
    """Lock the screen to this visit and show the first scale of the phase."""
    accounts.lock_to_visit(context(), session, visit_id)
    for key in (SKIPPED, FIRST, ASKING, ERROR, state_keys.VISIT_JUST_SAVED):
        st.session_state.pop(key, None)
    st.session_state[PHASE] = phase
    st.session_state[CHOSEN_EXTRAS] = extras
    st.rerun()


def show(session: Session, visit_id: UUID, draw: own_curve.Draw) -> None:
    try:
        plan = visit_plan.load(context(), session.actor, visit_id)
    except NotFound as error:
        # The family was given to somebody else meanwhile: the way out must still be there.
        st.error(plain(say(error)))
        _unlock_form(session, visit_id)
        return
    phase = st.session_state.setdefault(PHASE, _phase_left(plan))
    just = st.session_state.get(state_keys.VISIT_JUST_SAVED)
    waiting = _waiting(plan, phase)
    if just is not None:
        _show_own_curve(session, plan, just, waiting, draw)
    elif not waiting:
        _thanks(session, plan, phase)
    elif st.session_state.get(ASKING):
        _who_are_you(session, plan, waiting)
    else:
        _ask(session, plan, waiting, phase)


def _phase_left(plan: VisitPlan) -> str:
    """After a reload: what is still missing says where they were."""
    return OUTCOME_PHASE if plan.missing(OUTCOME) else ALLIANCE_PHASE


def _waiting(plan: VisitPlan, phase: str) -> list[Task]:
    """The scales still to be answered, the person chosen by hand first."""
    skipped = st.session_state.get(SKIPPED, set())
    if phase == EXTRA_PHASE:
        chosen = st.session_state.get(CHOSEN_EXTRAS, ())
        tasks = [p.task for p in plan.planned if p.task.key in chosen and not p.done]
    else:
        tasks = plan.missing(*PHASES[phase])
    first = st.session_state.get(FIRST)
    left = [task for task in tasks if task.key not in skipped]
    return sorted(left, key=lambda task: task.key != first)


def _ask(session: Session, plan: VisitPlan, waiting: list[Task], phase: str) -> None:
    task = waiting[0]
    answer = rating(
        f"rate-{plan.visit.visit_id}-{task.key}",
        title=_title(task, phase),
        instruction=_instruction(task),
        items=_items(task),
        minimum=int(task.instrument.item_min),
        maximum=int(task.instrument.item_max),
        step=str(task.instrument.item_step),
        texts=words(),
        progress=_progress(plan, waiting, phase),
        locked_label=locked_label(),
        variant="child" if own_curve.is_for_child(task) else "plain",
        lang=language(),
        error=st.session_state.pop(ERROR, ""),
    )
    if answer is not None:
        _save(session, plan, task, answer)
    leave = _("Ikke {name}? Eller vil du ikke svare?", name=plain(_name(task)))
    if st.button(leave, type="tertiary", key="not_me"):
        st.session_state[ASKING] = True
        st.rerun()


def words() -> dict[str, str]:
    """The component's words in this language."""
    return {
        "touch": _("tryk på linjen"),
        "undo": _("Fortryd"),
        "done": _("Færdig"),
        "saving": _("Gemmer…"),
        "missing": _("Mangler: {labels}", labels="{labels}"),
        "unanswered": _("ikke besvaret"),
        "between": _(
            "{value} af {maximum}, fra {low} til {high}",
            value="{value}", maximum="{maximum}", low="{low}", high="{high}",
        ),
        "slow": _(
            "Det tager længere end ventet. Dine svar står her endnu; tryk igen, "
            "så bliver de gemt én gang."
        ),
    }  # fmt: skip


def locked_label() -> str:
    """What stands in the corner of a screen that is handed over."""
    place = site()
    if place is not None and place.demo:
        return _("familievisning, låst · demo, opdigtede data")
    return _("familievisning, låst")


def _name(task: Task) -> str:
    return task.rater.label


def _whose(task: Task) -> str:
    """ "Mor", or "Mor om pige 3 år": one who answers several scales must tell them apart."""
    return rater_name(task.rater, task.member, context().today())


def _title(task: Task, phase: str) -> str:
    question = task.instrument.question[language()]
    about = inside(member_name(task.member, context().today()))
    text = question.replace("{name}", about)
    return _("Hej, {name}. {question}", name=_name(task), question=text)


def _instruction(task: Task) -> str:
    text = task.instrument.instruction[language()]
    return text.replace("{name}", inside(member_name(task.member, context().today())))


def _items(task: Task) -> list[Item]:
    tongue = language()
    about = inside(member_name(task.member, context().today()))
    goal = task.goal.text if task.goal else None
    return [
        {
            "key": item.key,
            "label": goal or begun(item.label[tongue].replace("{name}", about)),
            "hint": "" if goal else item.hint.get(tongue, "").replace("{name}", about),
            "low": item.low[tongue],
            "high": item.high[tongue],
        }
        for item in task.instrument.items
    ]


def _progress(plan: VisitPlan, waiting: list[Task], phase: str) -> str:
    if phase == EXTRA_PHASE:
        total = len(st.session_state.get(CHOSEN_EXTRAS, ()))
    else:
        total = len([p for p in plan.of(*PHASES[phase]) if p.default])
    return _("{n} af {total}", n=total - len(waiting) + 1, total=total)


def _save(session: Session, plan: VisitPlan, task: Task, answer: Answer) -> None:
    new = visits.NewRating(
        submission_id=UUID(answer["nonce"]),
        member_id=task.member.member_id,
        rater_kind=task.rater_kind,
        rater_member_id=task.rater.member_id,
        instrument_id=task.instrument.instrument_id,
        items={key: Decimal(value) for key, value in answer["items"].items()},
        goal_id=task.goal_id,
    )
    try:
        visits.add_ratings(context(), session.actor, plan.visit.visit_id, [new], Source.FAMILY_MODE)
    except Conflict:
        # Another device was first: that rating stands, and the next person goes on.
        st.rerun()
    except UserFacing as error:
        st.session_state[ERROR] = say(error)
        st.rerun()
    st.session_state.pop(FIRST, None)
    if task.measure == OUTCOME:
        st.session_state[state_keys.VISIT_JUST_SAVED] = task.key
    st.rerun()


def _show_own_curve(
    session: Session, plan: VisitPlan, key: str, waiting: list[Task], draw: own_curve.Draw
) -> None:
    """What one just answered, seen by that person alone; the next press hands on."""
    task = next(planned.task for planned in plan.planned if planned.task.key == key)
    own_curve.show(session, plan, task, draw)
    if st.button(_on(task, waiting), type="primary", key="next_person"):
        st.session_state.pop(state_keys.VISIT_JUST_SAVED, None)
        st.rerun()


def _on(done: Task, waiting: list[Task]) -> str:
    """What the button after one's own curve says: a mother does not hand on to herself."""
    if not waiting:
        return _("Færdig")
    following = waiting[0]
    if following.rater == done.rater:
        return _("Videre: {who}", who=plain(inside(_whose(following))))
    return _("Giv videre til {name}", name=plain(inside(_name(following))))


def _who_are_you(session: Session, plan: VisitPlan, waiting: list[Task]) -> None:
    st.html(page_title(_("Hvem svarer nu?")))
    for task in waiting:
        label = _("{name} svarer", name=plain(_whose(task)))
        if st.button(label, key=f"first_{task.key}", width="stretch"):
            st.session_state[FIRST] = task.key
            _back_to_scales()
    st.divider()
    task = waiting[0]
    words = _("{name} svarer ikke i dag", name=plain(_whose(task)))
    if st.button(words, key="skip", width="stretch"):
        st.session_state.setdefault(SKIPPED, set()).add(task.key)
        _back_to_scales()
    if st.button(_("Tilbage"), key="back", type="tertiary"):
        _back_to_scales()
    _unlock_form(session, plan.visit.visit_id)


def _back_to_scales() -> None:
    st.session_state.pop(ASKING, None)
    st.rerun()


def _thanks(session: Session, plan: VisitPlan, phase: str) -> None:
    """Everybody has answered: on with the second half, or the tablet goes back."""
    st.html(
        page_title(
            _("Tak for jeres svar"),
            _("Svarene er gemt. Giv skærmen tilbage til {name}", name=session.display_name),
        )
    )
    if phase == OUTCOME_PHASE and plan.missing(*PHASES[ALLIANCE_PHASE]):
        st.write(_("Når besøget er slut, svarer I på, hvordan samarbejdet var."))
        if st.button(_("Besøget er slut: vurdér samarbejdet"), type="primary", key="to_alliance"):
            st.session_state[PHASE] = ALLIANCE_PHASE
            st.session_state.pop(SKIPPED, None)
            st.rerun()
    _unlock_form(session, plan.visit.visit_id)


def _unlock_form(session: Session, visit_id: UUID) -> None:
    def back() -> None:
        st.session_state.pop(PHASE, None)
        st.session_state[state_keys.VISIT] = visit_id
        st.session_state[state_keys.VISIT_STEP] = None
        st.session_state[state_keys.NEXT_PAGE] = VISIT_PAGE

    unlocking.form(session, back)
