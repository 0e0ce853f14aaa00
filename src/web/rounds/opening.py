"""Opening a programme, and a round of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from grants.kernel import codes
from grants.kernel.command import Done
from grants.read.rounds import RoundNow, programmes, rounds
from grants.rounds.commands import OpenProgramme, OpenRound
from grants.wording.labels import round_name
from grants.wording.values import Change
from web.rounds.choices import choices
from web.rounds.copying import WINDOWS, moved
from web.rounds.telling import differences
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage


def load_programme(asked: Asked) -> Loaded:
    return Loaded(title=asked.say("Open a programme"), back=Link(asked.say("Rounds"), "/"))


def programme_opened(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """A programme without a round shows nothing yet, so its first round is the next step."""
    return After(
        href=f"/rounds/new?programme={done.ids['programme']}",
        text=asked.say("The programme was opened. Now open its first round."),
    )


@dataclass(frozen=True, slots=True)
class Copied:
    """Whose rules stand in the form, and by how many years its days were moved."""

    round: RoundNow
    name: str
    years: int
    days: list[Change]


def load_round(asked: Asked) -> Loaded:
    """Begins with the rules of a round that was chosen, days and all; else with what is usual and no days."""
    open_ones = [found for found in programmes(asked.database) if found.closed_on is None]
    earlier = rounds(asked.database)
    wanted_from = _id(asked.query.get("from"))
    source = next((found for found in earlier if found.id == wanted_from), None)
    rules, copied = _begin(asked, source, earlier)
    wanted = {asked.query.get("programme"), None if source is None else str(source.programme)}
    first = str(open_ones[0].id) if open_ones else ""
    programme = next((str(p.id) for p in open_ones if str(p.id) in wanted), first)
    return Loaded(
        title=asked.say("Open a round"), back=Link(asked.say("Rounds"), "/"),
        known={"programme": programme, "rules": rules},
        context={
            "programmes": [(str(p.id), f"{p.code} · {p.name}") for p in open_ones],
            "choices": choices(asked, source.rules if source else None), "copied": copied, "asked_for": programme,
            "earlier": [(str(each.id), round_name(each, asked.lang)) for each in earlier],
        },
    )  # fmt: skip


def _id(text: str | None) -> UUID | None:
    """An id from the address, or None."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _begin(asked: Asked, source: RoundNow | None, earlier: list[RoundNow]) -> tuple[dict[str, object], Copied | None]:
    """The values that the form begins with. Of a round that nobody chose (the newest) only what hardly ever changes."""
    if source is not None:
        later, years = moved(source.rules, asked.today)
        copied = Copied(source, round_name(source, asked.lang), years, differences(source.rules, later, asked.lang))
        return {name: _plain(value) for name, value in asdict(later).items()}, copied
    if earlier:
        return {name: _plain(value) for name, value in asdict(earlier[0].rules).items() if name not in WINDOWS}, None
    return {
        "min_meetings": 4, "min_virtual": 1, "report_due_days": 21, "refund_due_days": 14,
        "shortfall_policy": "proportional", "channels": list(codes.CHANNELS), "checklist": list(codes.CHECKLIST),
        "participant_kinds": list(codes.PARTICIPANT_KINDS), "purposes": list(codes.PURPOSES),
        "cost_categories": list(codes.COST_CATEGORIES),
    }, None  # fmt: skip


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def round_opened(asked: Asked, _loaded: Loaded, done: Done) -> After:
    round_: UUID = done.ids["round"]
    return After(href=f"/rounds/{round_}", text=asked.say("The round was opened."))


PROGRAMME = CommandPage(
    path="/programmes/new", command=OpenProgramme, template="rounds/programme_new.html",
    fragment="rounds/_programme_form.html", load=load_programme, after=programme_opened,
)  # fmt: skip
ROUND = CommandPage(
    path="/rounds/new", command=OpenRound, template="rounds/round_new.html", fragment="rounds/_round_form.html",
    load=load_round, after=round_opened,
)  # fmt: skip
ROUTES = [*PROGRAMME.routes(), *ROUND.routes()]
