"""The first pages: the rounds, and the live dashboards of a round and of a whole programme."""

from __future__ import annotations

from web.dashboard import programme, programme_figure
from web.dashboard.live import round_live
from web.dashboard.round import round_dashboard
from web.dashboard.rounds import first_page

ROUTES = [first_page, round_dashboard, round_live, *programme.ROUTES, *programme_figure.ROUTES]
