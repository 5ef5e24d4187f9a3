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
# The latest press of the menu's entry of the page that was open; see components/watch.py.
MENU_PRESSED = "fit.menu_pressed"
# What is typed in forms and not saved yet; see fit_tracker/ui/drafts.py.
DRAFTS = "fit.drafts"
# The page to open once the menu is there again (after the tablet is unlocked).
NEXT_PAGE = "fit.next_page"
TEAM = "fit.team"
TEAM_SHOWN = "fit.team_shown"
TEAM_CHOICE = "fit.team_choice"
# How many suggestions for supervision are shown, and the earlier meeting that is looked at; the
# family that is assigned, the colleague whose profile is open, and how many families are shown.
SUPERVISION_SHOWN = "fit.supervision_shown"
SUPERVISION_HELD = "fit.supervision_held"
ASSIGNING_FAMILY = "fit.assigning_family"
ASSIGNING_COLLEAGUE = "fit.assigning_colleague"
ASSIGNING_SHOWN = "fit.assigning_shown"
# Who was first when two leaders did the same, and what stood in a form when it was drawn.
LEADER_CONFLICT = "fit.leader_conflict"
LEADER_SEEN = "fit.leader_seen"
# What the administrator has open, a password that is shown once, and fields to empty.
SITE_OPEN = "fit.site_open"
SITE_ONCE = "fit.site_once"
SITE_SAVED = "fit.site_saved"
# Which service the administrator looks at, and how it read when its form was opened.
CATALOGUE_OPEN = "fit.catalogue_open"
CATALOGUE_BEFORE = "fit.catalogue_before"
# Which programme is looked at, and how it read when its form was opened.
PROGRAMME_OPEN = "fit.programme_open"
PROGRAMME_BEFORE = "fit.programme_before"
# The response that is looked at, what was pressed about one, who was first when two did the same,
# words that must survive that, and how the queue is looked at.
RESPONSE = "fit.response"
RESPONSE_PRESSED = "fit.response_pressed"
RESPONSE_CONFLICT = "fit.response_conflict"
RESPONSE_DRAFT = "fit.response_draft"
QUEUE_SHOWN = "fit.queue_shown"
# The offer that is looked at, a form of its to open, who was first when two changed it, and the
# submission of the hours being logged.
OFFER = "fit.offer"
OFFER_TASK = "fit.offer_task"
OFFER_CONFLICT = "fit.offer_conflict"
OFFER_SUBMISSION = "fit.offer_submission"
# The group that is looked at, what is being done with it, and the two forms that save once.
GROUP = "fit.group"
GROUP_STEP = "fit.group_step"
GROUP_NEW = "fit.group_new"
GROUP_SUBMISSION = "fit.group_submission"
# The month that the follow-up page shows, what was chosen, how much of the list, and what was
# pressed on another page ("task:meeting_agree:…").
FOLLOWUPS_MONTH = "fit.followups_month"
FOLLOWUPS_CHOICE = "fit.followups_choice"
FOLLOWUPS_SHOWN = "fit.followups_shown"
FOLLOWUPS_PRESSED = "fit.followups_pressed"
# The status report being written: whose, which revision, what is typed and how saving it went;
# and whether its text is shown for copying.
REPORT_DRAFT = "fit.report_draft"
REPORT_AS_TEXT = "fit.report_as_text"
# Before and after: whose list is looked at, how much of it, and what was pressed on another page;
# the questionnaire that is open, what is done with it, its typed sending, who answers, what is
# skipped on the tablet, and whether it asks who is there.
MEASURES_CHOICE = "fit.measures_choice"
MEASURES_SHOWN = "fit.measures_shown"
MEASURES_PRESSED = "fit.measures_pressed"
QUESTIONNAIRE = "fit.questionnaire"
QUESTIONNAIRE_STEP = "fit.questionnaire_step"
QUESTIONNAIRE_SUBMISSION = "fit.questionnaire_submission"
QUESTIONNAIRE_RATER = "fit.questionnaire_rater"
QUESTIONNAIRE_SKIPPED = "fit.questionnaire_skipped"
QUESTIONNAIRE_ASKING = "fit.questionnaire_asking"
QUESTIONNAIRE_ERROR = "fit.questionnaire_error"
# The released review that is read, the page of its presentation and how wide its screen is. For the
# one who prepares: the series and the version that are open, and a form to open ("note:change").
REVIEW = "fit.review"
REVIEW_SLIDE = "fit.review_slide"
REVIEW_SCREEN = "fit.review_screen"
REVIEW_SERIES = "fit.review_series"
REVIEW_DRAFT = "fit.review_draft"
REVIEW_TASK = "fit.review_task"

KEPT_AT_SIGN_OUT = frozenset({LANGUAGE})
