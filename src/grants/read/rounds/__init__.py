"""Programmes and rounds with their rules. Seen in every header, on the list of rounds and in every form of a round."""

from grants.read.rounds.queries import (
    ProgrammeNow,
    RoundNow,
    every_round,
    first_opened,
    first_opened_question,
    named_round,
    programme_coded,
    programme_now,
    programme_question,
    programmes,
    round_now,
    round_of_grant_question,
    round_question,
    rounds,
    rounds_question,
)
from grants.read.rounds.view import Rounds

__all__ = [
    "ProgrammeNow", "RoundNow", "Rounds", "every_round", "first_opened", "first_opened_question", "named_round",
    "programme_coded", "programme_now", "programme_question", "programmes", "round_now", "round_of_grant_question",
    "round_question", "rounds", "rounds_question",
]  # fmt: skip
