"""Steps that nobody can take back. Each page says what follows (``ui.cannot_undo``) and asks for a box to be ticked."""

from __future__ import annotations

from typing import Final

from grants.kernel.command import Command
from grants.kernel.refusals import Problem
from grants.lifecycle.commands import applying, awarding, ending, many
from grants.rounds import commands as rounds

FIELD: Final = "_understood"
FINAL: Final[frozenset[type[Command]]] = frozenset({
    applying.RejectApplication, applying.WithdrawApplication, awarding.CancelGrant, ending.WriteOffRefund,
    many.SettleGrants, rounds.CloseCall, rounds.CloseRound, rounds.CloseProgramme, rounds.PublishSummary,
})  # fmt: skip
"""A settlement of many is among them: it is taken back one by one only, by a manager, until money came back."""


def confirmed(command: type[Command], box: str) -> dict[str, Problem]:
    """What is missing: nothing, for a step that can be taken back or whose box was ticked."""
    return {} if command not in FINAL or box else {FIELD: Problem("field.not_confirmed", {})}
