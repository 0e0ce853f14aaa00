"""The page of a command: shows its form, takes what was sent, answers for every outcome. One ``CommandPage`` a command.

    AWARD = CommandPage(
        path="/grants/{grant:uuid}/award", command=AwardGrant,
        template="lifecycle/award.html", fragment="lifecycle/_award_form.html",
        load=load_award, after=award_done,
    )
    ROUTES = [*AWARD.routes()]

``load`` runs in a thread with a database connection and says what the form knows already; it raises NotFoundException
for what does not exist or is not this person's. ``after`` says where to go once it is done, and what to tell there.

Outcomes: fields wrong 422, refused 422, somebody was quicker 409 with what happened meanwhile, not allowed 403,
unknown 404, busy 503; each keeps what was typed. Done: 303 (htmx: HX-Redirect) to a page that waits until it shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler

from grants.kernel.binding import bind
from grants.kernel.clock import day_of
from grants.kernel.command import Command, Done, NoneDone, RowResult
from grants.kernel.refusals import Invalid, Problem, Refused
from web.support import csrf, finality, kept, undoing, values
from web.support.asking import After, Asked, Loaded, answer, inside
from web.support.context import WebRequest, run, web
from web.support.flash import Told
from web.support.forms import Form
from web.support.guards import Rule, may, who
from web.support.language import language, say
from web.support.outcomes import Outcome, failed_fields, refused
from web.support.page import redirect, render
from web.support.past import AXES, in_the_past
from web.support.paths import here, without
from web.support.posted import Posted, posted
from web.support.values import Values

VERSION: Final = "expected_version"
SHOWN: Final = "shown"
ROWS: Final = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPage:
    """``id``: of the fragment's element; ``ready``: changes the raw command before it is bound (defaults, sums).

    ``preview``: what the command would do, as more context for the form: it is asked first, may refuse, and what was
    changed after it was shown is shown again. The button that carries it out gives ``shown`` back as ``_shown``.

    ``results``: what became of each row of a bulk command, as more context for the page, which is shown again. Only
    those of its ``rows`` are meant that name their grant: the box is ticked.
    """

    path: str
    command: type[Command]
    template: str
    fragment: str
    load: Callable[[Asked], Loaded]
    after: Callable[[Asked, Loaded, Done], After]
    id: str = "command-form"
    rule: Rule | None = None
    preview: Callable[[Asked, Loaded, Any], Mapping[str, Any]] | None = None
    ready: Callable[[dict[str, Any], Loaded], dict[str, Any]] | None = None
    results: Callable[[Asked, Loaded, Any, Sequence[RowResult]], Mapping[str, Any]] | None = None

    @property
    def versioned(self) -> bool:
        """Whether the command must name the version that the reader looked at."""
        return VERSION in self.command.__struct_fields__

    def routes(self) -> list[HTTPRouteHandler]:
        """The page and its form's target, under the same address and the same rule."""
        rule = self.rule or may(self.command)
        name = self.command.__name__

        @get(self.path, guards=[rule], name=f"{name}:show", include_in_schema=False)
        async def show(request: WebRequest) -> Response[str]:
            return nothing_done(request) if in_the_past(request.query_params) else await show_form(request, self)

        @post(self.path, guards=[rule], name=f"{name}:send", status_code=200, include_in_schema=False, opt=kept.KEEPS)
        async def send(request: WebRequest) -> Response[str]:
            return nothing_done(request) if in_the_past(request.query_params) else await submit(request, self)

        return [show, send]


def nothing_done(request: WebRequest) -> Response[str]:
    """The address asks for a past day: what happened cannot be done again, and nothing is done as of then."""
    title = say(language(request))("Nothing can be done in the past")
    return render(request, "errors/past.html", title=title, status=422, today=without(here(request), *AXES))


async def show_form(request: WebRequest, page: CommandPage) -> Response[str]:
    """The empty (or already partly known) form."""
    loaded, back = await answer(request, lambda asked: (page.load(asked), undoing.prefilled(asked)))
    form = _form(request, page, loaded)
    return _page(request, page, Outcome(loaded=loaded), replace(form, values={**form.values, **back}) if back else form)


