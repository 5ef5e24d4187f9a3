"""What was done about a response, step by step, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fit_tracker.domain.responses import Decision, Result, Step
from fit_tracker.domain.times import clock, local_day
from fit_tracker.services.responses import StepRow
from fit_tracker.ui.emergency.words import decision_word, result_word
from fit_tracker.ui.html import Html, card, join, tag, unbroken
from fit_tracker.ui.texts import _, day

CSS = """
.fit-step { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .125rem 1rem;
  padding: .5rem 0; border-top: 1px solid var(--fit-line); }
.fit-step:first-of-type { border-top: 0; }
.fit-step blockquote { margin: .125rem 0 0; padding-left: .75rem;
  border-left: 2px solid var(--fit-line); overflow-wrap: anywhere; }
@container (max-width: 24rem) { .fit-step { grid-template-columns: minmax(0, 1fr); }
  .fit-step br { display: none; } }
"""


def timeline(steps: Sequence[StepRow]) -> Html:
    ordered = sorted(steps, key=lambda step: step.step_no, reverse=True)
    return card(*(_line(step) for step in ordered), title=_("Sådan er det gået"))


def _line(step: StepRow) -> Html:
    when = join([day(local_day(step.happened_at)), " ", tag("br"), _at(step.happened_at)])
    said = [tag("div", unbroken(step_sentence(step)))]
    if step.body:
        said.append(tag("blockquote", step.body))
    return tag("div", tag("div", when, cls="fit-quiet"), tag("div", *said), cls="fit-step")


def _at(at: datetime) -> str:
    return _("kl. {time}", time=clock(at))


def step_sentence(step: StepRow) -> str:
    """Who did what, in one sentence without the free text."""
    who = step.by_name or _("Reglerne")
    match step.kind:
        case Step.RAISE if step.by_name is None:
            return _("Et flag bad om handling.")
        case Step.RAISE:
            return _("{who} meldte familien akut.", who=who)
        case Step.FLAG_ADDED:
            return _("Et flag mere kom til.")
        case Step.TAKE:
            return _("{who} tog den.", who=who)
        case Step.HAND_ON:
            owner = step.owner_name or "–"
            return _("{who} gav den til {owner}, som nu ejer den.", who=who, owner=owner)
        case Step.GIVE_BACK:
            return _("{who} lagde den tilbage i køen.", who=who)
        case Step.SET_DEADLINE:
            return _("{who} flyttede fristen til {day}.", who=who, day=day(step.on_day))
        case Step.CONTACT:
            return _("{who} var i kontakt med familien {day}.", who=who, day=day(step.on_day))
        case Step.DECIDE:
            return _("{who} besluttede: {decisions}.", who=who, decisions=decisions(step.codes))
        case Step.FAMILY_WORDS:
            return _("{who} skrev op, hvad familien sagde.", who=who)
        case Step.LOOK_AGAIN:
            return _("{who} satte den til at blive set igen {day}.", who=who, day=day(step.on_day))
        case Step.RESUME:
            return _("{who} genoptog den.", who=who)
        case Step.CLOSE:
            return _("{who} afsluttede den: {result}.", who=who, result=_result(step.result))
        case Step.REOPEN:
            return _("{who} genåbnede den.", who=who)


def _result(found: Result | None) -> str:
    return small(result_word(found)) if found else "–"


def decisions(codes: Sequence[Decision]) -> str:
    """ "netværksmøde, supervision"."""
    return ", ".join(small(decision_word(code)) for code in codes)


def small(word: str) -> str:
    """A label as it stands inside a sentence."""
    return word[:1].lower() + word[1:]
