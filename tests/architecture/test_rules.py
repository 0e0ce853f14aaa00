"""Each rule of the house finds the breach planted for it, and leaves lawful code beside it alone."""

import ast
from textwrap import dedent

import pytest

from tests.architecture.rules import RULES

PLANTED = [
    ("no-now-in-domain", "grants.lifecycle.grant", "from datetime import date\nday = date.today()", 2),
    ("no-now-in-domain", "grants.rounds.round", "import datetime\nday = datetime.datetime.now(tz)", 2),
    ("no-float-money", "grants.lifecycle.settlement", "half = amount / 2", 1),
    ("no-float-money", "grants.lifecycle.settlement", "def f(x: float) -> int: ...", 1),
    ("no-float-money", "grants.read.round_totals", "rate = 0.75", 1),
    ("no-float-money", "grants.kernel.money", "amount = round(part)", 1),
    ("no-float-money", "grants.kernel.money", "amount /= 3", 1),
    ("no-commit-outside-store", "grants.read.round_totals", "connection.commit()", 1),
    ("no-commit-outside-store", "web.rounds.open", "with self.engine.begin() as db: ...", 1),
    ("domain-knows-no-framework", "grants.kernel.money", "import sqlalchemy as sa", 1),
    ("domain-knows-no-framework", "grants.rounds.round", "from eventsourcing.persistence import Mapper", 1),
    ("domain-knows-no-framework", "grants.lifecycle.grant", "def late():\n    from litestar import get", 2),
    ("domain-knows-no-framework", "grants.lifecycle.grant", "from eventsourcing.utils import get_topic", 1),
    ("read-models-stand-alone", "grants.read.register", "from grants.read.round_totals import totals", 1),
    ("read-models-stand-alone", "grants.read.register", "from grants.read import round_totals", 1),
    ("read-models-stand-alone", "grants.read.register", "from grants.lifecycle.handlers import award_grant", 1),
    ("pages-issue-commands-only", "web.lifecycle.award", "from grants.lifecycle.grant import Grant", 1),
    ("pages-issue-commands-only", "web.lifecycle.award", "from grants.lifecycle import events", 1),
    ("pages-issue-commands-only", "web.support.page", "from grants.store.people import find", 1),
    ("pages-issue-commands-only", "web.audit.trail", "import sqlalchemy", 1),
    ("one-place-knows-htmx", "web.rounds.open", "if request.headers.get('HX-Request'): ...", 1),
    ("short-functions", "grants.read.x", "def long() -> None:\n" + "    pass\n" * 40, 1),
]

LAWFUL = [
    ("no-now-in-domain", "grants.kernel.clock", "from datetime import datetime\nnow = datetime.now(UTC)"),
    ("no-now-in-domain", "grants.rounds.handlers", "day = work.today()"),
    ("no-now-in-domain", "grants.store.bus", "from datetime import datetime\nnow = datetime.now(UTC)"),
    ("no-float-money", "grants.kernel.money", "amount = grosze * part // whole"),
    ("no-float-money", "grants.store.projector", "linger = 0.025"),
    ("no-commit-outside-store", "grants.store.bus", "connection.commit()"),
    ("no-commit-outside-store", "grants.lifecycle.handlers", "grant = Grant.begin(round_id, library_id)"),
    ("domain-knows-no-framework", "grants.lifecycle.grant", "from eventsourcing.domain import Aggregate, event"),
    ("domain-knows-no-framework", "grants.kernel.envelope", "from eventsourcing.utils import register_topic"),
    ("domain-knows-no-framework", "grants.store.recorder", "import sqlalchemy"),
    ("read-models-stand-alone", "grants.read.register", "from grants.read._columns import day"),
    ("read-models-stand-alone", "grants.read.register", "from grants.read.asking import Question"),
    ("read-models-stand-alone", "grants.read.register.queries", "from grants.read.register.table import grants"),
    ("pages-issue-commands-only", "web.lifecycle.award", "from grants.lifecycle.commands import AwardGrant"),
    ("pages-issue-commands-only", "web.lifecycle.award", "from grants.lifecycle import commands"),
    ("pages-issue-commands-only", "web.lifecycle.award", "from grants.read import grant_page"),
    ("pages-issue-commands-only", "web.app", "from grants.bootstrap import Programme"),
    ("one-place-knows-htmx", "web.support.page", "part = request.headers.get('HX-Request')"),
    ("short-functions", "grants.read.x", "def long() -> None:\n" + "    pass\n" * 39),
]

CHECKS = {rule.name: rule.check for rule in RULES}


def lines(rule: str, module: str, source: str) -> list[int]:
    return [line for line, _ in CHECKS[rule](module, ast.parse(dedent(source)))]


@pytest.mark.parametrize(("rule", "module", "source", "line"), PLANTED)
def test_a_planted_breach_is_found(rule: str, module: str, source: str, line: int) -> None:
    assert lines(rule, module, source) == [line]


@pytest.mark.parametrize(("rule", "module", "source"), LAWFUL)
def test_lawful_code_passes(rule: str, module: str, source: str) -> None:
    assert lines(rule, module, source) == []


def test_every_rule_has_a_planted_breach_and_a_lawful_neighbour() -> None:
    assert {case[0] for case in PLANTED} == {case[0] for case in LAWFUL} == set(CHECKS)
