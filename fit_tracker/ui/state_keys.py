"""Every key that pages keep in the browser session, in one place.

Widgets forget their values when a page is left, so what must survive lives under these.
All of it is dropped at sign-out: the next person starts with nothing.
"""

from __future__ import annotations

SESSION_ID = "fit.session_id"
TICKET = "fit.ticket"
SIGNED_OUT = "fit.signed_out"
LANGUAGE = "fit.language"
# Set when somebody chose a language on the sign-in page; it goes with them into their account.
LANGUAGE_CHOSEN = "fit.language_chosen"
# The family and episode that are looked at, and the visit that is being recorded.
FAMILY = "fit.family"
EPISODE = "fit.episode"
VISIT = "fit.visit"
# Where the person is in recording a visit; see pages/practitioner/visit.py.
VISIT_STEP = "fit.visit_step"
VISIT_SUBMISSION = "fit.visit_submission"
VISIT_JUST_SAVED = "fit.visit_just_saved"
VISIT_CHOSEN = "fit.visit_chosen"
PAPER_SUBMISSION = "fit.paper_submission"
NOTICE = "fit.notice"
# The page to open once the menu is there again (after the tablet is unlocked).
NEXT_PAGE = "fit.next_page"
TEAM = "fit.team"
TEAM_SHOWN = "fit.team_shown"
TEAM_CHOICE = "fit.team_choice"
# What the administrator has open, a password that is shown once, and fields to empty.
SITE_OPEN = "fit.site_open"
SITE_ONCE = "fit.site_once"
SITE_SAVED = "fit.site_saved"

KEPT_AT_SIGN_OUT = frozenset({LANGUAGE})
