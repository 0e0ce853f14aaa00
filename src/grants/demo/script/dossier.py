"""One grant's file while its script is written: its dice, its diary, its version, the steps so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Final
from uuid import UUID

from grants.demo.cast import DESK, Player
from grants.demo.days import Diary
from grants.demo.dice import dice
from grants.demo.names import Library
from grants.demo.seasons import Season
from grants.demo.steps import Step
from grants.kernel.command import Command
from grants.kernel.ids import grant_id
from grants.lifecycle.commands.applying import Planned
from grants.lifecycle.commands.meetings import RecordMeeting
from grants.lifecycle.commands.settling import RecordCost

CHANNELS: Final = {"skype": 50, "gadu_gadu": 18, "chat": 12, "google_hangouts": 9, "tlen": 7, "other": 4}


@dataclass
class Dossier:
    """``version`` is the grant's after the steps so far; ``kept`` names versions that a correction will need;
    ``charged`` is what each cost charges, those rejected or withdrawn left out; ``desk`` keys in what no other is
    named for; ``plans`` is the schedule by number; ``transfers`` counts payments. Money in grosze.
    """

    season: Season
    name: str
    leading: Library
    partners: list[Library]
    desk: Player = DESK
    rng: Random = field(init=False)
    diary: Diary = field(init=False)
    steps: list[Step] = field(default_factory=list)
    version: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    requested: int = 0
    awarded: int = 0
    awarded_on: date = date.min
    paid: int = 0
    transfers: int = 0
    nrb: str = field(init=False)
    plans: dict[int, Planned] = field(default_factory=dict)
    meetings: list[RecordMeeting] = field(default_factory=list)
    charged: dict[int, int] = field(default_factory=dict)
    documents: dict[int, RecordCost] = field(default_factory=dict)
    costs: int = 0
    decided: int = 0

    def __post_init__(self) -> None:
        self.rng = dice(self.name)
        self.diary = Diary(dice(f"{self.name}/diary"))
        self.nrb = self.leading.nrb

    @cached_property
    def id(self) -> UUID:
        return grant_id(self.season.id, self.leading.id)

    @property
    def today(self) -> date:
        """The day of the last entry."""
        return self.diary.today

    def later(self, least: int, most: int) -> date:
        """Some days after the last entry."""
        return self.today + timedelta(days=self.rng.randint(least, most))

    def step(self, what: str, command: Command, day: date, who: Player | None = None, *, facts: int = 1) -> datetime:
        """One more entry on ``day`` or soon after; ``facts``: how many events it adds to the grant's own stream."""
        at = self.diary.at(day)
        self.steps.append(Step(at, f"{self.name}/{what}", who or self.desk, command))
        self.version += facts
        return at

    def refund_due(self, counted: int) -> int:
        """What a settlement of so many counted meetings will ask back, by the default policy of DOMAIN 5."""
        cap = self.awarded * min(counted, self.season.rules.min_meetings) // self.season.rules.min_meetings
        return self.paid - min(sum(self.charged.values()), self.awarded, cap)

    def channel(self) -> str:
        """A channel that the rules of the award allow, or those of today while there is none."""
        allowed = self.season.channels(self.awarded_on if self.awarded else self.today)
        weights = {code: n for code, n in CHANNELS.items() if code in allowed}
        return self.rng.choices(list(weights), weights=list(weights.values()))[0]
