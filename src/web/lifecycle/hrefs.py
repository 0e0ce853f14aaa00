"""Addresses of a grant: its page, the verb pages under it, and each step of its history."""

from __future__ import annotations

from uuid import UUID


def href(grant_: UUID, tail: str = "") -> str:
    """``/grants/<id>``, with a verb page or an anchor behind it."""
    return f"/grants/{grant_}{tail}"


def step_href(grant_: UUID, version: int) -> str:
    """Where one event is shown with all it changed."""
    return f"/grants/{grant_}/replay/{version}"
