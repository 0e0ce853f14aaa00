"""Dossiers: everything about one grant, library or round in one file that proves itself away from this server.

For auditors, with or without an account. ``grants dossier`` and the web hand out the same file.

    subject     what a dossier is about, and the streams that belong to it
    gathering   the stored events, their proofs, what stands behind their references
    telling     the same in words, for people; page   those words as HTML that needs no server
    making      all of it together, sealed first, in one file
"""

from __future__ import annotations

from grants.dossier.making import Made, make
from grants.dossier.subject import Subject, subject
from grants.store.seal.packing import TooLarge

__all__ = ["Made", "Subject", "TooLarge", "make", "subject"]
