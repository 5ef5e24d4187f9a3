"""Statuses and reasons in Danish words, as small tables a clinician can read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from fit_tracker.domain.people import Member, MemberRole, RaterKind
from fit_tracker.services.results import (
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    Reason,
    ReasonCode,
    SeriesKey,
    Status,
)
from fit_tracker.ui import sentences
from fit_tracker.ui.naming import count, inside, limit, listed, named

TODAY = date(2026, 11, 22)
FAMILY = UUID(int=9)


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


def test_persons_who_stand_still_equally_long_share_a_clause() -> None:
    found = FamilyAssessment(FamilyStatus.STALLED, True, ((own(MOTHER), STUCK), (own(BOY), STUCK)))
    assert said(found) == "Ingen sikker ændring for mor og dreng 9 år efter seks besøg."


def test_one_person_has_one_clause_in_the_headline() -> None:
    twice = reason(ReasonCode.WORSENING_TWICE, **FALL)
    found = FamilyAssessment(
        FamilyStatus.MORE_SUPPORT, True, ((own(MOTHER), PERSISTS), (own(MOTHER), twice))
    )
    assert said(found) == "Mors trivsel er faldet mere end målefejlen ved to målinger i træk."


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
    assert shape in "●◆▲○◇"
    assert word
    assert word in sentences.status_chip(status, needs_attention)


def test_improving_but_to_be_talked_about_is_not_shown_as_all_well() -> None:
    assert sentences.status_word(FamilyStatus.IMPROVING, False) == ("●", "i fremgang")
    assert sentences.status_word(FamilyStatus.IMPROVING, True) == ("◆", "bør drøftes")


def test_no_sentence_uses_the_words_we_do_not_use() -> None:
    every = " ".join(
        [text for _given, text in LONG] + [text for *_rest, text in QUIET] + [t for _a, t in TOLD]
    ).lower()
    for word in ("rci", "klient", "patient", "svigt"):
        assert word not in every
