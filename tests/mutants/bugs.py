"""The bugs that are planted: at least one for each thing that must hold."""

from __future__ import annotations

from tests.mutants.planting import Mutant

DECIDING = "lifecycle.deciding"


def bug(name: str, target: str, *changes: tuple[str, str]) -> Mutant:
    return Mutant(name, target, changes)


AFTER_THE_AWARD = (
    bug(
        "written off without a limit",
        f"{DECIDING}.ending:Ending.write_off_refund",
        ("0 < given_up <= left", "0 < given_up"),
    ),
    bug(
        "reversed after money came back",
        f"{DECIDING}.revising:Revising.reverse",
        ("if state.refunds_in or state.written_off:", "if False:"),
    ),
    bug(
        "a payment reversed twice",
        f"{DECIDING}.revising:Revising.reverse",
        ("if number in state.reversals:", "if False:"),
    ),
    bug(
        "reversals are forgotten",
        "lifecycle.state:State.paid",
        (" - sum(r.amount for r in self.reversals.values())", ""),
    ),
    bug(
        "reopened after money came back",
        f"{DECIDING}.ending:Ending.reopen_settlement",
        ("if state.refunds_in or state.written_off:", "if False:"),
    ),
    bug(
        "reopened in a closed round",
        "lifecycle.handlers.ending:reopen_settlement",
        ("kept_open(work, grant, day), ", ""),
    ),
    bug("an award changed beyond the budget", "rounds.round:Round.change", ("self._require_money(new - old)", "pass")),
    bug(
        "the budget does not follow a changed award",
        "lifecycle.handlers.revising:change_award",
        ("round_.change(grant.id, number, old=old, new=new, occurred_on=day)", "None"),
    ),
    bug(
        "an award changed to less than was paid",
        f"{DECIDING}.revising:Revising.change_award",
        ("if amount < state.paid:", "if False:"),
    ),
    bug(
        "the budget does not follow a corrected change",
        "lifecycle.handlers.following:_follow_change",
        ("old=before.new, new=after.new", "old=before.new, new=before.new"),
    ),
    bug(
        "a deadline that moves back",
        f"{DECIDING}.revising:check_deadline",
        ("new <= old", "False"),
    ),
    bug(
        "what is corrected after the closing moves the settlement",
        f"{DECIDING}.after_closure:AfterClosure._settled_alike",
        ("if new[figure] != old:", "if False:"),
    ),
    bug(
        "corrected after a closing that has not come",
        "lifecycle.handlers.ending:correct_after_closure",
        ("if not round_.closed:", "if False:"),
    ),
)
"""What moves or ends what was awarded."""
CLAIMS = (
    bug(
        "a corrected cost keeps the claim on its old document",
        "lifecycle.handlers.costs:correct_cost",
        ('work.release("document", before.key)', "pass"),
    ),
    bug(
        "a corrected cost does not claim its new document",
        "lifecycle.handlers.costs:correct_cost",
        ('work.claim("document", after.key, grant.id, TAKEN)', "pass"),
    ),
    bug(
        "a withdrawn cost keeps its claim",
        "lifecycle.handlers.costs:withdraw_cost",
        ('work.release("document", document.key)', "pass"),
    ),
    bug(
        "a rejection taken back claims nothing",
        "lifecycle.handlers.costs:withdraw_cost_decision",
        ("if document is not None:", "if False:"),
    ),
    bug("a decided cost is corrected", f"{DECIDING}.costs:Costs._open", ("if accepted is not None:", "if False:")),
    bug(
        "two libraries of one REGON",
        "libraries.handlers:register_library",
        ('work.claim("regon", cmd.regon, library.id, "library.exists")', "pass"),
    ),
    bug(
        "a corrected REGON keeps its old claim",
        "libraries.handlers:correct_library",
        ('work.release("regon", old_regon)', "pass"),
    ),
)
"""What may be there only once."""
BUGS = (
    bug("pay without a limit", f"{DECIDING}.awarding:Awarding.pay", ("if amount > left:", "if False:")),
    bug(
        "pay before the agreement was signed",
        f"{DECIDING}.awarding:Awarding.pay",
        ("occurred_on < state.agreement.occurred_on", "False"),
    ),
    bug("refund without a limit", f"{DECIDING}.settling:Settling.receive_refund", ("amount <= left", "amount")),
    bug("ask back without a limit", f"{DECIDING}.settling:Settling.request_refund", ("asked <= left", "asked")),
    bug(
        "a refund before the end",
        f"{DECIDING}.settling:Settling._not_before_end",
        ("raise Refused", "return\n        raise Refused"),
    ),
    bug(
        "award more than was asked for",
        f"{DECIDING}.awarding:Awarding.award",
        ("granted > application.requested", "False"),
    ),
    bug(
        "award above the ceiling",
        f"{DECIDING}.awarding:Awarding.award",
        ("not 0 < granted <= rules.max_award", "False"),
        ("granted > application.requested", "False"),
    ),
    bug("award ignoring the budget", "rounds.round:Round._require_money", ("more > self.left", "False")),
    bug(
        "rules with less budget than is set aside",
        "rounds.round:Round.change_rules",
        ("rules.budget < self.reserved", "False"),
    ),
    bug("award numbers given twice", "rounds.round:Round.reserve", ("self.last_number + 1", "self.last_number or 1")),
    bug(
        "a correction below what was paid",
        f"{DECIDING}.correcting:_money_sound",
        ("state.paid > state.awarded", "False"),
    ),
    bug(
        "a correction above what is due back",
        f"{DECIDING}.correcting:_money_sound",
        ("back > state.refund_due or state.refund_asked > state.refund_due", "False"),
    ),
    bug(
        "the budget does not follow a corrected award",
        "lifecycle.handlers.following:_follow_award",
        ("if before.occurred_on == after.occurred_on:", "if True:\n        return round_\n    elif True:"),
    ),
    bug(
        "cancelled before a payment, the money stays",
        f"{DECIDING}.awarding:Awarding.cancel",
        ("return state.paid == 0", "return False"),
    ),
    bug("withdrawn, the money stays", f"{DECIDING}.applying:Applying.withdraw", ("return awarded", "return False")),
    bug(
        "an award of a withdrawn attempt is corrected",
        f"{DECIDING}.correcting:Correcting.gone",
        ("return state.award is None or fact.version != state.award.version", "return False"),
    ),
    bug(
        "a shortfall accepted without a reason",
        f"{DECIDING}.settling:Settling.settle",
        ("and shortfall_reason is None", "and False"),
    ),
    bug("the policy none pays", "lifecycle.settlement:money_cap", ("return 0", "return awarded")),
    bug(
        "the cap is rounded up",
        "lifecycle.settlement:money_cap",
        ("Money(awarded).share(counted, rules.min_meetings).grosze", "-(-awarded * counted // rules.min_meetings) + 1"),
    ),
    bug(
        "the cap is forgotten",
        "lifecycle.settlement:settle",
        ("min(state.eligible_costs, state.awarded, cap)", "min(state.eligible_costs, state.awarded)"),
    ),
    bug(
        "a missing virtual meeting does not block",
        "lifecycle.settlement:Account.blocked",
        ('self.virtual_by == "unmet"', "False"),
    ),
    bug(
        "settled with undecided costs",
        f"{DECIDING}.settling:Settling.settle",
        ("if state.undecided_costs:", "if False:"),
    ),
    bug(
        "settled with a waiver waiting",
        f"{DECIDING}.settling:Settling.settle",
        ("if state.waiver_pending is not None:", "if False:"),
    ),
    bug("rejected costs are eligible", "lifecycle.state:State.eligible_costs", ("if self.decided.get(no)", "")),
    bug("reported without money", f"{DECIDING}.settling:Settling.report", ("if not state.paid:", "if False:")),
    bug("closed while a refund is due", "lifecycle.state:State.closed", ("and self.refund_outstanding == 0", "")),
    bug(
        "meetings outside the window count",
        "lifecycle.state:State.counts",
        ("self.award.rules.activity_covers(meeting.occurred_on)", "True"),
    ),
    bug("meetings without a partner count", "lifecycle.state:State.counts", ("meeting.partners and", "")),
    bug(
        "the leading library is its own partner",
        f"{DECIDING}.meetings:check_meeting",
        ("if leading in held.partners:", "if False:"),
        ("for x in (held.host, *held.partners) if x not in known", "for x in ()"),
    ),
    bug("a voided meeting stays", "lifecycle.facts:Facts.take", ("self.entries.pop(index)", "self.entries[index]")),
    bug(
        "numbers of voided meetings are used again",
        f"{DECIDING}.meetings:Meetings.next_meeting_no",
        ("(*self.facts.entries, *self.facts.voided)", "self.facts.entries"),
    ),
    bug(
        "numbers of waivers begin anew",
        f"{DECIDING}.waivers:Waivers.ask_waiver",
        ("sum(isinstance(fact, WaiverAsked) for fact in self.facts.entries) + 1", "1"),
    ),
    bug(
        "a correction of a meeting ignores the old value",
        f"{DECIDING}.meetings:Meetings.correct_meeting",
        ("if stale := outdated(changes, lambda name: plain(meeting, name)):", "if stale := None:"),
    ),
    bug(
        "a meeting in person keeps its channel",
        f"{DECIDING}.changing:without_channel",
        ('if mode != "in_person":', "if True:"),
    ),
    bug(
        "a correction of a fact ignores the old value",
        f"{DECIDING}.correcting:Correcting._current",
        ("if old != now:", "if False:"),
    ),
    bug(
        "a correction puts the stages out of order",
        f"{DECIDING}.correcting:Correcting._sound",
        ("later.occurred_on < earlier.occurred_on", "False"),
    ),
    bug(
        "a stage dated before the previous one",
        f"{DECIDING}.core:Core.occurs",
        ("occurred_on < since and", "False and"),
    ),
    bug("a fact in the future", "kernel.dates:business_day", ("if day > work.today:", "if False:")),
    bug("one person takes both steps", f"{DECIDING}.core:Core.four_eyes", ("author == deed.actor", "False")),
    bug(
        "one document charged in two grants",
        "lifecycle.handlers.settling:record_cost",
        ('work.claim("document", document.key, grant.id, "cost.already_charged")', "pass"),
    ),
    bug(
        "withdrawn after a payment",
        "lifecycle.state:State.may",
        ("return MAY[self.stage]", 'return MAY[self.stage] | {"withdraw"}'),
    ),
    bug("a round closes over open grants", "rounds.round:Round.close", ("if open_grants:", "if False:")),
    bug(
        "evolve that refuses",
        f"{DECIDING}.core:Core.evolve",
        ("self.facts.take(event)", "self.facts.take(event); _ = current().now"),
    ),
    bug(
        "corrections that leave the fact alone",
        "lifecycle.facts:Facts.take",
        ("self.entries[index] = corrected(self.entries[index], event.changes)", "pass"),
    ),
    bug(
        "a ledger in the order it was told",
        "lifecycle.figures:contributions",
        ("_walk(facts) if in_order else _refold(facts)", "_walk(facts)"),
    ),
    bug(
        "an item-by-item ledger",
        "lifecycle.figures:_refold",
        ("for day in facts.days():", "for fact in facts.entries:"),
        (
            "before = _step(out, before, figures(derive(facts.until(day))), day)",
            "before = _step(out, {}, figures(derive([fact])), fact.occurred_on)",
        ),
    ),
    bug(
        "the withdrawn are counted as applied",
        "lifecycle.figures:without_meetings",
        ("gone = _GONE.get(state.stage)", "gone = None"),
    ),
    bug(
        "a figure that looks at one day too many",
        "lifecycle.facts:Facts.until",
        ("f.occurred_on <= day", "f.occurred_on < day"),
    ),
    *AFTER_THE_AWARD,
    *CLAIMS,
)
