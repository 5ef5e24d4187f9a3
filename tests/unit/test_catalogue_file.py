"""A catalogue written by hand: what is understood, and how a mistake is answered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.catalogue import Section, section_on
from fit_tracker.domain.frame_json import from_json, to_json
from fit_tracker.domain.frames import UNSTATED, WORDS, FollowUpRule, Form, Frame, Notes, Report
from fit_tracker.errors import PackInvalid
from fit_tracker.exchange.catalogue_file import MAX_BYTES, read_catalogue
from fit_tracker.services.catalogue_files import built_in
from fit_tracker.ui.catalogue import words

HEAD = "title: Vores katalog\nservices:\n  - code: A1\n    name: Prøve\n"


def _service(more: str = "") -> Frame:
    return read_catalogue("x.yaml", (HEAD + more).encode()).services[0].frame


def _refusal(data: str | bytes) -> str:
    given_bytes = data.encode() if isinstance(data, str) else data
    with pytest.raises(PackInvalid) as caught:
        read_catalogue("x.yaml", given_bytes)
    return str(caught.value)


def test_what_is_left_out_is_not_stated() -> None:
    assert _service() == UNSTATED


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("    sesions: {max: 8}\n", "linje 5, felt «services[1].sesions»: kendes ikke"),
        ("    sessions: {max: otte}\n", "linje 5, felt «services[1].sessions.max»: skal være et"),
        ("    sessions: {max: 0}\n", "skal være fra 1 til 1000; der står «0»"),
        ("    sessions: {min: 8, max: 5}\n", "«max» er mindre end «min»"),
        ("    sessions: {}\n", "skriv min, max eller begge"),
        ("    sessions: {min: 5, per_year: true}\n", "per_year hører til et antal"),
        ("    minutes: {min: 1441}\n", "skal være fra 1 til 1440"),
        ("    ages: {max: 121}\n", "skal være fra 0 til 120"),
        ("    group_size: 1\n", "skal være fra 2 til 200"),
        ("    form: solo\n", "skal være et af individual, family, group, mixed"),
        ("    report: true\n", "skal være et af yes, no, conditional, not_stated"),
        ("    notes: never\n", "skal være et af free, required, prohibited"),
        ("    follow_up: {then_months: 6}\n", "hører til first_months, som mangler"),
        ("    follow_up: {first_is_latest: true}\n", "hører til first_months, som mangler"),
        ("    follow_up: {first_months: 61}\n", "skal være fra 1 til 60"),
        ("    follow_up: {first_months: 1.5}\n", "skal være et helt tal"),
        ("    meetings: [start]\n", "skal være et af start_up, network"),
        ("    meetings: start_up\n", "skal være en liste"),
        ("    words: {color: blå}\n", "felt «services[1].words.color»: kendes ikke"),
        ("    words: {staff: ''}\n", "felt «services[1].words.staff»: er tomt"),
        (f"    words: {{staff: {'x' * 501}}}\n", "må højst have 500 tegn"),
        ("    sections: [{section: SEL § 1, from: 1.1.2024}]\n", "skal være en dato, åååå-mm-dd"),
        (
            "    sections: [{section: A, from: 2024-01-02, until: 2024-01-01}]\n",
            "«until» ligger før «from»",
        ),
        ("  - {code: A1, name: En til}\n", "linje 5, felt «services[2]»: koden «A1» står to gange"),
        ("  - {code: A2}\n", "linje 5, felt «services[2].name»: mangler"),
        ("    code: A2\n", "linje 5, felt «services[1].code»: står to gange"),
        ("\t- x\n", "linje 5: kan ikke læses som YAML"),
    ],
)
def test_a_mistake_is_answered_with_file_line_and_field(more: str, said: str) -> None:
    found = _refusal(HEAD + more)
    assert found.startswith("x.yaml, linje ")
    assert said in found


def test_what_is_no_catalogue_at_all() -> None:
    assert "filen er tom" in _refusal("")
    assert "felt «services»: mangler" in _refusal("title: X\n")
    assert "ikke gemt som UTF-8" in _refusal("title: Børn\n".encode("latin-1"))
    assert "for stor" in _refusal(b"#" * (MAX_BYTES + 1))


def test_a_section_holds_from_its_first_day_to_its_last() -> None:
    sections = (
        Section("gammel", None, date(2023, 12, 31)),
        Section("ny", date(2024, 1, 1), date(2024, 6, 30)),
    )
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1)]
    assert [section_on(sections, day) for day in days] == ["gammel", "ny", "ny", ""]


NUMBER = st.none() | st.integers(0, 1000)
FRAMES = st.builds(
    Frame,
    form=st.sampled_from(Form),
    sessions_min=NUMBER,
    sessions_max=NUMBER,
    sessions_per_year=st.booleans(),
    hours_max=NUMBER,
    interval_days_max=NUMBER,
    group_size=NUMBER,
    age_min=NUMBER,
    follow_up=st.builds(
        FollowUpRule, NUMBER, NUMBER, st.booleans(), st.booleans(), after_sessions=NUMBER
    ),
    start_up_meeting=st.booleans(),
    network_meeting=st.booleans(),
    report=st.sampled_from(Report),
    notes=st.sampled_from(Notes),
    words=st.dictionaries(st.sampled_from(WORDS), st.text(min_size=1), max_size=3),
)


@given(FRAMES)
def test_a_frame_comes_back_as_it_was_kept(frame: Frame) -> None:
    assert from_json(to_json(frame)) == frame


def test_nothing_kept_is_nothing_stated() -> None:
    assert from_json(None) == UNSTATED
    assert to_json(UNSTATED) == "{}"


def test_the_second_catalogue_begins_with_a_network_meeting() -> None:
    """Ishøj: every course of family treatment begins with one, at school or day care."""
    services = {one.code: one.frame for one in built_in()["ishoj"].services}
    assert [code for code, frame in services.items() if frame.network_meeting] == ["I01"]
    assert services["I01"].start_up_meeting
    rhythm = [code for code, frame in services.items() if frame.follow_up == FollowUpRule(3, 6)]
    assert rhythm == ["I01", "I02", "I03", "I09"]


def test_every_field_and_text_has_a_word() -> None:
    assert all(words.text_label(name) for name in WORDS)
    fields = [*Frame.__dataclass_fields__, "name", "sections"]
    assert all(words.field_label(name) for name in fields)
