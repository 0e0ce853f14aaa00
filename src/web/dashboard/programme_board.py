"""What a programme's dashboard shows: its rounds side by side, by channel and by voivodeship, and what waits.

Worked out once for all readers of a class: those who may open the lists of what is due, and those who see figures only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.read import ledger
from grants.read.asking import ask, ask_all
from grants.read.due import Counts, counts_question
from grants.read.ledger import FIGURES, SUFFIX
from grants.read.rounds import ProgrammeNow, RoundNow, first_opened_question, programme_question, rounds_question
from grants.wording.labels import dimension, label, metric, round_name
from web.dashboard.board import GONE, MEETINGS, MONEY, WAY, Address
from web.support.asking import Asked, Reading
from web.support.past import Past
from web.support.paths import with_query

PLAN: Final = ("budget", "reserved")
PLACED: Final = ("applied", "awarded", "awarded_money", "paid", "meetings_held", "attendances")
SIDE_BY_SIDE: Final = (*WAY, *GONE, *PLAN, *MONEY, *MEETINGS)
CHANNELS: Final = "meetings_by_channel"
MOST: Final = 6
"""Rounds that stand side by side; the rest on further pages, so that the page does not grow with the programme."""
ASKED: Final = (*SIDE_BY_SIDE, CHANNELS, *(f"{code}{SUFFIX}" for code in PLACED))
"""Every figure of the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with the address of what makes it. ``head``: of its column; ``id``: marks it when it moves."""

    id: str
    head: str
    value: int
    money: bool
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``href``: where its name leads, if anywhere."""

    label: str
    cells: list[Cell]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``heads``: of the columns behind the first, which are figures."""

    heads: list[tuple[str, str]]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Board:
    """``waiting``: by round, libraries' turn, staff's turn, overdue; ``rounds``: all, the newest first; ``page``: which
    of them stand side by side, the newest on page 0.
    """

    programme: ProgrammeNow
    href: str
    rounds: list[RoundNow]
    page: int
    side_by_side: Table
    channels: Table
    places: Table
    waiting: Table | None
    address: Address = field(default=with_query)
    """Keeps the days of a past board in the addresses of its other pages."""

    @property
    def pages(self) -> int:
        return -(-len(self.rounds) // MOST)

    @property
    def first(self) -> int:
        """The number of the oldest round shown, counted from the programme's first."""
        return max(0, self.last - MOST) + 1

    @property
    def last(self) -> int:
        return len(self.rounds) - self.page * MOST

    @property
    def older(self) -> str | None:
        return self.address(self.href, page=self.page + 1) if self.page + 1 < self.pages else None

    @property
    def newer(self) -> str | None:
        return self.address(self.href, page=self.page - 1) if self.page else None


def board(asked: Reading, id_: UUID, *, lists: bool, page: int = 0) -> Board | None:
    """None if there is no such programme. ``lists``: whether its readers may open what is due. Two questions."""
    programme, rounds = ask_all(asked.database, programme_question(id_), rounds_question(id_))
    if programme is None:
        return None
    ids = [each.id for each in rounds]
    totals, due = ask_all(
        asked.database, ledger.by_round_question(ASKED, ids), counts_question(asked.today, ids)
    ) if ids else ({}, {})  # fmt: skip
    return _drawn(asked, programme, rounds, _Found(totals, due, lists=lists), page)


def board_then(asked: Asked, id_: UUID, past: Past, page: int = 0) -> tuple[ProgrammeNow, Board | None, Past]:
    """The same as of a past day, with the rounds of which something was known then and with nothing that waits; no
    board where the days cannot be shown. Two questions. NotFoundException for no programme.
    """
    programme, rounds, first = ask_all(
        asked.database, programme_question(id_), rounds_question(id_), first_opened_question()
    )  # fmt: skip
    if programme is None:
        raise NotFoundException
    day, known = (past.then.as_of, past.then.known) if past.then else (asked.today, asked.today)
    ids = [each.id for each in rounds]
    totals = ask(asked.database, ledger.by_round_then_question(ASKED, ids, day, known)) if ids else {}
    past = past.settle(first, asked, there=bool(totals))
    if past.then is None:
        return programme, None, past
    known_then = [each for each in rounds if each.id in totals]
    return programme, _drawn(asked, programme, known_then, _Found(totals, None, address=past.keep), page), past


