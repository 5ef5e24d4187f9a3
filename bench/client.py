"""A browser without its screen: Streamlit's own protocol over a real websocket.

It sends what a browser sends (a run of the script with the state of all widgets) and
reads until the server says that the script has finished. What a browser then needs to
paint is not in it; the browser benchmark measures that.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

PATIENCE = 60
# How Streamlit 1.67 names the events of a component.
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY"


class PageError(RuntimeError):
    """The page said that something went wrong, or a widget was not where it should be."""


class Client:
    """One browser session. `press`, `fill` and `open_page` answer with the seconds they took."""

    def __init__(self, port: int) -> None:
        self._socket = connect(
            f"ws://localhost:{port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=PATIENCE,
        )
        self._kept: dict[str, ForwardMsg] = {}
        self._states: dict[str, WidgetState] = {}
        self._page = ""
        self.pages: dict[str, str] = {}
        self.elements: list[Any] = []

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._socket.close()

    def run(self, *triggers: WidgetState, page: str | None = None) -> float:
        """One run of the script, from the message sent to the script finished."""
        message = BackMsg()
        client = message.rerun_script
        client.page_script_hash = self._page if page is None else page
        client.widget_states.widgets.extend([*self._states.values(), *triggers])
        client.context_info.timezone = "Europe/Copenhagen"
        client.context_info.locale = "da-DK"
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        self._read_run()
        return time.perf_counter() - start

    def _read_run(self) -> None:
        """Read until finished; a script that asks for another run is read on."""
        self.elements = []
        while True:
            message = self._next()
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.elements = []
                self._page = message.new_session.page_script_hash
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
                self.pages = {
                    p.url_pathname: p.page_script_hash for p in message.navigation.app_pages
                }
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self.elements.append(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished != 2:
                return

    def _next(self) -> ForwardMsg:
        message = ForwardMsg()
        data = self._socket.recv(PATIENCE)
        assert isinstance(data, bytes)
        message.ParseFromString(data)
        if message.WhichOneof("type") == "ref_hash":
            return self._kept[message.ref_hash]
        if message.metadata.cacheable:
            self._kept[message.hash] = message
        return message

    def find(self, kind: str, wanted: Callable[[Any], bool] = lambda _: True) -> Any:
        """The first element of this kind on the page that fits."""
        for element in self.elements:
            if element.WhichOneof("type") == kind and wanted(getattr(element, kind)):
                return getattr(element, kind)
        raise PageError(f"no such {kind} on the page")

    def has(self, kind: str, wanted: Callable[[Any], bool] = lambda _: True) -> bool:
        return any(
            element.WhichOneof("type") == kind and wanted(getattr(element, kind))
            for element in self.elements
        )

    def type_in(self, label: str, text: str) -> None:
        """Fill a text field; it travels with the next run."""
        found = self.find("text_input", lambda one: one.label == label)
        self._states[found.id] = WidgetState(id=found.id, string_value=text)

    def set_state(self, state: WidgetState) -> None:
        self._states[state.id] = state

    def forget_fields(self) -> None:
        """Drop the state of widgets that are no longer on the page."""
        self._states.clear()

    def press(self, label: str) -> float:
        found = self.find("button", lambda one: one.label == label)
        return self.run(WidgetState(id=found.id, trigger_value=True))

    def follow(self, value: str) -> float:
        """Press the `[data-go]` element of a clickable that sends `value`."""
        for element in self.elements:
            if element.WhichOneof("type") == "bidi_component" and value in self._text(element):
                sent = json.dumps([{"event": "go", "value": value}])
                widget = f"{TRIGGERS}_{element.bidi_component.id}__events"
                return self.run(WidgetState(id=widget, json_trigger_value=sent))
        raise PageError(f"nothing on the page leads to {value.split(':')[0]}")

    def goals(self, kind: str) -> list[str]:
        """What the clickables of the page lead to: "family:<id>" and the like."""
        found = re.findall(rf"{kind}:[0-9a-f-]{{36}}", self.text())
        return list(dict.fromkeys(found))

    def text(self) -> str:
        """Everything on the page, as one string."""
        return "\n".join(self._text(element) for element in self.elements)

    @staticmethod
    def _text(element: Any) -> str:
        return str(element.SerializeToString().decode("utf-8", "replace"))

    def open_page(self, address: str) -> float:
        """As a click in the menu: widgets of the page that is left are forgotten."""
        if address not in self.pages:
            raise PageError(f"no page {address}")
        self._states.clear()
        return self.run(page=self.pages[address])

    def sign_in(self, username: str, password: str) -> None:
        self.run()
        self.type_in("Brugernavn", username)
        self.type_in("Adgangskode", password)
        self.press("Log ind")
        self._states.clear()
        self.check()

    def check(self) -> None:
        """An error box or a traceback on the page is a failure of the run."""
        if self.has("exception") or self.has("alert", lambda one: one.format == 1):
            raise PageError("the page shows an error")
