"""What all pages of one grant begin with: the grant as of now, who may see it, what it is called, where it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.read.asking import ask_all
from grants.read.grants import GrantNow, grant, grant_question
from grants.read.rounds import RoundNow, round_now, round_of_grant_question
from grants.wording.labels import label, round_name
from web.lifecycle.hrefs import href, step_href
from web.lifecycle.steps import Steps
from web.support.asking import After, Asked, Loaded
from web.support.guards import OWN_FILES, allow
from web.support.shell import Link

__all__ = [
    "READERS", "About", "about", "back_to", "brief", "caption", "fact_name", "grant_asked", "href", "library_name",
    "loaded", "round_of", "step_href", "visible",
]  # fmt: skip

READERS: Final = allow(*OWN_FILES)
"""A viewer sees figures, not files."""


def visible(asked: Asked, library: UUID) -> None:
    """A library's person sees its own grant; any other does not exist."""
    if asked.person.library not in (None, library):
        raise NotFoundException


def grant_asked(asked: Asked) -> GrantNow:
    """The grant of the address; NotFoundException if there is none or it is another library's."""
    found = grant(asked.database, asked.path["grant"])
    if found is None:
        raise NotFoundException
    visible(asked, found.library)
    return found


def round_of(asked: Asked, round_: UUID) -> RoundNow:
    """The round with its rules of today."""
    found = round_now(asked.database, round_)
    if found is None:
        raise NotFoundException
    return found


def fact_name(fact: object, asked: Asked) -> str:
    """What an entry is called that may be corrected."""
    names = {
        "Award": asked.say("Award"), "Agreement": asked.say("Agreement"), "Payment": asked.say("Payment"),
        "AwardChange": asked.say("Change of the award"), "Amendment": asked.say("Amendment"),
        "Reversal": asked.say("Reversal"), "Extension": asked.say("Extension of the deadline"),
        "Report": asked.say("Report"), "WaiverAsked": asked.say("Request for a waiver"),
        "WaiverYes": asked.say("Waiver granted"), "WaiverNo": asked.say("Waiver refused"),
        "RefundAsked": asked.say("Refund requested"), "RefundIn": asked.say("Refund received"),
        "WriteOff": asked.say("Refund written off"), "Meeting": asked.say("Meeting"), "Cost": asked.say("Cost"),
    }  # fmt: skip
    return names[type(fact).__name__]


def library_name(known: GrantNow) -> str:
    """As it was called in its application; empty for a file without one."""
    return known.state.application.library_name if known.state.application else ""


def caption(known: GrantNow, round_: RoundNow, asked: Asked) -> str:
    """Round and number: "PD26 · Round 1 · grant no. 42"."""
    words = round_name(round_, asked.lang)
    application, award = known.state.application, known.state.award
    if application and application.attempt > 1:
        words += " · " + asked.say("attempt no. %(n)s") % {"n": application.attempt}
    return f"{words} · " + asked.say("grant no. %(n)s") % {"n": award.number} if award else words


@dataclass(frozen=True, slots=True)
class About:
    """What a form about one grant begins with: one question."""

    grant: GrantNow
    round: RoundNow

    @property
    def state(self) -> Any:
        return self.grant.state


def about(asked: Asked) -> About:
    """The grant of the address with its round."""
    id_: UUID = asked.path["grant"]
    known, round_ = ask_all(asked.database, grant_question(id_), round_of_grant_question(id_))
    if known is None or round_ is None:
        raise NotFoundException
    visible(asked, known.library)
    return About(known, round_)


def brief(it: About, asked: Asked) -> dict[str, Any]:
    """What stands beside every form about a grant."""
    stage = it.state.shown_stage.value
    return {
        "grant": it.grant, "state": it.state, "round": it.round, "library": library_name(it.grant),
        "stage": stage, "stage_word": label("stage", stage, asked.lang), "home": href(it.grant.id),
    }  # fmt: skip


def loaded(asked: Asked, title: str, it: About, *, step: str = "", anchor: str = "", **more: Any) -> Loaded:
    """The ordinary form about one grant: titled, with the way back, fixed to the grant of the address.

    ``step``: of the stage table; while it is not possible, the page says why instead of showing the form.
    """
    known, round_ = it.grant, it.round
    not_now = Steps(known, round_, asked).why_not(step) if step else None
    context = {**brief(it, asked), "not_now": not_now, **more.pop("context", {})}
    return Loaded(
        title=asked.say(title), caption=f"{library_name(known)} · {caption(known, round_, asked)}",
        back=Link(asked.say("Back to the grant"), href(known.id, anchor)),
        fixed={"grant": known.id, **more.pop("fixed", {})}, version=known.version, context=context, **more,
    )  # fmt: skip


def back_to(asked: Asked, done: Done, text: str, anchor: str = "") -> After:
    """To the grant's page, with what was done and a link to that very step."""
    id_ = done.ids["grant"]
    version = done.versions.get(str(id_), 0)
    link = Link(asked.say("See the step"), step_href(id_, version)) if version else None
    return After(href=href(id_, anchor), text=asked.say(text), link=link)
