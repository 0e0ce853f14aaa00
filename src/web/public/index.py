"""All public summaries: programmes and their rounds, and a feed of what was published last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from xml.etree import ElementTree as ET

from litestar import Response, get

from grants.read.asking import ask_all
from grants.read.summaries import Published, Subject, feed_question, newest_question, subjects_question
from grants.wording.formats import day
from web.public.chosen import PATH, etag, kept, marked, shared
from web.public.summary import name_of, title_of
from web.support.asking import Reading, reading
from web.support.context import WebRequest, run, web
from web.support.guards import GREETING, PUBLIC
from web.support.language import language, say
from web.support.page import render

FEED: Final = f"{PATH}/atom.xml"
MOST: Final = 50
"""Entries of the feed."""
ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Listed:
    """A subject with its newest summary."""

    subject: Subject
    newest: Published
    title: str

    @property
    def interim(self) -> bool:
        return self.subject.closed_on is None or self.subject.closed_on > self.newest.known


@dataclass(frozen=True, slots=True)
class Group:
    """A programme: its own summary first, if there is one, then those of its rounds by label."""

    programme: Subject
    listed: list[Listed]


@get(PATH, guards=[GREETING], name="public-index", include_in_schema=False)
async def index_page(request: WebRequest) -> Response[Any]:
    """One question."""
    lang, ours = language(request), web(request)
    groups = await run(reading, ours.programme, lang, _groups)
    mark = etag("index", lang, ours.version, groups)
    if same := kept(request, mark):
        return same
    page = render(request, "public/index.html", title=say(lang)("Public summaries"), groups=groups, feed=FEED)
    return marked(request, page, mark)


@get(FEED, guards=[PUBLIC], name="public-feed", include_in_schema=False)
async def feed(request: WebRequest) -> Response[Any]:
    """What was published last, the newest first."""
    lang, ours = language(request), web(request)
    listed = await run(reading, ours.programme, lang, _latest)
    mark = etag("feed", lang, listed)
    if same := kept(request, mark):
        return same
    text = _atom(str(request.base_url).rstrip("/"), listed, lang)
    return shared(Response(text, media_type="application/atom+xml; charset=utf-8"), mark)


def _groups(asked: Reading) -> list[Group]:
    subjects, newest = ask_all(asked.database, subjects_question(), newest_question())
    found = [_listed(asked, subjects[each.subject], each) for each in newest]
    programmes = dict.fromkeys(each.subject.programme for each in found)
    return [
        Group(subjects[id_], sorted((each for each in found if each.subject.programme == id_), key=_order))
        for id_ in programmes
    ]


def _listed(asked: Reading, subject: Subject, newest: Published) -> Listed:
    return Listed(subject, newest, title_of(subject, asked.say))


def _order(listed: Listed) -> tuple[bool, str]:
    return listed.subject.is_round, listed.subject.label


def _latest(asked: Reading) -> list[Listed]:
    subjects, last = ask_all(asked.database, subjects_question(), feed_question(MOST))
    return [_listed(asked, subjects[each.subject], each) for each in last]


def _atom(base: str, listed: list[Listed], lang: Any) -> bytes:
    """RFC 4287. Ids are the versions' own addresses, which never change."""
    words = say(lang)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    _text(root, "title", f"Podaj Dalej · {words('Public summaries')}")
    _text(root, "id", f"{base}{FEED}")
    ET.SubElement(root, "link", {"rel": "self", "href": f"{base}{FEED}", "type": "application/atom+xml"})
    ET.SubElement(root, "link", {"rel": "alternate", "href": f"{base}{PATH}", "type": "text/html"})
    _text(root, "updated", _moment(max((each.newest.published_on for each in listed), default=date(1970, 1, 1))))
    for each in listed:
        _entry(root, base, each, lang)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}'.encode()


def _entry(root: ET.Element, base: str, each: Listed, lang: Any) -> None:
    words, this = say(lang), each.newest
    href = f"{base}{each.subject.path}/versions/{this.number}"
    entry = ET.SubElement(root, "entry")
    _text(entry, "title", f"{name_of(each.subject, lang)}: {each.title}")
    _text(entry, "id", href)
    ET.SubElement(entry, "link", {"rel": "alternate", "href": href, "type": "text/html"})
    _text(entry, "updated", _moment(this.published_on))
    author = ET.SubElement(entry, "author")
    _text(author, "name", each.subject.operator)
    said = words("Version %(number)s, figures as of %(day)s")
    _text(entry, "summary", said % {"number": this.number, "day": day(this.known, lang, long=True)})


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = words


def _moment(published: date) -> str:
    """The day is what is known; the hour stands for it."""
    return f"{published.isoformat()}T12:00:00Z"


ROUTES = [index_page, feed]
