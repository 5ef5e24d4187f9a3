"""What goes wrong is logged by its kind and place; never by a message that quotes somebody."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from fit_tracker.ui.web import without_messages


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[tuple[logging.Logger, Kept]]:
    """A logger like Streamlit's: a handler of its own, and nothing passed on."""
    usual = logging.getLogRecordFactory()
    logging.setLogRecordFactory(without_messages(usual))
    logger, handler = logging.getLogger("streamlit.test_security"), Kept()
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, handler
    logger.removeHandler(handler)
    logging.setLogRecordFactory(usual)


def test_an_error_loses_its_message_however_it_is_logged(kept: tuple[logging.Logger, Kept]) -> None:
    logger, handler = kept
    try:
        int("Sofie 010117")
    except ValueError as error:
        logger.exception("Uncaught app execution")
        logger.error("Failed for %s", "a page", exc_info=error)
        logger.warning(error)
        logger.warning("Discarded: %s", error)
    logger.warning("%s of %d", "one", 2)
    assert handler.lines == [
        "Uncaught ValueError", "Uncaught ValueError", "ValueError", "Discarded: ValueError",
        "one of 2",
    ]  # fmt: skip
