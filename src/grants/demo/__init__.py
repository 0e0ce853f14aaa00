"""The source's programme, replayed through the real commands, and a programme of today beside it.

``plan`` draws what every grant lives through, ``script`` turns that into commands with their moments, ``running`` and
``now`` do the same for the four rounds around today, ``replay`` issues them all. Everything is drawn from fixed seeds:
two replays give the same events. Libraries, places and people are invented; check digits are valid.
"""
