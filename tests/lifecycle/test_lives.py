"""The state machine: whatever is asked in whatever order, what must hold holds after every step.

Hypothesis looks for lives that nobody thought of and makes a failing one short; ``test_histories.py`` tells many more.
``HYPOTHESIS_PROFILE=long`` lives more and longer lives; ``HYPOTHESIS_SEED`` repeats a run whose seed was printed.
"""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.lifecycle.invariants import Invariants
from tests.lifecycle.lives import Lives
from tests.lifecycle.lives.rules import Pick

PROFILES = {"default": (20, 25), "long": (1_000, 40)}


def drawing(data: st.DataObject) -> Pick:
    return lambda options: data.draw(st.sampled_from(options))


class LivesMachine(RuleBasedStateMachine):
    """Hypothesis picks; the lives say what can be picked."""

    lives: Lives
    held: Invariants

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        self.lives = Lives(drawing(data))
        self.held = Invariants(self.lives)
        self.held.check()

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        self.lives.pick = drawing(data)
        if self.lives.step():
            self.held.check()

    def teardown(self) -> None:
        """Not after a step that raised before anything was held."""
        if hasattr(self, "held"):
            self.held.finish()


@pytest.mark.timeout(1_800)
def test_what_must_hold_holds_after_every_step() -> None:
    chosen = int(os.environ.get("HYPOTHESIS_SEED") or random.SystemRandom().randrange(2**32))
    examples, steps = PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "default")]
    print(f"HYPOTHESIS_SEED={chosen} HYPOTHESIS_PROFILE: {examples} lives of {steps} steps")  # noqa: T201
    run_state_machine_as_test(
        seed(chosen)(LivesMachine),
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
