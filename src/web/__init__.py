"""The web side: pages that issue commands and show read models. It may use ``grants``, never the reverse.

The map:

    serving      starts the server          app        puts everything together; AREAS lists every area's routes
    settings     GRANTS_* variables         support    what all areas share (below)
    accounts dashboard health rounds libraries lifecycle audit exports public   the areas: one file per use case

Areas do not import areas, and see of ``grants`` only catalogue, commands, stages, read, wording, kernel, bootstrap and
dossier.

**A page.** A handler with one rule about who may open it, one question in a thread, one template::

    @get("/libraries/{id_:uuid}", guards=[allow(*EVERYONE)], include_in_schema=False)
    async def library_page(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
        own_library(request, id_)                       # a library's person: 404 for another library
        def load(asked: Asked) -> View: ...             # asked.database, .programme, .person, .lang, .say, .today
        view = await answer(request, load)              # raises NotFoundException for what is not there
        return render(request, "libraries/library.html", title=view.name, back=Link(...), view=view)

    from web.support.guards import EVERYONE, PUBLIC, READERS, allow, may, own_library, who
    from web.support.asking import Asked, answer        from web.support.page import render, redirect
    from web.support.context import WebRequest          from web.support.shell import Link
    from litestar.params import FromPath                # without it the framework warns, and tests fail on warnings

``may(AwardGrant)`` is whoever the catalogue lets issue the command; READERS is everybody but libraries. Export the
handlers as ``ROUTES`` of the area's ``__init__`` and add them to AREAS in ``app``. Templates extend ``layouts/base``
(or columns, form, bare) and get ``lang``, ``page`` (the frame) and what ``render`` was given. A path in
``support.nav.MAIN`` shows in the header as soon as its route exists and the person may open it.

**A fragment** is an include file (``templates/<area>/_<name>.html``) with one element whose id is the name; the page
includes it and ``render(..., fragment="<area>/_<name>.html")`` answers with it alone when htmx asks for a part. Nobody
else looks at htmx's headers.

**A form** is a ``CommandPage`` (``support.submitting``): path, command, two templates, ``load`` (what is known already,
``Loaded``) and ``after`` (where to go, what to tell, ``After``)::

    AWARD = CommandPage(path="/grants/{grant:uuid}/award", command=AwardGrant, template="lifecycle/award.html",
                        fragment="lifecycle/_award_form.html", load=load, after=after)
    ROUTES = [*AWARD.routes()]                          # GET and POST, rule may(AwardGrant)

    def load(asked: Asked) -> Loaded:
        now = grant(asked.database, asked.path["grant"])            # None -> raise NotFoundException
        return Loaded(title=asked.say("Award"), fixed={"grant": now.id}, version=now.version,
                      known={"amount": 100000}, back=Link(...), context={"grant": now})
    def after(asked: Asked, loaded: Loaded, done: Done) -> After:
        return After(href=f"/grants/{loaded.fixed['grant']}", text=asked.say("The grant was awarded."))

The page template extends ``layouts/form.html`` and includes the fragment in block ``form``; the fragment begins with
``{% call ui.command_form(form) %}`` (its element's id is ``command-form``) and writes fields with ``form.of(name)``,
``form.several``, ``form.ticked``, ``form.counts``, ``form.rows`` (see ``support.forms``). Fields are named as in the
command: ``amount``, ``plan-0-day`` or ``plan.0.day``, ``attendance-ngo``, ``rules-budget``. Typed texts are read by the
command's field types (22.04.2013, 1 000,50, NRB with spaces); unticked boxes and blank fields are left out; rows
without any text are dropped. ``After(stay={...})`` shows the page again with that context (a bulk command's results).
``ready`` may complete the raw command. Wrong fields, refusals, stale versions, double submits, rows without script
and the answer to htmx are the machinery's business.

**A live region**: the page has ``<div hx-sse:connect="/x/live" hx-swap="none"></div>`` and ``ui.live(now, href)``; the
route returns ``web(request).hub.stream(key, draw)`` where ``draw()`` runs in a thread and returns
``<hx-partial hx-target="#board" hx-swap="outerMorph">`` with the fragment inside. The key names page, language and
``visibility(who(request))``; nothing of the single reader may be drawn (``reading`` gives a question without a person).
See ``dashboard.live``.

**Few questions**: a page asks at most three times besides sign-in (``tests/web/test_questions.py`` counts). What is
known to be needed goes in one trip: ``ask_all(asked.database, round_question(id_), totals_question(id_), ...)``.

**Events in prose**: ``support.prose.entries(asked, steps)`` makes what ``ui.trail`` shows. A step's address is
``/grants/<id>/replay/<version>``; a figure's is ``/rounds/<id>/figures/<metric>?dimension=``.

**Words**: English sources in templates (``_("...")``, ``{% trans %}``) and in Python (``asked.say("...")``); Polish in
a ``.po`` file of the author's in ``grants/wording/locale/pl``. Codes have labels in ``grants.wording.labels``.
"""
