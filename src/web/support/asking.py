"""What a page asks and gets: one hop to a thread with one database connection, where all its questions are answered.

``view = await answer(request, load)``, and ``def load(asked: Asked) -> View`` puts its questions to ``asked.database``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from grants.bootstrap import Programme
from grants.kernel.clock import day_of
from grants.wording.catalogues import Lang
from web.support.context import WebRequest, run, web
from web.support.guards import who
from web.support.language import Say, language, say
from web.support.paths import typed
from web.support.people import Person
from web.support.shell import Link

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A database connection, and the language and moment in which its answers are told. Knows nobody."""

    database: Any
    programme: Programme
    lang: Lang
    now: datetime

    @property
    def say(self) -> Say:
        """Gettext of the language."""
        return say(self.lang)

    @property
    def today(self) -> date:
        return day_of(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Reading):
    """Also who opens the page, and where. ``path``: the address's parameters, of their types."""

    person: Person
    path: Mapping[str, Any]
    query: Mapping[str, str]
    queries: Sequence[tuple[str, str]] = ()
    """The same with every value of a name that stands in the address more than once."""

    def several(self, name: str) -> list[str]:
        """All values of one name in the address, in order."""
        return [value for key, value in self.queries if key == name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a command's form knows. ``fixed``: fields of the command that the address decides, whatever was sent;
    ``known``: values to begin with (days, grosze, records); ``version``: what the reader looks at, of the
    stream ``subject`` (else of the grant or round in ``fixed``); ``context``: the rest that the template needs;
    ``action``: where the form goes, if not to the page's own address.
    """

    title: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    subject: UUID | None = None
    caption: str = ""
    back: Link | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """Where to go after success and what to tell. ``stay``: show the page again, with this context added instead."""

    href: str = "/"
    text: str = ""
    link: Link | None = None
    undo: Link | None = None
    stay: Mapping[str, Any] | None = None


async def answer(request: WebRequest, question: Callable[[Asked], T]) -> T:
    """Put the page's questions, away from the event loop. Only behind ``allow`` or ``may``."""
    return await run(inside, request, question)


def inside(request: WebRequest, question: Callable[[Asked], T]) -> T:
    """The same, for code that already runs in a thread."""
    ours = web(request).programme
    with ours.engine.connect() as database:
        queries = typed(request)
        return question(
            Asked(
                database=database, programme=ours, lang=language(request), now=ours.clock(), person=who(request),
                path=request.path_params, query=dict(queries), queries=queries,
            )
        )  # fmt: skip


def reading(programme: Programme, lang: Lang, question: Callable[[Reading], T]) -> T:
    """For what several readers share (live pages): the question sees no person. Already in a thread."""
    with programme.engine.connect() as database:
        return question(Reading(database=database, programme=programme, lang=lang, now=programme.clock()))
