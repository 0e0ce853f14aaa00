"""The other rules as they stand in the address: a link to a calculation can be kept and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from grants.kernel.binding import bind
from grants.kernel.codes import POLICIES
from grants.kernel.refusals import Invalid, Problem, Refused
from grants.read.rounds.meant import RoundRules
from grants.read.supposing import Other
from grants.wording.labels import field_label, label
from grants.wording.problems import mistake, problem_text
from grants.wording.refusals import refusal
from grants.wording.values import Change, Teller
from web.support import values
from web.support.asking import Asked
from web.support.forms import Form
from web.support.paths import with_query

NO_COMMAND: Final = UUID(int=0)
"""A form that only asks has no command behind it."""
AT: Final = {
    "round.dates_order": "activity_to", "round.budget_too_small": "budget",
    "round.virtual_over_meetings": "min_virtual",
}  # fmt: skip
"""Rules that contradict one another, and the field where that is told."""
Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """``changes``: the rules that differ; empty also where ``form`` says what is wrong. ``differs``: in words;
    ``given``: as they stand in an address.
    """

    form: Form
    changes: Mapping[str, Any]
    differs: list[Change]
    given: Mapping[str, str]
    fields: list[Kind]
    policies: list[tuple[str, str]]

    @property
    def wrong(self) -> bool:
        return self.form.failed

    def keep(self, path: str, **more: object) -> str:
        """Another page under the same rules."""
        return with_query(path, **self.given, **more)


def supposed(asked: Asked, rules: RoundRules, path: str) -> Supposed:
    """What the address supposes; a rule left out, or left blank, is the round's own."""
    typed = {
        name: texts for name, texts in values.typed(asked.queries).items()
        if name in Other.__struct_fields__ and any(text.strip() for text in texts)
    }  # fmt: skip
    problems: dict[str, Problem] = {}
    changes: dict[str, Any] = {}
    errors: dict[str, str] = {}
    try:
        changes = bind(Other, values.raw(Other, typed, asked.today)[0]).changes(rules)
    except Invalid as wrong:
        problems = wrong.problems
    except Refused as no:
        words = refusal(no.code, no.params, asked.lang)
        errors[AT[no.code]] = f"{words.what} {words.next}"
    errors |= {name: mistake(problem, asked.lang) for name, problem in problems.items()}
    summary = [(name, _told(name, words, problems.get(name), asked)) for name, words in errors.items()]
    known = {name: getattr(rules, name) for name in Other.__struct_fields__}
    form = Form(
        id="other-rules", action=path, csrf="", command_id=NO_COMMAND, errors=errors, summary=summary,
        values={**values.prefilled(Other, known), **typed},
    )  # fmt: skip
    return Supposed(
        form=form, changes=changes, given={n: texts[-1] for n, texts in values.prefilled(Other, changes).items()},
        differs=Teller(asked.lang).changes([[name, known[name], value] for name, value in changes.items()]),
        fields=[(name, field_label(name, asked.lang), _kind(name)) for name in Other.__struct_fields__],
        policies=[(code, label("policy", code, asked.lang)) for code in POLICIES],
    )  # fmt: skip


def _told(name: str, words: str, problem: Problem | None, asked: Asked) -> str:
    return problem_text(name, problem, asked.lang) if problem else words


def _kind(name: str) -> str:
    """Which control a rule has."""
    if name == "shortfall_policy":
        return "policy"
    if name in ("budget", "max_award"):
        return "money"
    return "count" if name.startswith("min_") or name.endswith("_days") else "day"
