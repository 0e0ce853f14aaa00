"""Identities that follow from what a thing is, so that a second one cannot exist. NS is fixed for ever."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

NS: Final = UUID("6f1d3c52-0f5e-5b7a-9f4e-2b7c1d90a3e8")


def derived(kind: str, *parts: UUID | str) -> UUID:
    """The id of ``kind`` made of ``parts``; parts never hold a colon unescaped, so two lists never collide."""
    return uuid5(NS, ":".join([kind, *(str(p).replace(":", "::") for p in parts)]))


def programme_id(code: str) -> UUID:
    """A programme is its code; a second opening of the same code meets the first."""
    return derived("programme", code)


def round_id(programme: UUID, label: str) -> UUID:
    """A round is its label within the programme."""
    return derived("round", programme, label)


def grant_id(round_: UUID, library: UUID) -> UUID:
    """One grant stream per round and leading library (DOMAIN 3.1)."""
    return derived("grant", round_, library)


def coalition_id(round_: UUID, leading: UUID) -> UUID:
    """A library leads once in a round."""
    return derived("coalition", round_, leading)


def made_by(kind: str, command_id: UUID) -> UUID:
    """The id of a thing that a command makes (a library, a text): the same command makes the same thing."""
    return derived(kind, command_id)
