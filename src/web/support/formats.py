"""How pages write money, days, moments and counts: the command line writes them the same way, so the home is below."""

from grants.kernel.clock import WARSAW
from grants.wording.formats import (
    NBSP,
    SYMBOLS,
    HasGrosze,
    clock,
    day,
    day_month,
    local_day,
    moment,
    money,
    month,
    number,
    percent,
    plural,
)

__all__ = [
    "NBSP",
    "SYMBOLS",
    "WARSAW",
    "HasGrosze",
    "clock",
    "day",
    "day_month",
    "local_day",
    "moment",
    "money",
    "month",
    "number",
    "percent",
    "plural",
]
