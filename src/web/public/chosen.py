"""Which summary an address means, and when a browser may show its copy again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from litestar import MediaType, Response
from litestar.exceptions import NotFoundException

from grants.read.asking import ask_all
from grants.read.summaries import Published, Subject, beside_question, subject_question, versions_question
from web.support.asking import Reading
from web.support.context import WebRequest
from web.support.page import HEADERS

PATH: Final = "/public"
SUBJECT: Final = ("{slug:str}", "{slug:str}/{label:str}")
"""A programme by its code, a round by code and label, as in ``/public/prb/i``."""
SHARED: Final = "public, no-cache"
"""Anybody may keep a copy and asks each time whether it still holds: a version stands for ever, but a narrative may be
removed on request, and a later version is announced on the earlier ones.
"""
LONGEST: Final = 10


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version, the one before it (None for the first), and all there are, the newest first. ``subjects``: the
    programme and its rounds, by id.
    """

    subject: Subject
    published: Published
    before: Published | None
    versions: list[Published]
    subjects: Mapping[UUID, Subject]

    @property
    def rounds(self) -> tuple[UUID, ...]:
        """Those that the summary is about."""
        if self.subject.is_round:
            return (self.subject.id,)
        own = (id_ for id_, each in self.subjects.items() if each.is_round and each.programme == self.subject.id)
        return tuple(sorted(own))

    @property
    def newest(self) -> Published:
        return self.versions[0]

    @property
    def is_newest(self) -> bool:
        return self.published is self.versions[0]

    @property
    def interim(self) -> bool:
        """Whether the round or the programme still went on at the end of that day."""
        closed = self.subject.closed_on
        return closed is None or closed > self.published.known

    @property
    def path(self) -> str:
        """Where this version stands for ever."""
        return f"{self.subject.path}/versions/{self.published.number}"

    @property
    def numbers(self) -> list[int]:
        """Of the version itself and of the one before it."""
        return [each.number for each in (self.published, self.before) if each]

    @property
    def file(self) -> str:
        """How its files are called."""
        return f"podaj-dalej-{self.subject.slug.replace('/', '-')}-{self.published.number}"


def under(tail: str = "") -> list[str]:
    """The addresses of a version's pages and files."""
    return [f"{PATH}/{subject}/versions/{{number:int}}{tail}" for subject in SUBJECT]


def slug_of(path: Mapping[str, Any]) -> str:
    """What an address names, as in ``prb/i``."""
    return "/".join(str(path[name]) for name in ("slug", "label") if name in path)


def chosen(asked: Reading, path: Mapping[str, Any]) -> Chosen:
    """One question. NotFoundException for what was never published."""
    slug, number = slug_of(path), path.get("number")
    if "\x00" in slug:
        raise NotFoundException
    subject, versions, beside = ask_all(
        asked.database, subject_question(slug), versions_question(slug), beside_question(slug)
    )
    if subject is None:
        raise NotFoundException
    own = [each for each in versions if each.subject == subject.id]
    this = next((each for each in own if number in (None, each.number)), None)
    if this is None:
        raise NotFoundException
    before = next((each for each in own if each.number == this.number - 1), None)
    return Chosen(subject, this, before, own, beside)


def etag(*parts: object) -> str:
    """Weak, because pages carry the moment at which they were drawn."""
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def kept(request: WebRequest, mark: str) -> Response[str] | None:
    """304 for who has it already; None where the answer must be drawn. Who is signed in always gets a fresh frame."""
    if request.scope.get("user") is not None or mark not in request.headers.get("if-none-match", ""):
        return None
    return Response("", media_type=MediaType.HTML, status_code=304, headers={**HEADERS, "ETag": mark})


def marked(request: WebRequest, response: Response[Any], mark: str) -> Response[Any]:
    """Lets the browser ask whether its copy still holds, unless somebody's name stands in the frame."""
    if request.scope.get("user") is None and response.status_code == 200:  # noqa: PLR2004  the ordinary answer
        response.headers["ETag"] = mark
    return response


def shared(response: Response[Any], mark: str) -> Response[Any]:
    """A file, which is the same for everybody: also caches on the way may keep it, and ask."""
    response.headers.update({"ETag": mark, "Cache-Control": SHARED})
    return response
