"""What is being done about the family's flag, as everybody around the family may see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import streamlit as st

from fit_tracker.domain.responses import State, Step
from fit_tracker.domain.times import local_day
from fit_tracker.services import responses
from fit_tracker.services.responses import EpisodeResponse, QueueRow, StepRow
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency.due import due_sentence, standing_chip
from fit_tracker.ui.emergency.timeline import decisions, small
from fit_tracker.ui.emergency.words import done_notice, result_word
from fit_tracker.ui.family.forms import Desk, save, submit
from fit_tracker.ui.html import Html, card, join, link, tag
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-card > p { margin: 0 0 .5rem; } .fit-card > p:last-child { margin-bottom: 0; }
blockquote { margin: .125rem 0 .5rem; padding-left: .75rem;
  border-left: 2px solid var(--fit-line); overflow-wrap: anywhere; }
"""


def part(data: Sequence[EpisodeResponse], today: date, *, opens: bool) -> Html:
    """A card with the latest response, or nothing. `opens`: this person has the queue."""
    if not data:
        return Html()
    latest, *earlier = data
    parts = [_standing(latest.row, today), *_said(latest.steps), *_closed(latest.row)]
    if links := _links(latest.row, opens=opens):
        parts.append(tag("p", links))
    if earlier:
        parts.append(tag("p", _before(earlier), cls="fit-small"))
    return card(*parts, title=_("Beredskab"))


def _standing(row: QueueRow, today: date) -> Html:
    owner = _("Ejer: {name}", name=row.owner_name) if row.owner_name else _("Ingen ejer endnu")
    words = owner if row.state is State.CLOSED else f"{owner} · {due_sentence(row, today)}"
    return tag("p", standing_chip(row, today), " ", words)


def _said(steps: Sequence[StepRow]) -> list[Html]:
    """The decisions and the family's own words, in the order they came."""
    found = []
    for step in steps:
        if step.kind is Step.DECIDE:
            chosen = decisions(step.codes)
            text = _("Besluttet {day}: {decisions}.", day=_on(step), decisions=chosen)
            found.append(tag("p", text))
        elif step.kind is Step.FAMILY_WORDS:
            found.append(tag("p", _("Familien sagde {day}:", day=_on(step))))
        else:
            continue
        if step.body:
            found.append(tag("blockquote", step.body))
    return found


def _on(step: StepRow) -> str:
    return day(local_day(step.happened_at))


def _closed(row: QueueRow) -> list[Html]:
    if row.result is None:
        return []
    result = small(result_word(row.result))
    parts = [tag("p", _("Afsluttet {day}: {result}.", day=day(row.closed_on), result=result))]
    return [*parts, tag("blockquote", row.result_reason)] if row.result_reason else parts


def _links(row: QueueRow, *, opens: bool) -> Html:
    links = []
    if row.state is not State.CLOSED:
        go = f"task:response_words:{row.response_id}:{row.revision}"
        links.append(link(go, _("Skriv, hvad familien sagde")))
    if opens:
        links.append(link(f"go:response:{row.response_id}", _("Åbn i beredskabet")))
    return join(links, " · ")


def _before(earlier: Sequence[EpisodeResponse]) -> str:
    said = [
        f"{day(one.row.closed_on)} {small(result_word(one.row.result))}"
        for one in earlier
        if one.row.result is not None
    ]
    count = _n("Én sag før denne", "{n} sager før denne", len(earlier))
    return f"{count}: {', '.join(said)}" if said else count


def words(desk: Desk, value: str) -> None:
    """The family's own words. `value` is "<response>:<revision>" as the link had it."""
    response_id, _sep, revision = value.partition(":")
    st.write(_("Skriv kort, hvad familien selv sagde, med deres egne ord."))
    with st.form("family_response_words", border=False):
        text = st.text_area(_("Det sagde familien"), key="family_text", max_chars=500, height=110)
        if submit():
            save(
                lambda: responses.family_words(
                    context(), desk.actor, UUID(response_id), int(revision), text
                ),
                done_notice(Step.FAMILY_WORDS),
            )
