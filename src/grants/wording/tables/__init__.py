"""English labels of every code that people read; Polish stands in the .po files under the table's name."""

from __future__ import annotations

from typing import Final

from grants.wording.tables import (
    checks,
    doctor,
    dues,
    fields,
    forecast,
    lists,
    metrics,
    places,
    replay,
    sample,
    seal,
    settlement,
    state,
    steps,
    supposing,
)

TABLES: Final[dict[str, dict[str, str]]] = {
    name.lower(): table
    for module in (
        steps,
        lists,
        fields,
        metrics,
        places,
        state,
        dues,
        doctor,
        seal,
        replay,
        supposing,
        checks,
        settlement,
        forecast,
        sample,
    )
    for name, table in vars(module).items()
    if name.isupper()
}
