"""The pages as a table: file, title, address, and what it takes to open them."""

from __future__ import annotations

from dataclasses import dataclass

from fit_tracker.domain.people import Role
from fit_tracker.services.permissions import Action, may


@dataclass(frozen=True)
class Page:
    """`title` is a key of the catalogue; the first page a role may open is its start page."""

    file: str
    title: str
    address: str
    action: Action
    in_menu: bool = True


SIGN_IN = Page("pages/account/sign_in.py", "Log ind", "log-ind", Action.SEE_OWN_ACCOUNT, False)
FIRST_RUN = Page("pages/account/first_run.py", "Første start", "start", Action.MANAGE_SITE, False)
FAMILY_MODE = Page(
    "pages/practitioner/family_mode.py",
    "Familievisning",
    "familievisning",
    Action.RECORD_VISIT,
    False,
)
FAMILY_QUESTIONNAIRE = Page(
    "pages/practitioner/family_questionnaire.py",
    "Familievisning",
    "spoergsmaal",
    Action.ASK_MEASURES,
    False,
)
NO_ACCESS = Page(
    "pages/account/no_access.py", "Ingen adgang", "ingen-adgang", Action.SEE_OWN_ACCOUNT, False
)
OWN_ACCOUNT = Page("pages/account/own.py", "Min konto", "konto", Action.SEE_OWN_ACCOUNT)
CASELOAD = Page(
    "pages/practitioner/caseload.py", "Mine familier", "mine-familier", Action.SEE_CASELOAD
)
VISIT = Page("pages/practitioner/visit.py", "Nyt besøg", "nyt-besoeg", Action.RECORD_VISIT)
FAMILY = Page("pages/practitioner/family.py", "Familien", "familien", Action.SEE_FAMILIES, False)
TEAM = Page("pages/leader/team.py", "Team", "team", Action.SEE_TEAM)
FOLLOW_UPS = Page(
    "pages/practitioner/followups.py", "Opfølgning", "opfoelgning", Action.PLAN_MEETINGS
)
REPORT = Page(
    "pages/practitioner/report.py", "Statusrapport", "statusrapport", Action.WRITE_REPORT, False
)
GROUPS = Page("pages/practitioner/groups.py", "Grupper", "grupper", Action.RUN_GROUPS)
SUPERVISION = Page("pages/leader/supervision.py", "Supervision", "supervision", Action.SUPERVISE)
ASSIGNING = Page("pages/leader/assigning.py", "Fordeling", "fordeling", Action.ASSIGN)
QUEUE = Page("pages/emergency/queue.py", "Beredskab", "beredskab", Action.SEE_QUEUE)
RESPONSE = Page(
    "pages/emergency/response.py", "Beredskabssag", "beredskabssag", Action.SEE_QUEUE, False
)
OFFERS = Page("pages/emergency/offers.py", "Tilbud og kapacitet", "tilbud", Action.RUN_OFFER)
MEASURES = Page("pages/practitioner/measures.py", "Før og efter", "foer-efter", Action.ASK_MEASURES)
QUESTIONNAIRE = Page(
    "pages/practitioner/questionnaire.py", "Spørgeskema", "skema", Action.ASK_MEASURES, False
)
STEERING = Page("pages/steering/review.py", "Kvartalsgennemgang", "kvartal", Action.SEE_REVIEWS)
REVIEWS = Page("pages/project/reviews.py", "Gør klar", "goer-klar", Action.PREPARE_REVIEWS)
EFFECT = Page("pages/project/effect.py", "Effekt", "effekt", Action.SEE_EFFECT)
PROGRAMMES = Page(
    "pages/project/programmes.py", "Programmer", "programmer", Action.MANAGE_PROGRAMMES
)
USERS = Page("pages/administrator/site.py", "Brugere og teams", "brugere", Action.MANAGE_SITE)
IMPORTING = Page("pages/administrator/importing.py", "Indlæs data", "indlaes", Action.IMPORT)
SERVICES = Page("pages/administrator/services.py", "Indsatser", "indsatser", Action.MANAGE_SITE)
INSTRUMENTS = Page("pages/administrator/instruments.py", "Skemaer", "skemaer", Action.MANAGE_SITE)
# The page itself asks the whole question: "Hvor gode er vores advarsler?"
WARNINGS = Page("pages/quality/warnings.py", "Vores advarsler", "advarsler", Action.SEE_MODELS)
AUDIT = Page("pages/administrator/audit.py", "Hvem har set hvad", "log", Action.READ_AUDIT)

# The order of the menu. A leader starts with the team, everybody else with their own work.
PAGES: tuple[Page, ...] = (
    TEAM,
    QUEUE,
    RESPONSE,
    OFFERS,
    CASELOAD,
    VISIT,
    FAMILY,
    FOLLOW_UPS,
    MEASURES,
    QUESTIONNAIRE,
    GROUPS,
    REPORT,
    SUPERVISION,
    ASSIGNING,
    REVIEWS,
    STEERING,
    EFFECT,
    PROGRAMMES,
    USERS,
    SERVICES,
    IMPORTING,
    INSTRUMENTS,
    WARNINGS,
    AUDIT,
    OWN_ACCOUNT,
)


def pages_of(role: Role) -> list[Page]:
    return [page for page in PAGES if may(role, page.action)]


def list_of(role: Role) -> Page:
    """Where this role finds its families: what a family's page leads back to."""
    return next(page for page in (TEAM, CASELOAD, QUEUE) if may(role, page.action))
