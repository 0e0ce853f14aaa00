"""Typed words as a page quotes them, and names: what was erased says so, with the day and the ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from grants.kernel.refs import DocumentRef, TextRef
from grants.read.asking import ask_all
from grants.read.grants import Told
from grants.read.libraries import names_question
from grants.read.said import Document, Said, references, said_question
from grants.wording.formats import day
from grants.wording.speech import short_id
from web.support.asking import Asked


@dataclass(frozen=True, slots=True)
class Quotes:
    """Everything that the page of one grant may quote."""

    said: Said
    libraries: Mapping[UUID, str]
    asked: Asked

    def text(self, reference: TextRef | None) -> str:
        """The words; empty for no reference."""
        return self._shown(self.said.texts.get(reference.id)) if reference else ""

    def document(self, reference: DocumentRef) -> tuple[str, str]:
        """Number and issuer's NIP; for an erased one the remark and nothing."""
        found = self.said.documents.get(reference.id)
        return (found.number, found.issuer_nip) if isinstance(found, Document) else (self._shown(found), "")

    def document_called(self, plain: Any) -> str:
        """The number of a document out of a correction, which quotes the reference in plain values."""
        return self.document(DocumentRef(UUID(plain["id"]), plain["key"]))[0] if plain else ""

    def library(self, id_: UUID) -> str:
        return self.libraries.get(id_) or short_id(id_)

    def name(self, id_: UUID) -> str:
        """Of a library or a colleague, for sentences."""
        return self.libraries.get(id_) or self.said.people.get(id_) or short_id(id_)

    def person(self, id_: UUID) -> str | None:
        return self.said.people.get(id_)

    def _shown(self, found: Any) -> str:
        if found is None or isinstance(found, str):
            return found or ""
        gone = {"day": day(found.on, self.asked.lang), "ground": found.ground}
        return self.asked.say("removed on request (%(day)s, %(ground)s)") % gone


def quotes(told: Told, asked: Asked) -> Quotes:
    """One question for words, documents, people, and libraries that the application does not name."""
    texts: set[UUID] = set()
    documents: set[UUID] = set()
    for event in told.events:
        some, others = references(event)
        texts |= some
        documents |= others
    texts |= _standing(told)
    documents |= _corrected_documents(told)
    known, wanted = _names(told)
    words = said_question(texts=texts, documents=documents, people=_people(told))
    found, later = ask_all(asked.database, words, names_question(wanted))
    return Quotes(found, {**known, **later}, asked)


def _people(told: Told) -> set[UUID]:
    """Who acted, and who looks or looked after it."""
    events: list[Any] = list(told.events)
    looking = {e.person for e in events if e.TOPIC == "grant.assigned.v1" and e.person}
    return {event.actor for event in told.events} | looking


def _corrected_documents(told: Told) -> set[UUID]:
    """Documents that corrections of costs took away and brought."""
    corrections: list[Any] = [event for event in told.events if event.TOPIC == "grant.cost_corrected.v1"]
    return {
        UUID(plain["id"])
        for event in corrections for name, *pair in event.changes if name == "document" for plain in pair
    }  # fmt: skip


def _standing(told: Told) -> set[UUID]:
    """Texts that a correction or a change of plan brought: they stand in the facts, not in an event's own fields."""
    state = told.now.state
    found = [reference for m in state.meetings for reference in (m.theme, m.place)]
    return {reference.id for reference in (*found, *(p.theme for p in state.plans.values())) if reference}


def _names(told: Told) -> tuple[dict[UUID, str], set[UUID]]:
    """Libraries as the application named them; and those that joined later, to be called as they are now."""
    application = told.now.state.application
    known = {p.library: p.name for p in application.partners} if application else {}
    if application:
        known[told.now.library] = application.library_name
    facts = told.now.facts
    held: list[Any] = [fact for fact in (*facts.entries, *facts.voided) if hasattr(fact, "attendance")]
    met = {id_ for meeting in held for id_ in (meeting.host, *meeting.partners)}
    met |= {plan.host for plan in told.now.state.plans.values() if plan.host}
    return known, (met | {told.now.library}) - known.keys()
