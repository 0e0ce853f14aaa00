"""Wakes followers of the log (projector, live pages) in this process as soon as something was stored."""

from __future__ import annotations

from threading import Condition
from time import monotonic


class Signal:
    """The highest position known in this process. Waiting is by position, so no wake-up is ever lost."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._position = 0

    @property
    def position(self) -> int:
        return self._position

    def reached(self, position: int) -> None:
        """Tell that the log has reached ``position``."""
        with self._changed:
            if position > self._position:
                self._position = position
                self._changed.notify_all()

    def wait(self, after: int, timeout: float) -> bool:
        """Whether a position beyond ``after`` is known, waiting for it at most ``timeout`` seconds."""
        deadline = monotonic() + timeout
        with self._changed:
            while self._position <= after:
                left = deadline - monotonic()
                if left <= 0 or not self._changed.wait(left):
                    return self._position > after
        return True
