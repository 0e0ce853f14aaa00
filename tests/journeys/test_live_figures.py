"""A figure moves in a window that nobody touches. How fast it is says ``make live``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.moving import Pair
from tests.support.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_meetings_recorded_in_one_window_move_the_other(under_way: Server, browser: Browser) -> None:
    pair = Pair(browser, under_way)
    took = [pair.meeting() for _ in range(3)]
    assert all(milliseconds > 0 for milliseconds in took)
    assert pair.complaints() == []
    pair.close()
