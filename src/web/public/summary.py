"""A public summary: the newest one of a round or a programme, or any version. For everybody, without signing in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from litestar import Response, get

from grants.kernel.frozen import Frozen
from grants.read import ledger
from grants.read.asking import ask, ask_all
from grants.read.ledger import Holder
from grants.read.libraries import LibraryNow, libraries_question
from grants.read.said import Erased, said_question
from grants.read.summaries import Subject, frozen_question
from grants.wording.labels import label, round_name
from grants.wording.speech import tie
from web.public.chosen import PATH, SUBJECT, Chosen, chosen, etag, kept, marked, under
from web.public.shown import GONE, GROUPS, HEADLINE, MAPPED, MONEY, PEOPLE, WAY, Figures, Moved, Row, moved
from web.public.tiles import Tiles, tiles
from web.support.asking import Reading, reading
from web.support.context import WebRequest, run, web
from web.support.guards import GREETING
from web.support.language import language, say
from web.support.page import render
from web.support.shell import Link

MOST_HOLDERS: Final = 600
"""Libraries that are listed on the page. Where more held meetings, the whole list is a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """A voivodeship and its libraries, by town and name."""

    name: str
    libraries: list[tuple[LibraryNow, int]]


@dataclass(frozen=True, slots=True)
class Shown:
    """``holders`` None: too many for a page; ``narrative`` None: removed on request (``erased``)."""

    chosen: Chosen
    name: str
    narrative: list[str] | None
    erased: Erased | None
    headline: list[Row]
    way: list[Row]
    gone: list[Row]
    people: list[Row]
    money: list[Row]
    budget: list[Row]
    total: int
    months: list[Row]
    kinds: list[Row]
    channels: list[Row]
    map: Tiles
    places: list[Row]
    rounds: list[Row]
    columns: list[Subject]
    groups: list[list[Row]]
    moved: list[Moved]
    holders: list[Place] | None
    held_by: int

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Of the columns behind a voivodeship's name."""
        return [(cell["head"], "numeric") for cell in (self.places[0]["cells"] if self.places else ())]

    @property
    def mark(self) -> tuple[object, ...]:
        names = tuple(each.name for place in self.holders or () for each, _ in place.libraries)
        return (self.chosen.published, self.chosen.newest.number, self.chosen.subject, self.narrative, names)


@get([f"{PATH}/{subject}" for subject in SUBJECT], guards=[GREETING], name="public-newest", include_in_schema=False)
async def newest_page(request: WebRequest) -> Response[Any]:
    """The newest version."""
    return await _page(request)


@get(under(), guards=[GREETING], name="public-version", include_in_schema=False)
async def version_page(request: WebRequest) -> Response[Any]:
    """One version, for ever."""
    return await _page(request)


async def _page(request: WebRequest) -> Response[Any]:
    lang, ours = language(request), web(request)
    shown = await run(reading, ours.programme, lang, lambda asked: load(asked, request.path_params))
    mark = etag("page", lang, ours.version, shown.mark, request.url.path)
    if same := kept(request, mark):
        return same
    title = title_of(shown.chosen.subject, say(lang))
    back = Link(say(lang)("Public summaries"), PATH)
    page = render(
        request, "public/summary.html", title=title, caption=shown.chosen.subject.name, back=back, shown=shown,
    )  # fmt: skip
    return marked(request, page, mark)


def title_of(subject: Subject, words: Any) -> str:
    """How a summary is called."""
    if subject.is_round:
        return str(words("Summary of round %(label)s") % {"label": subject.label})
    return str(words("Summary of the programme"))


def load(asked: Reading, path: Any) -> Shown:
    """Three questions: which one, what it says, how its libraries are called."""
    found = chosen(asked, path)
    this = found.published
    text = this.narrative_pl if asked.lang == "pl" else this.narrative_en
    listed = this.with_meeting <= MOST_HOLDERS
    frozen, said, holders = ask_all(
        asked.database, frozen_question(found.subject.id, found.numbers), said_question(texts=[text]),
        ledger.holders_question(found.rounds if listed else (), this.known),
    )  # fmt: skip
    words = said.texts.get(text)
    return _drawn(asked, found, frozen, words, placed(holders, asked) if listed else None)


def _drawn(
    asked: Reading, found: Chosen, frozen: dict[int, Frozen], words: str | Erased | None, holders: list[Place] | None
) -> Shown:
    now = Figures(found, frozen[found.published.number], asked.lang)
    return Shown(
        chosen=found, name=name_of(found.subject, asked.lang),
        narrative=[tie(each) for each in words.splitlines() if each.strip()] if isinstance(words, str) else None,
        erased=words if isinstance(words, Erased) else None,
        headline=now.each(HEADLINE), way=now.each(WAY), gone=[row for row in now.each(GONE) if row["value"]],
        people=now.each(PEOPLE), money=[row for row in now.each(MONEY[1:]) if row["value"]],
        budget=_budget(now, asked), total=now.of("budget"),
        months=now.months(), kinds=now.parts("attendances"), channels=now.parts("meetings_by_channel"),
        map=tiles(now.by_place(MAPPED.removesuffix(ledger.SUFFIX)), asked.lang), places=now.places(),
        rounds=[] if found.subject.is_round else now.rounds(found.subjects, (*WAY, *GONE, *MONEY[:5], *PEOPLE[:3])),
        columns=[] if found.subject.is_round else now.columns(found.subjects),
        groups=[now.each(group) for group in GROUPS],
        moved=moved(now, frozen.get(found.before.number) if found.before else None, asked.lang),
        holders=holders, held_by=sum(len(place.libraries) for place in holders or ()),
    )  # fmt: skip


def name_of(subject: Subject, lang: str) -> str:
    """As every page calls it: "PRB · Round I", "PRB"."""
    return round_name(subject, lang) if subject.is_round else subject.programme_code


def placed(holders: list[Holder], asked: Reading) -> list[Place]:
    """By voivodeship in the order of the register, under the names that the libraries bear now."""
    known = ask(asked.database, libraries_question([each.library for each in holders]))
    by_place: dict[str, list[tuple[LibraryNow, int]]] = defaultdict(list)
    for each in holders:
        if each.library in known:
            by_place[each.voivodeship].append((known[each.library], each.meetings))
    return [
        Place(label("voivodeship", code, asked.lang), sorted(rows, key=lambda row: (row[0].town, row[0].name)))
        for code, rows in sorted(by_place.items())
    ]


def _budget(now: Figures, asked: Reading) -> list[Row]:
    """What was recognised, what came or will come back, what was not paid out: together the budget."""
    recognised, refund = now.one("recognised"), now.one("refund_due")
    paid, budget = now.one("paid"), now.one("budget")
    waiting = paid["value"] - recognised["value"] - refund["value"]
    parts = [
        {**recognised, "tone": 1},
        {"label": asked.say("Paid, not settled yet"), "amount": max(0, waiting), "tone": 2, "href": paid["href"]},
        {**refund, "label": asked.say("Returned or to be returned"), "tone": 2},
        {"label": asked.say("Not paid out"), "amount": budget["value"] - paid["value"], "tone": 3,
         "href": budget["href"]},
    ]  # fmt: skip
    return [part for part in parts if part["amount"] > 0 or part["tone"] == 1]


ROUTES = [newest_page, version_page]
