"""Opening a programme, and a round of it."""

from __future__ import annotations

from uuid import UUID

from grants.kernel import codes
from grants.kernel.command import Done
from grants.read.rounds import programmes, rounds
from grants.rounds.commands import OpenProgramme, OpenRound
from web.rounds.choices import choices
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage


def load_programme(asked: Asked) -> Loaded:
    return Loaded(title=asked.say("Open a programme"), back=Link(asked.say("Rounds"), "/"))


def programme_opened(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """A programme without a round shows nothing yet, so its first round is the next step."""
    return After(
        href=f"/rounds/new?programme={done.ids['programme']}",
        text=asked.say("The programme was opened. Now open its first round."),
    )


def load_round(asked: Asked) -> Loaded:
    """The rules of the newest round are where the next one begins; its days are not."""
    open_ones = [found for found in programmes(asked.database) if found.closed_on is None]
    wanted = asked.query.get("programme", "")
    programme = next((str(p.id) for p in open_ones if str(p.id) == wanted), str(open_ones[0].id) if open_ones else "")
    return Loaded(
        title=asked.say("Open a round"),
        back=Link(asked.say("Rounds"), "/"),
        known={"programme": programme, "rules": _usual_rules(asked)},
        context={
            "programmes": [(str(p.id), f"{p.code} · {p.name}") for p in open_ones],
            "choices": choices(asked.lang),
        },
    )


def _usual_rules(asked: Asked) -> dict[str, object]:
    newest = next(iter(rounds(asked.database)), None)
    kept = ("budget", "max_award", "min_meetings", "min_virtual", "report_due_days", "refund_due_days")
    lists = ("channels", "participant_kinds", "purposes", "cost_categories", "four_eyes", "shortfall_policy")
    if newest is not None:
        return {name: _plain(getattr(newest.rules, name)) for name in (*kept, *lists)}
    return {
        "min_meetings": 4, "min_virtual": 1, "report_due_days": 21, "refund_due_days": 14,
        "shortfall_policy": "proportional", "channels": list(codes.CHANNELS),
        "participant_kinds": list(codes.PARTICIPANT_KINDS), "purposes": list(codes.PURPOSES),
        "cost_categories": list(codes.COST_CATEGORIES),
    }  # fmt: skip


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def round_opened(asked: Asked, _loaded: Loaded, done: Done) -> After:
    round_: UUID = done.ids["round"]
    return After(href=f"/rounds/{round_}", text=asked.say("The round was opened."))


PROGRAMME = CommandPage(
    path="/programmes/new", command=OpenProgramme, template="rounds/programme_new.html",
    fragment="rounds/_programme_form.html", load=load_programme, after=programme_opened,
)  # fmt: skip
ROUND = CommandPage(
    path="/rounds/new", command=OpenRound, template="rounds/round_new.html", fragment="rounds/_round_form.html",
    load=load_round, after=round_opened,
)  # fmt: skip
ROUTES = [*PROGRAMME.routes(), *ROUND.routes()]
