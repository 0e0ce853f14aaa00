"""The same person's forms without the window: what a browser would send, and no page drawn. A twentieth of the cost.

For steps whose window another journey looks at: each page still has to be there and to offer the form.
"""

from __future__ import annotations

import httpx

from tests.journeys.steps import Fields
from tests.support.browser import Window
from tests.support.page import Page, words


def send(window: Window, path: str, fields: Fields) -> None:
    """Open ``path`` as the window's person, fill in its form and send it; what follows must tell what was done."""
    cookies = {each["name"]: each["value"] for each in window.context.cookies()}
    with httpx.Client(base_url=window.address, cookies=cookies, timeout=30) as client:
        page = Page(client.get(path))
        assert page.status == httpx.codes.OK, f"{path}: {page.status}"
        form = page.form(path)
        missing = [name for name in fields if not any(e.get("name") == name for e in form.iter())]
        assert missing == [], f"{path} has no field {missing}"
        answer = client.post(path, data={**page.fields(form), **fields})
        said = "" if answer.is_redirect else words(Page(answer).tree)
        assert answer.status_code == httpx.codes.SEE_OTHER, f"{path}: {answer.status_code} {said}"
        told = Page(client.get(answer.headers["location"]))
        assert list(told.by_id("flash")), f"nothing is told after {path}"
