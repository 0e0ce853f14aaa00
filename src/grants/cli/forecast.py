"""``grants forecast``: what is still to come in a round, from what is recorded now."""

from __future__ import annotations

from typing import Any

import rich_click as click

from grants.cli.support import fail, opened, show
from grants.read.forecasting import CODES, Forecast, forecast_of
from grants.read.rounds import named_round
from grants.wording.labels import label


@click.command()
@click.option("--round", "round_name", required=True, help="CODE/LABEL of the round.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def forecast(ctx: click.Context, round_name: str, *, as_json: bool) -> None:
    """Money to pay, to account for and to come back, and days, of the open grants of a round; money in grosze.

    It assumes that what is planned happens on its day, that reports come on their last day, and that they are settled
    and refunds asked for on that day. Refunds are told in two bounds: if plans hold, and if nothing more happens.
    """
    with opened(ctx) as programme:
        programme.projector.catch_up()
        with programme.engine.connect() as connection:
            found = named_round(connection, round_name)
            if found is None:
                fail(f"{round_name}: no such round", 1)
            coming = forecast_of(connection, found.id)
    if as_json:
        show({"round": found.name, "id": found.id, **_told(coming)})
        return
    for code in CODES:
        click.echo(f"{label('coming', code, ctx.obj['lang'])}: {coming.total(code)}")


def _told(coming: Forecast) -> dict[str, Any]:
    return {
        "grants_open": coming.grants,
        "grants_worked_through": coming.worked_through,
        "totals": {code: coming.total(code) for code in CODES},
        "months": {f"{month:%Y-%m}": dict(sums) for month, sums in coming.months.items()},
        "items": [
            {"grant": row.grant, "library": row.name, "town": row.town, "stage": row.stage, "code": row.item.code,
             "amount": row.item.amount, "due_on": row.item.due_on}
            for row in coming.rows
        ],
    }  # fmt: skip
