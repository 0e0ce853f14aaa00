"""Public summaries as they were published, made of their events alone. Seen by anybody on the public pages."""

from grants.read.summaries.queries import (
    Published,
    Subject,
    beside_question,
    feed_question,
    frozen_question,
    newest_question,
    subject_question,
    subjects_question,
    versions_question,
)
from grants.read.summaries.view import Summaries

__all__ = [
    "Published",
    "Subject",
    "Summaries",
    "beside_question",
    "feed_question",
    "frozen_question",
    "newest_question",
    "subject_question",
    "subjects_question",
    "versions_question",
]  # fmt: skip
