"""What two grants share and should not: traits are laid side by side, and two that fit each other are a hit.

Only what stands in events is compared: amounts, days, and the keyed hashes of documents and accounts. How a document's
number is written stands in an erasable table; ``papers`` compares it when a page shows the pair.

More than ``MOST`` with one key are a crowd: the first of them are told that they are many, and no pairs are made, so
that rows and work grow with the grants and never with their square. An amount that so many have says nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from grants.read.checks.hits import Hit, Params, Subject
from grants.read.checks.limits import MOST, NEAR

CROWD = "crowd"
"""The kind of a hit that stands for many."""
GROSS, DOCUMENT = "gross", "document"


class Trait(Struct, frozen=True):
    """Something about an event of a grant. Events with the same ``check`` and ``key`` are compared.

    ``stands``: whether it is charged, held or agreed still; ``paper``: the row of the document behind it;
    ``partners``: of a meeting, in order.
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
    partners: str = ""


def traits(subject: Subject) -> Iterator[Trait]:
    """Everything about a grant that another may share."""
    yield from _of_costs(subject)
    yield from _of_meetings(subject)
    yield from _of_account(subject)


def shared(group: Sequence[Trait]) -> Iterator[tuple[Trait, Hit]]:
    """Of traits with one key, each with what it has to do with the others; of a crowd, that it is one."""
    if len(group) > MOST:
        libraries = {one.library for one in group}
        yield from ((one, _crowd(one)) for one in group if _odd_in_a_crowd(one) and len(libraries) > 1)
        return
    for one in group:
        for other in group:
            hit = pair(one, other)
            if hit is not None:
                yield one, hit


def pair(mine: Trait, other: Trait) -> Hit | None:
    """What the two have to do with each other; None: nothing. Of one grant only the later event tells."""
    if mine.grant == other.grant and mine.version <= other.version:
        return None
    match mine.check:
        case "documents":
            kind = _documents(mine, other)
        case "meetings_alike":
            kind = "partner" if mine.grant != other.grant and _first_shared(mine, other) else ""
        case _:
            kind = "account" if mine.library != other.library else ""
    return _hit(mine, other, kind) if kind else None


def _documents(mine: Trait, other: Trait) -> str:
    """The same document may be charged again after it was rejected or withdrawn: that is worth a look as well."""
    if mine.key.startswith(DOCUMENT):
        return "again" if mine.stands or other.stands else ""
    near = abs((mine.day - other.day).days) <= NEAR and mine.key == _window(mine.amount, max(mine.day, other.day))
    return "near" if near and mine.stands and other.stands else ""


def _first_shared(mine: Trait, other: Trait) -> bool:
    """Whether this key's partner is the first of those that both met: two that share several are told once."""
    both = set(mine.partners.split()) & set(other.partners.split())
    return bool(both) and min(both) in mine.key


def _window(gross: int, day: date) -> str:
    """Days in windows that overlap: a cost lies in its day's and in the next, so two near ones share the later's."""
    return f"{GROSS}:{gross}:{day.toordinal() // (NEAR + 1)}"


def _odd_in_a_crowd(one: Trait) -> bool:
    return one.stands and not one.key.startswith(GROSS)


def _crowd(one: Trait) -> Hit:
    params: Params = {"most": MOST, "day": str(one.day), "amount": one.amount, "number": one.number}
    return Hit(one.check, CROWD, one.version, one.day, params)


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
        window = cost.issued_on.toordinal() // (NEAR + 1)
        yield replace(base, key=f"{DOCUMENT}:{cost.document.key}")
        yield replace(base, key=f"{GROSS}:{cost.gross}:{window}")
        yield replace(base, key=f"{GROSS}:{cost.gross}:{window + 1}")


def _of_meetings(subject: Subject) -> Iterator[Trait]:
    for meeting in subject.state.meetings:
        partners = sorted({str(partner) for partner in meeting.partners})
        base = replace(
            _trait(subject, "meetings_alike", meeting.version, meeting.occurred_on), number=meeting.meeting_no,
            amount=meeting.people, partners=" ".join(partners),
        )  # fmt: skip
        for partner in partners:
            yield replace(base, key=f"{meeting.occurred_on}:{partner}:{meeting.people}")


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
