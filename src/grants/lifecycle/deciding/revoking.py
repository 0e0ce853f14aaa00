"""Decisions taken back because they were mistakes, before anything was built upon them."""

from __future__ import annotations

from datetime import date

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core


class Revoking(Core):
    """The wrong row, the wrong button: what stood before stands again, and the trail keeps both."""

    def revoke_award(self, reason: TextRef, *, occurred_on: date) -> None:
        """Before the agreement; afterwards an award is changed or the grant terminated."""
        state = self.require("revoke_award")
        latest = max((change.occurred_on for change in state.award_changes), default=occurred_on)
        if occurred_on < latest:
            raise Refused("day.before_previous", day=occurred_on, previous=latest)
        self.occurs(events.AwardRevoked, occurred_on=occurred_on, reason=reason)

    def revoke_return(self, reason: TextRef, *, occurred_on: date) -> None:
        """Until the library sends the corrected application."""
        self.require("revoke_return")
        self.occurs(events.ApplicationReturnRevoked, occurred_on=occurred_on, reason=reason)

    def revoke_report_return(self, reason: TextRef, *, occurred_on: date) -> None:
        """Until the library tells anything more."""
        state = self.require("revoke_report_return")
        if state.report is None or state.report_back is None:
            raise Refused("grant.report_not_returned")
        if state.answered_return:
            raise Refused("report.return_answered")
        self.occurs(events.ReportReturnRevoked, occurred_on=occurred_on, reason=reason)