async def submit(request: WebRequest, page: CommandPage) -> Response[str]:
    """Carry out what was sent, or show the form again with what is wrong."""
    sent = await posted(request)
    typed = values.typed(sent)
    if sent.get("add_row") or sent.get("remove_row") or sent.get(kept.AGAIN):
        loaded = await answer(request, page.load)
        return _page(request, page, Outcome(loaded=loaded), _resized(_form(request, page, loaded, typed), sent))
    for name in page.command.__struct_fields__:
        typed = values.renumbered(typed, name)
    outcome = await run(_attempt, request, page, sent, typed)
    after = outcome.after
    if after is not None and after.stay is None:
        href, label = (after.link.href, after.link.label) if after.link else ("", "")
        position = outcome.done.position if outcome.done else 0
        back, undo = (after.undo.href, after.undo.label) if after.undo else ("", "")
        note = Told(after.text, href=href, label=label, undo=back, undo_label=undo, position=position)
        return redirect(request, after.href, note)
    form = _form(request, page, outcome.loaded, typed if after is None else None)
    return _page(request, page, outcome, form if after else _judged(form, outcome, sent))


def _attempt(request: WebRequest, page: CommandPage, sent: Posted, typed: Values) -> Outcome:
    """In a thread: read, bind, issue, wait until shown."""
    loaded = inside(request, page.load)
    ours = web(request)
    raw, renamed = values.raw(page.command, typed, day_of(ours.programme.clock()))
    raw |= {**loaded.fixed, **({VERSION: sent.get(VERSION)} if page.versioned else {})}
    if page.results is not None:
        raw |= {ROWS: _ticked(raw.get(ROWS), renamed)}
    try:
        command = _bound(page, page.ready(raw, loaded) if page.ready else raw, sent)
        seen = _to_be_shown(page, loaded, command, sent)
        if seen is not None and page.preview is not None:
            shown = inside(request, lambda asked: page.preview(asked, loaded, command))  # type: ignore[misc]
            return Outcome(loaded=loaded, preview={**shown, SHOWN: seen})
        if page.preview is not None and (missing := finality.confirmed(page.command, sent.get(finality.FIELD))):
            shown = inside(request, partial(_again, page, loaded, command, sent))
            unsure = failed_fields(loaded, Invalid(missing), renamed, language(request), page.command)
            return replace(unsure, preview=shown)
        done = _issued(request, page, loaded, command, sent)
        if isinstance(done, Outcome):
            return done
    except Invalid as invalid:
        return failed_fields(loaded, invalid, renamed, language(request), page.command)
    except Refused as refusal:
        return inside(request, partial(_refused, page, loaded, refusal))
    ours.programme.shown(done)
    after = inside(request, lambda asked: page.after(asked, loaded, done))
    if after.stay is None:
        after = replace(after, undo=inside(request, partial(undoing.after, command=command, done=done)))
    if page.results is not None:
        after = After(stay=inside(request, partial(_results, page, loaded, command, done.rows)))
    return Outcome(loaded=inside(request, page.load) if after.stay is not None else loaded, done=done, after=after)


def _ticked(rows: Any, renamed: dict[str, str]) -> list[dict[str, Any]]:
    """The rows whose box is ticked; ``renamed`` learns where they stand in the form."""
    chosen = [(n, row) for n, row in enumerate(rows if isinstance(rows, list) else []) if row.get("grant")]
    renamed |= {f"{ROWS}.{i}.": f"{ROWS}.{n}." for i, (n, _) in enumerate(chosen)}
    return [row for _, row in chosen]


def _issued(request: WebRequest, page: CommandPage, loaded: Loaded, command: Command, sent: Posted) -> Done | Outcome:
    """What was done; of a bulk in which nothing was, why not, row by row."""
    try:
        return web(request).programme.issue(command, who(request).actor, command_id=_command_id(sent))
    except NoneDone as none:
        rows = inside(request, partial(_results, page, loaded, command, none.results))
        return replace(inside(request, partial(_refused, page, loaded, none)), preview=rows)


def _results(
    page: CommandPage, loaded: Loaded, command: Command, rows: Sequence[RowResult], asked: Asked
) -> Mapping[str, Any]:
    return page.results(asked, loaded, command, rows) if page.results else {}


