"""One example of every stored event, made from its annotations; ``changed`` fields as a test asks for."""

import typing
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from grants.findings import events as findings
from grants.inspection import events as inspection
from grants.kernel.actor import Actor, Deed, doing
from grants.kernel.codes import Role
from grants.kernel.envelope import Happened
from grants.kernel.ids import NS
from grants.kernel.refs import AccountRef, DocumentRef, FileRef, TextRef
from grants.libraries import events as libraries
from grants.lifecycle import events as lifecycle
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow
from grants.rounds import events as rounds
from grants.rounds.rules import RoundRules

DAY = date(2013, 4, 22)
TEXT = TextRef(uuid5(NS, "text"), "0" * 64)
LIBRARY = uuid5(NS, "library")
ANNA = Actor(uuid5(NS, "anna"), frozenset({Role.COORDINATOR}))
RULES = RoundRules(
    call_opens_on=date(2013, 3, 1), call_closes_on=date(2013, 3, 31), activity_from=date(2013, 4, 1),
    activity_to=date(2013, 8, 31), budget=15_000_000, max_award=100_000, min_meetings=4, min_virtual=1,
    channels=("skype",), participant_kinds=("ngo",), purposes=("joint_ventures",), cost_categories=("travel",),
    checklist=("plan_complete",), report_due_days=21, refund_due_days=14, shortfall_policy="proportional", four_eyes=(),
)  # fmt: skip
CHANGES: dict[str, list[list[Any]]] = {
    "grant.meeting_corrected.v1": [["minutes", 90, 120], ["attendance", [["ngo", 3]], [["ngo", 2], ["other", 1]]]],
    "grant.fact_corrected.v1": [["amount", 100_000, 90_000], ["occurred_on", "2013-04-22", "2013-04-23"]],
    "grant.meeting_rescheduled.v1": [["day", "2013-04-22", "2013-04-23"], ["host", None, str(LIBRARY)]],
    "grant.cost_corrected.v1": [["gross", 100_000, 90_000], ["issued_on", "2013-04-22", "2013-04-23"]],
    "grant.corrected_after_closure.v1": [["minutes", 90, 120]],
    "library.corrected.v1": [["town", "Zacisze", "Zacisze Dolne"]],
}
SAMPLES: dict[Any, Any] = {
    int: 1, str: "Wzór", bool: True, date: DAY, UUID: LIBRARY, TextRef: TEXT, FileRef: FileRef(uuid5(NS, "file"), "0"),
    AccountRef: AccountRef(uuid5(NS, "account"), "key", "0123"), DocumentRef: DocumentRef(uuid5(NS, "doc"), "key"),
    RoundRules: RULES, list[str]: ["joint_ventures"], list[UUID]: [LIBRARY], list[list[Any]]: [["ngo", 24]],
    list[PlanRow]: [PlanRow(1, DAY, "virtual", "skype")] * 4, list[BudgetLine]: [BudgetLine("travel", 100_000)],
    list[Check]: [Check("plan_complete", met=True)], list[Partner]: [Partner(LIBRARY, "Biblioteka", "Zacisze")],
    list[Finding]: [Finding("nrb", TEXT)] * 2,
}  # fmt: skip
NAMED: dict[str, Any] = {
    "mode": "virtual", "channel": "skype", "ground": "no_internet", "category": "travel", "outcome": "full",
    "virtual_by": "met", "meeting_no": 3, "amount": 100_000, "number": 42, "requested": 100_000, "paid": 100_000,
    "recognised": 75_000, "refund_due": 25_000, "charged": 87_340, "gross": 90_000, "old": 100_000, "new": 90_000,
    "kind": "documents", "severity": "serious", "attempt": 2, "days_late": 12, "own_contribution": 13_420,
}  # fmt: skip


def stored() -> dict[str, type[Happened]]:
    """Every stored name of the programme with its event."""
    return {
        kind.TOPIC: kind
        for module in (findings, inspection, libraries, lifecycle, rounds)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Happened) and "TOPIC" in vars(kind)
    }


def example(topic: str, **changed: Any) -> Happened:
    """An event as it would be recorded by Anna at noon."""
    kind = stored()[topic]
    hints = typing.get_type_hints(kind)
    own = {name: _sample(name, hints[name]) for name in _own_fields(kind)}
    if topic in CHANGES:
        own["changes"] = CHANGES[topic]
    if isinstance(own.get("number"), int) and hints["number"] is str:
        own["number"] = "PRB/42"
    own |= {name: DAY for name in ("old", "new") if hints.get(name) is date}
    noon = datetime(2013, 4, 22, 10, tzinfo=UTC)
    created = {"originator_topic": topic.partition(".")[0]} if "originator_topic" in hints else {}
    with doing(Deed(ANNA.person, Role.COORDINATOR, noon, uuid5(NS, "command"), "web")):
        return kind(  # type: ignore[call-arg]  # each event has the fields of its kind
            originator_id=uuid5(NS, "stream"), originator_version=1, timestamp=noon, occurred_on=DAY,
            **{**own, **created, **changed},
        )  # fmt: skip


def _own_fields(kind: type[Happened]) -> list[str]:
    return [name for name in vars(kind).get("__annotations__", {}) if name != "TOPIC"]


def _sample(name: str, hint: Any) -> Any:
    if name in NAMED:
        return NAMED[name]
    options = [part for part in typing.get_args(hint) if part in SAMPLES]
    return SAMPLES[hint] if hint in SAMPLES else SAMPLES[options[0]]
