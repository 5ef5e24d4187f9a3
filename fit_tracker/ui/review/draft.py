"""One version before the one who prepares it: a note beside each part, release it or not."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.reviews import Part, ReviewState
from fit_tracker.services import review_compute, review_notes
from fit_tracker.services.accounts import Session
from fit_tracker.services.review_notes import LONGEST
from fit_tracker.services.review_read import Note
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.html import Html, join, link, tag, unbroken
from fit_tracker.ui.review.document import Beside
from fit_tracker.ui.review.reading import Reading
from fit_tracker.ui.review.words import period_word
from fit_tracker.ui.team.doing import do
from fit_tracker.ui.texts import _, plain

NOT_NOTED = frozenset({review_notes.WHOLE, "decided_before", "decided", "corrected", "definitions"})
"""Parts that are words already, and no block of figures."""


def trail(found: Reading) -> Html:
    """Where one is, and the way back to the series and to all of them."""
    one = found.snapshot.heading
    steps = [link("back", _("Gør klar")), link("series", one.series_name)]
    here = _("{period}, version {n}", period=period_word(one.period), n=one.version)
    return tag("p", join([*steps, unbroken(here)], " › "), cls="fit-above")


def state(found: Reading) -> None:
    """Who sees it, where that is not everybody."""
    sentence = {
        ReviewState.DRAFT: _(
            "Kladde: sådan vil styregruppen se den. Kun du ser den, til du frigiver."
        ),
        ReviewState.DISCARDED: _("Kasseret: styregruppen har ikke set den."),
    }.get(found.snapshot.state)
    if sentence:
        st.info(sentence)
    if found.snapshot.state is ReviewState.DRAFT:
        ask_note(review_notes.WHOLE, _("Skriv om gennemgangen som helhed"))


def note_button(found: Reading) -> Beside | None:
    """What stands under each part of a draft; a released one is closed."""
    if found.snapshot.state is not ReviewState.DRAFT:
        return None
    written = {one.block for one in found.snapshot.notes if one.body}
    asked: set[str] = set()

    def beside(part: Part) -> None:
        block = block_of(part)
        # A note belongs to a block; where a block has several parts, it is asked for once.
        if block in asked or block in NOT_NOTED:
            return
        asked.add(block)
        ask_note(block, _("Ret noten") if block in written else _("Skriv en note"))

    return beside


def ask_note(block: str, label: str) -> None:
    if st.button(label, key=f"review_note_{block}", type="tertiary"):
        st.session_state[state_keys.REVIEW_TASK] = f"note:{block}"
        st.rerun()


def block_of(part: Part) -> str:
    return part.key.partition(".")[0]


def note(session: Session, found: Reading, block: str) -> None:
    """What the steering group should know when it reads this part."""
    empty = Note(block, "", 0)
    now = next((one for one in found.snapshot.notes if one.block == block), empty)
    st.caption(_("Noten følger gennemgangen til styregruppen. Skriv ikke om enkelte familier."))
    with st.form(f"review_note_form_{block}", border=False):
        key = f"review_note_text_{found.review_id}_{block}_{now.revision}"
        text = st.text_area(_("Note"), now.body, key=key, max_chars=LONGEST, height=140)
        if submit():
            do(
                lambda: review_notes.write(
                    context(), session.actor, found.review_id, block, text, now.revision
                ),
                _("Noten er gemt."),
            )


def release(session: Session, found: Reading) -> None:
    """The question before others see it: it cannot be called back."""
    words = _(
        "Styregruppen og lederne kan læse den med det samme. Tal og noter kan ikke ændres "
        "bagefter; rettes data, laver du en ny version."
    )
    if _sure(words, _("Ja, frigiv den"), "review_release"):
        do(
            lambda: review_compute.release(context(), session.actor, found.review_id),
            _("Gennemgangen er frigivet."),
        )


def discard(session: Session, found: Reading) -> None:
    words = _(
        "Kladden lægges væk, og styregruppen får den ikke at se. Det, den har vist dig, tæller "
        "stadig med, når næste gennemgang afgør, hvad der må vises."
    )
    if _sure(words, _("Ja, kassér den"), "review_discard"):
        do(
            lambda: review_compute.discard(context(), session.actor, found.review_id),
            _("Kladden er kasseret."),
        )


def _sure(words: str, yes: str, key: str) -> bool:
    """What follows, and the one button that says yes; whoever does not, closes the box."""
    st.write(words)
    return st.button(plain(yes), type="primary", key=key)
