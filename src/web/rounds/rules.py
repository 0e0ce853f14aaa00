"""New rules for a round: for what is decided from now on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.read.rounds import RoundNow, round_now
from grants.rounds.commands import ChangeRules
from web.rounds.choices import choices
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage


def the_round(asked: Asked) -> RoundNow:
    """The round in the address."""
    found = round_now(asked.database, asked.path["round_"])
    if found is None:
        raise NotFoundException
    return found


def load(asked: Asked) -> Loaded:
    """The rules in force, to be changed."""
    found = the_round(asked)
    known: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(found.rules).items()
    }
    return Loaded(
        title=asked.say("Change the rules"),
        caption=found.name,
        back=Link(asked.say("Dashboard of the round"), f"/rounds/{found.id}"),
        fixed={"round": found.id},
        known={"rules": known},
        version=found.version,
        context={
            "round": found,
            "choices": choices(asked.lang, channels=found.rules.channels, kinds=found.rules.participant_kinds),
        },
    )


def changed(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(
        href=f"/rounds/{loaded.fixed['round']}",
        text=asked.say("The rules were changed. Awards already made keep the rules they were made under."),
    )


RULES = CommandPage(
    path="/rounds/{round_:uuid}/rules/change", command=ChangeRules, template="rounds/rules.html",
    fragment="rounds/_rules_form.html", load=load, after=changed,
)  # fmt: skip
ROUTES = [*RULES.routes()]
