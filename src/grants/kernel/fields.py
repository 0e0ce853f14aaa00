"""The kinds of value that commands are made of. Every kind is bounded; ``binding`` turns a breach into a Problem.

``extra["kind"]`` names the sentence (``wording``) and the form control (``web``) of the kind.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from msgspec import Meta

from grants.kernel.money import MAX_GROSZE

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)


def _kind(kind: str, **bounds: Any) -> Meta:
    return Meta(**bounds, extra={"kind": kind})


Id = Annotated[UUID, _kind("id")]
Day = Annotated[date, _kind("day")]
"""A calendar day between FIRST_DAY and LAST_DAY."""
Grosze = Annotated[int, _kind("money", ge=0, le=MAX_GROSZE)]
PositiveGrosze = Annotated[int, _kind("money", ge=1, le=MAX_GROSZE)]
Version = Annotated[int, _kind("version", ge=1, le=2**31 - 1)]
Number = Annotated[int, _kind("number", ge=1, le=2**31 - 1)]
"""The number of a thing within its grant: meeting, plan row, cost, payment, refund, waiver."""
Count = Annotated[int, _kind("count", ge=0, le=10_000)]
Days = Annotated[int, _kind("days", ge=0, le=3_650)]
Minutes = Annotated[int, _kind("minutes", ge=1, le=24 * 60)]
Line = Annotated[str, _kind("line", min_length=1, max_length=200)]
Text = Annotated[str, _kind("text", min_length=1, max_length=4_000)]
Label = Annotated[str, _kind("label", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$")]
Code = Annotated[str, _kind("code", pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Reference = Annotated[str, _kind("reference", pattern=r"^[A-Za-z0-9][A-Za-z0-9 /._-]{0,39}$")]
"""A bank reference, an agreement's or a document's number."""
Regon = Annotated[str, _kind("regon", pattern=r"^([0-9]{9}|[0-9]{14})$")]
Nip = Annotated[str, _kind("nip", pattern=r"^[0-9]{10}$")]
Nrb = Annotated[str, _kind("nrb", pattern=r"^[0-9]{26}$")]
Terc = Annotated[str, _kind("terc", pattern=r"^[0-9]{7}$")]
Mailbox = Annotated[str, _kind("mailbox", pattern=r"^[^@\s]{1,64}@[^@\s]{1,190}$")]
