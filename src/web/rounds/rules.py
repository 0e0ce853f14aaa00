"""New rules for a round: for what is decided from now on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.kernel.refusals import Refused
from grants.read.rounds import RoundNow, round_now
from grants.read.rounds.meant import rules_meant
from grants.rounds.commands import ChangeRules
from grants.wording.labels import round_name
from web.rounds.choices import choices
from web.rounds.telling import differences
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
        caption=round_name(found, asked.lang),
        back=Link(asked.say("Dashboard of the round"), f"/rounds/{found.id}"),
        fixed={"round": found.id},
        known={"rules": known},
        version=found.version,
        context={
            "round": found,
            "choices": choices(asked, found.rules),
            "differs": [],
            "shown": "",
        },
    )


def preview(asked: Asked, loaded: Loaded, command: ChangeRules) -> dict[str, Any]:
    """What would be different; the same rules again are refused at once."""
    found: RoundNow = loaded.context["round"]
    differs = differences(found.rules, rules_meant(command.rules), asked.lang)
    if not differs:
        raise Refused("round.rules_same")
    return {"differs": differs}


def changed(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(
        href=f"/rounds/{loaded.fixed['round']}",
        text=asked.say("The rules were changed. Awards already made keep the rules they were made under."),
    )


RULES = CommandPage(
    path="/rounds/{round_:uuid}/rules/change", command=ChangeRules, template="rounds/rules.html",
    fragment="rounds/_rules_form.html", load=load, after=changed, preview=preview,
)  # fmt: skip
ROUTES = [*RULES.routes()]
