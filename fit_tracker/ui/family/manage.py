"""The card with the people, and behind a fold what one seldom does."""

from __future__ import annotations

from fit_tracker.domain.people import Role
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui.html import Html, button, card, join, link, tag
from fit_tracker.ui.sentences import member_name
from fit_tracker.ui.texts import _
from fit_tracker.ui.words import member_role_word

CSS = """
.fit-person { display: flex; justify-content: space-between; align-items: center; gap: 1rem;
  padding: .5rem 0; }
details { margin-top: .75rem; } summary { cursor: pointer; min-height: 2.75rem; font-weight: 600;
  color: var(--fit-accent); display: list-item; padding-top: .625rem; }
.fit-tasks { display: flex; flex-wrap: wrap; gap: .625rem; margin: .25rem 0 .5rem; }
"""


def family_card(view: FamilyView, role: Role) -> Html:
    """Members, practitioners, and the tasks of those who may."""
    manages = may(role, Action.MANAGE_EPISODE)
    tasks = tag("details", tag("summary", _("Ret og administrér")), _tasks(view))
    return card(
        *(_person(view, number, manages) for number in range(len(view.members))),
        _staff(view, manages),
        tasks if manages else Html(),
        title=_("Familien"),
    )


def _person(view: FamilyView, number: int, manages: bool) -> Html:
    member = view.members[number]
    text = member_name(member, view.today)
    role = member_role_word(member.role)
    about = _("født {year}", year=member.birth_year)
    if role != member.label:
        about = f"{role.lower()}, {about}"
    fix = link(f"task:member:{member.member_id}", _("Ret")) if manages else Html()
    return tag(
        "div", tag("span", text, " ", tag("span", about, cls="fit-small")), fix, cls="fit-person"
    )


def _staff(view: FamilyView, manages: bool) -> Html:
    names = ", ".join(person.display_name for person in view.practitioners)
    text = _("Behandlere: {names}", names=names) if names else _("Ingen behandler endnu")
    team = _("Team: {team}", team=view.family.team_name)
    fix = link("task:staff", _("Ret")) if manages else Html()
    return tag(
        "div",
        tag("span", text, tag("br"), tag("span", team, cls="fit-small")),
        fix,
        cls="fit-person",
    )


def _tasks(view: FamilyView) -> Html:
    """What fits the state of the course; a finished one can be reopened or followed."""
    tasks = [("member", _("Tilføj medlem"))]
    if view.episode is not None and view.episode.is_active:
        tasks += [
            ("milestone", _("Tilføj begivenhed")),
            ("goals", _("Aftal mål")),
            ("service", _("Skift indsats")),
            ("start", _("Ret startdato")),
            ("end", _("Afslut forløbet")),
        ]
        if any(goal.closed_on is None for goal in view.goals):
            tasks.insert(3, ("close_goal", _("Afslut et mål")))
    else:
        tasks += [("reopen", _("Genåbn forløbet")), ("again", _("Start nyt forløb"))]
        tasks = tasks if view.episode is not None else [tasks[0], tasks[2]]
    buttons = [button(f"task:{name}", words) for name, words in tasks]
    return tag("div", join(buttons), cls="fit-tasks")
