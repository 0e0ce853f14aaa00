"""What looks wrong: the checks with what they found, and a page for each. For auditors and the operator's people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.findings.commands import RecordFinding
from grants.read import checks
from grants.read.asking import ask, ask_all
from grants.read.checks import CHECKS, LIMITS, Row, Sought
from grants.read.rounds import rounds_question
from grants.read.said import Document, Said, said_question
from grants.wording.checking import Explained, explained, hit
from grants.wording.labels import label, round_name
from web.audit.findings import id_of
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow, may
from web.support.language import language, say
from web.support.page import render
from web.support.paths import page_at, with_query
from web.support.shell import Link

PATH: Final = "/checks"
READERS: Final = allow(*FILES)
"""As findings: a library hears of one from staff; a viewer sees figures, not files."""


@dataclass(frozen=True, slots=True)
class Line:
    """A check in the list. ``left``: how many of its hits have no finding yet."""

    words: Explained
    href: str
    hits: int
    found: int

    @property
    def left(self) -> int:
        return self.hits - self.found


@dataclass(frozen=True, slots=True)
class Listed:
    """All checks, of one round or of all."""

    lines: list[Line]
    rounds: list[tuple[str, str]]
    round: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One hit in words. ``papers``: how the documents compare; ``finding``: where to record one, or to read it."""

    name: str
    href: str
    round: str
    words: str
    papers: tuple[str, ...]
    day: date
    step: str
    other: str | None
    finding: Link | None
    found: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of one check."""

    words: Explained
    rows: list[Seen]
    rounds: list[tuple[str, str]]
    round: str
    href: str
    previous: str | None
    next: str | None


@get(PATH, guards=[READERS], include_in_schema=False)
async def checks_page(request: WebRequest) -> Response[str]:
    """Each check with how much it found; nothing here grows with the programme but its rounds."""
    shown = await answer(request, listing)
    return render(
        request, "audit/checks.html", fragment="audit/_checks.html", title=say(language(request))("Checks"), shown=shown
    )


@get(PATH + "/{check:str}", guards=[READERS], include_in_schema=False)
async def check_page(request: WebRequest, check: FromPath[str]) -> Response[str]:
    """What one check found, the latest first, a page at a time."""
    shown = await answer(request, lambda asked: opened(asked, check))
    back = Link(say(language(request))("Checks"), with_query(PATH, round=shown.round))
    return render(
        request, "audit/check.html", fragment="audit/_check.html", title=shown.words.name, back=back, shown=shown
    )


def listing(asked: Asked) -> Listed:
    """One question."""
    round_ = id_of(asked.query.get("round"))
    rounds, counts = ask_all(asked.database, rounds_question(), checks.counts_question(round_))
    lines = []
    for check in CHECKS:
        both = [number for (its, _), number in counts.items() if its == check]
        href = with_query(f"{PATH}/{check}", round=round_)
        words = explained(check, LIMITS, asked.lang)
        lines.append(Line(words, href, sum(n for n, _ in both), sum(found for _, found in both)))
    return Listed(lines, [(str(each.id), round_name(each, asked.lang)) for each in rounds], str(round_ or ""))


def opened(asked: Asked, check: str) -> Opened:
    """Two questions at most; NotFoundException for a check that there is not."""
    if check not in CHECKS:
        raise NotFoundException
    round_ = id_of(asked.query.get("round"))
    rounds, page = ask_all(
        asked.database, rounds_question(), checks.listed_question(Sought(check, round_), asked.query.get("at"))
    )
    names = {each.id: round_name(each, asked.lang) for each in rounds}
    href = with_query(f"{PATH}/{check}", round=round_)
    return Opened(
        words=explained(check, LIMITS, asked.lang), rows=seen(asked, page.rows, names, back=href),
        rounds=[(str(id_), name) for id_, name in names.items()], round=str(round_ or ""), href=f"{PATH}/{check}",
        previous=page_at(href, page.previous), next=page_at(href, page.next),
    )  # fmt: skip


def seen(asked: Asked, rows: Iterable[Row], rounds: Mapping[UUID, str], *, back: str) -> list[Seen]:
    """Hits in words; one question for the papers behind them, where there are any."""
    kept = list(rows)
    papers = {UUID(str(row.params[name])) for row in kept for name in ("paper", "other_paper") if name in row.params}
    said = ask(asked.database, said_question(documents=papers)) if papers else Said()
    records = may(RecordFinding).permits(asked.person)
    return [
        Seen(
            name=row.name, href=f"/grants/{row.grant}", round=rounds.get(row.round, ""),
            words=hit(row.check, row.kind, row.params, asked.lang), papers=_papers(row, said, asked),
            day=row.occurred_on, step=f"/grants/{row.grant}/replay/{row.version}",
            other=f"/grants/{row.other}/replay/{row.other_version}" if row.other else None,
            finding=_finding(row, asked, back, records=records), found=row.found,
        )
        for row in kept
    ]  # fmt: skip


def _papers(row: Row, said: Said, asked: Asked) -> tuple[str, ...]:
    """How alike the two are, then each as it was typed."""
    if "paper" not in row.params:
        return ()
    both = [said.documents.get(UUID(str(row.params[name]))) for name in ("paper", "other_paper")]
    verdict = label("alike", checks.alike(*both), asked.lang)
    return (verdict, *(f"{p.number} · NIP {p.issuer_nip}" for p in both if isinstance(p, Document)))


def _finding(row: Row, asked: Asked, back: str, *, records: bool) -> Link | None:
    if row.found:
        return Link(asked.say("Read the finding"), f"/findings?grant={row.grant}")
    if not records:
        return None
    cost = row.params.get("number") if row.check == "documents" else None
    form = with_query("/findings/new", grant=row.grant, version=row.version, check=row.check, cost=cost, back=back)
    return Link(asked.say("Record a finding"), form)


ROUTES = [checks_page, check_page]
