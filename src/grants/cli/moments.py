"""How days and moments are written in lines of ``grants do``, exact enough to refuse the 30th of February."""

from __future__ import annotations

from typing import Final

_YEAR: Final = "(?:199[0-9]|20[0-9]{2})"
_LEAP: Final = "(?:199[26]|20(?:[02468][048]|[13579][26]))"
_LONG: Final = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT: Final = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY: Final = "02-(?:0[1-9]|1[0-9]|2[0-8])"
DAY: Final = f"(?:{_YEAR}-(?:{_LONG}|{_SHORT}|{_FEBRUARY})|{_LEAP}-02-29)"
"""``2013-04-22``, from 1990 to 2099: FIRST_DAY and LAST_DAY of ``kernel.fields``."""
_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
MOMENT: Final = f"^{DAY}(?:T{_CLOCK}(?::[0-5][0-9](?:\\.[0-9]{{1,6}})?)?(?:Z|[+-]{_CLOCK})?)?$"
"""``2013-04-22T15:12:00+02:00``; the time may be left out, and its zone, which then is UTC."""
