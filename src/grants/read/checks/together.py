"""What two grants share and should not: traits are laid side by side, and two that fit each other are a hit.

Only what stands in events is compared: amounts, days, and the keyed hashes of documents and accounts. How a document's
number is written stands in an erasable table; ``papers`` compares it when a page shows the pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from grants.read.checks.hits import Hit, Params, Subject
from grants.read.checks.limits import NEAR


class Trait(Struct, frozen=True):
    """Something about an event of a grant. Two events with the same ``check`` and ``key`` are compared.

    ``stands``: whether it is charged, held or agreed still; ``paper``: the row of the document behind it.
    """

    check: str
    key: str
    grant: UUID
    version: int
    round: UUID
    library: UUID
    name: str
    day: date
    number: int = 0
    amount: int = 0
    stands: bool = True
    paper: UUID | None = None


def traits(subject: Subject) -> Iterator[Trait]:
    """Everything about a grant that another may share."""
    yield from _of_costs(subject)
    yield from _of_meetings(subject)
    yield from _of_account(subject)


def pair(mine: Trait, other: Trait) -> Hit | None:
    """What the two have to do with each other; None: nothing. Of one grant only the later event tells."""
    if mine.grant == other.grant and mine.version <= other.version:
        return None
    match mine.check:
        case "documents":
            kind = _documents(mine, other)
        case "meetings_alike":
            kind = "partner" if mine.grant != other.grant else ""
        case _:
            kind = "account" if mine.library != other.library else ""
    return _hit(mine, other, kind) if kind else None


def _documents(mine: Trait, other: Trait) -> str:
    """The same document may be charged again after it was rejected or withdrawn: that is worth a look as well."""
    if mine.key.startswith("document:"):
        return "again" if mine.stands or other.stands else ""
    near = abs((mine.day - other.day).days) <= NEAR
    return "near" if near and mine.stands and other.stands else ""


def _hit(mine: Trait, other: Trait, kind: str) -> Hit:
    params: Params = {
        "name": other.name, "day": str(mine.day), "other_day": str(other.day), "amount": mine.amount,
        "number": mine.number, "other_number": other.number,
    }  # fmt: skip
    if mine.paper and other.paper:
        params |= {"paper": str(mine.paper), "other_paper": str(other.paper)}
    return Hit(mine.check, kind, mine.version, mine.day, params, other.grant, other.version)


def _of_costs(subject: Subject) -> Iterator[Trait]:
    state = subject.state
    for number, cost in state.costs.items():
        stands = number not in state.costs_off and state.decided.get(number) is not False
        base = replace(
            _trait(subject, "documents", cost.version, cost.issued_on), number=number, amount=cost.gross,
            stands=stands, paper=cost.document.id,
        )  # fmt: skip
        yield replace(base, key=f"document:{cost.document.key}")
        yield replace(base, key=f"gross:{cost.gross}")


def _of_meetings(subject: Subject) -> Iterator[Trait]:
    for meeting in subject.state.meetings:
        base = _trait(subject, "meetings_alike", meeting.version, meeting.occurred_on)
        for partner in sorted(set(meeting.partners)):
            key = f"{meeting.occurred_on}:{partner}:{meeting.people}"
            yield replace(base, key=key, number=meeting.meeting_no, amount=meeting.people)


def _of_account(subject: Subject) -> Iterator[Trait]:
    """The account agreed on now; of an application too that nobody has decided on."""
    state = subject.state
    account, change, application = state.account, state.account_change(date.max), state.application
    if account is not None and application is not None:
        said = change or application
        yield replace(_trait(subject, "shared_account", said.version, said.occurred_on), key=account.key)


def _trait(subject: Subject, check: str, version: int, day: date) -> Trait:
    facts = subject.facts
    return Trait(check, "", subject.grant, version, facts.round, facts.library, subject.name, day)
