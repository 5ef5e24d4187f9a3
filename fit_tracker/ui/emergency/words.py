"""The codes of a response, in words."""

from __future__ import annotations

from fit_tracker.domain.responses import Decision, Result, Severity, Standing, Step
from fit_tracker.ui.texts import _


def severity_word(severity: Severity) -> str:
    return {
        Severity.ACUTE: _("Akut"),
        Severity.HIGH: _("Haster"),
        Severity.ORDINARY: _("Almindelig"),
    }[severity]


def standing_word(standing: Standing) -> str:
    return {
        Standing.OVERDUE: _("Over fristen"),
        Standing.NEW: _("Uden ejer"),
        Standing.TAKEN: _("Taget"),
        Standing.WAITING: _("Venter"),
        Standing.CLOSED: _("Afsluttet"),
    }[standing]


def decision_word(decision: Decision) -> str:
    return {
        Decision.RAISE_INTENSITY: _("Mere intensiv hjælp"),
        Decision.CHANGE_APPROACH: _("En anden tilgang"),
        Decision.TALK_ABOUT_ALLIANCE: _("Tal med familien om samarbejdet"),
        Decision.NETWORK_MEETING: _("Netværksmøde"),
        Decision.SUPERVISION: _("Supervision"),
        Decision.SAFETY_PLAN: _("Sikkerhedsplan"),
        Decision.CHANGE_OF_SERVICE: _("En anden indsats"),
        Decision.CASEWORKER_INFORMED: _("Barnets rådgiver er orienteret"),
        Decision.NO_ACTION: _("Ingen handling"),
    }[decision]


def result_word(result: Result) -> str:
    return {
        Result.BACK_ON_TRACK: _("Tilbage på sporet"),
        Result.HELP_CHANGED: _("Hjælpen er ændret"),
        Result.OTHER_HELP: _("En anden hjælp tog over"),
        Result.EPISODE_ENDED: _("Forløbet er slut"),
        Result.CHILD_PLACED: _("Barnet er anbragt"),
        Result.FALSE_ALARM: _("Falsk alarm"),
        Result.OTHER: _("Andet"),
    }[result]


def step_label(step: Step) -> str:
    """What the button of a step says."""
    return {
        Step.TAKE: _("Tag den"),
        Step.HAND_ON: _("Giv videre til en anden"),
        Step.GIVE_BACK: _("Læg tilbage i køen"),
        Step.SET_DEADLINE: _("Flyt fristen"),
        Step.CONTACT: _("Notér kontakt"),
        Step.DECIDE: _("Beslut"),
        Step.FAMILY_WORDS: _("Skriv, hvad familien sagde"),
        Step.LOOK_AGAIN: _("Se igen senere"),
        Step.RESUME: _("Genoptag nu"),
        Step.CLOSE: _("Afslut"),
        Step.REOPEN: _("Genåbn"),
    }[step]


def done_notice(step: Step) -> str:
    """What is said when a step has been saved."""
    return {
        Step.TAKE: _("Du er nu ejer. Næste skridt er at kontakte familien."),
        Step.HAND_ON: _("Sagen har fået en ny ejer."),
        Step.GIVE_BACK: _("Sagen ligger i køen igen og venter på en ejer."),
        Step.SET_DEADLINE: _("Fristen er flyttet."),
        Step.CONTACT: _("Kontakten er noteret."),
        Step.DECIDE: _("Beslutningen er gemt."),
        Step.FAMILY_WORDS: _("Familiens ord er skrevet op."),
        Step.LOOK_AGAIN: _("Sagen venter, til den skal ses igen."),
        Step.RESUME: _("Sagen er genoptaget."),
        Step.CLOSE: _("Sagen er afsluttet med et resultat."),
        Step.REOPEN: _("Sagen er åben igen, og du ejer den."),
    }[step]
