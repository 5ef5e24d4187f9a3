"""FIT Tracker: feedback-informed family treatment, visit by visit."""

import os

# The models' matrices are small: a second thread of the linear algebra waits more than it
# works, and much more on a busy machine. Must be said before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
