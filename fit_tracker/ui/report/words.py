"""What the page of the status report says: its message, its line of steps, its versions."""

from __future__ import annotations

from fit_tracker.domain.frames import Report
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.reports import ReportState
from fit_tracker.domain.times import local_day
from fit_tracker.services.report_read import ReportDesk, Stored
from fit_tracker.ui.html import Html, join, link, page_title, tag
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-steps { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: .75rem 0 0;
  padding: 0; counter-reset: step; }
.fit-steps li { display: flex; align-items: center; gap: .5rem; color: var(--fit-quiet);
  flex: 1 1 0; min-width: 0; border-top: 3px solid var(--fit-line); padding-top: .5rem;
  counter-increment: step;
  font-size: .9375rem; }
.fit-steps li::before { content: counter(step); font-weight: 600; border: 1.5px solid currentColor;
  border-radius: 50%; width: 1.5rem; height: 1.5rem; display: inline-flex; align-items: center;
  justify-content: center; font-size: .8125rem; flex-shrink: 0; }
.fit-steps li.fit-done { border-color: var(--fit-accent); color: var(--fit-text); }
.fit-steps li.fit-done::before { content: "✓"; }
.fit-steps li[aria-current] { border-color: var(--fit-accent); color: var(--fit-accent);
  font-weight: 600; }
"""


def head(desk: ReportDesk) -> Html:
    """Where one is, the page's message, and the line of steps."""
    case = desk.family.case_number
    above = join([link("family", case), " › ", _("Statusrapport")])
    return join([page_title(message(desk), _sub(desk), above), _steps(desk)])


def message(desk: ReportDesk) -> str:
    """What there is to do now, in one sentence."""
    if desk.open is None:
        return _without(desk)
    if desk.open.state is ReportState.READ:
        return _("Familien har læst rapporten: den kan låses")
    empty = missing(desk.open)
    if empty:
        return _n(
            "Tallene står der: {n} felt mangler dine ord",
            "Tallene står der: {n} felter mangler dine ord",
            empty,
        )
    return _("Rapporten er klar til, at familien læser den")


def missing(stored: Stored) -> int:
    draft = stored.draft
    return sum(not text for text in (draft.worked_on, draft.cooperation, draft.next_steps))


def _without(desk: ReportDesk) -> str:
    if desk.locked:
        latest = desk.locked[0]
        return _("Version {n} er låst og kan hentes", n=latest.version)
    if desk.rule is Report.NO:
        return _("Der skrives ikke statusrapport for denne indsats")
    return _("Statusrapporten er næsten skrevet: tallene står der allerede")


def _sub(desk: ReportDesk) -> str:
    parts = [desk.episode.service_name, _("startet {day}", day=day(desk.episode.started_on))]
    if desk.meeting is not None:
        kind = {
            MeetingKind.STATUS: _("statusmøde"),
            MeetingKind.FOLLOW_UP: _("opfølgning"),
        }[desk.meeting.kind]
        parts.append(_("{kind} {day}", kind=kind, day=day(desk.meeting.on)))
    return " · ".join(parts)


def _steps(desk: ReportDesk) -> Html:
    """Skriv → Familien læser → Lås: where this version stands."""
    if desk.open is None and not desk.locked:
        return Html()
    state = desk.open.state if desk.open else ReportState.LOCKED
    at = {ReportState.DRAFT: 0, ReportState.READ: 2}.get(state, 3)
    names = (_("Skriv"), _("Familien læser"), _("Lås"))
    items = [
        tag(
            "li",
            name,
            cls="fit-done" if place < at else "",
            aria_current="step" if place == at else None,
        )
        for place, name in enumerate(names)
    ]
    return tag("ol", *items, cls="fit-steps", aria_label=_("Rapportens tre trin"))


def version_line(stored: Stored) -> str:
    """ "Version 2, låst 12-11-2026, læst af Mor og far"."""
    return _(
        "Version {n}, låst {day}, læst af {who} {read}",
        n=stored.version,
        day=day(local_day(stored.locked_at) if stored.locked_at else None),
        who=stored.read_by,
        read=day(stored.read_on),
    )


def why_not(desk: ReportDesk) -> Html:
    """Why there is no report, in the words of the service's own text where it has some."""
    text = _("Indsatsens beskrivelse siger, at der ikke skrives statusrapport.")
    said = [tag("p", text)]
    if desk.rule_words:
        said.append(tag("blockquote", desk.rule_words))
    return join(said)
