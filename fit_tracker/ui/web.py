"""What surrounds the pages on the wire: the cookie's routes and the headers of every answer."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fit_tracker.services import accounts
from fit_tracker.services.permissions import Action, may
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
        "connect-src 'self' blob: data:{sockets}; worker-src 'self' blob:; object-src 'none'; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}


def _sockets(host: str) -> str:
    """The app's own websocket, by name: older Safari does not count it as 'self'."""
    return f" ws://{host} wss://{host}" if re.fullmatch(r"[\w.:\[\]-]+", host, re.ASCII) else ""


UPLOADS = "/_stcore/upload_file/"
# The pages with a field for a file: imports and catalogues, and programmes.
TAKES_FILES = (Action.IMPORT, Action.MANAGE_PROGRAMMES)


class UploadsSignedIn:
    """Streamlit keeps uploads in memory for whoever has its page open, signed in or not; here
    they are taken from those whose pages ask for a file."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and UPLOADS in scope["path"]:
            token = Request(scope).cookies.get(COOKIE, "")
            if scope["method"] == "PUT" and not await run_in_threadpool(_may_upload, token):
                await Response(status_code=403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _may_upload(token: str) -> bool:
    session = accounts.resume(context.context(), token)
    return session is not None and any(may(session.role, one) for one in TAKES_FILES)


MADE = "/media/"
OURS = "/static/media/"
"""Streamlit's own fonts lie there: without them every icon is a word, on the sign-in page too."""


class MadeFilesSignedIn:
    """Streamlit gives a file that was made for somebody to whoever has its address, for minutes
    after they signed out, too; the browser's list of downloads has the address."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_made(scope["path"]):
            token = Request(scope).cookies.get(COOKIE, "")
            if not await run_in_threadpool(_may_take_out, token):
                await Response(status_code=403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_made(path: str) -> bool:
    return MADE in path and not path.startswith(OURS)


def _may_take_out(token: str) -> bool:
    """Nobody while the family holds the tablet."""
    session = accounts.resume(context.context(), token)
    return session is not None and not session.is_locked


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sockets = _sockets(Headers(scope=scope).get("host", ""))
                extra = [
                    (name.encode(), value.replace("{sockets}", sockets).encode())
                    for name, value in HEADERS.items()
                ]
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


async def end_session(request: Request) -> Response:
    """Drop the cookie; only when asked by our own page, for another site's form cannot
    send a header of its own."""
    if "x-fit-ticket" not in request.headers:
        return Response(status_code=403)
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


async def left_of_session(request: Request) -> Response:
    """How many seconds the browser's session may still rest."""
    token = request.cookies.get(COOKIE, "")
    left = await run_in_threadpool(lambda: accounts.seconds_left(context.context(), token))
    return Response(str(left), media_type="text/plain", headers={"cache-control": "no-store"})


async def health(_request: Request) -> Response:
    """Says that the process answers; nothing about what it holds."""
    return Response("ok", media_type="text/plain")


def without_messages(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """A maker of log records that keeps the kind of an error and drops its message.

    Messages quote what people typed, and Streamlit, uvicorn and asyncio log uncaught errors
    with them. Each of their loggers has a handler of its own, so only the record is sure.
    """

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = make(*args, **kwargs)
        if isinstance(made.args, tuple):
            made.args = tuple(map(_kind, made.args))
        made.msg = _kind(made.msg)
        if made.exc_info:
            made.msg, made.args = "Uncaught %s", (_kind(made.exc_info[1]) or "error",)
            made.exc_info = made.exc_text = None
        return made

    return record


def _kind(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Let go of the database properly when the server stops."""
    usual = logging.getLogRecordFactory()
    logging.setLogRecordFactory(without_messages(usual))
    yield {}
    logging.setLogRecordFactory(usual)
    context.close()


def on_script_error(error: Exception) -> bool:
    report(error)
    return True


def routes() -> list[Route]:
    return [
        Route("/session/start", start_session, methods=["POST"]),
        Route("/session/end", end_session, methods=["POST"]),
        Route("/session/left", left_of_session, methods=["GET"]),
        Route("/health", health, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    return [Middleware(SecurityHeaders), Middleware(UploadsSignedIn), Middleware(MadeFilesSignedIn)]
