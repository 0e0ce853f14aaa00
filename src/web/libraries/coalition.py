"""Forming a coalition: first who leads, then who takes part. Libraries are found by name, never typed as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from grants.kernel.command import Done
from grants.libraries.commands import FormCoalition
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.read.libraries import LibraryNow, leading_in, libraries
from grants.read.rounds import RoundNow
from grants.wording.labels import round_name
from web.libraries.choosing import Picker, Search, one, picker, several, the_round
from web.support.asking import After, Asked, Loaded
from web.support.guards import may
from web.support.paths import with_query
from web.support.shell import Link
from web.support.submitting import CommandPage


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who was chosen so far, in the order of choosing."""

    path: str
    leading: LibraryNow | None
    partners: list[LibraryNow]

    def href(self, *, leading: UUID | str | None = None, partners: list[UUID] | None = None) -> str:
        """The same choice with another leading library (empty: none) or other partners."""
        lead = (self.leading.id if self.leading else "") if leading is None else leading
        ids = [each.id for each in self.partners] if partners is None else partners
        return with_query(self.path, leading=lead, partners=",".join(map(str, ids)))

    def without(self, partner: UUID) -> str:
        return self.href(partners=[each.id for each in self.partners if each.id != partner])

    def with_(self, partner: UUID) -> str:
        return self.href(partners=[*(each.id for each in self.partners), partner])

    @property
    def hidden(self) -> dict[str, str]:
        ids = ",".join(str(each.id) for each in self.partners)
        return {"leading": str(self.leading.id) if self.leading else "", "partners": ids}


def load(asked: Asked) -> Loaded:
    """What the address says was chosen, and the search for the next choice."""
    round_ = the_round(asked)
    chosen = _chosen(asked, round_)
    fixed = {
        "round": round_.id, "leading": str(chosen.leading.id) if chosen.leading else "",
        "partners": [str(each.id) for each in chosen.partners],
    }  # fmt: skip
    return Loaded(
        title=asked.say("Form a coalition"), caption=round_name(round_, asked.lang), fixed=fixed,
        back=Link(asked.say("Back to the round"), f"/rounds/{round_.id}"),
        context={"round": round_, "chosen": chosen, "picker": _picker(asked, round_, chosen)},
    )  # fmt: skip


def _chosen(asked: Asked, round_: RoundNow) -> Chosen:
    leading, partners = one(asked.query.get("leading")), several(asked.query.get("partners"))
    ids = {*partners, *([leading] if leading else [])}
    known = libraries(asked.database, ids) if ids else {}
    return Chosen(
        f"/rounds/{round_.id}/coalitions/new", known.get(leading) if leading else None,
        [known[each] for each in partners if each in known and each != leading],
    )  # fmt: skip


def _picker(asked: Asked, round_: RoundNow, chosen: Chosen) -> Picker:
    say = asked.say
    if chosen.leading is None:

        def leads(rows: list[LibraryNow]) -> Mapping[UUID, str]:
            there = leading_in(asked.database, round_.id, [each.id for each in rows])
            return dict.fromkeys(there, say("leads a coalition already"))

        return picker(asked, Search(
            say("Which library leads?"), say("Choose"), chosen.path, chosen.hidden,
            lambda id_: chosen.href(leading=id_) + "#main", leads,
        ))  # fmt: skip
    taken = {each.id: say("chosen") for each in chosen.partners} | {chosen.leading.id: say("leads the coalition")}
    return picker(asked, Search(
        say("Which libraries are partners?"), say("Add as a partner"), chosen.path, chosen.hidden,
        lambda id_: chosen.with_(id_) + "#main", lambda _rows: taken,
    ))  # fmt: skip


def after(asked: Asked, loaded: Loaded, _done: Done) -> After:
    """On the leading library's page; from there it can apply."""
    leading, round_ = loaded.fixed["leading"], loaded.context["round"]
    link = None
    if round_.takes_applications(asked.today, by_staff=True) and may(ApplyForGrant).permits(asked.person):
        link = Link(asked.say("Key in an application"), f"/rounds/{round_.id}/apply?library={leading}")
    return After(href=f"/libraries/{leading}", text=asked.say("The coalition was formed."), link=link)


FORM = CommandPage(
    path="/rounds/{round:uuid}/coalitions/new", command=FormCoalition, template="libraries/coalition.html",
    fragment="libraries/_coalition_form.html", load=load, after=after,
)  # fmt: skip
ROUTES = [*FORM.routes()]
