"""A dossier's histories as pages that open without a server: one file each, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from grants.wording import formats
from grants.wording.catalogues import translations

_FOLDER: Final = "dossier"


def templates_folder() -> Path:
    """``templates/`` of the checkout, or the copy that the wheel carries beside this package."""
    packages = Path(__file__).parents[2]
    places = (packages / "web" / "_assets" / "templates", packages.parent / "templates")
    return next(place for place in places if (place / _FOLDER).is_dir())


def drawn(template: str, lang: str, context: Mapping[str, Any]) -> bytes:
    """A page or a text of a dossier."""
    return _environment(lang).get_template(f"{_FOLDER}/{template}").render(lang=lang, **context).encode()


@cache
def _environment(lang: str) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder()), undefined=jinja2.StrictUndefined,
        autoescape=jinja2.select_autoescape(default=True, disabled_extensions=("txt",)),
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]
    for name in ("number", "money", "day", "moment"):
        env.filters[name] = partial(_formatted, name, lang)
    env.globals["style"] = _style()
    return env


def _formatted(name: str, lang: str, value: Any) -> str:
    return str(getattr(formats, name)(value, lang))


def _style() -> Markup:
    """The page brings its looks along: what a template of the web must never do, a file on a desk has to."""
    text = (templates_folder() / _FOLDER / "style.css").read_text("utf-8")
    return Markup("<style>{}</style>").format(Markup(text))  # noqa: S704  our own file
