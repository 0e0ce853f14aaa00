"""Two known days in the address: ``from`` and ``to``, as people type them; what they mean stands in ``grants``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid, Refused
from grants.read import days
from grants.read._between import Between, Wished, between, reaching
from grants.read.ledger.between import Stretch
from grants.wording.problems import mistake
from grants.wording.refusals import refusal
from web.support.asking import Asked
from web.support.days import read_day
from web.support.paths import with_query

NAMES: Final = {"since": "from", "until": "to"}
"""Fields of ``Wished`` by their names in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanned:
    """For ``audit/_between.html``. ``typed``, ``errors``: by the names in the address; ``span``: what is shown, or
    what would be shown had the days been right.
    """

    path: str
    typed: dict[str, str]
    span: Between
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def stretch(self) -> Stretch:
        """The part of the log that was recorded between."""
        return Stretch(days.upto(self.span.since), days.upto(self.span.until))

    def keep(self, path: str, **chosen: object) -> str:
        """``path`` between the same two days."""
        return with_query(path, **{"from": self.span.since, "to": self.span.until}, **chosen)

    def settle(self, first: date | None, asked: Asked) -> Spanned:
        """Whether there was anything at all by then; ``first``: the day on which the first programme opened."""
        try:
            return replace(self, span=reaching(self.span, first))
        except Refused as no:
            return self.refused(no, asked)

    def refused(self, no: Refused, asked: Asked) -> Spanned:
        """With the reason at the field."""
        words = refusal(no.code, no.params, asked.lang)
        return replace(self, errors={NAMES[str(no.params["field"])]: f"{words.what} {words.next}"})


def spanned(asked: Asked, path: str) -> Spanned:
    """What the address asks for, before anything is asked. Ask, and then ``settle``."""
    typed = {name: asked.query.get(name, "").strip() for name in NAMES.values()}
    usual = Spanned(path=path, typed=typed, span=between(Wished(), asked.today))
    try:
        wish = bind(Wished, {own: read_day(typed[name], asked.today) for own, name in NAMES.items()})
        return replace(usual, span=between(wish, asked.today))
    except Invalid as wrong:
        found = {NAMES[own]: mistake(problem, asked.lang) for own, problem in wrong.problems.items()}
        return replace(usual, errors=found)
    except Refused as no:
        return usual.refused(no, asked)
