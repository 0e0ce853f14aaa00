"""From the coalition to the decision about the application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from grants.demo import texts
from grants.demo.cast import CHIEF, DESK
from grants.demo.days import working
from grants.demo.script.dossier import Dossier
from grants.kernel.codes import CONSENTS, Ground
from grants.libraries.commands import AddPartner, FormCoalition, LetPartnerLeave
from grants.lifecycle.commands.applying import (
    ApplyForGrant,
    Budgeted,
    Found,
    Planned,
    RejectApplication,
    ResubmitApplication,
    ReturnApplication,
    WaiverWish,
    WithdrawApplication,
)
from grants.lifecycle.commands.meetings import AskWaiver, GrantWaiver, RefuseWaiver

REQUESTED: Final = {100_000: 78, 98_000: 5, 95_000: 5, 92_000: 3, 90_000: 4, 88_500: 2, 85_000: 3}
"""In grosze."""
GROUNDS: Final[tuple[Ground, ...]] = ("no_internet", "no_equipment", "blocked_network", "other")


def coalition(d: Dossier, day: date) -> None:
    """The Leading Library names its partners."""
    command = FormCoalition(round=d.season.id, leading=d.leading.id, partners=[p.id for p in d.partners])
    d.step("coalition", command, day, facts=0)


def apply(d: Dossier, sent: date, recorded: date, *, wish: bool = False, again: bool = False) -> None:
    """A paper of ``sent``, keyed in on ``recorded``; ``wish``: no virtual meeting is planned, a waiver is asked for."""
    d.requested = d.requested or d.rng.choices(list(REQUESTED), weights=list(REQUESTED.values()))[0]
    first = 0 if again else 1
    command = ApplyForGrant(
        round=d.season.id, library=d.leading.id, requested=d.requested, plan=plan(d, recorded, virtual=not wish),
        budget=budget(d), nrb=d.leading.nrb, consents=consents(d), waiver=_wish(d) if wish else None, occurred_on=sent,
    )  # fmt: skip
    d.plans.update(enumerate(command.plan, 1))
    d.step("apply-again" if again else "apply", command, recorded, facts=1 + first + int(wish))


def resubmit(d: Dossier, day: date, *, virtual: bool = True) -> None:
    """The corrected application, as a whole."""
    command = ResubmitApplication(
        grant=d.id, requested=d.requested, plan=plan(d, day, virtual=virtual), budget=budget(d), nrb=d.leading.nrb,
        consents=consents(d),
    )  # fmt: skip
    d.plans.update(enumerate(command.plan, 1))
    d.step("resubmit", command, day)


def send_back(d: Dossier, day: date, field: str | None = None, note: str | None = None) -> None:
    """Return for correction, by a day; one or two findings."""
    chosen = d.rng.sample(texts.RETURNED, d.rng.choice((1, 1, 2))) if field is None or note is None else [(field, note)]
    findings = [Found(field=name, note=words) for name, words in chosen]
    d.step("return", ReturnApplication(grant=d.id, due_on=working(day + timedelta(days=10)), findings=findings), day)


def withdraw(d: Dossier, day: date, reason: str | None = None) -> None:
    """The library steps back."""
    d.step("withdraw", WithdrawApplication(grant=d.id, reason=reason or d.rng.choice(texts.WITHDRAWN)), day)


def reject(d: Dossier, day: date) -> None:
    """Rare, and final."""
    d.step("reject", RejectApplication(grant=d.id, ground=d.rng.choice(texts.REJECTED)), day, CHIEF)


def ask_waiver(d: Dossier, day: date, ground: Ground = "attempt_failed") -> None:
    """Ask for a waiver after the application, mostly because an attempt failed."""
    note = texts.WAIVER_NOTES[ground]
    d.step("ask-waiver", AskWaiver(grant=d.id, ground=ground, note=note), day)


def decide_waiver(d: Dossier, day: date, *, granted: bool) -> None:
    """Grant or refuse what was asked for."""
    who = d.rng.choice((DESK, CHIEF))
    if granted:
        d.step("waiver", GrantWaiver(grant=d.id, reason=d.rng.choice(texts.WAIVER_GRANTED)), day, who)
    else:
        d.step("waiver", RefuseWaiver(grant=d.id, reason=d.rng.choice(texts.WAIVER_REFUSED)), day, who)


def add_partner(d: Dossier, day: date) -> None:
    """The last library of the file joins late."""
    d.step("partner", AddPartner(round=d.season.id, leading=d.leading.id, partner=d.partners[-1].id), day, facts=0)


def partner_leaves(d: Dossier, day: date) -> None:
    """The last partner of the file leaves; what it took part in stays recorded."""
    gone = d.partners.pop()
    d.step("partner", LetPartnerLeave(round=d.season.id, leading=d.leading.id, partner=gone.id), day, facts=0)


def plan(d: Dossier, day: date, *, virtual: bool) -> list[Planned]:
    """At least four meetings inside the activity window, one of them virtual if ``virtual``."""
    rules = d.season.rules_on(day)
    number = d.rng.choice((4, 4, 4, 5))
    first = max(rules.activity_from, day + timedelta(days=30))
    gap = (rules.activity_to - first).days // number
    days = [working(first + timedelta(days=i * gap + d.rng.randrange(max(1, gap // 2)))) for i in range(number)]
    apart = d.rng.randrange(1, number) if virtual else -1
    allowed = d.season.channels(day)
    return [
        Planned(day=min(on, rules.activity_to), mode="virtual", channel=d.rng.choice(allowed[:2]))
        if i == apart
        else Planned(day=min(on, rules.activity_to), mode="in_person")
        for i, on in enumerate(days)
    ]


def budget(d: Dossier) -> list[Budgeted]:
    """Lines in whole tens of złote that add up to what is asked for."""
    more = d.rng.sample(("materials", "services", "fees"), d.rng.choice((1, 2)))
    wanted: Sequence[str] = ("travel", "catering", *more)
    left = d.requested
    lines = []
    for category in wanted[1:]:
        share = max(1, left * d.rng.randint(18, 38) // 100 // 1_000) * 1_000
        lines.append(Budgeted(category=category, amount=share))
        left -= share
    return [Budgeted(category=wanted[0], amount=left), *lines]


def consents(d: Dossier) -> list[str]:
    """The two that are needed; nearly everyone agrees to be listed as well."""
    return list(CONSENTS if d.rng.random() < 0.93 else CONSENTS[:2])  # noqa: PLR2004


def _wish(d: Dossier) -> WaiverWish:
    ground = d.rng.choice(GROUNDS)
    return WaiverWish(ground=ground, note=texts.WAIVER_NOTES[ground])
