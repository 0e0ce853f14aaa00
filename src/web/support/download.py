"""Files to keep, made on the spot."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import BinaryIO, Final

from litestar import MediaType, Response
from litestar.response import Stream

from web.support.context import run

JSON: Final = "application/json"
ZIP: Final = "application/zip"
_PIECE: Final = 256 * 1024


def download(text: str, name: str, kind: str = MediaType.TEXT.value) -> Response[bytes]:
    """``text`` as a file of that name; browsers keep no copy of their own."""
    headers = {"Content-Disposition": _attached(name), "Cache-Control": "private, no-cache"}
    return Response(text.encode(), media_type=f"{kind}; charset=utf-8", headers=headers)


def download_whole(file: BinaryIO, name: str, kind: str) -> Stream:
    """What was written into an unnamed file, sent piece by piece; the file is gone afterwards, however that ends."""
    size = file.seek(0, 2)
    file.seek(0)
    headers = {
        "Content-Disposition": _attached(name), "Content-Length": str(size), "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow",
    }  # fmt: skip
    return Stream(_pieces(file), media_type=kind, headers=headers)


async def _pieces(file: BinaryIO) -> AsyncGenerator[bytes, None]:
    with file:
        while piece := await run(file.read, _PIECE):
            yield piece


def _attached(name: str) -> str:
    return f'attachment; filename="{name}"'
