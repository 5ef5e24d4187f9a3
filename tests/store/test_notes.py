"""Notes on visits: free, asked for, forbidden, and the one exception."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest

from fit_tracker.domain.frames import Notes
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound, UserFacing
from fit_tracker.services import (
    catalogue,
    catalogue_edit,
    catalogue_files,
    episodes,
    families,
    notes,
    visits,
)
from tests.factories import Site, ask, everything, make_family, make_visit, trail

REQUEST = "Konsulenten bad 03-11-2026 om et kort notat om søvn."


@pytest.fixture
def ids(site: Site) -> dict[str, UUID]:
    entry = catalogue_files.built_in()["norddjurs"]
    return catalogue_edit.take_in(site.ctx, site.admin, entry)


def _visit(site: Site, service_id: UUID, days: int = 3) -> tuple[families.Created, UUID]:
    site.service_id = service_id
    family = make_family(site, practitioners=(site.practitioner.user_id,))
    return family, make_visit(site, family, site.ctx.today() - timedelta(days=days)).visit_id


def test_a_note_is_written_and_read(site: Site, ids: dict[str, UUID]) -> None:
    family, visit_id = _visit(site, ids["N02"])
    ctx, actor = site.ctx, site.practitioner
    assert notes.read(ctx, actor, visit_id).note is None
    notes.write(ctx, actor, visit_id, 0, "  Alle kom til tiden. ")
    found = notes.read(ctx, actor, visit_id)
    assert found.rule is Notes.FREE
    assert found.note is not None
    assert (found.note.body, found.note.reason) == ("Alle kom til tiden.", "")
    assert [one.body for one in notes.of_course(ctx, actor, family.episode_id)] == [
        "Alle kom til tiden."
    ]
    for what in ("visit_note_written", "visit_note_read", "visit_notes_read"):
        assert trail(ctx, what), what


def test_a_correction_says_why_and_keeps_the_old_one(site: Site, ids: dict[str, UUID]) -> None:
    family, visit_id = _visit(site, ids["N02"])
    ctx, actor = site.ctx, site.practitioner
    notes.write(ctx, actor, visit_id, 0, "Mor og far kom.")
    with pytest.raises(InvalidInput, match="begrundelse"):
        notes.write(ctx, actor, visit_id, 1, "Mor kom.")
    notes.write(ctx, actor, visit_id, 1, "Mor kom.", "Far var ikke med.")
    found = notes.read(ctx, actor, visit_id).revisions
    assert [(one.revision, one.body, one.reason) for one in found] == [
        (2, "Mor kom.", "Far var ikke med."),
        (1, "Mor og far kom.", ""),
    ]
    assert [one.body for one in notes.of_course(ctx, actor, family.episode_id)] == ["Mor kom."]


def test_who_read_an_older_one_is_told_who_was_first(site: Site, ids: dict[str, UUID]) -> None:
    _, visit_id = _visit(site, ids["N02"])
    notes.write(site.ctx, site.practitioner, visit_id, 0, "Først.")
    with pytest.raises(Conflict, match="Practitioner skrev noten"):
        notes.write(site.ctx, site.leader, visit_id, 0, "Også først.")
    notes.write(site.ctx, site.leader, visit_id, 1, "Rettet.", "Tastefejl")
    with pytest.raises(Conflict, match="Leader skrev noten"):
        notes.write(site.ctx, site.practitioner, visit_id, 1, "For sent.", "Tastefejl")


def test_of_two_at_the_same_moment_one_is_written(site: Site, ids: dict[str, UUID]) -> None:
    _, visit_id = _visit(site, ids["N02"])
    start, told = Barrier(4), []

    def work(number: int) -> None:
        start.wait()
        try:
            notes.write(site.ctx, site.practitioner, visit_id, 0, f"Note {number}")
            told.append("written")
        except Conflict:
            told.append("refused")

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["refused"] * 3 + ["written"]
    assert ask(site.ctx, "SELECT count(*), max(revision) FROM visit_note") == [(1, 1)]


def test_where_notes_are_forbidden_nothing_is_kept_and_it_says_why(
    site: Site, ids: dict[str, UUID]
) -> None:
    family, visit_id = _visit(site, ids["N09"])
    ctx, actor = site.ctx, site.practitioner
    found = notes.read(ctx, actor, visit_id)
    assert found.rule is Notes.PROHIBITED
    assert "ikke skriftlige notater" in found.why
    before = everything(ctx)
    with pytest.raises(InvalidInput, match="Supervision af plejefamilier fører ikke skriftlige"):
        notes.write(ctx, actor, visit_id, 0, "En note.")
    with pytest.raises(InvalidInput, match="fører ikke skriftlige noter"):
        episodes.add_milestone(ctx, actor, family.episode_id, ctx.today(), "Flyttet")
    assert everything(ctx) == before


def test_the_exception_asks_for_the_request_and_that_the_family_knows(
    site: Site, ids: dict[str, UUID]
) -> None:
    _, visit_id = _visit(site, ids["N09"])
    ctx, actor = site.ctx, site.practitioner
    before = everything(ctx)
    with pytest.raises(InvalidInput, match="kender indholdet"):
        notes.write_on_request(ctx, actor, visit_id, "Kort.", REQUEST, family_knows=False)
    with pytest.raises(InvalidInput, match="anmodning"):
        notes.write_on_request(ctx, actor, visit_id, "Kort.", " ", family_knows=True)
    assert everything(ctx) == before
    notes.write_on_request(ctx, actor, visit_id, "Kort.", REQUEST, family_knows=True)
    note = notes.read(ctx, actor, visit_id).note
    assert note is not None and (note.body, note.reason) == ("Kort.", REQUEST)
    with pytest.raises(Conflict):
        notes.write_on_request(ctx, actor, visit_id, "En til.", REQUEST, family_knows=True)


def test_the_exception_is_only_for_where_notes_are_forbidden(
    site: Site, ids: dict[str, UUID]
) -> None:
    _, visit_id = _visit(site, ids["N02"])
    with pytest.raises(InvalidInput, match="tillader noter"):
        notes.write_on_request(
            site.ctx, site.practitioner, visit_id, "Kort.", REQUEST, family_knows=True
        )


@pytest.mark.parametrize(
    "name", ["colleague", "other_practitioner", "other_leader", "administrator", "steering"]
)
def test_the_exception_has_the_same_scope_as_every_note(
    site: Site, ids: dict[str, UUID], name: str
) -> None:
    _, visit_id = _visit(site, ids["N09"])
    before = everything(site.ctx)
    with pytest.raises((NotFound, NotAllowed)):
        notes.write_on_request(
            site.ctx, site.actors[name], visit_id, "Kort.", REQUEST, family_knows=True
        )
    assert everything(site.ctx) == before


def test_the_service_on_the_day_of_the_visit_decides(site: Site, ids: dict[str, UUID]) -> None:
    """Supervision, then family treatment: what was said in supervision stays unwritten."""
    family, before = _visit(site, ids["N09"], days=10)
    ctx, actor = site.ctx, site.practitioner
    changed = ctx.today() - timedelta(days=5)
    episodes.change_service(ctx, actor, family.episode_id, ids["N02"], changed)
    on_the_day = make_visit(site, family, changed).visit_id
    assert notes.read(ctx, actor, before).rule is Notes.PROHIBITED
    assert notes.read(ctx, actor, on_the_day).rule is Notes.FREE
    with pytest.raises(UserFacing):
        notes.write(ctx, actor, before, 0, "For sent.")
    notes.write(ctx, actor, on_the_day, 0, "Nu må der skrives.")
    episodes.add_milestone(ctx, actor, family.episode_id, changed, "Skolestart")


def test_visits_that_lack_the_note_the_service_asks_for(site: Site, ids: dict[str, UUID]) -> None:
    family, first = _visit(site, ids["N11"], days=9)
    second = make_visit(site, family, site.ctx.today() - timedelta(days=2)).visit_id
    fell = visits.NewVisit(UUID(int=5), family.episode_id, site.ctx.today(), VisitStatus.CANCELLED)
    visits.record_visit(site.ctx, site.practitioner, fell)
    assert notes.read(site.ctx, site.practitioner, first).is_missing

    def missing() -> list[int]:
        use = site.ctx.database.in_transaction(
            lambda unit: catalogue.of_episode(site.ctx, unit, family.episode_id)
        )
        return [(site.ctx.today() - day).days for day in use.without_note]

    assert missing() == [9, 2]
    notes.write(site.ctx, site.practitioner, first, 0, "Roligt samvær.")
    assert missing() == [2]
    notes.write(site.ctx, site.practitioner, second, 0, "Godt samvær.")
    assert missing() == []


def test_a_visit_that_was_not_held_has_neither_note_nor_length(
    site: Site, ids: dict[str, UUID]
) -> None:
    family, _ = _visit(site, ids["N02"])
    fell = visits.NewVisit(UUID(int=5), family.episode_id, site.ctx.today(), VisitStatus.NO_SHOW)
    visit_id = visits.record_visit(site.ctx, site.practitioner, fell).visit_id
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match="blev ikke holdt"):
        notes.write(site.ctx, site.practitioner, visit_id, 0, "Ingen kom.")
    with pytest.raises(InvalidInput, match="blev ikke holdt"):
        notes.set_minutes(site.ctx, site.practitioner, visit_id, 60)
    assert everything(site.ctx) == before


@pytest.mark.parametrize("text", ["", "   ", "Pigen 010190-1234 kom.", "x" * 501])
def test_a_note_is_short_and_holds_no_cpr_number(
    site: Site, ids: dict[str, UUID], text: str
) -> None:
    _, visit_id = _visit(site, ids["N02"])
    with pytest.raises(InvalidInput):
        notes.write(site.ctx, site.practitioner, visit_id, 0, text)
    assert ask(site.ctx, "SELECT count(*) FROM visit_note") == [(0,)]


def test_a_length_is_counted_against_the_frame(site: Site, ids: dict[str, UUID]) -> None:
    """N05: up to 10 hours; nine of them leave a tenth."""
    family, visit_id = _visit(site, ids["N05"])

    def used() -> tuple[int, int, str]:
        found = site.ctx.database.in_transaction(
            lambda unit: catalogue.of_episode(site.ctx, unit, family.episode_id)
        ).usage
        return found.minutes, found.without_minutes, found.hours_level.value

    assert used() == (0, 1, "within")
    notes.set_minutes(site.ctx, site.practitioner, visit_id, 539)
    assert used() == (539, 0, "within")
    notes.set_minutes(site.ctx, site.practitioner, visit_id, 540)
    assert used() == (540, 0, "near")
    for wrong in (0, 1441):
        with pytest.raises(InvalidInput):
            notes.set_minutes(site.ctx, site.practitioner, visit_id, wrong)
