"""A file to keep, made on the spot."""

from __future__ import annotations

from litestar import MediaType, Response

JSON = "application/json"


def download(text: str, name: str, kind: str = MediaType.TEXT.value) -> Response[bytes]:
    """``text`` as a file of that name; browsers keep no copy of their own."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return Response(text.encode(), media_type=f"{kind}; charset=utf-8", headers=headers)
