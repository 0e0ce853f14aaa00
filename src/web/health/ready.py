"""For whatever restarts us or sends traffic: ``/healthz`` says the process answers, ``/readyz`` that it can work."""

from __future__ import annotations

import logging
from typing import Any, Final

from litestar import MediaType, Response, get

from web.support.context import WebRequest, run, web
from web.support.guards import PUBLIC

_log: Final = logging.getLogger(__name__)


@get("/healthz", guards=[PUBLIC], media_type=MediaType.TEXT, include_in_schema=False)
async def healthz() -> str:
    """The process answers; nothing else is asked."""
    return "ok"


@get("/readyz", guards=[PUBLIC], include_in_schema=False)
async def readyz(request: WebRequest) -> Response[dict[str, Any]]:
    """Every read model's position, lag and error; 503 when one is stuck or the database does not answer."""
    try:
        found = await run(web(request).programme.projector.status)
    except Exception:  # noqa: BLE001  whatever it is, the answer is no
        _log.exception("the database does not answer")
        return Response({"ready": False, "error": "the database does not answer"}, status_code=503)
    views = [
        {"name": view.name, "position": view.position, "lag": view.lag, "error": view.error, "at": view.error_position}
        for view in found
    ]
    ready = all(view.ready for view in found)
    return Response({"ready": ready, "views": views}, status_code=200 if ready else 503)
