"""Short values that travel through the browser and come back unaltered: tokens and the flash cookie."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import Final

from cryptography.fernet import Fernet, InvalidToken

_DIGEST: Final = 32


class Signer:
    """HMAC-SHA256 under a key of its own for each purpose, so that one kind of value never passes for another."""

    def __init__(self, secret: bytes) -> None:
        self._secret: Final = secret

    def token(self, purpose: str, value: str) -> str:
        """A token that only this server can make for ``value``."""
        return _text(self._mac(purpose, value.encode(errors="surrogatepass")))

    def fits(self, purpose: str, value: str, token: str) -> bool:
        """Whether ``token`` was made for ``value``; takes equally long either way."""
        return hmac.compare_digest(self.token(purpose, value).encode(), token.encode(errors="surrogatepass"))

    def seal(self, purpose: str, data: bytes) -> str:
        """``data`` as a cookie's value; readable, not alterable."""
        return _text(self._mac(purpose, data) + data)

    def unseal(self, purpose: str, sealed: str) -> bytes | None:
        """The data, or None if it is not ours."""
        try:
            whole = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        except (ValueError, binascii.Error):
            return None
        mac, data = whole[:_DIGEST], whole[_DIGEST:]
        return data if hmac.compare_digest(mac, self._mac(purpose, data)) else None

    def lock(self, purpose: str, data: bytes) -> str:
        """``data`` as text that only this server can read or make."""
        return self._fernet(purpose).encrypt(data).decode()

    def unlock(self, purpose: str, locked: str, *, seconds: int) -> bytes | None:
        """The data, or None if it is not ours or older than ``seconds``."""
        try:
            return self._fernet(purpose).decrypt(locked.encode(errors="surrogatepass"), ttl=seconds)
        except InvalidToken:
            return None

    def _fernet(self, purpose: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(hmac.digest(self._secret, f"lock {purpose}".encode(), hashlib.sha256)))

    def _mac(self, purpose: str, data: bytes) -> bytes:
        key = hmac.digest(self._secret, purpose.encode(), hashlib.sha256)
        return hmac.digest(key, data, hashlib.sha256)


def random_id() -> str:
    """An unguessable name for a visitor who has not signed in."""
    return secrets.token_urlsafe(24)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
