"""Who may do what: one table, with the reason on each row. A test walks all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fit_tracker.domain.people import Actor, Role
from fit_tracker.errors import NotAllowed


class Action(StrEnum):
    SEE_OWN_ACCOUNT = "see_own_account"
    SEE_FAMILIES = "see_families"
    SEE_CASELOAD = "see_caseload"
    ADD_FAMILY = "add_family"
    RECORD_VISIT = "record_visit"
    CORRECT_RATING = "correct_rating"
    MANAGE_EPISODE = "manage_episode"
    SEE_TEAM = "see_team"
    SEE_QUEUE = "see_queue"
    HANDLE_RESPONSE = "handle_response"
    BRING_IN_ACUTE = "bring_in_acute"
    SET_DEADLINES = "set_deadlines"
    RUN_OFFER = "run_offer"
    PLAN_MEETINGS = "plan_meetings"
    WRITE_REPORT = "write_report"
    RUN_GROUPS = "run_groups"
    SUPERVISE = "supervise"
    ASSIGN = "assign"
    SEE_REVIEWS = "see_reviews"
    PREPARE_REVIEWS = "prepare_reviews"
    MANAGE_PROGRAMMES = "manage_programmes"
    SEE_EFFECT = "see_effect"
    ASK_MEASURES = "ask_measures"
    MANAGE_SITE = "manage_site"
    IMPORT = "import"
    READ_AUDIT = "read_audit"
    SEE_MODELS = "see_models"
    SET_ALARM_BUDGET = "set_alarm_budget"
    MANAGE_MODELS = "manage_models"


@dataclass(frozen=True)
class Permission:
    action: Action
    roles: frozenset[Role]
    reason: str


def _row(action: Action, reason: str, *roles: Role) -> Permission:
    return Permission(action, frozenset(roles), reason)


MATRIX: tuple[Permission, ...] = (
    _row(Action.SEE_OWN_ACCOUNT, "Everybody keeps their own password and language.", *Role),
    _row(
        Action.SEE_FAMILIES,
        "Need to know: those who treat, the leader who answers for them, and the emergency "
        "family team while it has something to do for the family. Which families is decided "
        "row by row in the view family_access.",
        Role.PRACTITIONER,
        Role.LEADER,
        Role.EMERGENCY,
    ),
    _row(
        Action.SEE_CASELOAD,
        "One's own families are those one is a practitioner of.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(
        Action.ADD_FAMILY,
        "A family begins with those who will treat it; the emergency team takes over, it does "
        "not begin.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(
        Action.RECORD_VISIT,
        "Whoever meets the family records the visit; a leader stands in for the sick, and the "
        "emergency team asks for ratings as everybody else.",
        Role.PRACTITIONER,
        Role.LEADER,
        Role.EMERGENCY,
    ),
    _row(
        Action.CORRECT_RATING,
        "A typing error is best corrected by the one who made it; the old value stays.",
        Role.PRACTITIONER,
        Role.LEADER,
        Role.EMERGENCY,
    ),
    _row(
        Action.MANAGE_EPISODE,
        "Goals, service, end: the family's own practitioners and their leader.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(Action.SEE_TEAM, "Only the leader looks across colleagues' families.", Role.LEADER),
    _row(
        Action.SEE_QUEUE,
        "Every flag has somebody who acts on it: the emergency family team for all teams, a "
        "leader for their own. A family leaves the emergency team's sight when it is closed.",
        Role.EMERGENCY,
        Role.LEADER,
    ),
    _row(
        Action.HANDLE_RESPONSE,
        "Owner, deadline, decision and result belong to those who answer for the queue.",
        Role.EMERGENCY,
        Role.LEADER,
    ),
    _row(
        Action.BRING_IN_ACUTE,
        "Violence and safety do not wait for a rating. A leader brings the family in, and the "
        "entry names the professional lead who agreed, and why.",
        Role.LEADER,
    ),
    _row(
        Action.SET_DEADLINES,
        "How soon a flag must be answered is the service's own promise, the same for all.",
        Role.LEADER,
    ),
    _row(
        Action.RUN_OFFER,
        "Hours, safety plan and step-down are kept by those who are in the family, and by the "
        "leader who answers for their time.",
        Role.EMERGENCY,
        Role.LEADER,
    ),
    _row(
        Action.PLAN_MEETINGS,
        "Follow-ups are agreed by the family's own practitioners and their leader.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(
        Action.WRITE_REPORT,
        "The status report is written by those who treat, read by the family, and answered for "
        "by the leader.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(
        Action.RUN_GROUPS,
        "A group is run by its leaders; which groups is decided in the view group_access.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(
        Action.SUPERVISE,
        "The agenda looks across colleagues' families, which only their leader may.",
        Role.LEADER,
    ),
    _row(
        Action.ASSIGN,
        "The leader has the last word on who works with which family.",
        Role.LEADER,
    ),
    _row(
        Action.SEE_REVIEWS,
        "The steering group sees released reviews without persons and nothing else; those who "
        "prepare them and those who answer for the work see the same.",
        Role.STEERING,
        Role.PROJECT,
        Role.LEADER,
    ),
    _row(
        Action.PREPARE_REVIEWS,
        "The project leader computes, annotates and releases, and writes down what was decided. "
        "The role sees no family: a review is made by one who cannot look behind its numbers.",
        Role.PROJECT,
    ),
    _row(
        Action.MANAGE_PROGRAMMES,
        "Periods, targets, measures and costs of a programme are its project leader's.",
        Role.PROJECT,
    ),
    _row(
        Action.SEE_EFFECT,
        "What a programme's own answers show, in frozen tables without persons.",
        Role.PROJECT,
        Role.LEADER,
    ),
    _row(
        Action.ASK_MEASURES,
        "Questionnaires before, after and at follow-up are asked for by those who treat; which "
        "families is decided in the view family_access.",
        Role.PRACTITIONER,
        Role.LEADER,
    ),
    _row(
        Action.MANAGE_SITE,
        "Users, teams and services. The administrator sees no family.",
        Role.ADMINISTRATOR,
    ),
    _row(
        Action.IMPORT,
        "Imports write families and ratings from a file the administrator already holds.",
        Role.ADMINISTRATOR,
    ),
    _row(
        Action.READ_AUDIT,
        "A citizen may ask who has read about them; the administrator answers.",
        Role.ADMINISTRATOR,
    ),
    _row(
        Action.SEE_MODELS,
        "How good the warnings have been: numbers without persons, for those who answer for "
        "them. Which families a new model would flag is told to the leader of their team only.",
        Role.LEADER,
        Role.ADMINISTRATOR,
    ),
    _row(
        Action.SET_ALARM_BUDGET,
        "How many false alarms the found ones are worth is a professional choice. It counts "
        "for the whole site, so leaders agree on it, and the trail says who chose.",
        Role.LEADER,
        Role.ADMINISTRATOR,
    ),
    _row(
        Action.MANAGE_MODELS,
        "Learning and adopting change what is said of every family, and are done by one who "
        "sees none; so is a start-up curve.",
        Role.ADMINISTRATOR,
    ),
)

_ALLOWED = {row.action: row.roles for row in MATRIX}


def may(role: Role, action: Action) -> bool:
    return role in _ALLOWED[action]


def require(actor: Actor, action: Action) -> None:
    """Refuse in a sentence when `actor` may not do `action`."""
    if not may(actor.role, action):
        raise NotAllowed("Din rolle har ikke adgang til det. Spørg din leder eller administrator.")
