"""What each grant of the source's programme will live through, drawn once, before anything is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from grants.demo.dice import deal, dice, weighted
from grants.demo.names import Libraries, Library
from grants.demo.seasons import ROUND_I, ROUND_II, Season

PARTNERS: Final = {2: 46, 3: 34, 4: 13, 5: 7}
HELD: Final = {4: 82, 5: 14, 6: 4}
SHARED: Final = 0.45
"""How often a partner in Round II was one in Round I already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One grant's life in words. ``ending`` and the cards are those of ``seasons``; "" is the ordinary course."""

    season: Season
    number: int
    leading: Library
    partners: list[Library]
    ending: str
    held: int = 0
    waiver: str = ""
    application: str = ""
    report: str = ""
    meeting: str = ""
    money: str = ""
    partner: str = ""
    costs: str = ""
    refund: str = ""

    @property
    def name(self) -> str:
        """Names the grant within the demo."""
        return f"{self.season.label}/{self.number:03}"

    @property
    def wants_virtual(self) -> bool:
        """Whether a virtual meeting is held in the end."""
        return self.waiver not in ("form_granted", "later_granted", "override")


@dataclass(slots=True)
class Plan:
    """All fates of both rounds, and the libraries in the order in which they are entered. ``libraries`` invents more,
    none of them like an earlier one.
    """

    libraries: Libraries = field(default_factory=lambda: Libraries(dice("libraries")))
    fates: dict[str, list[Fate]] = field(default_factory=dict)
    new: dict[str, list[Library]] = field(default_factory=dict)


def plan() -> Plan:
    """The whole story of both rounds."""
    out = Plan()
    for season in (ROUND_I, ROUND_II):
        earlier = out.fates.get(ROUND_I.label, [])
        fates = _cast(season, out.libraries, earlier)
        known = {library.key for library in _all(earlier)}
        out.fates[season.label] = fates
        out.new[season.label] = list({li.key: li for li in _all(fates) if li.key not in known}.values())
    return out


def _all(fates: Iterable[Fate]) -> list[Library]:
    return [library for fate in fates for library in (fate.leading, *fate.partners)]


def _cast(season: Season, libraries: Libraries, earlier: list[Fate]) -> list[Fate]:
    rng = dice(f"plan/{season.label}")
    endings = [ending for ending, n in season.endings.items() for _ in range(n)]
    rng.shuffle(endings)
    offset = 0 if season is ROUND_I else 5
    fates = [
        Fate(
            season=season, number=number, ending=ending, leading=libraries.leading(number + offset),
            partners=_partners(rng, libraries, number + offset, earlier),
        )
        for number, ending in enumerate(endings, 1)
    ]  # fmt: skip
    return _old_hands(_dealt(season, rng, fates), earlier)


def _partners(rng: Random, libraries: Libraries, region: int, earlier: list[Fate]) -> list[Library]:
    near = [p for fate in earlier if fate.number % 16 == region % 16 for p in fate.partners]
    chosen: dict[str, Library] = {}
    wanted = weighted(rng, PARTNERS)
    while len(chosen) < wanted:
        one = rng.choice(near) if near and rng.random() < SHARED else libraries.partner(region)
        chosen[one.key] = one
    return list(chosen.values())


def _dealt(season: Season, rng: Random, fates: list[Fate]) -> list[Fate]:
    """Deal the cards among the grants that are settled with meetings."""
    settled = [fate.number for fate in fates if fate.ending == "settled"]
    short = deal(rng, settled, season.cards["held"])
    whole = [number for number in settled if number not in short]
    others = {kind: cards for kind, cards in season.cards.items() if kind != "held"}
    dealt = {kind: deal(rng, whole, cards) for kind, cards in others.items()}
    out = []
    for fate in fates:
        words: dict[str, Any] = {kind: cards.get(fate.number, "") for kind, cards in dealt.items()}
        out.append(replace(fate, held=_held(rng, fate, short, dealt["waiver"]), **words))
    return out


def _held(rng: Random, fate: Fate, short: dict[int, str], waivers: dict[int, str]) -> int:
    if fate.ending != "settled":
        return 0
    if fate.number in short:
        return int(short[fate.number])
    return 5 if waivers.get(fate.number) == "override" else weighted(rng, HELD)


def _old_hands(fates: list[Fate], earlier: list[Fate]) -> list[Fate]:
    """Libraries whose page has more than one chapter: they lead in both rounds, and are a partner elsewhere."""
    settled = [i for i, fate in enumerate(fates) if fate.ending == "settled"]
    fates = list(fates)
    if not earlier:
        _join(fates, settled[8], fates[settled[2]].leading)
        return fates
    led = [fate.leading for fate in earlier if fate.ending == "settled"]
    for place, old in ((3, led[2]), (14, led[31])):
        fates[settled[place]] = replace(fates[settled[place]], leading=old)
    _join(fates, settled[10], led[2])
    _join(fates, settled[21], led[77])
    return fates


def _join(fates: list[Fate], index: int, library: Library) -> None:
    fates[index] = replace(fates[index], partners=[*fates[index].partners, library])
