"""The sampling kit of a round: a sample that anybody can draw again, its checklists and its report.

Everything stands in the address, nothing is stored. What is found on the spot is recorded as findings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.findings.commands import RecordFinding
from grants.kernel.codes import SEVERITIES
from grants.read import checks, findings, sealing
from grants.read.asking import ask_all
from grants.read.checks import Row
from grants.read.findings import Found
from grants.read.register import Entry, numbered_question
from grants.read.rounds import RoundNow, round_question
from grants.read.sampling import METHOD, Drawing, draw, population
from grants.read.sealing import KeptHead
from grants.wording.checking import hit
from grants.wording.labels import label, labels, round_name
from web.audit.finding_words import TONES
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow, may
from web.support.language import language, say
from web.support.page import render
from web.support.paths import with_query
from web.support.shell import Link

READERS: Final = allow(*FILES)
SEED: Final = re.compile(r"[A-Za-z0-9._\-]{1,40}")
MOST: Final = 100
"""Grants of one sample: nobody visits more of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for, as it was typed, and what is wrong with it by field."""

    path: str
    typed: dict[str, str]
    errors: dict[str, str]
    drawing: Drawing | None
    upto: int

    def at(self, place: str = "") -> str:
        """The same sample on another of its pages."""
        return with_query(self.path + place, **{**self.typed, "upto": self.upto})


@dataclass(frozen=True, slots=True)
class Sampled:
    """A grant of the sample. ``found``: severity, its tone and the words; ``hits``: what the checks found."""

    entry: Entry
    found: list[tuple[str, str, Link]]
    hits: list[str]
    new: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """``gaps``: numbers up to the last one that no grant bears any more; ``weights``: findings by severity."""

    round: RoundNow
    wanted: Wanted
    of: int
    gaps: list[int]
    sampled: list[Sampled]
    weights: list[tuple[str, str, int]]
    method: str
    again: str
    head: KeptHead | None
    steps: list[str]


@get("/rounds/{round_:uuid}/sample", guards=[READERS], include_in_schema=False)
async def sample_page(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:
    """The form, and under it the sample that the address asks for."""
    return await _page(request, round_, "audit/sample.html", "A sample of grants")


@get("/rounds/{round_:uuid}/sample/checklists", guards=[READERS], include_in_schema=False)
async def checklists_page(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:
    """To print: a sheet for each sampled grant."""
    return await _page(request, round_, "audit/sample_checklists.html", "Checklists of the sample")


@get("/rounds/{round_:uuid}/sample/report", guards=[READERS], include_in_schema=False)
async def report_page(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:
    """To print: what was sampled, how to draw it again, what was found, and under which seal."""
    return await _page(request, round_, "audit/sample_report.html", "Report on the sample", head=True)


async def _page(request: WebRequest, id_: UUID, template: str, title: str, *, head: bool = False) -> Response[str]:
    shown = await answer(request, lambda asked: sample(asked, id_, head=head))
    words, named, wrong = say(language(request)), round_name(shown.round, language(request)), shown.wanted.errors
    begin = template == "audit/sample.html"
    back = Link(named, f"/rounds/{id_}") if begin else Link(words("A sample of grants"), shown.wanted.at())
    if not begin and shown.wanted.drawing is None:
        template, title = "audit/sample.html", "A sample of grants"
    return render(
        request, template, title=words(title), caption=named, back=back, shown=shown, failed=bool(wrong),
        status=422 if wrong else 200,
    )  # fmt: skip


def sample(asked: Asked, id_: UUID, *, head: bool) -> Shown:
    """Three questions at most. The whole round is read: a sample is drawn from all of it."""
    round_, numbered = ask_all(asked.database, round_question(id_), numbered_question(id_))
    if round_ is None:
        raise NotFoundException
    wanted = wish(asked, round_, numbered)
    drawn = draw(population(numbered, wanted.upto), wanted.drawing) if wanted.drawing else []
    grants = [entry.grant for entry in drawn]
    found, hits = ask_all(asked.database, findings.of_grants_question(grants), checks.of_grants_question(grants))
    counted = Counter(each.severity for each, _ in found)
    there = {entry.number for entry in numbered}
    return Shown(
        round=round_, wanted=wanted, of=len(population(numbered, wanted.upto)), method=METHOD,
        gaps=[n for n in range(1, wanted.upto + 1) if n not in there],
        sampled=[_sampled(entry, found, hits, asked, wanted) for entry in drawn],
        weights=[(label("severity", s, asked.lang), TONES[s], counted[s]) for s in SEVERITIES],
        again=wanted.at(), head=next(iter(sealing.heads(asked.database, limit=1)), None) if head else None,
        steps=list(labels("audit_step", asked.lang).values()),
    )  # fmt: skip


def wish(asked: Asked, round_: RoundNow, numbered: Sequence[Entry]) -> Wanted:
    """What the address asks for; errors only once something was asked."""
    typed = {name: asked.query.get(name, "").strip()[:60] for name in ("size", "seed", "by_amount")}
    last = max((entry.number or 0 for entry in numbered), default=0)
    upto = min(last, _number(asked.query.get("upto", "")) or last)
    size, most = _number(typed["size"]), min(MOST, len(population(numbered, upto)))
    errors = {}
    if (typed["size"] or typed["seed"]) and not (size and size <= most):
        errors["size"] = asked.say("A whole number from 1 to %(most)s") % {"most": most}
    if (typed["size"] or typed["seed"]) and not SEED.fullmatch(typed["seed"]):
        errors["seed"] = asked.say(
            "1 to 40 characters: letters (without diacritics), digits, dots, hyphens and underscores"
        )
    drawing = None
    if size and typed["seed"] and not errors:
        drawing = Drawing(round_.name, typed["seed"], size, bool(typed["by_amount"]))
    return Wanted(f"/rounds/{round_.id}/sample", typed, errors, drawing, upto)


def _sampled(
    entry: Entry, found: Sequence[tuple[Found, str]], hits: Sequence[Row], asked: Asked, wanted: Wanted
) -> Sampled:
    new = with_query("/findings/new", grant=entry.grant, back=wanted.at())
    return Sampled(
        entry=entry,
        found=[
            (label("severity", each.severity, asked.lang), TONES[each.severity],
             Link(words or asked.say("The text is no longer there."), f"/findings/{each.finding}"))
            for each, words in found if each.grant == entry.grant
        ],
        hits=[hit(row.check, row.kind, row.params, asked.lang) for row in hits if row.grant == entry.grant],
        new=new if may(RecordFinding).permits(asked.person) else None,
    )  # fmt: skip


def _number(text: str) -> int | None:
    """A whole number of at most six digits."""
    bare = text.strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else None  # noqa: PLR2004


ROUTES = [sample_page, checklists_page, report_page]
