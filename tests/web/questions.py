"""Counts what a page asks the database: SQL of the read engine and reads of the event log.

Sign-in is left out, and so is the entry in the log of reads, which asks nothing for the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import pytest
from sqlalchemy import event

from grants.bootstrap import Programme
from grants.store.logins import Logins
from grants.store.looking import Looks

MOST: Final = 3
"""Questions of a page besides sign-in (issue 3)."""
_signing_in: Final = ContextVar("signing_in", default=False)


class Questions:
    """``asked``: since the last ``begin``, each as the text of a statement or as the name of a read of the log."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def begin(self) -> None:
        self.asked = []

    def heard(self, text: str) -> None:
        if not _signing_in.get():
            self.asked.append(" ".join(text.split()))

    @property
    def too_many(self) -> bool:
        return len(self.asked) > MOST


@contextmanager
def questions(programme: Programme, patch: pytest.MonkeyPatch) -> Iterator[Questions]:
    """Listens until the end of the ``with``. The programme must not follow the log meanwhile: that asks too."""
    heard = Questions()

    def statement(_connection: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        heard.heard(text)

    with patch.context() as patched:
        recorder: Any = programme.log._recorder  # its reads are what is counted
        for name in dir(recorder):
            if name.startswith(("select_", "max_")) and callable(getattr(recorder, name)):
                patched.setattr(recorder, name, _counted(getattr(recorder, name), name, heard))
        for aside in (Logins, Looks):
            for name, method in list(vars(aside).items()):
                if callable(method) and not name.startswith("_"):
                    patched.setattr(aside, name, _unheard(method))
        event.listen(programme.engine, "before_cursor_execute", statement)
        try:
            yield heard
        finally:
            event.remove(programme.engine, "before_cursor_execute", statement)


def _counted(read: Callable[..., Any], name: str, heard: Questions) -> Callable[..., Any]:
    def counted(*args: Any, **kwargs: Any) -> Any:
        heard.heard(f"log: {name}")
        return read(*args, **kwargs)

    return counted


def _unheard(method: Callable[..., Any]) -> Callable[..., Any]:
    def unheard(*args: Any, **kwargs: Any) -> Any:
        token = _signing_in.set(True)
        try:
            return method(*args, **kwargs)
        finally:
            _signing_in.reset(token)

    return unheard
