"""One more partner in a coalition, and a partner who leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.libraries.commands import AddPartner, LetPartnerLeave
from grants.read.asking import ask_all
from grants.read.libraries import LibraryNow, Membership, libraries_question, partners_question
from grants.read.rounds import RoundNow, round_question
from grants.wording.labels import round_name
from web.libraries.choosing import Search, one, picker
from web.support.asking import After, Asked, Loaded
from web.support.paths import with_query
from web.support.shell import Link
from web.support.submitting import CommandPage


@dataclass(frozen=True, slots=True)
class About:
    """The coalition that the address names. ``present``: its partners of today."""

    round: RoundNow
    leading: LibraryNow
    present: list[Membership]
    known: dict[UUID, LibraryNow]

    @property
    def home(self) -> str:
        return f"/libraries/{self.leading.id}"


def about(asked: Asked, *others: UUID | None) -> About:
    """NotFoundException unless the library leads in the round."""
    id_, leading = asked.path["round"], asked.path["leading"]
    round_, members, known = ask_all(
        asked.database, round_question(id_), partners_question(id_, leading),
        libraries_question({leading, *(each for each in others if each)}),
    )  # fmt: skip
    if round_ is None or not members:
        raise NotFoundException
    return About(round_, known[leading], [each for each in members if each.left_on is None], known)


def load_add(asked: Asked) -> Loaded:
    """Who was chosen, or the search for it."""
    wanted = one(asked.query.get("partner"))
    it = about(asked, wanted)
    path = f"/rounds/{it.round.id}/coalitions/{it.leading.id}/add"
    taken = {each.library: asked.say("is a partner already") for each in it.present}
    taken[it.leading.id] = asked.say("leads the coalition")
    partner = it.known.get(wanted) if wanted else None
    search = Search(
        asked.say("Which library joins?"), asked.say("Choose"), path, {},
        lambda id_: with_query(path, partner=id_) + "#main", lambda _rows: taken,
    )  # fmt: skip
    return Loaded(
        title=asked.say("Add a partner"), caption=f"{it.leading.name} · {round_name(it.round, asked.lang)}",
        fixed={"round": it.round.id, "leading": it.leading.id, "partner": str(partner.id) if partner else ""},
        back=Link(it.leading.name, it.home),
        context={"it": it, "partner": partner, "change": path, "picker": None if partner else picker(asked, search)},
    )  # fmt: skip


def load_leave(asked: Asked) -> Loaded:
    """Who leaves; what keeps it is said before the button is pressed."""
    it = about(asked, asked.path["partner"])
    partner = it.known.get(asked.path["partner"])
    if partner is None or all(each.library != partner.id for each in it.present):
        raise NotFoundException
    return Loaded(
        title=asked.say("Record that a partner left"),
        caption=f"{it.leading.name} · {round_name(it.round, asked.lang)}",
        fixed={"round": it.round.id, "leading": it.leading.id, "partner": partner.id},
        back=Link(it.leading.name, it.home),
        context={"it": it, "partner": partner, "last": len(it.present) == 1},
    )  # fmt: skip


def added(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/libraries/{loaded.fixed['leading']}", text=asked.say("The partner joined the coalition."))


def gone(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=f"/libraries/{loaded.fixed['leading']}", text=asked.say("The partner left the coalition."))


ADD = CommandPage(
    path="/rounds/{round:uuid}/coalitions/{leading:uuid}/add", command=AddPartner,
    template="libraries/add_partner.html", fragment="libraries/_add_partner_form.html", load=load_add, after=added,
)  # fmt: skip
LEAVE = CommandPage(
    path="/rounds/{round:uuid}/coalitions/{leading:uuid}/leave/{partner:uuid}", command=LetPartnerLeave,
    template="libraries/partner_leaves.html", fragment="libraries/_partner_leaves_form.html", load=load_leave,
    after=gone,
)  # fmt: skip
ROUTES = [*ADD.routes(), *LEAVE.routes()]
