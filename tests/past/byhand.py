"""A past state by hand: DOMAIN 3.4 and 5 read again over the log's bare rows, with nothing of the program's own.

Whatever differs from this fold is wrong on one side. ``filtered_first`` is the wrong fold, kept to be told apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.demo import raw

Fact = dict[str, Any]
Answer = dict[str, Any]
WARSAW = ZoneInfo("Europe/Warsaw")
STAGE = {
    "applied": "applied", "application_resubmitted": "applied", "application_returned": "returned",
    "application_return_revoked": "applied", "application_withdrawn": "withdrawn", "application_rejected": "rejected",
    "awarded": "awarded", "award_revoked": "applied", "agreement_signed": "agreed", "report_submitted": "reported",
    "report_resubmitted": "reported", "report_returned": "agreed", "report_return_revoked": "reported",
    "settled": "settled", "settlement_reopened": "reported", "cancelled": "cancelled",
}  # fmt: skip
CORRECTIONS = {"meeting_corrected", "cost_corrected", "fact_corrected", "corrected_after_closure"}
NO_FACT = {"opened"}
OTHER_FACTS = {
    "award_changed", "agreement_amended", "payment_made", "payment_reversed", "assigned", "meeting_planned",
    "meeting_rescheduled", "plan_cancelled", "meeting_held", "waiver_requested", "waiver_granted", "waiver_refused",
    "cost_recorded", "cost_accepted", "cost_rejected", "cost_decision_withdrawn", "cost_withdrawn",
    "report_deadline_extended", "refund_requested", "refund_received", "refund_written_off",
}  # fmt: skip


def kind(event: raw.Event) -> str:
    return event.topic.split(".")[1]


@dataclass
class Log:
    """All rows, and for each the day of the latest moment of recording up to it."""

    events: list[raw.Event]
    known_on: list[date]
    grants: dict[str, list[int]]
    """Places of each grant's events."""

    def upto(self, known: date) -> int:
        """How many rows were known by the end of the day."""
        return bisect_right(self.known_on, known)

    def of(self, grant: str, known: date) -> list[raw.Event]:
        end = self.upto(known)
        return [self.events[n] for n in self.grants[grant] if n < end]


def read(file: Path) -> Log:
    events = raw.events(file)
    known_on = [at.astimezone(WARSAW).date() for at in accumulate((event.at for event in events), max)]
    grants: dict[str, list[int]] = defaultdict(list)
    for place, event in enumerate(events):
        if event.topic.startswith("grant."):
            grants[event.stream].append(place)
    return Log(events, known_on, dict(grants))


def facts(events: list[raw.Event]) -> list[Fact]:
    """Corrections and voidings folded into what they name, in order of version."""
    found: dict[int, Fact] = {}
    for event in events:
        what = kind(event)
        if what in CORRECTIONS and event.values["corrects"] in found:
            fact = found[event.values["corrects"]]
            fact.update({name: new for name, _, new in event.values["changes"]})
            if what == "cost_corrected":
                fact["corrected_by"] = event.values["actor"]
        elif what == "meeting_voided":
            found.pop(event.values["corrects"], None)
        elif what in STAGE or what in OTHER_FACTS:
            found[event.version] = {**event.values, "what": what, "version": event.version}
        else:
            assert what in CORRECTIONS | NO_FACT, f"an event that nobody folds by hand: {what}"
    return list(found.values())


def as_of(log: Log, grant: str, day: date, known: date) -> list[Fact]:
    """DOMAIN 3.4: what was known, folded, then cut by the corrected days."""
    return [fact for fact in facts(log.of(grant, known)) if fact["occurred_on"] <= day.isoformat()]


def filtered_first(log: Log, grant: str, day: date, known: date) -> list[Fact]:
    """The trap: events cut by their own days, then folded."""
    return facts([event for event in log.of(grant, known) if event.values["occurred_on"] <= day.isoformat()])


