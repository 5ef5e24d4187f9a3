"""A review's files: who may take which version out, what they hold, and what the trail says."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest
from pptx import Presentation
from pypdf import PdfReader

from fit_tracker.domain.reviews import Period, PeriodKind
from fit_tracker.errors import NotAllowed, NotFound
from fit_tracker.services import review_compute, review_files, review_read, review_series
from fit_tracker.services.review_document import of_snapshot
from fit_tracker.services.review_series import NewSeries
from tests.factories import Site, make_family, trail

QUARTER = Period(PeriodKind.QUARTER, date(2026, 1, 1), date(2026, 3, 31))
FAMILIES = 7
KINDS = ("pdf", "pptx", "json")


@pytest.fixture
def site(site: Site) -> Site:
    """Seven families who began in the quarter, seen from a day after it."""
    for n in range(FAMILIES):
        make_family(site, case_number=f"HEMMELIG-{n}", started_on=date(2026, 2, 2))
    return at(site, datetime(2026, 4, 10, 9))


def at(site: Site, moment: datetime) -> Site:
    return replace(site, ctx=replace(site.ctx, today=moment.date, clock=lambda: moment))


@pytest.fixture
def draft(site: Site) -> UUID:
    series_id = review_series.create(site.ctx, site.actors["project"], NewSeries("Hele afdelingen"))
    made = review_compute.compute(site.ctx, site.actors["project"], series_id, QUARTER)
    return made.review_id


@pytest.fixture
def released(site: Site, draft: UUID) -> UUID:
    review_compute.release(site.ctx, site.actors["project"], draft)
    return draft


@pytest.mark.parametrize("who", ["steering", "project", "leader"])
def test_those_who_read_it_take_it_out_and_the_trail_says_so(
    site: Site, released: UUID, who: str
) -> None:
    for kind in KINDS:
        name, content = review_files.file(site.ctx, site.actors[who], released, kind)
        assert name.endswith(f".{kind}") and content
    told = [detail for _who, _families, detail in trail(site.ctx, "review_taken_out")]
    assert sorted(told) == sorted(f"{released} {kind}" for kind in KINDS)


@pytest.mark.parametrize("who", ["practitioner", "emergency", "administrator"])
def test_nobody_else_does(site: Site, released: UUID, who: str) -> None:
    with pytest.raises(NotAllowed):
        review_files.file(site.ctx, site.actors[who], released, "pdf")


def test_a_draft_is_the_project_leaders_alone(site: Site, draft: UUID) -> None:
    assert review_files.file(site.ctx, site.actors["project"], draft, "json")[1]
    for who in ("steering", "leader"):
        with pytest.raises(NotFound):
            review_files.file(site.ctx, site.actors[who], draft, "json")


def test_another_kind_of_file_is_refused(site: Site, released: UUID) -> None:
    with pytest.raises(NotFound):
        review_files.file(site.ctx, site.actors["steering"], released, "xlsx")


def test_the_json_is_what_was_frozen(site: Site, released: UUID) -> None:
    _name, content = review_files.file(site.ctx, site.actors["steering"], released, "json")
    snapshot = review_read.open(site.ctx, site.actors["steering"], released)
    assert content.decode() == snapshot.figures_text
    assert hashlib.sha256(content).hexdigest() == snapshot.figures_hash


def test_the_same_version_gives_the_same_bytes_on_another_day(site: Site, released: UUID) -> None:
    steering = site.actors["steering"]
    first = {kind: review_files.file(site.ctx, steering, released, kind) for kind in KINDS}
    a_year_on = at(site, datetime(2027, 4, 10, 9))
    for kind, made in first.items():
        assert review_files.file(a_year_on.ctx, steering, released, kind) == made, kind


def test_paper_and_slides_say_the_same_and_when_it_was_frozen(site: Site, released: UUID) -> None:
    steering = site.actors["steering"]
    document = of_snapshot(review_read.open(site.ctx, steering, released), "da")
    pdf = PdfReader(io.BytesIO(review_files.file(site.ctx, steering, released, "pdf")[1]))
    made = review_files.file(site.ctx, steering, released, "pptx")[1]
    slides = Presentation(io.BytesIO(made))
    paper = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides.slides)
    for section in document.sections:
        for part in section.parts:
            assert "".join(part.sentence.split()) in paper
            assert part.sentence in notes
    assert str(slides.core_properties.created)[:19] == "2026-04-10 09:00:00"


def test_no_family_is_in_any_of_them(site: Site, released: UUID) -> None:
    for kind in KINDS:
        _name, content = review_files.file(site.ctx, site.actors["steering"], released, kind)
        if kind == "pdf":
            told = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        elif kind == "pptx":
            slides = Presentation(io.BytesIO(content)).slides
            told = "".join(slide.notes_slide.notes_text_frame.text for slide in slides)
        else:
            told = content.decode()
        assert told and "HEMMELIG" not in told
