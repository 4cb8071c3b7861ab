"""The application: its pages, its guard, and what it shows when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from probatum.errors import ProbatumError
from probatum.interfaces.web import (
    adding,
    answering,
    articles,
    asking,
    checking,
    mishaps,
    people,
    provider,
    queue,
    reviewing,
    shelf,
    signing_in,
    summarising,
    topics,
)
from probatum.interfaces.web.desk import Desk
from probatum.interfaces.web.entrance import Door
from probatum.interfaces.web.guard import Guard, TooLong
from probatum.settings import Settings


class _Files(StaticFiles):
    """Our own files: their address changes when they do."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


DOORS: tuple[Door, ...] = (
    *asking.ROUTES,
    *answering.ROUTES,
    *adding.ROUTES,
    *shelf.ROUTES,
    *checking.ROUTES,
    *articles.ROUTES,
    *topics.ROUTES,
    *signing_in.ROUTES,
    *provider.ROUTES,
    *queue.ROUTES,
    *people.ROUTES,
    *summarising.ROUTES,
    *reviewing.ROUTES,
)
"""Every page, with the right it takes."""


def make_app(settings: Settings, hosts: frozenset[str], *, uploads: bool, private: bool) -> ASGIApp:
    """`hosts` are the names that the server answers to, without a port; see `Desk`."""
    desk = Desk(settings, uploads=uploads, private=private)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    static = _Files(directory=str(files("probatum.interfaces.web") / "static"))
    app = Starlette(
        routes=[*DOORS, Mount("/static", static)],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={
            **articles.ERRORS,
            ProbatumError: mishaps.known_error,
            HTTPException: mishaps.no_such_page,
            TooLong: mishaps.too_long,
            Exception: mishaps.unknown_error,
        },
        lifespan=lifespan,
    )
    app.state.desk = desk
    # Around all else, so that a page that says of a fault of ours is guarded like any other.
    return Guard(app, hosts, uploads=frozenset({"/library/add", "/check"}))