def all_of(kept: list[Fact], *whats: str) -> list[Fact]:
    return [fact for fact in kept if fact["what"] in whats]


def last(kept: list[Fact], *whats: str) -> Fact:
    """The last of these; empty for none."""
    found = all_of(kept, *whats)
    return found[-1] if found else {}


def since_the_application(kept: list[Fact]) -> list[Fact]:
    """What a new attempt did not end: everything behind the first application of the latest attempt."""
    start, attempt = 0, 0
    for place, fact in enumerate(kept):
        if fact["what"] in ("applied", "application_resubmitted") and fact["attempt"] > attempt:
            start, attempt = (place if attempt else 0), fact["attempt"]
    return kept[start:]


def award_of(kept: list[Fact]) -> Fact:
    """The award as last changed; empty before one and after it was taken back."""
    award: Fact = {}
    for fact in since_the_application(kept):
        match fact["what"]:
            case "awarded":
                award = dict(fact)
            case "award_revoked":
                award = {}
            case "award_changed" if award:
                award["amount"] = fact["new"]
            case _:
                pass
    return award


def counts(meeting: Fact, award: Fact) -> bool:
    if not award or not meeting["partners"]:
        return False
    return bool(award["rules"]["activity_from"] <= meeting["occurred_on"] <= award["rules"]["activity_to"])


def waiver_of(kept: list[Fact]) -> str:
    now = since_the_application(kept)
    decided = {f["waiver_no"]: f["what"] for f in all_of(now, "waiver_granted", "waiver_refused")}
    if "waiver_granted" in decided.values():
        return "granted"
    if any(f["waiver_no"] not in decided for f in all_of(now, "waiver_requested")):
        return "asked"
    return "refused" if decided else "none"


def decisions(kept: list[Fact]) -> dict[int, bool]:
    """Accepted or rejected, by the number of the cost; an open one is left out."""
    found: dict[int, bool] = {}
    for fact in all_of(kept, "cost_accepted", "cost_rejected", "cost_decision_withdrawn"):
        if fact["what"] == "cost_decision_withdrawn":
            found.pop(fact["cost_no"], None)
        else:
            found[fact["cost_no"]] = fact["what"] == "cost_accepted"
    return found


def asked_back(kept: list[Fact]) -> list[Fact]:
    """Requests for a refund that did not lapse with what they asked for."""
    found: list[Fact] = []
    for fact in kept:
        if fact["what"] in ("settlement_reopened", "payment_reversed"):
            found = []
        elif fact["what"] == "refund_requested":
            found.append(fact)
    return found


def total(found: list[Fact], name: str = "amount") -> int:
    return sum(fact[name] for fact in found)


def money_of(kept: list[Fact], stage: str) -> Answer:
    settled = last(kept, "settled", "settlement_reopened")
    settled = settled if settled.get("what") == "settled" else {}
    paid = total(all_of(kept, "payment_made")) - total(all_of(kept, "payment_reversed"))
    recognised = settled["recognised"] if settled and stage == "settled" else 0
    ended = stage in ("settled", "cancelled")
    due = max(0, paid - recognised) if ended else 0
    received, given_up = total(all_of(kept, "refund_received")), total(all_of(kept, "refund_written_off"))
    return {
        "paid": paid, "recognised": recognised, "settlement": settled, "refund_due": due,
        "own_contribution": settled["own_contribution"] if ended and settled else 0,
        "refund_asked": total(asked_back(kept)), "refund_received": received, "refund_written_off": given_up,
        "closed": ended and due <= received + given_up,
    }  # fmt: skip


