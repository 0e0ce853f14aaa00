"""Pages that move by themselves (server-sent events). Rendered once for all who may see the same, sent to each.

One watcher thread per process is woken by the projector. A channel is a page, a language and a class of visibility:
its content holds nothing of the single reader. It is rendered again when the log moved, sent when it differs, and the
newest wins: a slow reader misses what was in between. Streams end by themselves after ten minutes (so that a revoked
login dies) and when the server is told to stop; the browser connects again.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Final

from litestar.exceptions import ServiceUnavailableException
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from grants.bootstrap import Programme

PING_SECONDS: Final = 15.0
LIFETIME_SECONDS: Final = 600.0
MOST_READERS: Final = 500
WATCH_SECONDS: Final = 1.0
Key = tuple[str, ...]
Draw = Callable[[], str]
_log: Final = logging.getLogger(__name__)


@dataclass(eq=False)
class Channel:
    """One content for many readers. ``number`` counts the contents that differed."""

    draw: Draw
    content: str = ""
    number: int = 0
    readers: int = 0
    drawing: asyncio.Task[None] | None = None
    again: bool = False
    news: asyncio.Condition = field(default_factory=asyncio.Condition)


class Hub:
    """All channels of one process. Its methods belong to the event loop; only the watcher is a thread."""

    def __init__(self, programme: Programme, *, lifetime: float = LIFETIME_SECONDS, most: int = MOST_READERS) -> None:
        self._projector: Final = programme.projector
        self._lifetime: Final = lifetime
        self._most: Final = most
        self._channels: Final[dict[Key, Channel]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = threading.Event()
        self.readers = 0

    def start(self) -> None:
        """Begin to watch; called inside the running event loop."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._watch, args=(self._loop,), name="live", daemon=True).start()

    def close(self) -> None:
        """End every stream at once. Safe from a signal handler and from any thread."""
        self._stop.set()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    def stream(self, key: Key, draw: Draw) -> ServerSentEvent:
        """The answer of a live route: ``draw`` runs in a thread and returns the page's partials as HTML."""
        if self.readers >= self._most or self._stop.is_set():
            raise ServiceUnavailableException(headers={"Retry-After": "30"})
        return ServerSentEvent(self._events(key, draw))

    async def _events(self, key: Key, draw: Draw) -> AsyncGenerator[ServerSentEventMessage, None]:
        channel = self._channels.setdefault(key, Channel(draw))
        channel.readers += 1
        self.readers += 1
        try:
            self._redraw(channel)
            async for message in self._follow(channel):
                yield message
        finally:
            channel.readers -= 1
            self.readers -= 1
            if not channel.readers and self._channels.get(key) is channel:
                del self._channels[key]

    async def _follow(self, channel: Channel) -> AsyncGenerator[ServerSentEventMessage, None]:
        seen, ends = 0, monotonic() + self._lifetime
        while not self._stop.is_set() and monotonic() < ends:
            if channel.number > seen:
                seen = channel.number
                yield ServerSentEventMessage(data=channel.content, sep="\n")
                continue
            patience = min(PING_SECONDS, max(0.0, ends - monotonic()))
            try:
                async with channel.news:
                    await asyncio.wait_for(channel.news.wait_for(partial(self._news, channel, seen)), patience)
            except TimeoutError:
                yield ServerSentEventMessage(data=None, comment="ping")

    def _news(self, channel: Channel, seen: int) -> bool:
        return channel.number > seen or self._stop.is_set()

    async def _draw(self, channel: Channel) -> None:
        """Draw until nothing new came in meanwhile; then tell the readers, if it looks different."""
        try:
            channel.again = True
            while channel.again and not self._stop.is_set():
                channel.again = False
                content = await asyncio.to_thread(channel.draw)
                if content != channel.content:
                    channel.content, channel.number = content, channel.number + 1
                    async with channel.news:
                        channel.news.notify_all()
        except Exception:  # noqa: BLE001  the readers keep what they have
            _log.exception("a live page could not be drawn")

    def _moved(self) -> None:
        for channel in self._channels.values():
            self._redraw(channel)

    def _redraw(self, channel: Channel) -> None:
        if channel.drawing is not None and not channel.drawing.done():
            channel.again = True
        else:
            channel.drawing = asyncio.get_running_loop().create_task(self._draw(channel))

    def _wake_all(self) -> None:
        async def wake() -> None:
            for channel in list(self._channels.values()):
                async with channel.news:
                    channel.news.notify_all()

        self._last = asyncio.get_running_loop().create_task(wake())

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        seen = self._projector.watch(-1, 0)
        while not self._stop.is_set():
            position = self._projector.watch(seen, WATCH_SECONDS)
            if position > seen and not loop.is_closed():
                seen = position
                loop.call_soon_threadsafe(self._moved)
