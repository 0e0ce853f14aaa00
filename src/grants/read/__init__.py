"""What pages, the command line and the public see. One module per read model: its tables, its view, its questions.

Read models never read one another; what they share stands in modules that begin with an underscore. Every question
takes a connection and returns frozen records.
"""

from __future__ import annotations

from typing import Final

from grants.read.checks import Checks
from grants.read.days import KnownDays
from grants.read.due import Dues
from grants.read.findings import Findings
from grants.read.inspections import Inspections
from grants.read.known import KnownCounts
from grants.read.ledger import Ledger
from grants.read.libraries import Libraries
from grants.read.register import Register
from grants.read.rounds import Rounds
from grants.read.summaries import Summaries
from grants.read.trail import Trail
from grants.store.projecting.views import View

VIEWS: Final[tuple[View, ...]] = (
    KnownDays(), Checks(), Dues(), Findings(), Inspections(), KnownCounts(), Ledger(), Libraries(), Register(),
    Rounds(), Summaries(), Trail(),
)  # fmt: skip
"""Every view, for the projector. One that is new to a database is built from the first event beside the others."""
