"""Puts the web side together. Nothing is global and nothing happens at import: ``create_app`` makes one application."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import Final

from litestar import Litestar
from litestar.datastructures import CacheControlHeader, State
from litestar.logging import LoggingConfig
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from grants.bootstrap import Programme, open_programme
from grants.wording.catalogues import LANGS, translations
from web import accounts, audit, dashboard, health, libraries, lifecycle, public, register, rounds
from web.settings import Settings, settings
from web.support import nav
from web.support.context import Web
from web.support.errors import HANDLERS
from web.support.guards import PUBLIC
from web.support.inspecting import NotesReads
from web.support.jinja import make_environment
from web.support.live import Hub
from web.support.posted import MAX_BODY
from web.support.security import security_headers
from web.support.signing import Signer

AREAS: Final[list[ControllerRouterHandler]] = [
    *accounts.ROUTES,
    *health.ROUTES,
    *dashboard.ROUTES,
    *rounds.ROUTES,
    *audit.ROUTES,
    *lifecycle.ROUTES,
    *libraries.ROUTES,
    *register.ROUTES,
    *public.ROUTES,
]
"""Every area's routes. A new area adds itself here."""


def create_app(
    programme: Programme, chosen: Settings, *, follow: bool = False, more: Sequence[ControllerRouterHandler] = ()
) -> Litestar:
    """The application. ``follow``: run the projector in a thread of this process for as long as it serves.

    ``more``: routes beside those of the areas, for tests of the machinery.
    """
    static_url = f"/static/{digest(chosen.static)}"
    templates = make_environment(
        chosen.templates, translations={lang: translations(lang) for lang in LANGS}, static_url=static_url
    )
    ours = Web(
        programme=programme, settings=chosen, templates=templates, hub=Hub(programme), version=_version(),
        signer=Signer(chosen.secret or programme.session_secret()),
    )  # fmt: skip

    app = Litestar(
        route_handlers=[*AREAS, *more, _static(static_url, chosen.static)],
        state=State({"web": ours}),
        lifespan=[_lifetime(follow=follow)],
        exception_handlers=HANDLERS,
        before_send=[security_headers(chosen)],
        middleware=[NotesReads()],
        request_max_body_size=MAX_BODY,
        openapi_config=None,
        logging_config=LoggingConfig(log_exceptions="never"),  # support.errors logs what is ours, once
    )
    ours.places.append(nav.places(app))
    return app


def worker() -> Litestar:
    """What a server's worker runs: the database of the environment, with its own projector."""
    chosen = settings(os.environ)
    return create_app(open_programme(os.environ["GRANTS_DATABASE_URL"]), chosen, follow=True)


def digest(folder: Path) -> str:
    """Changes when any static file changes, so that browsers may keep files for ever."""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


def _lifetime(*, follow: bool) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """What runs beside the requests: the thread pool, the projector, the watcher of live pages."""

    @asynccontextmanager
    async def lifetime(app: Litestar) -> AsyncGenerator[None, None]:
        ours: Web = app.state.web
        pool = ThreadPoolExecutor(ours.settings.threads, thread_name_prefix="web")
        asyncio.get_running_loop().set_default_executor(pool)
        thread = ours.programme.follow() if follow else None
        notary = ours.programme.seal() if follow else None
        ours.hub.start()
        _end_streams_on_sigterm(ours.hub)
        try:
            yield
        finally:
            ours.hub.close()
            if thread is not None:
                ours.programme.stop.set()
                await asyncio.to_thread(thread.join, 5)
                if notary is not None:
                    await asyncio.to_thread(notary.join, 5)
                ours.programme.close()

    return lifetime


def _static(url: str, folder: Path) -> ControllerRouterHandler:
    return create_static_files_router(
        path=url, directories=[folder], guards=[PUBLIC], name="static", include_in_schema=False,
        cache_control=CacheControlHeader(max_age=365 * 24 * 3600, immutable=True, public=True),
    )  # fmt: skip


def _end_streams_on_sigterm(hub: Hub) -> None:
    """The server waits for open streams before its shutdown hooks: end them on the signal itself."""
    if current_thread() is not main_thread():
        return
    servers = signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: FrameType | None) -> None:
        hub.close()
        if callable(servers):
            servers(number, frame)

    signal.signal(signal.SIGTERM, stop)


def _version() -> str:
    try:
        return version("podaj-dalej")
    except PackageNotFoundError:
        return "0"
