"""Passwords are kept as Argon2id hashes; a wrong login takes as long as a wrong password."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's least memory: 19 MiB, so that a page of sign-ins at once does not exhaust a small machine."""
_NOBODY: Final = "$argon2id$v=19$m=19456,t=2,p=1$gV1pgGQS8CCWgAPNeq1xGA$JqmINepevAIfNAkF5yBERAZBjU3F98r+E9XCxOdlbiQ"
"""What a password for an unknown login is compared with."""


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; without a hash (an unknown login) it never is, and takes as long."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None


def is_weak(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)
