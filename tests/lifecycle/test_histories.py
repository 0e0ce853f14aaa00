"""Some random histories; ``make histories`` tells 25,000 others."""

from __future__ import annotations

import pytest

from grants.catalogue import CATALOGUE
from grants.lifecycle.events import GrantEvent
from tests.lifecycle.histories import Figures, told
from tests.lifecycle.lives import RULES

PART = 63
PARTS = 8
"""Five hundred; CI tells them all."""
FEW = 4


def test_every_command_of_the_catalogue_has_a_rule_by_which_lives_ask_for_it() -> None:
    assert RULES.keys() == CATALOGUE.keys()


@pytest.mark.slow
@pytest.mark.alike(4)
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_what_must_hold_holds_and_every_prefix_and_view_comes_out_the_same(part: int) -> None:
    """In parts, so that several workers can tell them, and ``make test`` a quarter. Each part hears of all but a few
    rare things that can happen to a grant; ``make histories`` asks for every one.
    """
    figures = told(range(part * PART, (part + 1) * PART))
    assert figures.troubles == []
    assert figures.histories == PART
    grants = {kind.TOPIC for entry in CATALOGUE.values() for kind in entry.events if issubclass(kind, GrantEvent)}
    assert len(grants - figures.events.keys()) <= FEW, sorted(grants - figures.events.keys())
    assert figures.prefixes > 25 * PART
    assert figures.rows > 300 * PART


def test_figures_name_what_was_never_heard() -> None:
    figures = Figures()
    assert set(figures.missing()) >= {"ApplyForGrant", "grant.applied.v1"}
