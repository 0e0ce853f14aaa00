"""Podaj Dalej: microgrant programmes, kept as events. This page is the map.

Data flows one way:

    templates <- web <------------------------------ read models <- projector <- event log
                 web -> command -> handler -> aggregate -> events -> store ---------^

Which package may import which (held by import-linter in ``make lint``), top to bottom:

    cli        the ``grants`` command
    demo       the source's programme, replayed through real commands
    dossier    one grant, library or round in one file that proves itself away from here
    bootstrap  composition root: settings -> Programme(commands, queries, projector)
    read       one file per read model: its table, its projection, its queries
    store      recorders, command bus, projector, erasable texts, people
    catalogue  one page: command -> handler, who may issue it, what it may cause
    findings, inspection   what audits find about all of it, and what auditors read, in streams of their own
    lifecycle  the grant: events, facts, figures, settlement, stages, commands, handlers
    rounds, libraries   the other aggregates, side by side
    wording    refusals, trail sentences and catalogues, Polish and English
    kernel     money, ids, codes, clock, actor, envelope, refusals, ports

``web`` stands above all of it and never touches an aggregate or the store.
"""
