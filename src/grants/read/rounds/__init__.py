"""Programmes and rounds with their rules. Seen in every header, on the list of rounds and in every form of a round."""

from grants.read.rounds.queries import (
    ProgrammeNow,
    RoundNow,
    named_round,
    programme_coded,
    programme_now,
    programmes,
    round_now,
    rounds,
)
from grants.read.rounds.view import Rounds

__all__ = [
    "ProgrammeNow", "RoundNow", "Rounds", "named_round", "programme_coded", "programme_now", "programmes", "round_now",
    "rounds",
]  # fmt: skip
