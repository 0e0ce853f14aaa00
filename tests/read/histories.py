"""Random but lawful-looking histories of a made-up programme, as events with positions, without any aggregate.

A history is made of small steps for each grant; days may go backwards, moments of recording too, and corrections and
voidings hit any fact: read models must give the same rows whatever they are fed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from grants.kernel import codes, ids
from grants.kernel.envelope import Happened
from grants.kernel.refs import AccountRef, DocumentRef, TextRef
from grants.libraries import events as library_events
from grants.lifecycle import events
from grants.lifecycle.values import BudgetLine, Check, Partner, PlanRow
from grants.rounds import events as round_events
from grants.rounds.rules import RoundRules

PROGRAMME = ids.programme_id("PRB")
ROUND = ids.round_id(PROGRAMME, "I")
START = date(2013, 1, 1)
TEXT = TextRef(ids.derived("text", "x"), "00")
ACCOUNT = AccountRef(ids.derived("account", "x"), "key", "0014")
TOWNS = ("Łódź", "Żółwin", "Ćmielów", "Radom", "Śrem", "Góra Kalwaria", "Ełk", "Źródła", "Iława", "Ostrów")


def rules(**changed: Any) -> RoundRules:
    values: dict[str, Any] = {
        "call_opens_on": START, "call_closes_on": date(2013, 3, 31),
        "activity_from": date(2013, 2, 1), "activity_to": date(2013, 10, 31),
        "budget": 15_000_000, "max_award": 100_000, "min_meetings": 4, "min_virtual": 1,
        "channels": codes.CHANNELS, "participant_kinds": codes.PARTICIPANT_KINDS, "purposes": codes.PURPOSES,
        "cost_categories": codes.COST_CATEGORIES, "checklist": codes.CHECKLIST, "report_due_days": 21,
        "refund_due_days": 14, "shortfall_policy": "proportional", "four_eyes": (),
    }  # fmt: skip
    return RoundRules(**{**values, **changed})


@dataclass
class World:
    """Writes events into one log. ``moments`` may be shuffled a little: they are taken before the commit."""

    random: Random = field(default_factory=lambda: Random(1))
    scale: int = 1
    jitter_days: int = 0
    log: list[tuple[int, Happened]] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)
    day: date = START
    gaps: bool = True

    def happens(self, kind: type[Happened], stream: UUID, on: date | None = None, **fields: Any) -> Happened:
        """Append one event to a stream."""
        version = self.versions[stream] = self.versions.get(stream, 0) + 1
        position = (self.log[-1][0] if self.log else 0) + (self.random.choice((1, 1, 1, 2)) if self.gaps else 1)
        recorded = self.day + timedelta(days=self.random.randint(-self.jitter_days, 0) if self.jitter_days else 0)
        topics = {"originator_topic": "x"} if version == 1 else {}
        event = kind(
            originator_id=stream, originator_version=version,
            timestamp=datetime.combine(recorded, time(12, 0, self.random.randint(0, 59)), UTC),
            occurred_on=on or self.day, actor=ids.derived("person", "alicja"), actor_role="coordinator",
            on_behalf_of=None, source="cli", command_id=uuid5(ids.NS, f"command:{position}"), causation_id=None,
            **topics, **fields,
        )  # type: ignore[call-arg]  # fmt: skip
        self.log.append((position, event))
        return event

    def found(self) -> None:
        """A programme with its first round."""
        self.happens(
            round_events.ProgrammeOpened, PROGRAMME, code="PRB", name="Program Rozwoju Bibliotek", funder="F",
            operator="O", currency="PLN", time_zone="Europe/Warsaw",
        )  # fmt: skip
        self.happens(round_events.RoundOpened, ROUND, programme=PROGRAMME, label="I", rules=rules())

    def library(self, number: int, town: str | None = None) -> UUID:
        id_ = ids.derived("library", str(number))
        town = town or TOWNS[number % len(TOWNS)]
        self.happens(
            library_events.LibraryRegistered, id_, name=f"Biblioteka Publiczna nr {number}", regon=f"{number:09d}",
            nip=f"{number:010d}", terc="1061011", town=town, mailbox=None,
        )  # fmt: skip
        return id_

    def coalition(self, leading: UUID, partners: Sequence[UUID]) -> UUID:
        id_ = ids.coalition_id(ROUND, leading)
        self.happens(library_events.CoalitionFormed, id_, round=ROUND, leading=leading, partners=list(partners))
        return id_

    def some_day(self) -> date:
        """A day not after today, often an earlier one."""
        return self.day - timedelta(days=self.random.choice((0, 0, 0, 1, 2, 5, 17, 40)))


@dataclass
class GrantLine:
    """One grant's stream in a world; the methods are the facts that can happen to it."""

    world: World
    library: UUID
    partners: list[UUID]
    number: int
    versions: dict[str, list[int]] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return ids.grant_id(ROUND, self.library)

    def happens(self, kind: type[Happened], **fields: Any) -> int:
        on = fields.pop("on", None) or self.world.some_day()
        event = self.world.happens(kind, self.id, on, **fields)
        self.versions.setdefault(kind.__name__, []).append(event.originator_version)
        return event.originator_version

    def money(self, most: int = 100_000) -> int:
        return self.world.random.randint(1, most) * self.world.scale

    def apply(self, attempt: int = 1) -> None:
        if self.id not in self.world.versions:
            self.happens(events.GrantOpened, round=ROUND, library=self.library)
        town = TOWNS[self.number % len(TOWNS)]
        self.happens(
            events.Applied, attempt=attempt, requested=self.money(), account=ACCOUNT, consents=["data_true"],
            plan=[PlanRow(1, self.world.day, "virtual", "skype")], budget=[BudgetLine("travel", 1)], rules_version=1,
            checklist=[Check(item="plan_complete", met=True)],
            library_name=f"Biblioteka Publiczna nr {self.number}", library_town=town,
            library_terc="1061011", partners=[Partner(p, "Filia", town) for p in self.partners],
        )  # fmt: skip

    def award(self) -> None:
        amount = self.money()
        self.world.happens(round_events.FundsReserved, ROUND, grant=self.id, number=self.number, old=0, new=amount)
        self.happens(
            events.Awarded, amount=amount, number=self.number, rules=rules(), rules_version=1, checklist=[],
            report_due_on=date(2013, 11, 21),
        )  # fmt: skip

    def sign(self) -> None:
        self.happens(events.AgreementSigned, number=f"PRB/I/{self.number}", document=None)

    def pay(self) -> None:
        no = len(self.versions.get("PaymentMade", [])) + 1
        self.happens(events.PaymentMade, payment_no=no, amount=self.money(), account=ACCOUNT, bank_reference=f"R{no}")

    def change_award(self) -> None:
        old, new = self.money(), self.money()
        self.happens(events.AwardChanged, old=old, new=new, reason=TEXT)
        self.world.happens(round_events.FundsChanged, ROUND, grant=self.id, number=self.number, old=old, new=new)

    def amend(self) -> None:
        no = len(self.versions.get("AgreementAmended", [])) + 1
        account = self.world.random.choice((None, ACCOUNT))
        self.happens(
            events.AgreementAmended, amendment_no=no, number=f"A/{no}", document=None, account=account, note=TEXT
        )

    def reverse(self) -> None:
        paid, reversed_ = len(self.versions.get("PaymentMade", [])), len(self.versions.get("PaymentReversed", []))
        if reversed_ < paid:
            self.happens(
                events.PaymentReversed, payment_no=reversed_ + 1, amount=self.money(), bank_reference="S", reason=TEXT
            )

    def extend(self) -> None:
        day = date(2013, 11, 21)
        self.happens(events.ReportDeadlineExtended, old=day, new=self.world.some_day(), reason=TEXT)

    def meet(self, partners: list[UUID] | None = None) -> None:
        random = self.world.random
        mode = random.choice(("in_person", "virtual"))
        self.happens(
            events.MeetingHeld, meeting_no=len(self.versions.get("MeetingHeld", [])) + 1, plan_no=None, minutes=90,
            mode=mode, channel=random.choice(codes.CHANNELS) if mode == "virtual" else None, place=None,
            host=random.choice([self.library, *self.partners]),
            partners=partners or self.partners[: random.randint(0, 2)], theme=TEXT, purposes=["pass_on_training"],
            attendance=[[kind, random.randint(1, 9)] for kind in random.sample(codes.PARTICIPANT_KINDS, 3)],
        )  # fmt: skip

    def correct_meeting(self) -> None:
        if corrects := self._standing_meeting():
            day = self.world.some_day().isoformat()
            change: list[Any] = self.world.random.choice((
                ["occurred_on", None, day], ["attendance", None, [["ngo", 3]]], ["mode", None, "virtual"],
                ["partners", None, []],
            ))  # fmt: skip
            self.happens(events.MeetingCorrected, corrects=corrects, meeting_no=1, changes=[change], reason=TEXT)

    def void_meeting(self) -> None:
        if corrects := self._standing_meeting():
            self.happens(events.MeetingVoided, corrects=corrects, meeting_no=1, reason=TEXT)
            self.versions["MeetingHeld"].remove(corrects)

    def correct_fact(self) -> None:
        kinds = [kind for kind in ("Awarded", "PaymentMade", "AwardChanged") if self.versions.get(kind)]
        if kinds:
            kind = self.world.random.choice(kinds)
            corrects = self.world.random.choice(self.versions[kind])
            change = self.world.random.choice((
                ["occurred_on", None, self.world.some_day().isoformat()],
                ["new" if kind == "AwardChanged" else "amount", None, self.money()],
            ))  # fmt: skip
            self.happens(events.FactCorrected, corrects=corrects, changes=[change], reason=TEXT)

    def waiver(self) -> None:
        no = len(self.versions.get("WaiverRequested", [])) + 1
        self.happens(events.WaiverRequested, waiver_no=no, ground="no_internet", note=None)
        if self.world.random.random() < 0.8:
            kind = self.world.random.choice((events.WaiverGranted, events.WaiverRefused))
            self.happens(kind, waiver_no=no, reason=TEXT)

    def cost(self) -> None:
        no = len(self.versions.get("CostRecorded", [])) + 1
        gross = self.money(40_000)
        self.happens(
            events.CostRecorded, cost_no=no, document=DocumentRef(TEXT.id, "k"), issued_on=START, category="travel",
            gross=gross, charged=gross - 1, meeting_no=None,
        )  # fmt: skip
        if self.world.random.random() < 0.8:
            self.happens(events.CostAccepted, cost_no=no)
        else:
            self.happens(events.CostRejected, cost_no=no, reason=TEXT)

    def report(self) -> None:
        self.happens(events.ReportSubmitted, narrative=TEXT, meetings=1, attendances=1, charged=1, days_late=0)

    def settle(self) -> None:
        self.happens(
            events.Settled, counted=1, counted_virtual=1, virtual_by="met", eligible_costs=1, cap=self.money(),
            recognised=self.money(60_000), paid=1, refund_due=1, own_contribution=self.money(100),
            outcome=self.world.random.choice(("full", "partial")), days_late=0, virtual_override=None,
            shortfall_reason=None,
        )  # fmt: skip

    def ask_refund(self) -> None:
        no = len(self.versions.get("RefundRequested", [])) + 1
        self.happens(events.RefundRequested, refund_no=no, amount=self.money(), due_on=date(2013, 12, 1))

    def refund(self) -> None:
        self.happens(events.RefundReceived, refund_no=1, amount=self.money(), bank_reference="Z1")

    def withdraw(self) -> None:
        self.happens(events.ApplicationWithdrawn, reason=TEXT)

    def cancel(self) -> None:
        self.happens(events.Cancelled, ground=TEXT, refund_due=0)

    def _standing_meeting(self) -> int | None:
        standing = self.versions.get("MeetingHeld")
        return self.world.random.choice(standing) if standing else None


