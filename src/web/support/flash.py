"""What the last step did, told once on the page that follows: a signed cookie that lives for one page.

It also names the log's position, so that the page waits (a second at most) until its figures show the step.
"""

from __future__ import annotations

from typing import Final

import msgspec
from litestar.datastructures import Cookie

from web.support import cookies
from web.support.context import Connection, web
from web.support.shell import Flash, FlashKind, Link

SECONDS: Final = 60
LONGEST: Final = 1000


class Told(msgspec.Struct, frozen=True):
    """The cookie's content. ``href`` and ``label`` are the link after the sentence, ``undo`` the way back."""

    text: str = ""
    kind: FlashKind = "success"
    href: str = ""
    label: str = ""
    undo: str = ""
    undo_label: str = ""
    position: int = 0


def told(connection: Connection, note: Told) -> Cookie:
    """The cookie that the redirecting answer sets."""
    data = msgspec.json.encode(msgspec.structs.replace(note, text=note.text[:LONGEST]))
    return cookies.write(connection, "flash", web(connection).signer.seal("flash", data), seconds=SECONDS)


def _read(connection: Connection) -> Told | None:
    sealed = cookies.read(connection, "flash")
    data = web(connection).signer.unseal("flash", sealed) if sealed else None
    return msgspec.json.decode(data, type=Told) if data else None


def awaited(connection: Connection) -> int:
    """The position that the page should show; 0 for none."""
    note = _read(connection)
    return note.position if note else 0


def flashes(connection: Connection) -> tuple[Flash, ...]:
    """What the layout shows."""
    note = _read(connection)
    if note is None or not note.text:
        return ()
    link = Link(note.label, note.href) if note.href else None
    undo = Link(note.undo_label, note.undo) if note.undo else None
    return (Flash(note.text, note.kind, link, undo),)
