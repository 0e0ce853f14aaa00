"""The accessibility statement that Polish law asks of public bodies, and the page of the shortcuts.

The statement follows the act of 4 April 2019 on the digital accessibility of websites and mobile applications of
public entities, and the model set by the ministry: its parts carry the model's ids, so that machines find them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from litestar import Response, get

from web.support.context import WebRequest, web
from web.support.guards import GREETING
from web.support.language import language, say
from web.support.page import ACCESSIBILITY, SHORTCUTS, render

PUBLISHED: Final = date(2026, 11, 22)
REVIEWED: Final = date(2026, 11, 23)
"""The day on which the pages were last examined for the statement: set it when that is done again."""


@get(ACCESSIBILITY, guards=[GREETING], include_in_schema=False)
async def accessibility(request: WebRequest) -> Response[str]:
    """What is accessible, what is not, what was tested, and whom to tell."""
    words, chosen = say(language(request)), web(request).settings
    operator = chosen.operator or words("The operator of this server")
    return render(
        request, "health/accessibility.html", title=words("Accessibility statement"), chosen=chosen,
        operator=operator, published=PUBLISHED, reviewed=REVIEWED,
    )  # fmt: skip


@get(SHORTCUTS, guards=[GREETING], include_in_schema=False)
async def shortcuts(request: WebRequest) -> Response[str]:
    """What keys do, and the switch that turns them off."""
    return render(request, "health/shortcuts.html", title=say(language(request))("Keyboard shortcuts"))