WAY = (
    "apply", "award", "sign", "pay", "meet", "meet", "waiver", "meet", "correct_meeting", "cost", "meet", "cost",
    "meet", "void_meeting", "report", "correct_fact", "settle", "ask_refund", "refund",
)  # fmt: skip
"""A grant's usual way; 20 to 25 events."""
ODD = (
    "correct_meeting", "void_meeting", "correct_fact", "meet", "cost", "pay", "waiver", "change_award", "amend",
    "reverse", "extend",
)  # fmt: skip


def lived(seed: int, grants: int = 4, *, scale: int = 1, jitter: int = 3) -> World:
    """A whole random history: every grant goes part of the usual way, out of step with the others."""
    world = World(Random(seed), scale=scale, jitter_days=jitter)
    world.found()
    lines = [GrantLine(world, lib, [], n) for n, lib in enumerate((world.library(n) for n in range(grants)), start=1)]
    for line in lines:
        line.partners = [other.library for other in lines if other is not line][:3] or [ids.derived("library", "p")]
        world.coalition(line.library, line.partners)
    ways = {line.id: _way(world.random) for line in lines}
    while waiting := [line for line in lines if ways[line.id]]:
        world.day += timedelta(days=world.random.choice((0, 0, 1, 3)))
        line = world.random.choice(waiting)
        getattr(line, ways[line.id].pop(0))()
        if world.random.random() < 0.02:
            budget = world.random.randint(10, 20) * 1_000_000 * scale
            world.happens(round_events.RulesChanged, ROUND, rules=rules(budget=budget), rules_version=2)
    return world


