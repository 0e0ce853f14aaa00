"""The first pages: the rounds, and the live dashboard of one."""

from __future__ import annotations

from web.dashboard.live import round_live
from web.dashboard.round import round_dashboard
from web.dashboard.rounds import first_page

ROUTES = [first_page, round_dashboard, round_live]
