"""The manager's form: of what, as of which day, with which words. The figures are nobody's to type."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.read.asking import ask, ask_all
from grants.read.said import said_question
from grants.read.summaries import Published, Subject, newest_question, subjects_question
from grants.rounds.commands import PublishSummary
from web.public.summary import name_of, title_of
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage


def load(asked: Asked) -> Loaded:
    """Begins with yesterday, and with the words of the summary before, which most of a new one repeats."""
    subjects, newest = ask_all(asked.database, subjects_question(), newest_question())
    subject = _subject(asked, subjects)
    before = next((each for each in newest if each.subject == subject.id), None)
    fixed = {"programme": subject.programme, **({"round": subject.id} if subject.is_round else {})}
    place = f"/rounds/{subject.id}" if subject.is_round else f"/programmes/{subject.id}"
    return Loaded(
        title=asked.say("Publish a summary"), caption=name_of(subject, asked.lang), fixed=fixed,
        back=Link(name_of(subject, asked.lang), place),
        known={"known": asked.today - timedelta(days=1), **_words(asked, before)},
        context={"subject": subject, "called": title_of(subject, asked.say), "before": before},
    )  # fmt: skip


def _subject(asked: Asked, subjects: dict[UUID, Subject]) -> Subject:
    """The round that the address names, else the programme. NotFoundException for another programme's round."""
    programme = asked.path["programme"]
    wanted = asked.query.get("round")
    found = next((each for each in subjects.values() if str(each.id) == (wanted or str(programme))), None)
    if found is None or found.programme != programme:
        raise NotFoundException
    return found


def _words(asked: Asked, before: Published | None) -> dict[str, str]:
    if before is None:
        return {}
    ids = {"narrative_pl": before.narrative_pl, "narrative_en": before.narrative_en}
    texts = ask(asked.database, said_question(texts=list(ids.values()))).texts
    return {name: words for name, id_ in ids.items() if isinstance(words := texts.get(id_), str)}


def after(asked: Asked, loaded: Loaded, _done: Done) -> After:
    return After(href=loaded.context["subject"].path, text=asked.say("The summary was published."))


PUBLISH = CommandPage(
    path="/programmes/{programme:uuid}/publish", command=PublishSummary, template="public/publish.html",
    fragment="public/_publish_form.html", load=load, after=after,
)  # fmt: skip
ROUTES = [*PUBLISH.routes()]
