"""A settlement taken apart: each of its lines opens into the facts that make it, whose sum is the line exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.lifecycle.stages import Stage
from grants.read import days, explaining
from grants.read._then import Then
from grants.read.asking import ask, ask_all
from grants.read.grants import GrantNow, told_of
from grants.read.rounds import RoundNow, first_opened_question, round_of_grant_question
from grants.read.said import Document, said_question
from grants.read.trail.whole import whole, whole_question
from grants.wording.formats import day, money
from grants.wording.labels import label, round_name
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import OWN_FILES, allow
from web.support.language import language, say
from web.support.page import render
from web.support.past import Past, wished
from web.support.shell import Link

READERS: Final = allow(*OWN_FILES)
"""A viewer sees figures, not files."""


@dataclass(frozen=True, slots=True)
class Part:
    """``amount``: empty for a meeting, which is counted; ``why``: of what does not count."""

    label: str
    href: str
    amount: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``agrees``: what follows from the parts is what the settlement recorded."""

    code: str
    label: str
    amount: str
    rule: str
    worth: str
    agrees: bool
    parts: list[Part]
    left_out: list[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page. ``settled``: it stands; else it is what a settlement would come to with what is known."""

    grant: GrantNow
    round: RoundNow
    past: Past
    settled: bool
    lines: list[Line]

    @property
    def name(self) -> str:
        application = self.grant.state.application
        return application.library_name if application else ""


@get("/grants/{grant:uuid}/settlement", guards=[READERS], include_in_schema=False)
async def settlement_page(request: WebRequest, grant: FromPath[UUID]) -> Response[str]:
    """As it is, or as of any past day. A library's person opens its own."""

    def load(asked: Asked) -> Shown:
        return taken_apart(asked, grant)

    shown = await answer(request, load)
    wrong, words = bool(shown.past.errors), say(language(request))
    back = Link(shown.name, shown.past.keep(f"/grants/{grant}"))
    return render(
        request, "audit/settlement.html", title=words("What makes up each line of the settlement"),
        caption=f"{shown.name} · {round_name(shown.round, language(request))}", back=back, shown=shown, past=shown.past,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def taken_apart(asked: Asked, id_: UUID) -> Shown:
    """Three questions; NotFoundException for no grant, or another library's."""
    past = wished(asked, f"/grants/{id_}/settlement")
    first, position, round_, places = ask_all(
        asked.database, first_opened_question(), days.known_question((past.then or _today(asked)).known),
        round_of_grant_question(id_), whole_question(id_),
    )  # fmt: skip
    past = past.settle(first, asked, position=position)
    read = whole(asked.programme.log, id_, places)
    now = told_of(read.known(), id_)
    if now is None or round_ is None or asked.person.library not in (None, now.now.library):
        raise NotFoundException
    found = told_of(read.known(past.then), id_, past.then) if past.then else now
    past = past.settle(first, asked, there=found is not None and bool(found.now.state.application), position=position)
    grant = found.now if found is not None and (past.then or not past.errors) else now.now
    documents = {cost.document.id for cost in grant.state.costs.values()}
    papers = ask(asked.database, said_question(documents=documents)).documents
    lines = [_line(line, _Words(grant, papers, asked)) for line in explaining.lines(grant.state)]
    return Shown(
        grant=grant, round=round_, past=past, settled=grant.state.stage is Stage.SETTLED,
        lines=[] if past.errors else lines,
    )  # fmt: skip


def _today(asked: Asked) -> Then:
    return Then(asked.today, asked.today, 0)


def _line(line: explaining.Line, words: _Words) -> Line:
    return Line(
        code=line.code, label=words.name(line.code), amount=words.money(line.stands), rule=words.rule(line),
        worth=words.money(line.worth), agrees=line.agrees, parts=[words.part(line, part) for part in line.parts],
        left_out=[Part(words.fact(each.fact), words.step(each.fact), "", words.why(each)) for each in line.left_out],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """How lines and facts of one grant are called. ``papers``: accounting documents by id."""

    grant: GrantNow
    papers: Mapping[UUID, Any]
    asked: Asked

    def money(self, amount: int) -> str:
        return money(amount, self.asked.lang)

    def name(self, code: str) -> str:
        return label("settlement_line", code, self.asked.lang)

    def rule(self, line: explaining.Line) -> str:
        """What is done with the parts."""
        if line.how != "cap":
            return label("settlement_rule", line.how, self.asked.lang)
        rules = self.grant.state.rules
        have, need = len(line.parts), rules.min_meetings if rules else 0
        if rules is None or have >= need:
            return self.asked.say("enough meetings count, so the whole award")
        policy = self.asked.say("%(have)s of %(need)s meetings count; when meetings are missing: %(policy)s") % {
            "have": have, "need": need, "policy": label("policy", rules.shortfall_policy, self.asked.lang),
        }  # fmt: skip
        if rules.shortfall_policy != "proportional":
            return policy
        formula = self.asked.say("%(award)s × %(have)s / %(need)s, rounded down to whole grosze") % {
            "award": self.money(self.grant.state.awarded), "have": have, "need": need,
        }  # fmt: skip
        return f"{formula}; {policy}"

    def part(self, line: explaining.Line, part: explaining.Part) -> Part:
        """A fact with its step, or another line with its place on the page."""
        if part.fact is None:
            return Part(self.name(part.line or ""), f"#{part.line}", self.money(part.amount))
        return Part(self.fact(part.fact), self.step(part.fact), "" if line.how == "cap" else self.money(part.amount))

    def step(self, fact: Any) -> str:
        """Versions stay, so the step may be opened from the past as well."""
        return f"/grants/{self.grant.id}/replay/{fact.version}"

    def fact(self, fact: Any) -> str:
        """Its kind with its number, and its day."""
        lang, kind = self.asked.lang, type(fact).__name__
        numbers = ("cost_no", "meeting_no", "payment_no", "refund_no", "write_off_no")
        number = next((getattr(fact, name) for name in numbers if hasattr(fact, name)), None)
        parts = [label("settlement_fact", kind, lang) + (f" {number}" if number is not None else "")]
        if kind == "Cost":
            paper = self.papers.get(fact.document.id)
            parts += [paper.number] if isinstance(paper, Document) else []
            parts.append(day(fact.issued_on, lang))
        else:
            parts.append(day(fact.occurred_on, lang))
        if kind == "Meeting":
            parts.append(label("mode", fact.mode, lang))
        return " · ".join(parts)

    def why(self, each: explaining.LeftOut) -> str:
        """Why it does not count."""
        return label("left_out", each.why, self.asked.lang)


ROUTES = [settlement_page]
