"""For every command of the catalogue: a story in which it is heard, and the ask. Tests of all commands begin there."""

from __future__ import annotations

from functools import cache
from typing import Final

from grants.kernel.command import Command
from grants.lifecycle.commands.awarding import AwardRow
from grants.lifecycle.stages import MAY, Stage
from tests.lifecycle.test_stage_table import ASKS, FIRST, standing_at
from tests.support import builders as b
from tests.support import many as m
from tests.support.cast import ELSEWHERE, LEADING, LIBRARIES, PARTNER_THREE
from tests.support.scenario import Ask, Scenario, story

REGISTERED: Final = [b.open_programme(), b.open_round(), *(b.register(each) for each in LIBRARIES)]
REPORTED: Final = [*b.paid(), *b.meetings(4), b.cost(), b.report()]
STORIES: Final[tuple[tuple[list[Ask], Ask], ...]] = (
    ([], b.open_programme()),
    ([b.open_programme()], b.close_programme()),
    ([b.open_programme(), b.open_round()], b.publish_summary()),
    ([b.open_programme()], b.open_round()),
    (b.ground(), b.change_rules(report_due_days=30)),
    (b.ground(), b.close_call()),
    (b.ground(), b.close_round()),
    ([], b.register(LEADING)),
    ([b.register(LEADING)], b.correct_library(town="Inne")),
    (b.ground(), b.retire(ELSEWHERE)),
    ([*b.ground(), b.retire(ELSEWHERE)], b.restore(ELSEWHERE)),
    (REGISTERED, b.form_coalition()),
    (b.ground(), b.add_partner(PARTNER_THREE)),
    ([*b.ground(), b.add_partner(PARTNER_THREE)], b.let_leave(PARTNER_THREE)),
    (b.applied(), b.award_many(AwardRow(grant=LEADING.grant))),
    (b.applied(), m.return_many(LEADING)),
    (b.awarded(), m.sign_many(LEADING)),
    (b.agreed(), m.pay_many(LEADING)),
    (REPORTED, m.accept_many(LEADING)),
    ([*REPORTED, b.accept()], m.settle_many(LEADING)),
    ([*b.applied(), b.assign()], b.hand_over()),
    ([*b.paid(), b.ask_waiver()], b.grant_waiver()),
    (b.paid(), b.record_finding()),
)
"""What the stage table does not tell: what happens around the grants, and with several at once."""


@cache
def heard() -> dict[type[Command], tuple[Scenario, Ask]]:
    """To be copied before anything is asked."""
    found = {type(ask.command): (story(asks), ask) for asks, ask in STORIES}
    for step, asks in ASKS.items():
        stage = next(stage for stage in Stage if step in MAY[stage])
        told = standing_at(stage).copy().given(FIRST.get((stage, step), []))
        ask = asks(told, stage)
        found.setdefault(type(ask.command), (told, ask))
    return found
