"""The address of a link: its id and its end, signed by this server. Nothing about people, nothing about the dossier."""

from __future__ import annotations

from datetime import UTC, datetime
from struct import Struct
from typing import Final, NamedTuple
from uuid import UUID

from web.support.signing import Signer

PURPOSE: Final = "dossier link"
_PACKED: Final = Struct(">16sQ")


class Meant(NamedTuple):
    """What a token of ours says."""

    link: UUID
    expires_at: datetime


def token(signer: Signer, link: UUID, expires_at: datetime) -> str:
    """The last part of a link's address."""
    return signer.seal(PURPOSE, _PACKED.pack(link.bytes, int(expires_at.timestamp())))


def meant(signer: Signer, given: str) -> Meant | None:
    """None if this server did not make it, exactly so."""
    data = signer.unseal(PURPOSE, given)
    if data is None or len(data) != _PACKED.size or signer.seal(PURPOSE, data) != given:
        return None
    id_, ends = _PACKED.unpack(data)
    return Meant(UUID(bytes=id_), datetime.fromtimestamp(ends, UTC))
