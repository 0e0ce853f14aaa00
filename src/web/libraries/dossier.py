"""What stands beside a library's trail. A fixed number of questions, however long its history is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from uuid import UUID

from grants.findings.commands import RecordFinding
from grants.kernel.ids import grant_id
from grants.libraries.commands import (
    AddPartner,
    CorrectLibrary,
    FormCoalition,
    LetPartnerLeave,
    RestoreLibrary,
    RetireLibrary,
)
from grants.lifecycle.commands.applying import ApplyForGrant
from grants.lifecycle.stages import Stage
from grants.read.due import Task
from grants.read.grants import GrantNow
from grants.read.libraries import LibraryNow, Membership
from grants.read.register import Entry
from grants.read.rounds import RoundNow
from grants.wording.labels import label, round_name
from web.libraries.known import Known
from web.support.asking import Asked
from web.support.guards import FILES, allow, may
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant as a library's page shows it. ``planned``: the day of the next meeting on its schedule."""

    href: str
    entry: Entry
    stage_word: str
    meetings_needed: int
    planned: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other side of a coalition. ``href``: its page, for who may see it; ``leave``: where it is let go."""

    name: str
    town: str
    since: date
    left_on: date | None
    href: str | None
    leave: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What a library is in one round. ``leading``: whether it leads; else ``partners`` holds who leads it."""

    round: RoundNow
    leading: bool
    grant: Grant | None
    partners: list[Partner]
    actions: list[Link]


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that waits for the library; ``late``: days since the deadline."""

    what: str
    href: str
    round: str
    due_on: date | None
    amount: int
    late: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """The page without its trail. ``own``: it is the reader's own library."""

    library: LibraryNow
    own: bool
    parts: list[Part] = field(default_factory=list)
    owes: list[Owed] = field(default_factory=list)
    correct: str | None = None
    retire: str | None = None
    restore: str | None = None
    file: str | None = None
    finding: str | None = None
    form: list[Link] = field(default_factory=list)


def dossier(asked: Asked, known: Known) -> Dossier:
    """Without asking anything more."""
    library, person = known.library, asked.person
    about, path = _Parts(asked, library, known.rounds, known.grants, known.files), f"/libraries/{known.library.id}"
    return Dossier(
        library, own=person.library is not None,
        parts=[*about.led(known.led), *about.joined(known.joined)],
        owes=[_owed(task, known.rounds[task.round], asked) for task in known.owed],
        correct=f"{path}/correct" if may(CorrectLibrary).permits(person) else None,
        retire=f"{path}/retire" if library.works and may(RetireLibrary).permits(person) else None,
        restore=f"{path}/restore" if not library.works and may(RestoreLibrary).permits(person) else None,
        file=f"{path}/dossier" if allow(*FILES).permits(person) else None,
        finding=f"/findings/new?library={library.id}" if may(RecordFinding).permits(person) else None,
        form=_forming(asked, library, known.rounds, {each.round for each in known.led}),
    )  # fmt: skip


class _Parts:
    """Turns memberships into parts, the newest round first."""

    def __init__(
        self, asked: Asked, library: LibraryNow, known: dict[UUID, RoundNow], grants: dict[UUID, Entry],
        files: dict[UUID, GrantNow],
    ) -> None:  # fmt: skip
        self._files = files
        self._asked, self._works, self._known, self._grants = asked, library.works, known, grants
        self._own = asked.person.library is not None

    def led(self, memberships: list[Membership]) -> list[Part]:
        """The rounds in which the library leads."""
        order = sorted(memberships, key=lambda each: (self._known[each.round].opened_on, each.round.int), reverse=True)
        return [self._led(round_, list(found)) for round_, found in groupby(order, key=lambda each: each.round)]

    def joined(self, memberships: list[Membership]) -> list[Part]:
        """The coalitions in which it is or was a partner. Another library's grant is nothing to a library's person."""
        return [
            Part(
                self._known[each.round], leading=False, actions=[],
                grant=None if self._own else self._grant(each.round, each.leading), partners=[self._partner(each)],
            )
            for each in memberships
        ]  # fmt: skip

    def _led(self, round_id: UUID, found: list[Membership]) -> Part:
        round_, leading = self._known[round_id], found[0].leading
        present = [each for each in found if each.left_on is None]
        base = f"/rounds/{round_id}/coalitions/{leading}"
        leave = len(present) > 1 and not round_.closed and may(LetPartnerLeave).permits(self._asked.person)
        return Part(
            round_, leading=True, grant=self._grant(round_id, leading), actions=self._actions(round_, leading, base),
            partners=[
                self._partner(each, f"{base}/leave/{each.library}" if leave and each.left_on is None else None)
                for each in sorted(found, key=lambda each: each.left_on is not None)
            ],
        )  # fmt: skip

    def _actions(self, round_: RoundNow, leading: UUID, base: str) -> list[Link]:
        asked, entry = self._asked, self._grants.get(grant_id(round_.id, leading))
        found: list[Link] = []
        if not self._works:
            return found
        free = entry is None or entry.stage in (Stage.OPENED.value, Stage.WITHDRAWN.value)
        open_ = round_.takes_applications(asked.today, by_staff=not self._own)
        if free and open_ and may(ApplyForGrant).permits(asked.person):
            words = asked.say("Apply for a grant") if self._own else asked.say("Key in an application")
            found.append(Link(words, f"/rounds/{round_.id}/apply?library={leading}"))
        if not round_.closed and may(AddPartner).permits(asked.person):
            found.append(Link(asked.say("Add a partner"), f"{base}/add"))
        return found

    def _partner(self, each: Membership, leave: str | None = None) -> Partner:
        href = None if self._own else f"/libraries/{each.library}"
        return Partner(each.name, each.town, each.since, each.left_on, href, leave)

    def _grant(self, round_: UUID, leading: UUID) -> Grant | None:
        entry = self._grants.get(grant_id(round_, leading))
        if entry is None or entry.stage == Stage.OPENED.value:
            return None
        word = label("stage", entry.stage, self._asked.lang)
        file = self._files.get(entry.grant)
        plans = [plan.day for plan in file.pending_plans if plan.day >= self._asked.today] if file else []
        home = f"/grants/{entry.grant}"
        return Grant(
            home, entry, word, self._known[round_].rules.min_meetings, plans[0] if plans else None, f"{home}#schedule"
        )


def _owed(task: Task, round_: RoundNow, asked: Asked) -> Owed:
    late = (asked.today - task.due_on).days if task.due_on and task.overdue(asked.today) else 0
    what = label("due", task.kind, asked.lang)
    named = round_name(round_, asked.lang)
    return Owed(what, f"/grants/{task.grant}", named, task.due_on, task.amount, late)


def _forming(asked: Asked, library: LibraryNow, known: dict[UUID, RoundNow], led: set[UUID]) -> list[Link]:
    """Rounds that are still open and in which the library does not lead yet; none once it closed."""
    if not library.works or not may(FormCoalition).permits(asked.person):
        return []
    words, path = asked.say("Form a coalition: %(round)s"), f"coalitions/new?leading={library.id}"
    return [
        Link(words % {"round": round_name(found, asked.lang)}, f"/rounds/{found.id}/{path}")
        for found in known.values() if not found.closed and found.id not in led
    ]  # fmt: skip
