"""Statuses and reasons in Danish words, as small tables a clinician can read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.people import Member, MemberRole, RaterKind
from fit_tracker.services.results import (
    Assessment,
    Band,
    FamilyAssessment,
    FamilyStatus,
    Reason,
    ReasonCode,
    SeriesKey,
    Status,
)
from fit_tracker.ui import sentences
from fit_tracker.ui.emergency.why import acute_sentence, in_full
from fit_tracker.ui.expectation import courses, natural
from fit_tracker.ui.naming import count, inside, limit, listed, named
from fit_tracker.ui.words import audit_word

TODAY = date(2026, 11, 22)
FAMILY = UUID(int=9)


ROOT = Path(__file__).resolve().parents[2]
# audit(ctx, unit, somebody, "act", …), on one line or several.
ACT = re.compile(r'audit\(\s*ctx,\s*unit,\s*[\w.]+,\s*"(\w+)"')


def member(n: int, role: MemberRole, label: str, year: int = 1985) -> Member:
    return Member(UUID(int=n), FAMILY, role, year, label, n)


MOTHER = member(1, MemberRole.MOTHER, "Mor")
FATHER = member(2, MemberRole.FATHER, "Far")
BOY = member(3, MemberRole.CHILD, "Dreng", 2017)
MEMBERS = {m.member_id: m for m in (MOTHER, FATHER, BOY)}


def own(who: Member) -> SeriesKey:
    return SeriesKey(who.member_id, RaterKind.SELF, who.member_id)


def about(child: Member, rater: Member) -> SeriesKey:
    return SeriesKey(child.member_id, RaterKind.CARETAKER, rater.member_id)


def reason(code: ReasonCode, **numbers: object) -> Reason:
    return Reason(code, {name: str(value) for name, value in numbers.items()})


FALL = {"first": "18.0", "last": "12.0", "change": "-6.0", "limit": "5.0"}
PERSISTS = reason(ReasonCode.WORSENING_PERSISTS, readings=2, **FALL)
STUCK = reason(ReasonCode.NO_CHANGE_AFTER_N, visits=6, first="18.0", last="20.0", change="2.0",
               limit="6.586")  # fmt: skip

RISK = {
    "risk_not_success": "0.67", "risk_deteriorated": "0.21", "threshold": "12.6", "in_a_row": "2",
    "needed": "2", "below": "2", "model_version": "2026-11-22-1a2b3c4d", "n_courses": "84",
    "ppv_hits": "31", "ppv_n": "44", "ppv_low": "0.56", "ppv_high": "0.822",
}  # fmt: skip
OFF = reason(ReasonCode.EXPECTED_RISK, **RISK)


def off(**other: object) -> Reason:
    return reason(ReasonCode.EXPECTED_RISK, **(RISK | other))


def assessment(status: Status, change: str | None = None, limit: str | None = "6.586",
               n: int = 2) -> Assessment:  # fmt: skip
    return Assessment(
        status=status, reasons=(), n=n, first=Decimal("18.0"), last=Decimal("18.0"),
        change=None if change is None else Decimal(change),
        limit=None if limit is None else Decimal(limit), change_class=None, trend=None,
        above_cut_off=None, baseline_no=1, baseline_visit_no=1, alliance_last=None,
        instrument_id="outcome-adult",
    )  # fmt: skip


def said(family: FamilyAssessment, **by_series: Assessment) -> str:
    keys = {"mother": own(MOTHER), "father": own(FATHER), "boy": own(BOY)}
    series = {keys[name]: found for name, found in by_series.items()}
    return sentences.family_sentence(family, MEMBERS, series, TODAY)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (own(MOTHER), "Mor"),
        (own(BOY), "Dreng 9 år"),
        (about(BOY, MOTHER), "Mor om dreng 9 år"),
        (SeriesKey(BOY.member_id, RaterKind.SCHOOL, BOY.member_id), "Skolen om dreng 9 år"),
    ],
)
def test_a_series_is_named_by_who_answers_and_about_whom(key: SeriesKey, name: str) -> None:
    assert sentences.series_name(key, MEMBERS, TODAY) == name


@pytest.mark.parametrize(
    ("name", "wellbeing"),
    [
        ("Mor", "Mors trivsel"),
        ("Dreng 9 år", "Trivslen hos dreng 9 år"),
        ("Onkel Bo", "Trivslen hos onkel Bo"),
        ("Jonas", "Trivslen hos Jonas"),
    ],
)
def test_the_genitive_is_used_only_where_it_is_certain(name: str, wellbeing: str) -> None:
    assert named(name).wellbeing == wellbeing


def test_names_inside_a_sentence() -> None:
    assert [inside(name) for name in ("Mor", "Dreng 9 år", "Anna", "MF")] == [
        "mor", "dreng 9 år", "Anna", "MF",
    ]  # fmt: skip
    assert listed(["Mor"]) == "Mor"
    assert listed(["Mor", "Far"]) == "Mor og far"
    assert listed(["Mor", "Far", "Dreng 9 år"]) == "Mor, far og dreng 9 år"
    assert sentences.member_names([MOTHER, FATHER, BOY], TODAY) == "Mor, far, dreng 9 år"
    assert (count(2), count(13)) == ("to", "13")


LONG = [
    (PERSISTS, "Mors trivsel er faldet 6,0 fra første måling (18,0 → 12,0). De to seneste målinger "
               "ligger alle mere end målefejlen (5,0) fra den."),
    (reason(ReasonCode.WORSENING_TWICE, first="30.0", last="16.0", change="-14.0", limit="6.586"),
     "Mors trivsel er faldet 14,0 fra første måling (30,0 → 16,0): mere end to gange målefejlen "
     "(6,6)."),
    (reason(ReasonCode.WORSENING_TWICE, first="12.0", last="40.0", change="28.0", limit="9.3"),
     "Scoren for mor er steget 28,0 fra første måling (12,0 → 40,0): mere end to gange målefejlen "
     "(9,3)."),
    (OFF, "Mors trivsel ligger under det forventede ved de to seneste besøg; 2 af 3 forløb med "
          "denne kurve endte uden pålidelig fremgang (bygger på 84 afsluttede forløb). 1 af 5 "
          "endte pålideligt dårligere. Risikoen har været på eller over grænsen ved to målinger i "
          "træk."),
    (off(below=1, in_a_row=3, risk_not_success="0.52", risk_deteriorated="0.004"),
     "Mors trivsel ligger under det forventede ved det seneste besøg; omtrent halvdelen af "
     "forløbene med denne kurve endte uden pålidelig fremgang (bygger på 84 afsluttede forløb). "
     "Højst 1 af 20 endte pålideligt dårligere. Risikoen har været på eller over grænsen ved tre "
     "målinger i træk."),
    (off(below=0),
     "Mors trivsel ligger ikke under det forventede, men 2 af 3 forløb med denne kurve endte uden "
     "pålidelig fremgang (bygger på 84 afsluttede forløb). 1 af 5 endte pålideligt dårligere. "
     "Risikoen har været på eller over grænsen ved to målinger i træk."),
    (reason(ReasonCode.MOST_FALLING, falling=2, members=3),
     "Flere i familien ser ud til at have brug for mere støtte: to af de tre, der er målinger nok "
     "for."),
    (reason(ReasonCode.MOST_FALLING, falling=2, members=2),
     "Alle, der er målinger nok for (2), ser ud til at have brug for mere støtte."),
    (reason(ReasonCode.MEMBERS_DIVERGE, better=1, worse=2),
     "Det går pålideligt fremad for nogle i familien (1) og tilbage for andre (2)."),
    (reason(ReasonCode.WORSENING_PERSISTS, readings=2, yields_to="2026-11-22-1a2b3c4d", **FALL),
     "Mors trivsel er faldet 6,0 fra første måling (18,0 → 12,0). De to seneste målinger ligger "
     "alle mere end målefejlen (5,0) fra den. Det er til oplysning: her afgør det forventede "
     "forløb, om der bedes om en samtale."),
    (STUCK, "Mor: ingen sikker ændring efter seks besøg (18,0 → 20,0; målefejlen er 6,6)."),
    (reason(ReasonCode.ALLIANCE_BELOW_CUT_OFF, last="33.0", cut_off="36", in_a_row=1),
     "Mor vurderede senest samarbejdet til 33,0, under grænsen på 36."),
    (reason(ReasonCode.ALLIANCE_BELOW_CUT_OFF, last="33.0", cut_off="36.0", in_a_row=2),
     "Mor har vurderet samarbejdet under grænsen på 36 to gange i træk, senest til 33,0."),
    (reason(ReasonCode.ALLIANCE_DROP, first="38.0", last="33.0", change="-5.0", limit="4.2"),
     "Mor vurderer samarbejdet lavere end første gang (38,0 → 33,0), mere end målefejlen (4,2)."),
    (reason(ReasonCode.RATINGS_MISSING, visits=1), "Mor mangler en måling fra det seneste besøg."),
    (reason(ReasonCode.RATINGS_MISSING, visits=3),
     "Mor mangler målinger fra de tre seneste besøg."),
    (reason(ReasonCode.FIRST_ABOVE_CUT_OFF, first="30.0", cut_off="25"),
     "Mor begyndte på 30,0, allerede på den almindelige side af grænsen (25). Der er kun lidt "
     "plads til, at fremgang kan ses på skemaet."),
    (reason(ReasonCode.NEW_BASELINE, visit_no=7, baseline_no=2, from_instrument="a",
            to_instrument="b"), "Mor fik et nyt skema ved besøg 7. Ændringen tælles derfra."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), LONG)
def test_each_reason_is_a_danish_sentence_with_its_numbers(given: Reason, sentence: str) -> None:
    assert sentences.reason_sentence(given, "Mor") == sentence


@pytest.mark.parametrize("code", list(ReasonCode))
def test_no_reason_is_without_its_rule(code: ReasonCode) -> None:
    assert sentences.rule_sentence(Reason(code)).endswith(".")


def test_a_flag_tells_its_persistence_how_often_it_is_right_and_its_model() -> None:
    assert sentences.rule_sentence(OFF) == (
        "Regel: der bedes om en samtale, når risikoen er på eller over grænsen ved to målinger i "
        "træk. Én måling er ikke nok, og et pålideligt fald vejer tungest. Under det forventede "
        "vil sige under det mørke bånd, som det så ud efter den første måling. Sådan et flag har "
        "her været rigtigt 31 af 44 gange (56–82 %). Rigtigt betyder, at kurven endte uden "
        "pålidelig fremgang. Model 2026-11-22-1a2b3c4d, alarmgrænse 12,60."
    )


def test_a_flag_nobody_could_judge_yet_says_so() -> None:
    numbers = {name: value for name, value in RISK.items() if name not in ("ppv_low", "ppv_high")}
    never = Reason(ReasonCode.EXPECTED_RISK, numbers | {"ppv_hits": "0", "ppv_n": "0"})
    unknown = "Vi ved endnu ikke, hvor ofte sådan et flag er rigtigt her."
    assert sentences.right_sentence(never) == unknown


@pytest.mark.parametrize(
    ("share", "said_as"),
    [
        ("0.67", (2, 3)), ("0.5", (1, 2)), ("0.52", (1, 2)), ("0.475", (1, 2)),
        ("0.474", (47, 100)), ("0.53", (53, 100)), ("0.70", (7, 10)), ("0.75", (3, 4)),
        ("0.642", (2, 3)), ("0.641", (5, 8)), ("0.925", (9, 10)), ("0.926", (93, 100)),
        ("0.075", (1, 10)), ("0.074", (7, 100)), ("0", (1, 100)), ("1", (99, 100)),
    ],
)  # fmt: skip
def test_a_share_is_said_as_so_many_of_so_many(share: str, said_as: tuple[int, int]) -> None:
    assert natural(Decimal(share)) == said_as


@given(st.integers(10, 990).map(lambda n: Decimal(n) / 1000))
def test_what_is_said_is_never_far_from_the_share(share: Decimal) -> None:
    part, whole = natural(share)
    assert 0 < part < whole <= 100
    assert abs(Decimal(part) / whole - share) <= Decimal("0.025")


def test_about_half_is_a_word() -> None:
    assert courses(Decimal("0.49")) == "omtrent halvdelen af forløbene"


@pytest.mark.parametrize(
    ("share", "said_as"),
    [
        ("0.04", "højst 1 af 20 forløb"), ("0.05", "5 af 100 forløb"),
        ("0.95", "95 af 100 forløb"), ("0.951", "mindst 19 af 20 forløb"),
        ("1", "mindst 19 af 20 forløb"),
    ],
)  # fmt: skip
def test_near_none_and_all_only_a_limit_is_said(share: str, said_as: str) -> None:
    assert courses(Decimal(share)) == said_as


def band(low: str, median: str, high: str) -> Band:
    lo, mid, hi = Decimal(low), Decimal(median), Decimal(high)
    return Band(Decimal(5), mid, lo, hi, lo, hi, lo, hi)


@pytest.mark.parametrize(
    ("name", "edges", "sentence"),
    [
        ("Mor", ("17.5", "20.1", "23.0"),
         "Næste gang ventes mors måling mellem 17,5 og 23,0 (midt: 20,1)."),
        ("Mor om dreng 9 år", ("17.5", "20.1", "23.0"),
         "Næste gang ventes målingen fra mor om dreng 9 år mellem 17,5 og 23,0 (midt: 20,1)."),
        ("Jonas", ("40.0", "40.0", "40.0"), "Næste gang ventes målingen fra Jonas på 40,0."),
        ("Mor", ("37.7", "37.7", "40.0"), "Næste gang ventes mors måling mellem 37,7 og 40,0."),
    ],
)  # fmt: skip
def test_what_the_next_rating_would_be_as_expected(
    name: str, edges: tuple[str, str, str], sentence: str
) -> None:
    assert sentences.expected_sentence(name, band(*edges)) == sentence


@pytest.mark.parametrize(
    ("have", "sentence"),
    [
        (43, "Det forventede forløb kan ikke vises endnu: der mangler 37 afsluttede forløb "
             "(43 af 80)."),
        (79, "Det forventede forløb kan ikke vises endnu: der mangler 1 afsluttet forløb "
             "(79 af 80)."),
        (80, "Der er afsluttede forløb nok (80), men et forventet forløb er ikke taget i brug."),
    ],
)  # fmt: skip
def test_how_many_courses_are_missing(have: int, sentence: str) -> None:
    assert sentences.missing_courses_sentence(have, 80) == sentence


def test_a_limit_is_shown_finely_where_tenths_would_contradict_the_sentence() -> None:
    assert limit(Decimal("6.586"), Decimal("-6.6")) == "6,59"
    assert limit(Decimal("6.586"), Decimal("-7.0")) == "6,6"


def test_raters_who_disagree() -> None:
    given = reason(
        ReasonCode.RATERS_DISAGREE, gain="8.0", other_gain="-3.0", limit="9.31",
        other_rater_kind="self", other_rater_member_id=BOY.member_id,
    )  # fmt: skip
    found = FamilyAssessment(FamilyStatus.DISAGREE, False, ((about(BOY, MOTHER), given),))
    assert said(found) == "Mor og dreng 9 år ser forskelligt på, hvordan dreng 9 år har det."


def test_the_message_names_the_most_serious_first_and_then_who_improves() -> None:
    found = FamilyAssessment(FamilyStatus.MORE_SUPPORT, True, ((own(MOTHER), PERSISTS),))
    worse, better = assessment(Status.WORSENING), assessment(Status.IMPROVING)
    assert said(found, mother=worse, father=better) == (
        "Mors trivsel er faldet mere end målefejlen ved to målinger i træk. "
        "Far går pålideligt frem."
    )


def test_a_headline_never_calls_a_course_in_doubt_improving() -> None:
    found = FamilyAssessment(FamilyStatus.OFF_EXPECTED, True, ((own(MOTHER), off(below=0)),))
    better = assessment(Status.IMPROVING)
    assert said(found, mother=better, father=better) == (
        "Mor: 2 af 3 forløb med denne kurve endte uden pålidelig fremgang. Far går pålideligt "
        "frem. Den seneste måling for mor er dog pålideligt bedre end den første."
    )


def test_persons_who_stand_still_equally_long_share_a_clause() -> None:
    found = FamilyAssessment(FamilyStatus.STALLED, True, ((own(MOTHER), STUCK), (own(BOY), STUCK)))
    assert said(found) == "Ingen sikker ændring for mor og dreng 9 år efter seks besøg."


def test_one_person_has_one_clause_in_the_headline() -> None:
    twice = reason(ReasonCode.WORSENING_TWICE, **FALL)
    found = FamilyAssessment(
        FamilyStatus.MORE_SUPPORT, True, ((own(MOTHER), PERSISTS), (own(MOTHER), twice))
    )
    assert said(found) == "Mors trivsel er faldet mere end målefejlen ved to målinger i træk."


MOST = reason(ReasonCode.MOST_FALLING, falling=2, members=3)


def test_the_family_as_a_whole_comes_first_and_names_nobody() -> None:
    reasons = ((own(MOTHER), MOST), (own(MOTHER), OFF), (own(FATHER), PERSISTS))
    found = FamilyAssessment(FamilyStatus.OFF_EXPECTED, True, reasons)
    assert said(found) == (
        "Flere i familien ser ud til at have brug for mere støtte. "
        "Mors trivsel ligger under det forventede ved de to seneste besøg."
    )


def test_the_rule_of_the_family_is_said_once_though_a_queue_has_it_of_two_persons() -> None:
    reasons = ((own(MOTHER), MOST), (own(BOY), MOST), (own(FATHER), PERSISTS))
    found = FamilyAssessment(FamilyStatus.MORE_SUPPORT, True, reasons)
    assert said(found) == (
        "Flere i familien ser ud til at have brug for mere støtte. "
        "Fars trivsel er faldet mere end målefejlen ved to målinger i træk."
    )


def test_a_case_with_several_flags_tells_each_rule_once_with_one_set_of_numbers() -> None:
    """Two flags of one rule about one person have numbers of two days: the first given stands."""
    later = off(risk_not_success="0.8", n_courses="90")
    reasons = [(own(MOTHER), MOST), (own(BOY), MOST), (own(MOTHER), later), (own(MOTHER), OFF)]
    together, mother = in_full(reasons, [MOTHER, FATHER, BOY], TODAY)
    assert "to af de tre" in together
    assert mother.startswith("Da flaget kom: ")
    assert not together.startswith("Da flaget kom: ")
    assert "bygger på 90 afsluttede forløb" in mother
    assert len(in_full([*reasons, (own(BOY), OFF)], [MOTHER, FATHER, BOY], TODAY)) == 3


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("Vold i hjemmet", "Akut: Vold i hjemmet."),
        ("Akut konflikt efter samvær!", "Akut konflikt efter samvær!"),
        ("akut uro", "akut uro."),
    ],
)
def test_an_acute_entry_says_so_once(why: str, sentence: str) -> None:
    assert acute_sentence(why) == sentence


def test_a_person_whom_another_rates_below_what_was_expected() -> None:
    reasons = ((about(BOY, MOTHER), OFF), (own(FATHER), off(below=0)))
    found = FamilyAssessment(FamilyStatus.OFF_EXPECTED, True, reasons)
    assert said(found) == (
        "Trivslen hos dreng 9 år, set af mor, ligger under det forventede ved de to seneste besøg. "
        "Far: 2 af 3 forløb med denne kurve endte uden pålidelig fremgang."
    )


def test_a_worsening_that_persists_is_told_also_where_a_model_sees_no_high_risk() -> None:
    yields = reason(ReasonCode.WORSENING_PERSISTS, readings=2, yields_to="m", **FALL)
    found = FamilyAssessment(FamilyStatus.MORE_SUPPORT, False, ((own(MOTHER), yields),))
    assert said(found, mother=assessment(Status.WORSENING)) == (
        "Mors trivsel er faldet mere end målefejlen ved to målinger i træk."
    )


QUIET = [
    (FamilyStatus.IMPROVING, {"mother": Status.IMPROVING}, "Mor går pålideligt frem."),
    (FamilyStatus.IMPROVING, {"mother": Status.IMPROVING, "father": Status.IMPROVING},
     "Alle går pålideligt frem."),
    (FamilyStatus.TOO_FEW, {}, "Der er for få målinger til at se en ændring endnu."),
    (FamilyStatus.NO_CHANGE_YET, {"mother": Status.NO_CHANGE_YET}, "Ingen sikker ændring endnu."),
    (FamilyStatus.NO_CHANGE_YET, {"mother": Status.NO_CHANGE_YET, "father": Status.IMPROVING},
     "Ingen sikker ændring endnu for mor. Far går pålideligt frem."),
    (FamilyStatus.MORE_SUPPORT, {"mother": Status.WORSENING},
     "Den seneste måling for mor ligger mere end målefejlen dårligere end den første. Se, om det "
     "holder næste gang."),
]  # fmt: skip


@pytest.mark.parametrize(("status", "series", "sentence"), QUIET)
def test_the_message_when_nothing_asks_for_attention(
    status: FamilyStatus, series: dict[str, Status], sentence: str
) -> None:
    found = FamilyAssessment(status, False, ())
    assert said(found, **{name: assessment(own_) for name, own_ in series.items()}) == sentence


TOLD = [
    (assessment(Status.TOO_FEW, None, n=1),
     "Det er den første måling; næste gang kan du se, om noget er flyttet."),
    (assessment(Status.IMPROVING, "7.0"),
     "Du ligger 7,0 over din første måling. Det er mere end målefejlen: det går fremad."),
    (assessment(Status.NO_CHANGE_YET, "-2.0"),
     "Du ligger 2,0 under din første måling. Det er mindre end målefejlen, så det kan være "
     "tilfældigt."),
    (assessment(Status.WORSENING, "-7.0"),
     "Du ligger 7,0 under din første måling. Det er mere end målefejlen. Lad os tale om, hvad der "
     "kan hjælpe."),
    (assessment(Status.NO_CHANGE_YET, "0.0"), "Du ligger samme sted som ved din første måling."),
    (assessment(Status.NO_CHANGE_YET, "3.0", limit=None), "Du ligger 3,0 over din første måling."),
]  # fmt: skip


@pytest.mark.parametrize(("found", "sentence"), TOLD)
def test_what_is_said_to_the_person(found: Assessment, sentence: str) -> None:
    assert sentences.person_sentence(found) == sentence


@pytest.mark.parametrize("found", [found for found, _sentence in TOLD])
def test_a_child_is_told_without_numbers_or_the_word_for_error(found: Assessment) -> None:
    told = sentences.child_sentence(found)
    assert told.endswith(".")
    assert not any(sign.isdigit() for sign in told)
    assert "målefejl" not in told


def test_what_is_said_to_an_adult_about_a_child() -> None:
    told = sentences.person_sentence(assessment(Status.IMPROVING, "7.0"), "Dreng 9 år")
    assert told.startswith("Dreng 9 år ligger 7,0 over første måling.")


@pytest.mark.parametrize("needs_attention", [True, False])
@pytest.mark.parametrize("status", list(FamilyStatus))
def test_every_status_has_a_shape_and_a_word(status: FamilyStatus, needs_attention: bool) -> None:
    shape, word = sentences.status_word(status, needs_attention)
    assert shape in "●◆▲▼○◇"
    assert word
    assert word in sentences.status_chip(status, needs_attention)


def test_improving_but_to_be_talked_about_is_not_shown_as_all_well() -> None:
    assert sentences.status_word(FamilyStatus.IMPROVING, False) == ("●", "i fremgang")
    assert sentences.status_word(FamilyStatus.IMPROVING, True) == ("◆", "bør drøftes")


def test_the_word_for_a_models_flag_is_true_also_of_somebody_who_is_not_below() -> None:
    """The flag stands on the risk; a sentence beside it says whether a person lies below."""
    word = sentences.status_word(FamilyStatus.OFF_EXPECTED, True)
    assert word == ("▼", "uden ventet fremgang")
    assert "ligger ikke under" in sentences.reason_sentence(off(below=0), "Mor")


def test_no_sentence_uses_the_words_we_do_not_use() -> None:
    every = " ".join(
        [text for _given, text in LONG]
        + [text for *_rest, text in QUIET]
        + [text for _a, text in TOLD]
        + [sentences.rule_sentence(given_) for given_, _text in LONG]
    ).lower()
    for word in ("rci", "klient", "patient", "svigt", "fejlet", "mislyk"):
        assert word not in every


def test_every_act_of_the_trail_has_words() -> None:
    """An act without words would stand in the trail as a code."""
    found = set()
    for module in (ROOT / "fit_tracker" / "services").glob("*.py"):
        found |= set(ACT.findall(module.read_text(encoding="utf-8")))
    assert len(found) > 60
    assert {act for act in found if audit_word(act) == act} == set()
