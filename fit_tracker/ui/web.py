"""What surrounds the pages on the wire: the cookie's routes and the headers of every answer."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fit_tracker.settings import from_environment
from fit_tracker.ui import context
from fit_tracker.ui.router import report
from fit_tracker.ui.session import COOKIE, tickets

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# Streamlit needs inline script and eval for its components; nothing comes from elsewhere.
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; object-src 'none'; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *extra]
            await send(message)

        await self._app(scope, receive, send_with_headers)


async def start_session(request: Request) -> Response:
    """Trade a one-time ticket for the cookie that survives a reload of the page."""
    token = tickets.spend(request.headers.get("x-fit-ticket", ""))
    if token is None:
        return Response(status_code=403)
    answer = Response(status_code=204)
    answer.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="strict",
        secure=from_environment().secure_cookies,
        path="/",
    )
    return answer


async def end_session(_request: Request) -> Response:
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


async def health(_request: Request) -> Response:
    """Says that the process answers; nothing about what it holds."""
    return Response("ok", media_type="text/plain")


class WithoutMessages(logging.Filter):
    """Streamlit logs an uncaught error with its message, and messages can quote rows."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            kind = record.exc_info[0]
            record.msg, record.args = "Uncaught %s", (kind.__name__ if kind else "error",)
            record.exc_info = record.exc_text = None
        return True


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Let go of the database properly when the server stops."""
    logging.getLogger("streamlit").addFilter(WithoutMessages())
    for handler in logging.getLogger("streamlit").handlers:
        handler.addFilter(WithoutMessages())
    yield {}
    context.close()


def on_script_error(error: Exception) -> bool:
    report(error)
    return True


def routes() -> list[Route]:
    return [
        Route("/session/start", start_session, methods=["POST"]),
        Route("/session/end", end_session, methods=["POST"]),
        Route("/health", health, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    return [Middleware(SecurityHeaders)]
