"""The card about the status report on the family page: what there is, and the way to it."""

from __future__ import annotations

from fit_tracker.domain.frames import Report
from fit_tracker.domain.reports import ReportState
from fit_tracker.domain.times import local_day
from fit_tracker.services.report_read import OfEpisode
from fit_tracker.ui.html import Html, card, link, tag
from fit_tracker.ui.texts import _, day


def part(found: OfEpisode) -> Html:
    """One sentence and one link; "go:report" opens the page."""
    words = [tag("p", _sentence(found))]
    if found.rule is not Report.NO or found.locked:
        words.append(link("go:report", _link(found)))
    return card(*words, title=_("Statusrapport"))


def _sentence(found: OfEpisode) -> str:
    if found.open is not None and found.open.state is ReportState.READ:
        return _("Familien har læst rapporten {day}; den kan låses.", day=day(found.open.read_on))
    if found.open is not None:
        return _("Version {n} er under udarbejdelse.", n=found.open.version)
    if found.locked:
        latest = found.locked[0]
        return _(
            "Version {n} blev låst {day}.",
            n=latest.version,
            day=day(local_day(latest.locked_at) if latest.locked_at else None),
        )
    if found.rule is Report.NO:
        return _("Indsatsens beskrivelse siger, at der ikke skrives statusrapport.")
    return _("Ingen endnu. Tallene er der allerede; du skriver kun det, du selv ved.")


def _link(found: OfEpisode) -> str:
    if found.open is not None:
        return _("Fortsæt rapporten")
    return _("Se rapporterne") if found.locked else _("Skriv statusrapport")
