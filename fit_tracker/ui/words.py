"""The codes of the domain, in words."""

from __future__ import annotations

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import MemberRole, RaterKind, Role
from fit_tracker.domain.visits import Place, VisitStatus
from fit_tracker.ui.texts import _


def role_word(role: Role) -> str:
    return {
        Role.PRACTITIONER: _("Behandler"),
        Role.LEADER: _("Leder"),
        Role.EMERGENCY: _("Familieberedskab"),
        Role.STEERING: _("Styregruppe"),
        Role.PROJECT: _("Projektleder"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[role]


def member_role_word(role: MemberRole) -> str:
    return {
        MemberRole.MOTHER: _("Mor"),
        MemberRole.FATHER: _("Far"),
        MemberRole.CHILD: _("Barn"),
        MemberRole.STEPPARENT: _("Bonusforælder"),
        MemberRole.GRANDPARENT: _("Bedsteforælder"),
        MemberRole.FOSTER_PARENT: _("Plejeforælder"),
        MemberRole.OTHER_ADULT: _("Anden voksen"),
    }[role]


def end_reason_word(reason: EndReason) -> str:
    return {
        EndReason.GOALS_REACHED: _("Målene er nået"),
        EndReason.PLANNED_WITHOUT_GOALS: _("Planlagt slut, målene er ikke nået"),
        EndReason.FAMILY_STOPPED: _("Familien stoppede"),
        EndReason.MOVED: _("Familien er flyttet"),
        EndReason.OTHER_SERVICE: _("En anden indsats tog over"),
        EndReason.CHILD_PLACED: _("Barnet er anbragt"),
        EndReason.NEVER_STARTED: _("Kom aldrig i gang"),
        EndReason.OTHER: _("Andet"),
    }[reason]


def place_word(place: Place) -> str:
    return {
        Place.HOME: _("Hjemme hos familien"),
        Place.OFFICE: _("Hos os"),
        Place.SCHOOL: _("Skole eller dagtilbud"),
        Place.ONLINE: _("Online"),
        Place.PHONE: _("Telefon"),
        Place.OTHER: _("Et andet sted"),
        Place.GROUP: _("I en gruppe"),
    }[place]


def visit_status_word(status: VisitStatus) -> str:
    return {
        VisitStatus.ATTENDED: _("Gennemført"),
        VisitStatus.CANCELLED: _("Aflyst"),
        VisitStatus.NO_SHOW: _("Udeblevet"),
    }[status]


def rater_kind_word(kind: RaterKind) -> str:
    return {
        RaterKind.SELF: _("sig selv"),
        RaterKind.CARETAKER: _("omsorgsperson om barnet"),
        RaterKind.SCHOOL: _("skolen"),
        RaterKind.PRACTITIONER: _("behandleren"),
    }[kind]


def audit_word(what: str) -> str:
    """An act of the trail in words; an act without words here shows its code."""
    return {
        "sign_in": _("loggede ind"),
        "sign_out": _("loggede ud"),
        "sign_in_failed": _("forkert adgangskode"),
        "unlock_failed": _("forkert kode i familievisningen"),
        "change_password_failed": _("forkert adgangskode ved skift"),
        "session_expired": _("blev logget ud efter pause"),
        "password_changed": _("adgangskode skiftet"),
        "pin_changed": _("kode skiftet"),
        "language_changed": _("sprog skiftet"),
        "first_run": _("tog systemet i brug"),
        "user_created": _("oprettede bruger"),
        "user_opened": _("åbnede bruger igen"),
        "user_closed": _("spærrede bruger"),
        "teams_changed": _("ændrede teams"),
        "team_created": _("oprettede team"),
        "service_created": _("oprettede indsats"),
        "service_changed": _("ændrede indsats"),
        "catalogue_imported": _("tog et indsatskatalog ind"),
        "family_created": _("oprettede familie"),
        "marked_as_demo": _("mærkede systemet som demo"),
        "family_read": _("læste familien"),
        "course_read": _("læste, hvad der hører til forløbet"),
        "meetings_planned": _("planlagde møder"),
        "meetings_read": _("så familiens møder"),
        "meeting_agreed": _("aftalte dag for et møde"),
        "meeting_held": _("noterede et møde som afholdt"),
        "meeting_dropped": _("lod et møde udgå"),
        "rhythm_decided": _("besluttede rytmen for opfølgning"),
        "rhythms_read": _("så, at forløbet mangler en rytme"),
        "calendar_taken": _("hentede møderne til sin kalender"),
        "tablet_handed_over": _("gav skærmen til familien"),
        "tablet_taken_back": _("tog skærmen tilbage"),
        "families_searched": _("fandt familien i en søgning"),
        "families_listed": _("så sagsnummeret i en liste"),
        "caseload_read": _("så familien i sin liste"),
        "team_read": _("så familien i teamets liste"),
        "visit_read": _("læste et besøg"),
        "visit_recorded": _("skrev et besøg op"),
        "visit_corrected": _("rettede et besøg"),
        "visit_closed": _("afsluttede et besøg"),
        "visit_minutes_set": _("skrev besøgets varighed op"),
        "visit_note_read": _("læste noten til et besøg"),
        "visit_notes_read": _("læste forløbets noter"),
        "visit_note_written": _("skrev en note til et besøg"),
        "visit_note_corrected": _("rettede noten til et besøg"),
        "ratings_recorded": _("gemte svar"),
        "rating_corrected": _("rettede et svar"),
        "rating_withdrawn": _("trak et svar tilbage"),
        "member_added": _("tilføjede et medlem"),
        "member_corrected": _("rettede et medlem"),
        "practitioners_changed": _("ændrede behandlere"),
        "family_moved": _("flyttede familien til et andet team"),
        "profile_changed": _("ændrede en kollegas timer og kompetencer"),
        "supervision_begun": _("begyndte en dagsorden til supervision"),
        "supervision_moved": _("flyttede supervisionen til en anden dag"),
        "supervision_read": _("så familien i oplægget til supervision"),
        "supervision_printed": _("hentede dagsordenen som PDF"),
        "supervision_picked": _("tog familien med på supervision"),
        "supervision_removed": _("tog familien af dagsordenen"),
        "supervision_ordered": _("ændrede rækkefølgen på dagsordenen"),
        "supervision_decided": _("noterede en beslutning fra supervision"),
        "supervision_closed": _("afsluttede en supervision"),
        "episode_started": _("startede et forløb"),
        "episode_ended": _("afsluttede et forløb"),
        "episode_reopened": _("genåbnede et forløb"),
        "episode_start_corrected": _("rettede forløbets start"),
        "milestone_added": _("skrev en begivenhed op"),
        "goals_agreed": _("skrev mål op"),
        "goal_closed": _("afsluttede et mål"),
        "import_looked_at": _("slog familien op for at indlæse en fil"),
        "ratings_imported": _("indlæste svar fra en fil"),
        "trail_read": _("læste loggen"),
        "model_learned": _("beregnede en ny model"),
        "model_not_learned": _("ville beregne en model, men der er for få forløb"),
        "model_previewed": _("så, hvad en ny model ville ændre"),
        "model_adopted": _("tog en ny model i brug"),
        "alarm_budget_set": _("valgte, hvor mange falske advarsler der må være"),
        "startup_curve_set": _("ændrede startkurven"),
        "episode_reassessed": _("lod forløbet vurdere igen"),
        "offers_listed": _("så familien i listen over beredskabets tilbud"),
        "offer_read": _("læste beredskabets tilbud til familien"),
        "offer_started": _("startede beredskabets tilbud"),
        "offer_ended": _("afsluttede beredskabets tilbud"),
        "offer_team_changed": _("ændrede familiens team i beredskabet"),
        "offer_plan_changed": _("ændrede planen for timer"),
        "offer_hours_recorded": _("skrev timer op"),
        "offer_hours_corrected": _("rettede timer"),
        "safety_plan_set": _("skrev op, om der er en sikkerhedsplan"),
        "child_situation_recorded": _("skrev børnenes situation op"),
        "capacity_targets_set": _("ændrede målene for beredskabets kapacitet"),
        "group_created": _("oprettede en gruppe"),
        "group_leaders_changed": _("ændrede en gruppes ledere"),
        "group_read": _("så sagsnummeret i en gruppe"),
        "group_place_given": _("gav familien plads i en gruppe"),
        "group_place_ended": _("sluttede familiens plads i en gruppe"),
        "group_session_recorded": _("skrev en gang i en gruppe op"),
        "group_ended": _("sluttede en gruppe"),
        "queue_read": _("så familien i beredskabets kø"),
        "response_read": _("læste familiens sag i beredskabet"),
        "response_raise": _("et flag satte familien i beredskabets kø"),
        "response_flag_added": _("et flag mere kom til i beredskabet"),
        "response_acute": _("meldte familien akut til beredskabet"),
        "response_take": _("tog sagen i beredskabet"),
        "response_hand_on": _("gav sagen i beredskabet videre"),
        "response_give_back": _("lagde sagen tilbage i beredskabets kø"),
        "response_set_deadline": _("flyttede fristen i beredskabet"),
        "response_contact": _("noterede kontakt i beredskabet"),
        "response_decide": _("skrev beredskabets beslutning op"),
        "response_family_words": _("skrev op, hvad familien sagde"),
        "response_look_again": _("satte en dag til at se på sagen igen"),
        "response_resume": _("genoptog sagen i beredskabet"),
        "response_close": _("afsluttede sagen i beredskabet"),
        "response_reopen": _("genåbnede sagen i beredskabet"),
        "response_deadlines_set": _("ændrede beredskabets frister"),
        "report_begun": _("begyndte en statusrapport"),
        "report_read": _("læste familiens statusrapporter"),
        "report_written": _("skrev i en statusrapport"),
        "report_family_read": _("skrev op, at familien har læst statusrapporten"),
        "report_rewritten": _("gjorde statusrapporten til et udkast igen"),
        "report_withdrawn": _("kasserede en statusrapport"),
        "report_locked": _("låste en statusrapport"),
        "report_pdf": _("hentede en statusrapport som PDF"),
        "report_text": _("hentede en statusrapport som tekst"),
        "command_line": _("brugte en kommando"),
    }.get(what, what)
