"""Costs with their documents: three to six a grant, which come to about the award."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from grants.demo import texts
from grants.demo.cast import DESK, TILL
from grants.demo.dice import weighted
from grants.demo.names import issuers
from grants.demo.script.dossier import Dossier
from grants.lifecycle.commands.costs import CorrectCost, CostValues, WithdrawCost, WithdrawCostDecision
from grants.lifecycle.commands.settling import AcceptCost, RecordCost, RejectCost

CATEGORIES: Final = {
    "travel": 30, "catering": 34, "materials": 18, "services": 8, "fees": 5, "equipment": 3, "other": 2,
}  # fmt: skip
ISSUERS: Final = issuers()
SHOPS: Final = [nip for numbers in ISSUERS.values() for nip in numbers]
FORMS: Final = (
    "FV {n}/{d:%m}/{d:%Y}", "{n}/{d:%Y}", "FA/{d:%Y}/{d:%m}/{n:04}", "R-{n}/{d:%y}", "F{n:05}/{d:%Y}",
    "Rachunek {n}/{d:%Y}",
)  # fmt: skip
"""How shops number their documents; each keeps to one way."""


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice or a bill: number, issuer, day, what for, its sum in grosze."""

    number: str
    issuer: str
    day: date
    category: str
    gross: int


def record(d: Dossier, day: date, total: int, *, own: int = 0, keep: Sequence[Document] = ()) -> list[Document]:
    """Record costs that charge ``total`` grosze. ``own``: grosze by which the last document goes beyond its charge;
    ``keep``: documents that are among them whatever the dice say.
    """
    sums = split(d.rng, total - sum(document.gross for document in keep))
    documents = [*keep, *(_document(d, amount) for amount in sums)]
    for index, document in enumerate(documents):
        extra = own if index == len(documents) - 1 else 0
        charge(d, day, document, extra)
    return documents


def charge(d: Dossier, day: date, document: Document, extra: int = 0) -> None:
    """One document; ``extra``: grosze of it that the library pays itself."""
    d.costs += 1
    meetings = [n for n, m in enumerate(d.meetings, 1) if m.occurred_on <= document.day]
    command = RecordCost(
        grant=d.id, document_no=document.number, issuer_nip=document.issuer, issued_on=document.day,
        category=document.category, gross=document.gross + extra, charged=document.gross,
        meeting_no=meetings[-1] if meetings else None,
    )  # fmt: skip
    d.step(f"cost-{d.costs}", command, day)
    d.charged[d.costs], d.documents[d.costs] = document.gross, command


def decide(d: Dossier, day: date, *, rejected: int | None = None, reason: str = "", upto: int | None = None) -> None:
    """Accept all costs that were not decided yet, but for one; ``upto``: none with a higher number."""
    who = d.rng.choice((DESK, DESK, TILL))
    last = d.costs if upto is None else upto
    for number in range(d.decided + 1, last + 1):
        if number not in d.charged:
            continue
        if number == rejected:
            words = reason or d.rng.choice(texts.COST_REJECTED)
            d.step(f"reject-{number}", RejectCost(grant=d.id, cost_no=number, reason=words), day, who)
            del d.charged[number]
        else:
            d.step(f"accept-{number}", AcceptCost(grant=d.id, cost_no=number), day, who)
    d.decided = last


def correct(d: Dossier, day: date, number: int) -> None:
    """The charge was keyed in with a slip: a złoty less is charged than the document says."""
    old = d.documents[number]
    less = CostValues(charged=old.charged - 100)
    command = CorrectCost(
        grant=d.id, cost_no=number, old=CostValues(charged=old.charged), new=less, reason=texts.COST_CORRECTED
    )
    d.step(f"correct-cost-{number}", command, day)
    d.charged[number] -= 100


def withdraw(d: Dossier, day: date, number: int) -> None:
    """The library does not charge it after all."""
    d.step(f"withdraw-cost-{number}", WithdrawCost(grant=d.id, cost_no=number, reason=texts.COST_WITHDRAWN), day)
    del d.charged[number]


def take_back(d: Dossier, day: date, number: int) -> None:
    """The decision on a cost was wrong: it waits again."""
    command = WithdrawCostDecision(grant=d.id, cost_no=number, reason=texts.DECISION_TAKEN_BACK)
    d.step(f"take-back-{number}", command, day, DESK)
    d.charged[number] = d.documents[number].charged


def split(rng: Random, total: int) -> list[int]:
    """``total`` in three to six sums, none of them tiny; most end in round złote, as bills do."""
    parts = weighted(rng, {3: 46, 4: 34, 5: 14, 6: 6})
    left, out = total, []
    for remaining in range(parts, 1, -1):
        share = left * rng.randint(55, 135) // (100 * remaining)
        share -= share % rng.choice((100, 100, 50, 10, 1))
        out.append(max(500, share))
        left -= out[-1]
    return [*out, left]


def _document(d: Dossier, gross: int) -> Document:
    """A document of the days around one of the meetings, within the activity window."""
    rules = d.season.rules_on(d.awarded_on)
    held = d.rng.choice(d.meetings).occurred_on
    day = min(rules.activity_to, max(rules.activity_from, held + timedelta(days=d.rng.randint(-4, 6))))
    category = weighted(d.rng, CATEGORIES)
    issuer = d.rng.choice(ISSUERS[category])
    return Document(_number(d, issuer, day), issuer, min(day, d.today), category, gross)


def _number(d: Dossier, issuer: str, day: date) -> str:
    """Serial numbers are wide apart, so no two documents of one shop are numbered alike (a test would show it)."""
    serial = d.rng.randrange(1, 99_999)
    return FORMS[SHOPS.index(issuer) % len(FORMS)].format(n=serial, d=day)
