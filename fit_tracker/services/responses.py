"""From flag to action: the door to everything that is done about a response."""

from __future__ import annotations

from fit_tracker.services.response_acute import bring_in as bring_in
from fit_tracker.services.response_deadlines import deadlines as deadlines
from fit_tracker.services.response_deadlines import set_deadlines as set_deadlines
from fit_tracker.services.response_figures import Days as Days
from fit_tracker.services.response_figures import Figures as Figures
from fit_tracker.services.response_queue import Queue as Queue
from fit_tracker.services.response_queue import queue as queue
from fit_tracker.services.response_read import EpisodeResponse as EpisodeResponse
from fit_tracker.services.response_read import ResponseView as ResponseView
from fit_tracker.services.response_read import of_episode as of_episode
from fit_tracker.services.response_read import read as read
from fit_tracker.services.response_rows import QueueRow as QueueRow
from fit_tracker.services.response_rows import StepRow as StepRow
from fit_tracker.services.response_steps import close as close
from fit_tracker.services.response_steps import contact as contact
from fit_tracker.services.response_steps import decide as decide
from fit_tracker.services.response_steps import family_words as family_words
from fit_tracker.services.response_steps import give_back as give_back
from fit_tracker.services.response_steps import hand_on as hand_on
from fit_tracker.services.response_steps import look_again as look_again
from fit_tracker.services.response_steps import reopen as reopen
from fit_tracker.services.response_steps import resume as resume
from fit_tracker.services.response_steps import set_deadline as set_deadline
from fit_tracker.services.response_steps import take as take
