"""How long pages take through HTTP, on the demo: one visitor, one request after the other."""

from __future__ import annotations

import html
import re
from collections import deque
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

import httpx

from tests.bench import serving
from tests.bench.measuring import Figure, quantile, show, title

LOGIN: Final = "dobrochna"
"""Of the demo's cast: coordinator and finance."""
MOST: Final = 16
"""Kinds of page that are measured."""
_HREF: Final = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
_HIDDEN: Final = re.compile(r'name="_csrf_token"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="_csrf_token"')
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_SKIPPED: Final = re.compile(r"^/(static|lang|sign|healthz|readyz)|/live$")


def measure(url: str, times: int) -> None:
    """Pages found by following links from the first one, each kind once."""
    with serving.bare() as address, httpx.Client(base_url=address) as client:
        floor = timed(client, "/", times)
    title(f"Pages of the demo, {times} requests each, p50 and p95 (one visitor, after three warm-up requests)")
    base = quantile(floor, 0.5)
    show(Figure("bare response of the same server and framework", spread(floor)))
    with serving.ours(url) as address, httpx.Client(base_url=address, timeout=30) as client:
        sign_in(client)
        for kind, path in kinds(client).items():
            took = timed(client, path, times)
            show(Figure(kind, spread(took), quantile(took, 0.5) / base, "bare response"))


def sign_in(client: httpx.Client) -> None:
    found = _HIDDEN.search(client.get("/sign-in").text)
    token = next((each for each in found.groups() if each), "") if found else ""
    form = {"login": LOGIN, "password": f"{LOGIN}-demo", "_csrf_token": html.unescape(token)}
    answer = client.post("/sign-in", data=form)
    if answer.status_code != httpx.codes.SEE_OTHER:
        raise RuntimeError(f"signing in was answered with {answer.status_code}")


def kinds(client: httpx.Client) -> dict[str, str]:
    """One address of each kind of page: ids and values do not count, names of fields do."""
    found: dict[str, str] = {}
    seen, waiting = {"/"}, deque(["/"])
    while waiting and len(found) < MOST:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.is_server_error:
            show(Figure(kind_of(path), f"answered {answer.status_code}"))
        if answer.status_code != httpx.codes.OK or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found[kind_of(path)] = path
        for href in map(html.unescape, _HREF.findall(answer.text)):
            if kind_of(href) not in seen and not _SKIPPED.search(href):
                seen.add(kind_of(href))
                waiting.append(href)
    return found


def kind_of(href: str) -> str:
    parts = urlsplit(href)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    path = re.sub(r"/\d+(?=/|$)", "/{n}", _UUID.sub("{id}", parts.path))
    path = re.sub(r"/figures/\w+", "/figures/{metric}", path)
    return f"{path}?{'&'.join(names)}" if names else path


def timed(client: httpx.Client, path: str, times: int) -> list[float]:
    """Seconds of each request; three before them do not count."""
    took = []
    for _ in range(times + 3):
        began = perf_counter()
        client.get(path).raise_for_status()
        took.append(perf_counter() - began)
    return took[3:]


def spread(took: list[float]) -> str:
    return f"{quantile(took, 0.5) * 1000:.1f} / {quantile(took, 0.95) * 1000:.1f} ms"
