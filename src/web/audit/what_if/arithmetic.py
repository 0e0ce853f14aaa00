"""A settlement on both sides, line by line; under each line the rule behind it, on both sides where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from grants.read.supposing import Case, Side
from grants.wording.formats import money, number
from grants.wording.labels import label
from grants.wording.speech import counted
from web.audit.what_if.sides import signed
from web.support.asking import Asked


@dataclass(frozen=True, slots=True)
class Beside:
    """``rule``: what the supposition goes by; ``was``: what the truth goes by, where that is another."""

    label: str
    now: str
    then: str
    difference: str
    rule: str = ""
    was: str = ""
    result: bool = False


def arithmetic(case: Case, asked: Asked) -> list[Beside]:
    """Award, meetings, costs, the smallest of three, what is to be returned, how late the report is. Empty before an
    award; without an agreement the award alone.
    """
    now, then = case.now, case.then
    if now.state.award is None:
        return []
    award = _money(
        asked.say("Amount awarded"), now.state.awarded, then.state.awarded, asked, rules=_limits(case, asked)
    )
    if now.account is None or then.account is None:
        return [award]
    was, is_ = now.account, then.account
    return [
        Beside(
            asked.say("Meetings that count"), _of(now, asked), _of(then, asked),
            signed(number(abs(is_.counted - was.counted), asked.lang), is_.counted - was.counted),
            *_rules(_least(now, asked), _least(then, asked)),
        ),
        _money(asked.say("Accepted costs"), was.eligible_costs, is_.eligible_costs, asked),
        award,
        _money(asked.say("Cap"), was.cap, is_.cap, asked, rules=_rules(_cap(now, asked), _cap(then, asked))),
        _money(
            asked.say("Amount recognised"), now.recognised, then.recognised, asked, result=True,
            rules=_rules(asked.say("the smallest of the three"), _recognised(then, asked)),
        ),
        _money(asked.say("Paid out"), now.state.paid, then.state.paid, asked),
        _money(asked.say("To be returned"), _back(now), _back(then), asked, result=True),
        _money(asked.say("Own contribution"), was.own_contribution, is_.own_contribution, asked),
        *_late(case, asked),
    ]  # fmt: skip


def _money(
    words: str, was: int, is_: int, asked: Asked, *, rules: tuple[str, str] = ("", ""), result: bool = False
) -> Beside:
    moved = is_ - was
    return Beside(
        words, money(was, asked.lang), money(is_, asked.lang), signed(money(abs(moved), asked.lang), moved),
        *rules, result,
    )  # fmt: skip


def _rules(was: str, is_: str) -> tuple[str, str]:
    """The other side's rule, and today's where that is another one."""
    return is_, was if was != is_ else ""


def _limits(case: Case, asked: Asked) -> tuple[str, str]:
    words = asked.say("at most %(amount)s")
    was, is_ = (words % {"amount": money(side.rules.max_award, asked.lang)} for side in (case.now, case.then))
    return _rules(was, is_)


def _of(side: Side, asked: Asked) -> str:
    have = side.account.counted if side.account else 0
    return asked.say("%(part)s of %(whole)s") % {
        "part": number(have, asked.lang), "whole": number(side.rules.min_meetings, asked.lang),
    }  # fmt: skip


def _least(side: Side, asked: Asked) -> str:
    words = asked.say("at least %(n)s, of which virtual: %(virtual)s")
    return words % {
        "n": counted("meetings", side.rules.min_meetings, asked.lang),
        "virtual": number(side.rules.min_virtual, asked.lang),
    }


def _cap(side: Side, asked: Asked) -> str:
    """The formula with its numbers, and the policy that asks for it."""
    have, rules = (side.account.counted if side.account else 0), side.rules
    if have >= rules.min_meetings:
        return asked.say("enough meetings count, so the whole award")
    policy = asked.say("%(have)s of %(need)s meetings count; when meetings are missing: %(policy)s") % {
        "have": have, "need": rules.min_meetings, "policy": label("policy", rules.shortfall_policy, asked.lang),
    }  # fmt: skip
    if rules.shortfall_policy != "proportional":
        return policy
    formula = asked.say("%(award)s × %(have)s / %(need)s, rounded down to whole grosze") % {
        "award": money(side.state.awarded, asked.lang), "have": have, "need": rules.min_meetings,
    }  # fmt: skip
    return f"{formula}; {policy}"


def _recognised(side: Side, asked: Asked) -> str:
    """While the settlement is refused nothing is recognised; what it would come to stands beside."""
    if side.account is None or not side.account.blocked:
        return asked.say("the smallest of the three")
    amount = money(side.account.recognised, asked.lang)
    return asked.say("the settlement would be refused; with a waiver or a manager’s decision: %(amount)s") % {
        "amount": amount
    }


def _back(side: Side) -> int:
    """What a settlement makes due; one that is refused makes nothing due yet."""
    return 0 if side.account is None or side.account.blocked else max(0, side.state.paid - side.recognised)


def _late(case: Case, asked: Asked) -> list[Beside]:
    if case.now.state.first_report is None:
        return []
    was, is_ = case.now.days_late, case.then.days_late
    days = [counted("days", n, asked.lang) for n in (was, is_, abs(is_ - was))]
    return [Beside(asked.say("Report: days late"), days[0], days[1], signed(days[2], is_ - was))]
