"""Grants in the states that the tests of their pages begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import builders as b
from tests.support.cast import LEADING
from tests.support.scenario import Ask
from tests.web.conftest import Site

HOME = f"/grants/{LEADING.grant}"
Begun = Callable[..., Site]


@pytest.fixture
def begun(site: Site) -> Begun:
    """The site after some more asks: ``begun(b.apply(), b.award())``."""

    def begin(*asks: Ask) -> Site:
        site.issue(*asks)
        return site

    return begin


SPINE = (b.apply(), b.award(), b.sign(), b.pay())
"""To the first meeting."""
