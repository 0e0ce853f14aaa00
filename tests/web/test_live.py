"""Pages that move by themselves: the hub alone, and a real server with two readers."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, cast

import pytest
from litestar.exceptions import ServiceUnavailableException

from grants.bootstrap import Programme
from tests.support import builders as b
from tests.support.cast import COORDINATOR, ROUND, SECOND
from tests.web.conftest import Site
from web.support.live import Hub

Chunks = AsyncIterator[bytes | str]
LIVE = f"/rounds/{ROUND}/live"


def chunks(hub: Hub, key: tuple[str, ...], draw: Callable[[], str]) -> Chunks:
    """What a reader's connection carries."""
    return cast("Chunks", hub.stream(key, draw).iterator)


async def read(stream: Chunks, many: int, within: float = 5.0) -> list[str]:
    """The first messages of a stream, as the browser gets them."""
    out: list[str] = []

    async def collect() -> None:
        async for chunk in stream:
            text = chunk.decode() if isinstance(chunk, bytes) else chunk
            if text.strip():
                out.append(text)
            if len(out) == many:
                return

    await asyncio.wait_for(collect(), within)
    return out


def counting() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"drawn {next(numbers)}"


def in_loop(programme: Programme, story: Callable[[Hub], Coroutine[None, None, None]], **options: Any) -> None:
    async def main() -> None:
        hub = Hub(programme, **options)
        hub.start()
        try:
            await story(hub)
        finally:
            hub.close()

    asyncio.run(main())


def test_a_reader_gets_the_present_state_at_once_and_each_change(site: Site) -> None:
    async def story(hub: Hub) -> None:
        stream = chunks(hub, ("x",), counting())
        first = await read(stream, 1)
        assert "drawn 1" in first[0]
        await asyncio.to_thread(site.issue, b.apply(SECOND))
        assert "drawn 2" in (await read(stream, 1))[0]

    in_loop(site.programme, story)


def test_what_many_read_is_drawn_once(site: Site) -> None:
    drawn: list[int] = []

    def draw() -> str:
        drawn.append(1)
        return f"{len(drawn)}"

    async def story(hub: Hub) -> None:
        streams = [chunks(hub, ("x",), draw) for _ in range(20)]
        await asyncio.gather(*(read(stream, 1) for stream in streams))
        before = len(drawn)
        await asyncio.to_thread(site.issue, b.apply(SECOND))
        await asyncio.gather(*(read(stream, 1) for stream in streams))
        assert len(drawn) - before <= 2

    in_loop(site.programme, story)


def test_what_looks_the_same_is_not_sent_again(site: Site) -> None:
    async def story(hub: Hub) -> None:
        stream = chunks(hub, ("x",), lambda: "always the same")
        await read(stream, 1)
        await asyncio.to_thread(site.issue, b.apply(SECOND))
        with pytest.raises(TimeoutError):
            await read(stream, 1, within=0.5)

    in_loop(site.programme, story)


def test_streams_end_by_themselves_and_at_closing(site: Site) -> None:
    async def story(hub: Hub) -> None:
        begun = time.monotonic()
        async for _ in chunks(hub, ("x",), counting()):
            pass
        assert 0.2 < time.monotonic() - begun < 2
        stream = chunks(hub, ("y",), counting())
        await read(stream, 1)
        hub.close()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(aiter(stream)), 1)
        assert hub.readers == 0

    in_loop(site.programme, story, lifetime=0.3)


def test_too_many_readers_are_told_to_come_back(site: Site) -> None:
    async def story(hub: Hub) -> None:
        kept = [chunks(hub, ("x",), counting()) for _ in range(2)]
        await asyncio.gather(*(read(stream, 1) for stream in kept))
        with pytest.raises(ServiceUnavailableException):
            hub.stream(("x",), counting())

    in_loop(site.programme, story, most=2)


def test_nobody_reads_along_without_a_login(site: Site) -> None:
    stream = {"Accept": "text/event-stream"}
    assert site.visit().get(LIVE, headers=stream).status == 401
    missing = site.visit(COORDINATOR).get(f"/rounds/{SECOND.id}/live", headers=stream)
    assert missing.status == 404
