"""The people of the demo. Their passwords are public, so a demo listens on loopback unless told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from grants.kernel.actor import Actor
from grants.kernel.codes import Role
from grants.kernel.ids import derived


@dataclass(frozen=True)
class Player:
    """One invented person: how one signs in, and what for, in both languages."""

    login: str
    name: str
    roles: tuple[Role, ...]
    pl: str
    en: str

    @property
    def password(self) -> str:
        """Public on purpose."""
        return f"{self.login}-demo"

    @cached_property
    def id(self) -> UUID:
        return derived("demo-person", self.login)

    @cached_property
    def actor(self) -> Actor:
        """The person as the domain knows one."""
        return Actor(self.id, frozenset(self.roles))

    @property
    def account(self) -> dict[str, object]:
        """What the sign-in page of a demo shows."""
        return {
            "login": self.login, "password": self.password, "name": self.name,
            "roles": [role.value for role in self.roles], "pl": self.pl, "en": self.en,
        }  # fmt: skip


DESK: Final = Player(
    "dobrochna", "Dobrochna", (Role.COORDINATOR, Role.FINANCE),
    "Prowadzi program: wnioski, spotkania, sprawozdania i pieniądze.",
    "Runs the programme: applications, meetings, reports and money.",
)  # fmt: skip
CHIEF: Final = Player(
    "ziemowit", "Ziemowit", (Role.MANAGER,),
    "Otwiera i zamyka rundy, zmienia zasady, rozwiązuje umowy, decyduje o wyjątkach.",
    "Opens and closes rounds, changes rules, terminates agreements, decides on exceptions.",
)  # fmt: skip
TILL: Final = Player(
    "sulislawa", "Sulisława", (Role.FINANCE,),
    "Przelewa dotacje, ocenia koszty, przyjmuje zwroty.",
    "Pays grants, judges costs, takes in refunds.",
)  # fmt: skip
MATE: Final = Player(
    "wszebora", "Wszebora", (Role.COORDINATOR,),
    "Prowadzi program razem z Dobrochną: ma na biurku część wniosków i umów rundy bieżącej.",
    "Runs the programme together with Dobrochna: some grants of the running round lie on her desk.",
)  # fmt: skip
AUDIT: Final = Player(
    "mirogniew", "Mirogniew", (Role.AUDITOR,),
    "Czyta wszystko: ślad rewizyjny i odtwarzanie krok po kroku; zapisuje ustalenia, niczego nie zmienia.",
    "Reads everything: the audit trail and the step-by-step replay; records findings, changes nothing.",
)  # fmt: skip
GUEST: Final = Player(
    "radochna", "Radochna", (Role.VIEWER,),
    "Ogląda pulpity i podsumowania.",
    "Looks at dashboards and summaries.",
)  # fmt: skip

CAST: Final = (DESK, MATE, CHIEF, TILL, AUDIT, GUEST)
