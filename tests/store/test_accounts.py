"""Getting in, staying in, being locked out, and the tablet in a family's hands."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from fit_tracker.errors import InvalidInput, NotAllowed, NotFound
from fit_tracker.services import accounts, administration
from fit_tracker.services.accounts import LOCK_AFTER, LOCKED_FOR, PIN_ATTEMPTS, WRONG
from fit_tracker.services.context import Context
from tests.factories import (
    PASSWORD,
    PIN,
    Site,
    ask,
    everything,
    give,
    later,
    make_family,
    sign_in,
    trail,
)

NEW = "en helt ny kode 8"


def _refused(ctx: Context, name: str, password: str) -> str:
    with pytest.raises(NotAllowed) as caught:
        accounts.sign_in(ctx, name, password)
    return str(caught.value)


def _failures(ctx: Context, name: str = "practitioner") -> int:
    query = "SELECT failed_attempts FROM app_user WHERE username = ?"
    return int(ask(ctx, query, name)[0][0])


def test_sign_in_starts_a_session_whose_token_is_kept_as_a_hash_only(site: Site) -> None:
    token, session = accounts.sign_in(site.ctx, "practitioner", PASSWORD)
    assert session.actor == site.practitioner
    assert accounts.resume(site.ctx, token) == session
    stored = repr(everything(site.ctx))
    assert token not in stored
    assert PASSWORD not in stored
    assert f"'{PIN}'" not in stored
    assert [row[0] for row in trail(site.ctx, "sign_in")] == [site.practitioner.user_id]


@pytest.mark.parametrize("typed", ["PRACTITIONER", "  Practitioner \t"])
def test_the_case_and_the_blanks_of_a_username_do_not_matter(site: Site, typed: str) -> None:
    assert accounts.sign_in(site.ctx, typed, PASSWORD)[1].user_id == site.practitioner.user_id


def test_every_failure_says_the_same(site: Site) -> None:
    """A wrong password, an unknown name, nothing, a closed account, a hash as password."""
    closed = site.actors["colleague"].user_id
    administration.set_active(site.ctx, site.admin, closed, False)
    digest = ask(site.ctx, "SELECT password_hash FROM app_user WHERE username = 'leader'")[0][0]
    tries = [
        ("practitioner", "forkert"), ("findes.ikke", PASSWORD), ("", ""), ("practitioner", ""),
        ("colleague", PASSWORD), ("leader", digest), ("' OR 1=1 --", PASSWORD),
    ]  # fmt: skip
    assert {_refused(site.ctx, name, password) for name, password in tries} == {WRONG}
    assert len(trail(site.ctx, "sign_in_failed")) == len(tries)
    assert "findes.ikke" not in repr(everything(site.ctx)["audit"])


def test_the_account_locks_after_so_many_failures_and_opens_with_time(site: Site) -> None:
    ctx = site.ctx
    for _ in range(LOCK_AFTER - 1):
        assert _refused(ctx, "practitioner", "forkert") == WRONG
    accounts.sign_in(ctx, "practitioner", PASSWORD)
    assert _failures(ctx) == 0
    for _ in range(LOCK_AFTER):
        assert _refused(ctx, "practitioner", "forkert") == WRONG
    assert "låst" in _refused(ctx, "practitioner", PASSWORD)
    accounts.sign_in(ctx, "leader", PASSWORD)
    almost = LOCKED_FOR - timedelta(seconds=20)
    assert "låst" in _refused(later(ctx, seconds=almost.total_seconds()), "practitioner", PASSWORD)
    passed = later(ctx, seconds=LOCKED_FOR.total_seconds() + 1)
    assert (
        accounts.sign_in(passed, "practitioner", PASSWORD)[1].user_id == site.practitioner.user_id
    )
    assert _failures(ctx) == 0


def test_parallel_guesses_do_not_outrun_the_lock(site: Site) -> None:
    """Sixteen at once: as many are judged as one after the other would be."""
    start = threading.Barrier(16)

    def guess(n: int) -> str:
        start.wait()
        return _refused(site.ctx, "practitioner", f"gæt {n}")

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(guess, range(16)))
    assert answers.count(WRONG) == LOCK_AFTER
    assert _failures(site.ctx) == LOCK_AFTER


def test_a_session_rests_no_longer_than_the_idle_time(site: Site) -> None:
    idle = site.ctx.settings.idle.total_seconds()
    session = sign_in(site, "practitioner")
    used = accounts.keep(later(site.ctx, seconds=idle - 5), session.session_id)
    assert used is not None
    # Using it moved the moment on: as long again is still in time.
    assert accounts.keep(later(site.ctx, seconds=2 * idle - 20), session.session_id) is not None
    late = later(site.ctx, seconds=4 * idle)
    assert accounts.keep(late, session.session_id) is None
    assert accounts.keep(site.ctx, session.session_id) is None
    assert [row[0] for row in trail(site.ctx, "session_expired")] == [session.user_id]


def test_a_session_ended_is_not_resumed(site: Site) -> None:
    token, session = accounts.sign_in(site.ctx, "practitioner", PASSWORD)
    accounts.sign_out(site.ctx, session)
    assert accounts.resume(site.ctx, token) is None
    assert accounts.keep(site.ctx, session.session_id) is None
    assert accounts.resume(site.ctx, "et andet token") is None


def _visit(site: Site) -> UUID:
    return give(site, make_family(site), site.ctx.today(), "20.0").visit_id


def _locked(site: Site) -> accounts.Session:
    session = sign_in(site, "practitioner")
    accounts.lock_to_visit(site.ctx, session, _visit(site))
    kept = accounts.keep(site.ctx, session.session_id)
    assert kept is not None
    assert kept.locked_visit_id is not None
    return kept


def test_a_family_may_take_its_time_and_no_more(site: Site) -> None:
    session = _locked(site)
    settings = site.ctx.settings
    assert settings.family_mode_idle > settings.idle
    resting = later(site.ctx, seconds=settings.idle.total_seconds() + 60)
    assert accounts.keep(resting, session.session_id) is not None
    gone = later(site.ctx, seconds=2 * settings.family_mode_idle.total_seconds())
    assert accounts.keep(gone, session.session_id) is None


def test_the_tablet_comes_back_by_code_or_password_and_the_trail_says_so(site: Site) -> None:
    session = _locked(site)
    for given in (PIN, PASSWORD):
        accounts.unlock(site.ctx, session, given)
        again = accounts.keep(site.ctx, session.session_id)
        assert again is not None
        assert again.locked_visit_id is None
    assert len(trail(site.ctx, "tablet_taken_back")) == 2
    handed = trail(site.ctx, "tablet_handed_over")
    assert [len(families) for _, families, _ in handed] == [1]


def test_a_tablet_is_not_locked_to_a_visit_that_does_not_exist(site: Site) -> None:
    session = sign_in(site, "practitioner")
    with pytest.raises(NotFound):
        accounts.lock_to_visit(site.ctx, session, uuid4())
    assert accounts.keep(site.ctx, session.session_id) == session


def test_after_a_few_wrong_codes_only_the_password_opens(site: Site) -> None:
    session = _locked(site)
    for guess in ["0000", "1234", "", "x" * 40][:PIN_ATTEMPTS]:
        with pytest.raises(NotAllowed, match="Koden passer ikke"):
            accounts.unlock(site.ctx, session, guess)
    with pytest.raises(NotAllowed, match="Brug din adgangskode"):
        accounts.unlock(site.ctx, session, PIN)
    kept = accounts.keep(site.ctx, session.session_id)
    assert kept is not None
    assert kept.locked_visit_id is not None
    accounts.unlock(site.ctx, session, PASSWORD)
    accounts.lock_to_visit(site.ctx, session, kept.locked_visit_id)
    accounts.unlock(site.ctx, session, PIN)


def test_wrong_codes_lock_the_account_like_wrong_passwords(site: Site) -> None:
    session = _locked(site)
    for n in range(LOCK_AFTER):
        with pytest.raises(NotAllowed):
            accounts.unlock(site.ctx, session, f"9{n:03}")
    with pytest.raises(NotAllowed, match="låst"):
        accounts.unlock(site.ctx, session, PASSWORD)


def test_changing_the_password_ends_every_other_session(site: Site) -> None:
    here, there = sign_in(site, "practitioner"), sign_in(site, "practitioner")
    someone = sign_in(site, "leader")
    after = accounts.change_password(site.ctx, here, PASSWORD, NEW)
    assert not after.must_change_password
    assert accounts.keep(site.ctx, here.session_id) is not None
    assert accounts.keep(site.ctx, there.session_id) is None
    assert accounts.keep(site.ctx, someone.session_id) is not None
    assert _refused(site.ctx, "practitioner", PASSWORD) == WRONG
    accounts.sign_in(site.ctx, "practitioner", NEW)
    assert len(trail(site.ctx, "password_changed")) == 1


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("forkert", NEW, NotAllowed),
        (PASSWORD, PASSWORD, InvalidInput),
        (PASSWORD, "kort kode", InvalidInput),
        (PASSWORD, "min practitioner kode", InvalidInput),
        (PASSWORD, "ababababababab", InvalidInput),
    ],
)
def test_a_refused_change_changes_nothing(
    site: Site, old: str, new: str, error: type[Exception]
) -> None:
    session = sign_in(site, "practitioner")
    with pytest.raises(error):
        accounts.change_password(site.ctx, session, old, new)
    accounts.sign_in(site.ctx, "practitioner", PASSWORD)


@pytest.mark.parametrize("what", ["change_password", "set_pin"])
def test_a_screen_left_open_is_no_place_to_guess_the_password(site: Site, what: str) -> None:
    session = sign_in(site, "practitioner")
    act = getattr(accounts, what)
    for _ in range(LOCK_AFTER):
        with pytest.raises(NotAllowed, match="passer ikke"):
            act(site.ctx, session, "forkert", NEW)
    with pytest.raises(NotAllowed, match="låst"):
        act(site.ctx, session, PASSWORD, NEW)


def test_a_reset_ends_the_sessions_and_forces_a_change(site: Site) -> None:
    session = sign_in(site, "practitioner")
    given = administration.reset_password(site.ctx, site.admin, site.practitioner.user_id)
    assert accounts.keep(site.ctx, session.session_id) is None
    assert _refused(site.ctx, "practitioner", PASSWORD) == WRONG
    again = accounts.sign_in(site.ctx, "practitioner", given)[1]
    assert again.must_change_password
    assert not accounts.change_password(site.ctx, again, given, NEW).must_change_password
    kept = accounts.keep(site.ctx, again.session_id)
    assert kept is not None
    assert not kept.must_change_password


def test_a_reset_opens_a_locked_account(site: Site) -> None:
    for _ in range(LOCK_AFTER):
        _refused(site.ctx, "practitioner", "forkert")
    given = administration.reset_password(site.ctx, site.admin, site.practitioner.user_id)
    accounts.sign_in(site.ctx, "practitioner", given)


def test_closing_an_account_ends_its_sessions_at_once(site: Site) -> None:
    token, session = accounts.sign_in(site.ctx, "practitioner", PASSWORD)
    administration.set_active(site.ctx, site.admin, session.user_id, False)
    assert accounts.resume(site.ctx, token) is None
    administration.set_active(site.ctx, site.admin, session.user_id, True)
    assert accounts.keep(site.ctx, session.session_id) is None
    accounts.sign_in(site.ctx, "practitioner", PASSWORD)


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "1111", "2345", "8765", "", "²³¹²"])
def test_codes_that_are_too_easy_or_no_digits(site: Site, pin: str) -> None:
    with pytest.raises(InvalidInput):
        accounts.set_pin(site.ctx, sign_in(site, "practitioner"), PASSWORD, pin)


def test_a_new_code_replaces_the_old(site: Site) -> None:
    session = _locked(site)
    accounts.set_pin(site.ctx, session, PASSWORD, "2580")
    with pytest.raises(NotAllowed):
        accounts.unlock(site.ctx, session, PIN)
    accounts.unlock(site.ctx, session, "2580")
    assert len(trail(site.ctx, "pin_changed")) == 1


def test_the_language_is_one_of_ours(site: Site) -> None:
    accounts.set_language(site.ctx, site.practitioner, "en")
    assert sign_in(site, "practitioner").language == "en"
    for wrong in ("xx", "", "../../etc"):
        with pytest.raises(InvalidInput):
            accounts.set_language(site.ctx, site.practitioner, wrong)
    assert accounts.own_user(site.ctx, site.practitioner).language == "en"


def test_a_session_of_an_unknown_person_is_nobodys(site: Site) -> None:
    session = sign_in(site, "practitioner")
    with pytest.raises(NotFound):
        accounts.unlock(site.ctx, replace(session, user_id=uuid4()), PASSWORD)
