"""What the web process is told from outside, read once at start from ``GRANTS_*`` variables of the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

PACKAGE: Final = Path(__file__).parent
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``public_url``: the address people type; https makes cookies Secure and answers say HSTS.

    ``allowed_hosts``: names this server answers to (ports are not looked at); ``trusted_proxy``: the last address in
    X-Forwarded-For is the visitor's; ``secret``: signs cookies and tokens instead of the database's own secret;
    ``operator``, ``contact_email``, ``contact_phone``: who answers for the pages, named on the accessibility statement.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 8
    public_url: str = ""
    allowed_hosts: frozenset[str] = LOOPBACK
    trusted_proxy: bool = False
    secret: bytes | None = None
    operator: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    templates: Path = PACKAGE
    static: Path = PACKAGE / "static"

    @property
    def secure(self) -> bool:
        """Whether visitors come by https."""
        return self.public_url.startswith("https://")


def settings(environ: Mapping[str, str]) -> Settings:
    """The settings of an environment; ValueError names the variable that is wrong."""
    url = environ.get("GRANTS_PUBLIC_URL", "").rstrip("/")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("GRANTS_PUBLIC_URL must begin with https:// (or http://)")
    host = environ.get("GRANTS_HOST", "127.0.0.1")
    return Settings(
        host=host,
        port=_whole(environ, "GRANTS_PORT", 8000),
        workers=_whole(environ, "GRANTS_WORKERS", 1),
        threads=_whole(environ, "GRANTS_THREADS", 8),
        public_url=url,
        allowed_hosts=_hosts(environ.get("GRANTS_ALLOWED_HOSTS", ""), url, host),
        trusted_proxy=environ.get("GRANTS_TRUSTED_PROXY", "") == "1",
        secret=_secret(environ.get("GRANTS_SECRET", "")),
        operator=environ.get("GRANTS_OPERATOR", "").strip(),
        contact_email=environ.get("GRANTS_CONTACT_EMAIL", "").strip(),
        contact_phone=environ.get("GRANTS_CONTACT_PHONE", "").strip(),
        templates=templates_folder(),
    )


def templates_folder() -> Path:
    """``templates/`` of the checkout, or the copy that the wheel carries."""
    places = (PACKAGE / "_assets" / "templates", PACKAGE.parents[1] / "templates")
    return next(place for place in places if (place / "layouts").is_dir())


def _hosts(given: str, url: str, host: str) -> frozenset[str]:
    named = {name.strip().lower() for name in given.split(",") if name.strip()}
    named |= {(urlsplit(url).hostname or "").lower()} if url else set()
    named |= {host} if host not in ("0.0.0.0", "::") else set()  # noqa: S104  compared, not bound
    return frozenset(named) | LOOPBACK


def _whole(environ: Mapping[str, str], name: str, default: int) -> int:
    given = environ.get(name, str(default))
    if not given.isascii() or not given.isdigit() or not 0 < int(given) <= 65535:  # noqa: PLR2004  ports end there
        raise ValueError(f"{name} must be a whole number from 1 to 65535")
    return int(given)


def _secret(given: str) -> bytes | None:
    if not given:
        return None
    if len(given) < SECRET_BYTES:
        raise ValueError(f"GRANTS_SECRET must have at least {SECRET_BYTES} characters")
    return given.encode()
