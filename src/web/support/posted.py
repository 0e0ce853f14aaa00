"""The body of a form, read once. Only urlencoded forms, bounded in size and number of fields.

Not the framework's own reading: it keeps bodies, passwords among them, in a cache of a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast
from urllib.parse import parse_qsl

from litestar.exceptions import ClientException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE, HTTP_415_UNSUPPORTED_MEDIA_TYPE

from web.support.context import WebRequest

MAX_BODY: Final = 256 * 1024
MAX_FIELDS: Final = 4000
_KEPT: Final = "posted"


class Posted:
    """Names and values in the order in which the browser sent them."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs: Final = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)

    def get(self, name: str, default: str = "") -> str:
        """The last value of this name."""
        return next((value for key, value in reversed(self._pairs) if key == name), default)


async def posted(request: WebRequest) -> Posted:
    """The form; 413 too large, 415 not a form, 400 not text."""
    scope = cast("dict[str, Any]", request.scope)
    if _KEPT not in scope:
        scope[_KEPT] = Posted(_pairs(request.headers.get("content-type", ""), await request.body()))
    return cast("Posted", scope[_KEPT])


def _pairs(content_type: str, body: bytes) -> list[tuple[str, str]]:
    if not body:
        return []
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise ClientException("only forms", status_code=HTTP_415_UNSUPPORTED_MEDIA_TYPE)
    if body.count(b"&") >= MAX_FIELDS:
        raise ClientException("too many fields", status_code=HTTP_413_REQUEST_ENTITY_TOO_LARGE)
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise ClientException("the form is not UTF-8") from error
