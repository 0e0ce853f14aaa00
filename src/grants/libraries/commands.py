"""What staff may ask of libraries and coalitions."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from grants.kernel.command import Command
from grants.kernel.fields import Day, Id, Line, Mailbox, Nip, Regon, Terc, Text, Version

Partners = Annotated[list[Id], Meta(max_length=50)]


class RegisterLibrary(Command, frozen=True, kw_only=True):
    """Enter a library by its public data."""

    name: Line
    regon: Regon
    nip: Nip
    terc: Terc
    town: Line
    mailbox: Mailbox | None = None
    occurred_on: Day | None = None


class CorrectLibrary(Command, frozen=True, kw_only=True):
    """Correct a library's public data; fields left out stay."""

    library: Id
    reason: Text
    name: Line | None = None
    regon: Regon | None = None
    nip: Nip | None = None
    terc: Terc | None = None
    town: Line | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RetireLibrary(Command, frozen=True, kw_only=True):
    """Record that a library closed, or merged into another; it takes part in nothing new."""

    library: Id
    reason: Text
    successor: Id | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RestoreLibrary(Command, frozen=True, kw_only=True):
    """Take back that a library closed: it was recorded by mistake."""

    library: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class FormCoalition(Command, frozen=True, kw_only=True):
    """Name a Leading Library and its partners for a round."""

    round: Id
    leading: Id
    partners: Partners
    occurred_on: Day | None = None


class AddPartner(Command, frozen=True, kw_only=True):
    """Add a Partner Library to a coalition."""

    round: Id
    leading: Id
    partner: Id
    occurred_on: Day | None = None


class LetPartnerLeave(Command, frozen=True, kw_only=True):
    """Record that a Partner Library left a coalition."""

    round: Id
    leading: Id
    partner: Id
    occurred_on: Day | None = None
