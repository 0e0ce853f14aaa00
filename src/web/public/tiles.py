"""Poland as sixteen tiles of one size: a voivodeship is known by its neighbours, not by its area.

Drawn by ourselves: rows of hexagons, each under and beside those it borders on. Everything the picture says stands in
the table beside it as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from grants.wording.formats import number
from grants.wording.labels import label

HALF: Final = 46
"""Half the width of a tile, in units of the drawing."""
RADIUS: Final = 53
STEP: Final = 80
ROWS: Final = (("32", "22", "28", "20"), ("08", "30", "04", "14"), ("02", "10", "26", "06"), ("16", "24", "12", "18"))
"""TERC codes from north to south and west to east."""
SHIFTS: Final = (1, 0, 1, 2)
"""By how many half tiles a row begins further east."""
LETTERS: Final = {
    "02": "D", "04": "C", "06": "L", "08": "F", "10": "E", "12": "K", "14": "W", "16": "O", "18": "R", "20": "B",
    "22": "G", "24": "S", "26": "T", "28": "N", "30": "P", "32": "Z",
}  # fmt: skip
"""The letters of the number plates: they stand for the names where a name is too small to read."""
BREAKS: Final = ("kujawsko-", "zachodnio", "warmińsko-")
"""Where a long name is cut in two."""
SHADES: Final = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """A voivodeship. ``x``, ``y``: its middle; ``shade``: 0 for nought, else 1 to SHADES; ``lines``: of its name."""

    code: str
    name: str
    lines: list[str]
    letter: str
    x: int
    y: int
    shade: int
    value: int

    @property
    def points(self) -> str:
        """The corners, from the top clockwise."""
        half, top, side = HALF - 2, RADIUS - 2, (RADIUS - 2) // 2
        corners = ((0, -top), (half, -side), (half, side), (0, top), (-half, side), (-half, -side))
        return " ".join(f"{self.x + x},{self.y + y}" for x, y in corners)


@dataclass(frozen=True, slots=True)
class Step:
    """One shade of the legend: which values it stands for."""

    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """The whole picture."""

    tiles: list[Tile]
    legend: list[Step]
    width: int = 2 * HALF * 5
    height: int = 3 * STEP + 2 * RADIUS


def tiles(values: Mapping[str, int], lang: str) -> Tiles:
    """``values`` by TERC code; what is not there is nought."""
    bounds = _bounds([value for value in values.values() if value > 0])
    drawn = [
        _tile(code, (row, column), values.get(code, 0), bounds, lang)
        for row, codes in enumerate(ROWS) for column, code in enumerate(codes)
    ]  # fmt: skip
    return Tiles(drawn, _legend(bounds, lang, nought=any(tile.shade == 0 for tile in drawn)))


def _tile(code: str, place: tuple[int, int], value: int, bounds: list[int], lang: str) -> Tile:
    row, column = place
    x, y = HALF * (SHIFTS[row] + 1 + 2 * column), RADIUS + STEP * row
    name = label("voivodeship", code, lang)
    shade = next((n for n, bound in enumerate(bounds) if value <= bound), SHADES)
    return Tile(code, name, _lines(name), LETTERS[code], x, y, shade, value)


def _lines(name: str) -> list[str]:
    """A long name in two lines, with a hyphen where it is cut."""
    first = next((part for part in BREAKS if name.lower().startswith(part)), "")
    if not first:
        return [name]
    return [name[: len(first)].rstrip("-") + "-", name[len(first) :]]


def _bounds(values: list[int]) -> list[int]:
    """Where each shade ends: just below the lowest value (nothing is there so far), then in equal steps up to the
    highest, so that neighbours differ even where all are busy.
    """
    if not values:
        return [0]
    below, highest = min(values) - 1, max(values)
    shades = min(SHADES, highest - below)
    return [below, *(below + -(-(highest - below) * n // shades) for n in range(1, shades + 1))]


def _legend(bounds: list[int], lang: str, *, nought: bool) -> list[Step]:
    """``nought``: whether there is a tile with nothing, which has a shade of its own."""
    steps = [Step(0, number(0, lang))] if nought else []
    for shade, (below, top) in enumerate(pairwise(bounds), 1):
        words = number(top, lang) if below + 1 == top else f"{number(below + 1, lang)}–{number(top, lang)}"
        steps.append(Step(shade, words))
    return steps