def state(kept: list[Fact]) -> Answer:
    """What ``grants grant --json`` says of the state, without the identities."""
    stage = next((STAGE[f["what"]] for f in reversed(kept) if f["what"] in STAGE), "opened")
    application, award = last(kept, "applied", "application_resubmitted"), award_of(kept)
    money, waiver = money_of(kept, stage), waiver_of(kept)
    meetings = all_of(kept, "meeting_held")
    counted = [m for m in meetings if counts(m, award)]
    virtual = sum(m["mode"] == "virtual" for m in counted)
    rules = award.get("rules", {})
    met = bool(award) and len(counted) >= rules["min_meetings"]
    met = met and (waiver == "granted" or virtual >= rules["min_virtual"])
    first = last(kept, "report_submitted")
    extended = last(since_the_application(kept), "report_deadline_extended")
    return {
        "stage": "closed" if money.pop("closed") else stage,
        "attempt": application.get("attempt", 0), "requested": application.get("requested", 0),
        "number": award.get("number"), "awarded": award.get("amount", 0),
        "agreement": last(kept, "agreement_signed").get("number"),
        "meetings_held": len(meetings), "meetings_counted": len(counted), "counted_virtual": virtual,
        "attendances": sum(n for m in meetings for _, n in m["attendance"]),
        "requirement_met": "yes" if met else "no", "waiver": waiver,
        "report_due_on": extended["new"] if extended else award.get("report_due_on"),
        "reported_on": first.get("occurred_on"), "days_late": first.get("days_late", 0),
        **costs_of(kept), **things(kept, award), **money, "settlement": settlement(money["settlement"]),
    }  # fmt: skip


def costs_of(kept: list[Fact]) -> Answer:
    decided = decisions(kept)
    off = {f["cost_no"] for f in all_of(kept, "cost_withdrawn")}
    standing = [f for f in all_of(kept, "cost_recorded") if f["cost_no"] not in off]
    return {
        "costs_charged": total([f for f in standing if decided.get(f["cost_no"]) is not False], "charged"),
        "costs_accepted": total([f for f in standing if decided.get(f["cost_no"])], "charged"),
        "undecided_costs": sum(f["cost_no"] not in decided for f in standing),
    }  # fmt: skip


def things(kept: list[Fact], award: Fact) -> Answer:
    """Payments, meetings, costs and refunds, each as it is listed."""
    decided = decisions(kept)
    return {
        "payments": [
            shown(f, "payment", "payment_no", "amount", "account", "bank_reference")
            for f in all_of(kept, "payment_made")
        ],
        "meetings": [
            {**shown(f, "meeting", "meeting_no", "plan_no", "minutes", "mode", "channel", "place", "host", "partners",
                     "theme", "purposes", "attendance"), "counts": counts(f, award)}
            for f in all_of(kept, "meeting_held")
        ],
        "costs": [
            {**shown({"corrected_by": None, **f}, "cost", "cost_no", "document", "issued_on", "category", "gross",
                     "charged", "meeting_no", "corrected_by"), "accepted": decided.get(f["cost_no"])}
            for f in all_of(kept, "cost_recorded")
        ],
        "refunds_asked": [shown(f, "refund_asked", "refund_no", "amount", "due_on") for f in asked_back(kept)],
        "refunds_in": [
            shown(f, "refund_in", "refund_no", "amount", "bank_reference") for f in all_of(kept, "refund_received")
        ],
    }  # fmt: skip


def settlement(settled: Fact) -> Answer | None:
    names = ("counted", "counted_virtual", "virtual_by", "eligible_costs", "cap", "recognised", "paid", "refund_due",
             "own_contribution", "outcome", "days_late")  # fmt: skip
    return shown(settled, "settlement", *names) if settled else None


def shown(fact: Fact, type_: str, *names: str) -> Answer:
    values = {name: fact[name] for name in (*names, "version", "occurred_on", "actor", "actor_role")}
    return {"type": type_, **{name: dashed(name, value) for name, value in values.items()}}


def dashed(name: str, value: Any) -> Any:
    """Ids as answers write them: rows hold their bare digits."""
    if name == "partners":
        return [str(UUID(each)) for each in value]
    return str(UUID(value)) if name in ("actor", "host", "corrected_by") and value else value
