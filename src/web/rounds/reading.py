"""The rules of a round, to be read: by staff, auditors and libraries alike."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from grants.catalogue import CATALOGUE
from grants.read.rounds import RoundNow
from grants.read.trail.own import rules_versions
from grants.rounds.commands import ChangeRules
from grants.wording.formats import day, money, number
from grants.wording.labels import label
from grants.wording.values import Change
from web.rounds.rules import the_round
from web.rounds.telling import differences
from web.rounds.trail import SEE, told
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import EVERYONE, allow
from web.support.page import render
from web.support.prose import Entry
from web.support.shell import Link

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the rules: since when and by whom, and what it changed (the first one changed nothing)."""

    number: int
    entry: Entry
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Shown:
    """The rules in words. ``change``: where they are changed, for who may."""

    round: RoundNow
    main: Rows
    lists: list[tuple[str, list[str]]]
    change: str | None
    back: Link
    versions: list[Version]
    trail: str | None


@get("/rounds/{round_:uuid}/rules", guards=[allow(*EVERYONE)], include_in_schema=False)
async def rules_page(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:  # noqa: ARG001  read from the path
    """The version in force; an award keeps the version of its day."""

    def load(asked: Asked) -> tuple[Shown, str]:
        return shown(asked, the_round(asked)), asked.say("Rules of the round")

    found, title = await answer(request, load)
    return render(
        request, "rounds/rules_read.html", title=title, caption=found.round.programme_name,
        back=found.back, shown=found,
    )  # fmt: skip


def shown(asked: Asked, found: RoundNow) -> Shown:
    """Days, money and requirements as rows; codes as lists."""
    may_change = bool(CATALOGUE[ChangeRules].roles & asked.person.roles) and not found.closed
    home = asked.person.library is not None
    return Shown(
        found, _main(asked, found), _lists(asked, found),
        f"/rounds/{found.id}/rules/change" if may_change else None,
        Link(asked.say("Rounds"), "/") if home else Link(asked.say("Dashboard of the round"), f"/rounds/{found.id}"),
        _versions(asked, found.id), f"/rounds/{found.id}/trail" if SEE.permits(asked.person) else None,
    )  # fmt: skip


def _versions(asked: Asked, round_: UUID) -> list[Version]:
    """The newest first, each against the one before it. A library's person reads roles, not names."""
    found = rules_versions(asked.database, asked.programme.log, round_)
    named = asked.person.library is None
    return [
        Version(new.version, told(new, asked, named=named), differences((old or new).rules, new.rules, asked.lang))
        for new, old in zip(found, [*found[1:], None], strict=True)
    ]


def _main(asked: Asked, found: RoundNow) -> Rows:
    say, lang, rules = asked.say, asked.lang, found.rules
    return [
        (say("Version of the rules"), number(found.rules_version, lang)),
        (say("Call for applications"), f"{day(rules.call_opens_on, lang)} – {day(rules.call_closes_on, lang)}"),
        (say("Activity window"), f"{day(rules.activity_from, lang)} – {day(rules.activity_to, lang)}"),
        (say("Budget of the round"), money(rules.budget, lang)),
        (say("Highest award"), money(rules.max_award, lang)),
        (say("Meetings at least"), number(rules.min_meetings, lang)),
        (say("Virtual ones among them at least"), number(rules.min_virtual, lang)),
        (
            say("When meetings are missing"),
            label("policy", rules.shortfall_policy, lang),
        ),
        (say("Report due on"), day(rules.report_due_on, lang)),
        (say("Refund: days after it was requested"), number(rules.refund_due_days, lang)),
    ]


def _lists(asked: Asked, found: RoundNow) -> list[tuple[str, list[str]]]:
    say, rules = asked.say, found.rules
    named = (
        (say("Channels of virtual meetings"), "channel", rules.channels),
        (say("Kinds of participant"), "participant", rules.participant_kinds),
        (say("Purposes of meetings"), "purpose", rules.purposes),
        (say("Cost categories"), "category", rules.cost_categories),
        (say("Eligibility checklist"), "check", rules.checklist),
        (say("Four-eyes rule"), "pair", rules.four_eyes),
    )
    return [(words, [label(table, code, asked.lang) for code in codes]) for words, table, codes in named if codes]


ROUTES = [rules_page]
