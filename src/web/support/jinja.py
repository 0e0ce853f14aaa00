"""The template environment: strict, escaped, in the language of the page that is being rendered.

The language of a rendering is its context variable `lang`. It is also kept beside the rendering in a
ContextVar, because macros imported without context see only globals and would fall silent otherwise.
Every helper that speaks takes the context, or Jinja would work it out once and freeze it in one language.
"""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date, datetime
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.runtime import Context

from grants.wording.labels import Round, round_name
from web.support import charts, formats

Translations = Mapping[str, NullTranslations]
_lang: Final[ContextVar[str]] = ContextVar("rendering_language")


class SpokenTemplate(jinja2.Template):
    """A template that remembers its language while it renders; without `lang` it refuses."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render in the language that the context names."""
        context = dict(*args, **kwargs)
        if "lang" not in context:
            raise LookupError(f"{self.name}: the context names no language")
        token = _lang.set(context["lang"])
        try:
            return super().render(context)
        finally:
            _lang.reset(token)


class Components:
    """`ui` in every template: `ui.card` is the macro `card` of components/card.html, so a new file is a new part."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._env.get_template(f"components/{name}.html").module, name)


def make_environment(
    templates_dir: Path,
    *,
    translations: Translations,
    static_url: str = "/static",
    debug: bool = False,
) -> jinja2.Environment:
    """Build the one environment of an application.

    `translations` maps "pl" and "en" to gettext catalogues. `static_url` is where the static folder is
    served; a digest in it lets browsers keep files for ever, and paths between the files stay relative.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_dir),
        autoescape=jinja2.select_autoescape(default=True, disabled_extensions=("txt", "typ")),
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=debug,
    )
    env.template_class = SpokenTemplate
    env.policies["ext.i18n.trimmed"] = True
    _teach_languages(env, translations)
    env.filters.update(FILTERS)
    env.globals.update(
        ui=Components(env),
        asset=lambda path: f"{static_url}/{path}",
        field_id=field_id,
        described_by=described_by,
        ticks=charts.ticks,
    )
    return env


def _teach_languages(env: jinja2.Environment, translations: Translations) -> None:
    def spoken() -> NullTranslations:
        return translations[_lang.get()]

    def gettext(message: str) -> str:
        return spoken().gettext(message)

    def ngettext(one: str, many: str, n: int) -> str:
        return spoken().ngettext(one, many, n)

    def pgettext(context: str, message: str) -> str:
        return spoken().pgettext(context, message)

    def npgettext(context: str, one: str, many: str, n: int) -> str:
        return spoken().npgettext(context, one, many, n)

    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )


def field_id(name: str) -> str:
    """The id of the control of a field: its name with only letters, digits and single hyphens."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-")


def described_by(*ids: str | None) -> str | None:
    """The ids that exist, for aria-describedby; None leaves the attribute out."""
    return " ".join(part for part in ids if part) or None


@jinja2.pass_context
def _money(_context: Context, amount: int | formats.HasGrosze, *, short: bool = False) -> str:
    return formats.money(amount, _lang.get(), short=short)


@jinja2.pass_context
def _number(_context: Context, value: int) -> str:
    return formats.number(value, _lang.get())


@jinja2.pass_context
def _percent(_context: Context, part: int, whole: int) -> str:
    return formats.percent(part, whole, _lang.get())


@jinja2.pass_context
def _day(_context: Context, value: date, *, long: bool = False) -> str:
    return formats.day(formats.local_day(value), _lang.get(), long=long)


@jinja2.pass_context
def _day_month(_context: Context, value: date) -> str:
    return formats.day_month(formats.local_day(value), _lang.get())


@jinja2.pass_context
def _month(_context: Context, value: date, *, year: bool = False) -> str:
    return formats.month(value, _lang.get(), year=year)


@jinja2.pass_context
def _moment(_context: Context, value: datetime) -> str:
    return formats.moment(value, _lang.get())


@jinja2.pass_context
def _clock(_context: Context, value: datetime, *, seconds: bool = False) -> str:
    return formats.clock(value, seconds=seconds)


@jinja2.pass_context
def _round_name(_context: Context, round_: Round) -> str:
    return round_name(round_, _lang.get())


def _iso(value: date) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "money": _money,
    "number": _number,
    "percent": _percent,
    "day": _day,
    "day_month": _day_month,
    "month": _month,
    "moment": _moment,
    "clock": _clock,
    "local_day": formats.local_day,
    "iso": _iso,
    "round_name": _round_name,
}
