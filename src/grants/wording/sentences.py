"""The trail in prose, made when it is read: one sentence per stored event name and language.

Who did it and when stands beside the sentence on the page, so sentences name neither. Typed texts (reasons, themes)
stand in erasable tables and are shown by the page as well.
"""

from __future__ import annotations

from typing import Any

from grants.wording.speech import Names, short_id
from grants.wording.telling import SENTENCES
from grants.wording.telling.sentence import WHEN
from grants.wording.values import Change, Teller

__all__ = ["SENTENCES", "Change", "changes", "sentence"]


def sentence(event: Any, lang: str, names: Names = short_id) -> str:
    """What happened. ``event`` is any stored event (by its ``TOPIC``); KeyError for a name that has no sentence."""
    told = SENTENCES[event.TOPIC]
    teller = Teller(lang, names)
    clauses = [words for when, words in told.clauses if WHEN[when](event)]
    return ", ".join(teller.tell("sentence", words, event) for words in (told.text, *clauses))


def changes(event: Any, lang: str, names: Names = short_id) -> list[Change]:
    """(field, old, new) in words of a correction; empty for any other event."""
    return Teller(lang, names).changes(getattr(event, "changes", []))
