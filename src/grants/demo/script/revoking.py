"""The wrong row, the wrong button: decisions taken back before anything was built upon them."""

from __future__ import annotations

from datetime import date

from grants.demo import texts
from grants.demo.script.dossier import Dossier
from grants.lifecycle.commands.revoking import RevokeAward, RevokeReportReturn, RevokeReturn


def the_award(d: Dossier, day: date) -> None:
    """Another library was meant: the application waits again, and the money is back in the budget."""
    d.step("revoke-award", RevokeAward(grant=d.id, reason=texts.ANOTHER_WAS_MEANT), day)
    d.awarded, d.awarded_on = 0, date.min


def the_return(d: Dossier, day: date) -> None:
    """Another application was meant."""
    d.step("revoke-return", RevokeReturn(grant=d.id, reason=texts.ANOTHER_WAS_MEANT), day)


def the_report_s_return(d: Dossier, day: date) -> None:
    """Another report was meant."""
    d.step("revoke-report-return", RevokeReportReturn(grant=d.id, reason=texts.ANOTHER_WAS_MEANT), day)
