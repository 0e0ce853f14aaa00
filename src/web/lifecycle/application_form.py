"""What both forms of an application have in common: choices of the round, and its rules beside the fields."""

from __future__ import annotations

from typing import Any

from grants.kernel.codes import CONSENTS, MODES, WAIVER_GROUNDS
from grants.wording.formats import day, money
from grants.wording.labels import label
from web.support.asking import Asked

Choice = tuple[str, str]


def choices(table: str, codes: Any, asked: Asked) -> list[Choice]:
    """Codes with their words, for selects."""
    return [(code, label(table, code, asked.lang)) for code in codes]


def application_context(rules: Any, asked: Asked) -> dict[str, Any]:
    """For ``lifecycle/_application_fields.html``. ``rules``: the round's of today."""
    return {
        "rules": rules, "modes": choices("mode", MODES, asked), "channels": choices("channel", rules.channels, asked),
        "categories": choices("category", rules.cost_categories, asked),
        "consents": choices("consent", CONSENTS, asked), "grounds": choices("ground", WAIVER_GROUNDS, asked),
        "notes": {}, "waiver_open": True, "by_staff": asked.person.library is None,
        "rule_lines": rule_lines(rules, asked),
    }  # fmt: skip


def rule_lines(rules: Any, asked: Asked) -> list[str]:
    """What the round asks of an application, each in a sentence."""
    say, lang = asked.say, asked.lang
    window = {"first": day(rules.activity_from, lang), "last": day(rules.activity_to, lang)}
    lines = [
        say("Amount: at most %(max)s; the budget adds up to it.") % {"max": money(rules.max_award, lang, short=True)},
        say("Planned meetings: at least %(n)s, from %(first)s to %(last)s.") % {"n": rules.min_meetings, **window},
    ]
    if rules.min_virtual:
        lines.append(say("Virtual among them: at least %(n)s, or a waiver is asked for.") % {"n": rules.min_virtual})
    lines.append(say("The report is due by %(day)s.") % {"day": day(rules.report_due_on, lang)})
    lines.append(say("The first two statements are required."))
    return lines
