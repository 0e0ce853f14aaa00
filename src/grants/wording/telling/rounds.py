"""What the trail says about programmes and rounds."""

from __future__ import annotations

from typing import Final

from grants.wording.telling.sentence import Sentence

SENTENCES: Final = {
    "programme.opened.v1": Sentence(
        "Programme ‘{name}’ ({code}) was opened; funder: {funder}, operator: {operator}",
    ),
    "programme.closed.v1": Sentence("The programme was closed"),
    "programme.summary_published.v1": Sentence(
        "Public summary no. {number} was published, with the figures as of {known:day}",
        ("of_one_round", "of one round"),
        ("of_all_rounds", "of the whole programme"),
    ),
    "round.opened.v1": Sentence(
        (
            "Round {label} was opened: call from {rules.call_opens_on:day} to {rules.call_closes_on:day}, "
            "budget {rules.budget:money}, up to {rules.max_award:money} a grant"
        ),
    ),
    "round.rules_changed.v1": Sentence(
        (
            "The rules of the round were changed (version {rules_version}): budget {rules.budget:money}, up "
            "to {rules.max_award:money} a grant"
        ),
    ),
    "round.call_closed.v1": Sentence("The call was closed"),
    "round.closed.v1": Sentence("The round was closed"),
    "round.funds_reserved.v1": Sentence("{new:money} of the budget was set aside for grant no. {number}"),
    "round.funds_changed.v1": Sentence(
        "The money set aside for grant no. {number} changed from {old:money} to {new:money}",
    ),
    "round.funds_kept.v1": Sentence(
        "Grant no. {number} is under way again; {amount:money} of the budget stays set aside for it",
    ),
    "round.funds_released.v1": Sentence("{old:money} set aside for grant no. {number} went back to the budget"),
}