def _way(random: Random) -> list[str]:
    way = list(WAY[: random.randint(1, len(WAY))])
    for _ in range(random.randint(0, 3)):
        way.insert(random.randint(min(2, len(way)), len(way)), random.choice(ODD))
    if random.random() < 0.2:
        way.append(random.choice(("withdraw", "cancel")))
    return way


class Written:
    """A finished history as a log that a projector can follow."""

    def __init__(self, events: Sequence[tuple[int, Happened]]) -> None:
        self.events = list(events)

    def page(self, after: int, limit: int) -> list[tuple[int, Happened]]:
        return list(self._behind(after))[:limit]

    def last_position(self) -> int:
        return self.events[-1][0] if self.events else 0

    def by_positions(self, positions: Sequence[int]) -> list[tuple[int, Happened]]:
        wanted = set(positions)
        return [each for each in self.events if each[0] in wanted]

    def stream(self, id_: UUID, *, after: int = 0, upto: int | None = None) -> list[Happened]:
        own = [e for _, e in self.events if e.originator_id == id_ and e.originator_version > after]
        return [e for e in own if upto is None or e.originator_version <= upto]

    def wait(self, after: int, timeout: float) -> bool:
        return self.last_position() > after

    def _behind(self, after: int) -> Iterator[tuple[int, Happened]]:
        return (each for each in self.events if each[0] > after)