def _refused(page: CommandPage, loaded: Loaded, refusal: Refused, asked: Asked) -> Outcome:
    return refused(asked, page.load(asked) if refusal.code == "stale" else loaded, refusal)


def _bound(page: CommandPage, raw: dict[str, Any], sent: Posted) -> Command:
    """What is shown beforehand is confirmed only then."""
    missing = finality.confirmed(page.command, sent.get(finality.FIELD)) if page.preview is None else {}
    try:
        command = bind(page.command, raw)
    except Invalid as invalid:
        raise Invalid({**invalid.problems, **missing}) from None
    if missing:
        raise Invalid(missing)
    if page.versioned and getattr(command, VERSION) is None:
        raise Invalid({VERSION: Problem("field.required", {})})
    return command


def _to_be_shown(page: CommandPage, loaded: Loaded, command: Command, sent: Posted) -> str | None:
    """The mark of what must be shown before it is carried out; None if it was, or if somebody was quicker."""
    if page.preview is None or getattr(command, VERSION, loaded.version) != loaded.version:
        return None
    mark = sha256(msgspec.json.encode(command)).hexdigest()[:32]
    return None if sent.get(f"_{SHOWN}") == mark else mark


def _again(page: CommandPage, loaded: Loaded, command: Command, sent: Posted, asked: Asked) -> Mapping[str, Any]:
    """What was shown and not confirmed, as it stands now."""
    shown = page.preview(asked, loaded, command) if page.preview else {}
    return {**shown, SHOWN: sent.get(f"_{SHOWN}")}


def _command_id(sent: Posted) -> UUID:
    found = _uuid(sent.get("command_id"))
    if found is None:
        raise Invalid({"command_id": Problem("field.required", {})})
    return found


def _form(request: WebRequest, page: CommandPage, loaded: Loaded, typed: Values | None = None) -> Form:
    return Form(
        id=page.id, action=loaded.action or here(request), csrf=csrf.token(request), command_id=uuid4(),
        version=loaded.version if page.versioned else None, sent=typed is not None,
        values=values.prefilled(page.command, loaded.known) if typed is None else typed,
    )  # fmt: skip


def _judged(form: Form, outcome: Outcome, sent: Posted) -> Form:
    """The form with what went wrong. Its id stays (nothing was stored under it), and so does the version that the
    reader looked at, until they were shown what happened since.
    """
    seen = None if outcome.meanwhile is not None else _small(sent.get(VERSION))
    return replace(
        form, errors=outcome.errors, summary=outcome.summary, refusal=outcome.refusal, meanwhile=outcome.meanwhile,
        command_id=form.command_id if outcome.new_id else _uuid(sent.get("command_id")) or form.command_id,
        version=form.version if form.version is None or seen is None else seen,
    )  # fmt: skip


def _resized(form: Form, sent: Posted) -> Form:
    """Without script: the form with one row more or less, or as it was typed before the login ended."""
    if added := sent.get("add_row"):
        rows = values.renumbered(form.values, added, keep_empty=True)
        more = {**rows, f"{added}.{len(values.rows(rows, added))}.": [""]}
        return replace(form, values=more, version=_small(sent.get(VERSION)) or form.version)
    if not sent.get("remove_row"):
        return replace(form, version=_small(sent.get(VERSION)) or form.version)
    name, _, number = sent.get("remove_row").rpartition("-")
    fewer = values.renumbered(form.values, name, without=_small(number), keep_empty=True)
    return replace(form, values=fewer, version=_small(sent.get(VERSION)) or form.version)


def _page(request: WebRequest, page: CommandPage, outcome: Outcome, form: Form) -> Response[str]:
    loaded, stay = outcome.loaded, (outcome.after.stay if outcome.after else None) or {}
    return render(
        request, page.template, fragment=page.fragment, title=loaded.title, caption=loaded.caption, back=loaded.back,
        failed=form.failed, status=outcome.status, **{**loaded.context, "form": form, **outcome.preview, **stay},
    )  # fmt: skip


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _small(text: str) -> int | None:
    """A whole number of at most nine digits, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004