@dataclass(frozen=True, slots=True)
class _Found:
    """Answers of the database by round: figures, and what waits (None in the past, of which no list is kept)."""

    totals: dict[UUID, ledger.Totals]
    due: dict[UUID, Counts] | None
    lists: bool = False
    address: Address = with_query


def _drawn(asked: Reading, programme: ProgrammeNow, rounds: list[RoundNow], found: _Found, page: int) -> Board:
    href = f"/programmes/{programme.id}"
    page = min(max(page, 0), max(0, len(rounds) - 1) // MOST)
    shown = rounds[page * MOST : (page + 1) * MOST]
    tables = _Tables(asked, href, list(reversed(shown)), found.totals, found.address)
    return Board(
        programme=programme, href=href, rounds=rounds, page=page,
        side_by_side=tables.side_by_side(SIDE_BY_SIDE), channels=tables.parts(CHANNELS), places=tables.places(),
        waiting=None if found.due is None else tables.waiting(list(reversed(rounds)), found.due, lists=found.lists),
        address=found.address,
    )  # fmt: skip


class _Tables:
    """The oldest round first, and the programme's sum behind the newest."""

    def __init__(
        self, asked: Reading, href: str, rounds: list[RoundNow], totals: dict[UUID, ledger.Totals], address: Address
    ) -> None:
        self._asked, self._href, self._lang, self._address = asked, href, asked.lang, address
        self._whole = ledger.added(totals.values())
        none = ledger.Totals({})
        self._columns = [
            *((f"/rounds/{each.id}", round_name(each, asked.lang), totals.get(each.id, none)) for each in rounds),
            (href, asked.say("Whole programme"), self._whole),
        ]

    def side_by_side(self, codes: Iterable[str]) -> Table:
        """A row a figure, a column a round."""
        rows = [
            Row(metric(code, self._lang).label, [
                self._cell(f"{code}-{n}", head, (code, None), totals.sum(code), href)
                for n, (href, head, totals) in enumerate(self._columns)
            ])
            for code in codes
        ]  # fmt: skip
        return Table(self._heads(), rows)

    def parts(self, code: str) -> Table:
        """A row a value of the figure's dimension, the largest of the programme first."""
        found = sorted(self._whole.by(code).items(), key=lambda pair: -pair[1])
        rows = [
            Row(dimension(code, part, self._lang), [
                self._cell(f"{code}-{part}-{n}", head, (code, part), totals.of(code, part), href)
                for n, (href, head, totals) in enumerate(self._columns)
            ])
            for part, _ in found
        ]  # fmt: skip
        return Table(self._heads(), rows)

    def places(self) -> Table:
        """A row a voivodeship that has an application, in the order of the register, which is that of the alphabet."""
        heads = {code + SUFFIX: metric(code, self._lang).label for code in PLACED}
        known = sorted({part for code in heads for part in self._whole.by(code)})
        rows = [
            Row(label("voivodeship", part, self._lang), [
                self._cell(f"{code}-{part}", head, (code, part), self._whole.of(code, part), self._href)
                for code, head in heads.items()
            ])
            for part in known
        ]  # fmt: skip
        return Table(_figures(heads.values()), rows)

    def waiting(self, rounds: Iterable[RoundNow], due: dict[UUID, Counts], *, lists: bool) -> Table:
        """A row a round in which anything waits; each number leads to the list of as many lines."""
        say = self._asked.say
        heads = [say("Waiting for libraries"), say("Waiting for the operator"), say("Overdue")]
        narrowed = ({"who": "library"}, {"who": "staff"}, {"overdue": "yes"})
        rows = []
        for each in rounds:
            if each.id not in due:
                continue
            found = due[each.id]
            cells = [
                Cell(f"due-{each.id}-{n}", heads[n], value, money=False,
                     href=with_query("/due", round=str(each.id), **narrowed[n]) if lists else None)
                for n, value in enumerate((found.library, found.staff, found.overdue))
            ]  # fmt: skip
            rows.append(Row(round_name(each, self._lang), cells, f"/rounds/{each.id}"))
        return Table(_figures(heads), rows)

    def _heads(self) -> list[tuple[str, str]]:
        return _figures(head for _, head, _ in self._columns)

    def _cell(self, id_: str, head: str, figure: tuple[str, str | None], value: int, href: str) -> Cell:
        code, part = figure
        path = self._address(f"{href}/figures/{code}", dimension=part or "")
        return Cell(id_, head, value, FIGURES[code].unit == "money", path)


def _figures(heads: Iterable[str]) -> list[tuple[str, str]]:
    return [(head, "numeric") for head in heads]
