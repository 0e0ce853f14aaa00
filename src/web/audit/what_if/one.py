"""One grant under other rules: the settlement on both sides, line by line, each with the rule behind it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.lifecycle.stages import Stage
from grants.read.asking import ask_all
from grants.read.grants import GrantNow, grant_question
from grants.read.rounds import RoundNow, round_of_grant_question
from grants.read.supposing import Case, Meeting, Side, beside
from grants.wording.formats import day, money
from grants.wording.labels import label, round_name
from grants.wording.refusals import RefusalText, refusal
from web.audit.what_if.arithmetic import Beside, arithmetic
from web.audit.what_if.typed import Supposed, supposed
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow
from web.support.language import language, say
from web.support.page import render
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting and whether it counts; ``now``, ``then``: why not, empty if it does."""

    number: int
    day: str
    mode: str
    now: str
    then: str
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page. ``settled``: it is a settlement, not what it would come to today; ``stops``: what the form would
    refuse; ``blocked``: why the settlement itself would be.
    """

    grant: GrantNow
    round: RoundNow
    supposed: Supposed
    settled: bool
    lines: list[Beside]
    stops: list[RefusalText]
    blocked: RefusalText | None
    needs_reason: bool
    meetings: list[Held]
    costs: list[str]

    @property
    def same(self) -> bool:
        """Nothing comes out differently."""
        return not (self.stops or self.blocked or any(line.difference for line in self.lines))


@get("/grants/{grant:uuid}/what-if", guards=[allow(*FILES)], include_in_schema=False)
async def one_page(request: WebRequest, grant: FromPath[UUID]) -> Response[str]:
    """One question."""

    def load(asked: Asked) -> tuple[Shown, str]:
        return worked(asked, grant)

    shown, name = await answer(request, load)
    wrong, words = shown.supposed.wrong, say(language(request))
    named = round_name(shown.round, language(request))
    back = Link(words("What if: the whole round"), shown.supposed.keep(f"/rounds/{shown.round.id}/what-if"))
    return render(
        request, "audit/what_if_grant.html", title=words("What if: %(library)s") % {"library": name}, caption=named,
        back=back, shown=shown, name=name, failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def worked(asked: Asked, id_: UUID) -> tuple[Shown, str]:
    """With the name of the library; NotFoundException for a grant that there is not."""
    found, round_ = ask_all(asked.database, grant_question(id_), round_of_grant_question(id_))
    if found is None or round_ is None or found.state.application is None:
        raise NotFoundException
    wish = supposed(asked, round_.rules, f"/grants/{id_}/what-if")
    case, _ = beside(found.facts, round_.rules, wish.changes)
    account = case.then.account
    blocked = account is not None and account.blocked
    params = {"virtual": account.counted_virtual, "min": case.then.rules.min_virtual} if account else {}
    return Shown(
        grant=found, round=round_, supposed=wish, settled=found.state.stage is Stage.SETTLED,
        lines=arithmetic(case, asked),
        stops=[refusal(stop.code, stop.params, asked.lang) for stop in case.then.stops if stop not in case.now.stops],
        blocked=refusal("grant.virtual_unmet", params, asked.lang) if blocked else None,
        needs_reason=case.needs_reason, meetings=_meetings(case, asked), costs=_costs(case, asked),
    ), found.state.application.library_name  # fmt: skip


def _meetings(case: Case, asked: Asked) -> list[Held]:
    """All that were held, by number."""
    return [
        Held(
            meeting.meeting_no, day(meeting.occurred_on, asked.lang), label("mode", meeting.mode, asked.lang),
            now=_why_not(meeting, case.now, asked), then=_why_not(meeting, case.then, asked),
            moved=case.now.state.counts(meeting) != case.then.state.counts(meeting),
        )
        for meeting in sorted(case.now.state.meetings, key=lambda each: each.meeting_no)
    ]  # fmt: skip


def _why_not(meeting: Meeting, side: Side, asked: Asked) -> str:
    if side.state.counts(meeting):
        return ""
    if side.rules.activity_covers(meeting.occurred_on):
        return asked.say("nobody from a Partner Library took part")
    window = {"first": day(side.rules.activity_from, asked.lang), "last": day(side.rules.activity_to, asked.lang)}
    return asked.say("it lies outside the activity window, %(first)s to %(last)s") % window


def _costs(case: Case, asked: Asked) -> list[str]:
    """Accepted costs that the other window leaves out."""
    out = [
        cost for no, cost in sorted(case.now.state.standing_costs.items())
        if case.now.state.decided.get(no) and not case.then.state.decided.get(no)
    ]  # fmt: skip
    words = asked.say("cost no. %(n)s of %(day)s, %(amount)s")
    return [
        words % {"n": cost.cost_no, "day": day(cost.issued_on, asked.lang), "amount": money(cost.charged, asked.lang)}
        for cost in out
    ]


ROUTES = [one_page]
