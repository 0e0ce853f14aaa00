"""The source's programme, replayed through the real commands, and a small running round beside it.

``plan`` draws what every grant lives through, ``script`` turns that into commands with their moments, ``running`` does
the same for the round around today, ``replay`` issues them all. Everything is drawn from fixed seeds: two replays give
the same events. Libraries, places and people are invented; check digits are valid.
"""
