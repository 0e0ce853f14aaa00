"""A programme of today beside the old one, so that a newcomer can press every button: ``rounds`` are its four rounds,
``opening``, ``holding``, ``closing`` and ``earlier`` what happened to each grant so far, ``moves`` what
they share.

Days are told back from the day on which the demo was made; ids depend on names alone.
"""
