"""What the figures of a review are called. The keys are those of evaluation.review_keys."""

from __future__ import annotations

from fit_tracker.domain.reviews import Count
from fit_tracker.services.review_parts import Label, Labels
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words

BLOCKS = {
    "completeness": words("Hvad tallene bygger på"),
    "families": words("Familier i perioden"),
    "reach": words("Hvem vi når"),
    "bands": words("Hvor startede de, og hvor er de nu?"),
    "change": words("Udviklingen fra første til seneste måling"),
    "alliance": words("Samarbejdet, som borgerne vurderer det"),
    "endings": words("Sådan sluttede forløbene"),
    "time": words("Ventetid og længde"),
    "flags": words("Når en familie havde brug for mere støtte"),
    "children": words("Børnene"),
    "work": words("Besøg, timer og udgifter"),
    "continuity": words("Sammenhæng i hjælpen"),
    "effect": words("Før, efter og opfølgning"),
    "since_last": words("Siden sidst"),
}
SPREADS = {
    "baseline": words("Har en måling ved første besøg"),
    "two_ratings": words("Har mindst to målinger"),
    "late_rating": words("Har en måling ved et af de to sidste besøg"),
    "started": words("Startet"),
    "active_first": words("I gang, da perioden begyndte"),
    "active_last": words("I gang, da perioden sluttede"),
    "ended": words("Afsluttet"),
    "served": words("Fik hjælp i perioden"),
    "started_year": words("Startet siden 1. januar"),
    "started_since": words("Startet siden programmet begyndte"),
    "participants": words("Deltagere siden programmet begyndte"),
    "age": words("Det yngste barns alder"),
    "service": words("Indsats"),
    "team": words("Team"),
    "first": words("Første måling"),
    "latest": words("Seneste måling"),
    "classes": words("Borgernes egne målinger"),
    "classes_by_caretaker": words("Børn, hvor en voksen har svaret"),
    "planned": words("Planlagt eller ej, og om familien var på sporet"),
    "reasons": words("Grunden til, at forløbet sluttede"),
    "raised": words("Rejst i perioden"),
    "results": words("Hvad der kom ud af det"),
    "lives_first": words("Ved starten"),
    "lives_latest": words("Senest"),
    "attends_first": words("Ved starten"),
    "attends_latest": words("Senest"),
    "placements": words("Afsluttet, fordi barnet blev anbragt"),
}
ESTIMATES = {
    "visits_with_outcome": words("Besøg med en måling af trivsel"),
    "visits_with_alliance": words("Besøg med en måling af samarbejdet"),
    "improved_share": words("Gik mere frem end målefejlen"),
    "worse_share": words("Gik mere tilbage end målefejlen"),
    "mean_first": words("Første måling"),
    "mean_last": words("Seneste måling"),
    "mean_change": words("Ændring i gennemsnit"),
    "effect_size": words("Ændringen målt i spredninger"),
    "clinical_at_start": words("Under grænsen ved første måling"),
    "alliance_first": words("Besøg: første måling"),
    "alliance_last": words("Besøg: seneste måling"),
    "alliance_change": words("Besøg: ændring"),
    "group_alliance_first": words("Gruppe: første måling"),
    "group_alliance_last": words("Gruppe: seneste måling"),
    "group_alliance_change": words("Gruppe: ændring"),
    "days_to_first_visit": words("Fra start til første besøg"),
    "course_days": words("Forløbets længde"),
    "course_visits": words("Besøg i et forløb"),
    "days_on_list": words("På beredskabets liste"),
    "right_share": words("Flag, som viste sig at være rigtige"),
    "days_to_contact": words("Fra flag til første kontakt"),
    "days_to_decision": words("Fra flag til beslutning"),
    "visits_per_family": words("Besøg for hver familie"),
    "hours_per_family": words("Timer for hver familie"),
    "attended_share": words("Aftalte besøg, der blev holdt"),
    "cost_per_participant": words("Udgift for hver deltager"),
    "adviser_changes": words("Skift af behandler for hver familie"),
    "contacts_per_month": words("Kontakter om måneden for hver familie"),
    "families_per_practitioner": words("Familier for hver behandler, i gennemsnit"),
    "cooperation": words("Samarbejdet, seneste måling"),
    "planned_share": words("Sluttede som planlagt"),
}
CELLS: dict[str, tuple[str, str]] = {
    "yes": (words("Ja"), "calm"),
    "no": (words("Nej"), "quiet"),
    "age_0_2": (words("0–2 år"), "calm"),
    "age_3_5": (words("3–5 år"), "calm"),
    "age_6_12": (words("6–12 år"), "calm"),
    "age_13_17": (words("13–17 år"), "calm"),
    "age_18": (words("18 år og derover"), "calm"),
    "under_15": (words("under 15"), "warn"),
    "15_25": (words("15–25"), "quiet"),
    "25_32": (words("25–32"), "calm"),
    "over_32": (words("over 32"), "good"),
    "recovered": (words("Gik frem ud over målefejlen og over grænsen"), "good"),
    "improved": (words("Gik frem ud over målefejlen"), "calm"),
    "unchanged": (words("Ingen sikker ændring"), "quiet"),
    "deteriorated": (words("Gik tilbage ud over målefejlen"), "warn"),
    "harmed": (words("Gik tilbage ud over målefejlen og under grænsen"), "warn"),
    "planned_on_track": (words("Planlagt, på sporet"), "good"),
    "planned_off_track": (words("Planlagt, ikke på sporet"), "quiet"),
    "planned_unknown": (words("Planlagt, for få målinger"), "plain"),
    "unplanned_on_track": (words("Ikke planlagt, på sporet"), "calm"),
    "unplanned_off_track": (words("Ikke planlagt, ikke på sporet"), "warn"),
    "unplanned_unknown": (words("Ikke planlagt, for få målinger"), "plain"),
    "goals_reached": (words("Målene er nået"), "good"),
    "planned_without_goals": (words("Planlagt slut, målene er ikke nået"), "quiet"),
    "family_stopped": (words("Familien stoppede"), "quiet"),
    "moved": (words("Familien er flyttet"), "plain"),
    "other_service": (words("En anden indsats tog over"), "plain"),
    "child_placed": (words("Barnet er anbragt"), "warn"),
    "never_started": (words("Kom aldrig i gang"), "quiet"),
    "other": (words("Andet"), "plain"),
    "flag": (words("Flag fra målingerne"), "calm"),
    "acute": (words("Meldt akut af en leder"), "warn"),
    "back_on_track": (words("Tilbage på sporet"), "good"),
    "help_changed": (words("Hjælpen er ændret"), "calm"),
    "other_help": (words("En anden hjælp tog over"), "calm"),
    "episode_ended": (words("Forløbet er slut"), "plain"),
    "false_alarm": (words("Falsk alarm"), "quiet"),
    "home": (words("Hjemme"), "good"),
    "other_home": (words("I et andet hjem i familien eller netværket"), "calm"),
    "placed": (words("Anbragt"), "warn"),
    "not_placed": (words("Ikke anbragt"), "calm"),
    "unknown": (words("Ved vi ikke"), "plain"),
    "service.other": (words("Andre indsatser"), "plain"),
    "partly": (words("Delvist"), "calm"),
    "not_relevant": (words("Ikke aktuelt"), "plain"),
}
# The same word of a spread that means something else there.
_ATTENDS = {
    "yes": (words("Går i skole eller dagtilbud"), "good"),
    "no": (words("Går ikke"), "warn"),
}
OWN_CELLS = {"attends_first": _ATTENDS, "attends_latest": _ATTENDS}


def cells(say: Say, spread: str) -> Labels:
    """Labels for the cells of `spread`; teams and services have their names."""
    table = CELLS | OWN_CELLS.get(spread, {})

    def label(one: Count) -> Label:
        text, tone = table.get(one.key, ("", "calm"))
        return Label(say.words(text) if text else say.name(one.key), tone)

    return label


def estimate(say: Say, key: str, tone: str = "plain") -> Label:
    """The label of an estimate; one nobody has named keeps its key."""
    return Label(say.words(ESTIMATES[key]) if key in ESTIMATES else say.name(key), tone)


def spread(say: Say, key: str) -> str:
    return say.words(SPREADS[key]) if key in SPREADS else say.name(key)


def block(say: Say, key: str) -> str:
    return say.words(BLOCKS[key]) if key in BLOCKS else say.name(key)
