"""One grant: its page, and the forms of every step of its life. One file per use case; each tells its ROUTES.

``grant`` puts the page together from ``dossier`` (what is asked), ``tracker``, ``waiting``, ``steps`` (what may be
done), ``counting``, ``money``, ``tables`` and ``history``. ``grants`` is what all forms about one grant begin with.
"""

from __future__ import annotations

from web.lifecycle import (
    after_closure,
    apply,
    assigning,
    award,
    changing_costs,
    correct,
    correct_meeting,
    costing,
    ending,
    grant,
    many,
    pay,
    planning,
    record_meeting,
    refunding,
    reporting,
    resubmit,
    returning,
    reversing,
    revising,
    revoking,
    settling,
    sign,
    unsettling,
    waivers,
)

ROUTES = [
    *grant.ROUTES, *apply.ROUTES, *resubmit.ROUTES, *returning.ROUTES, *ending.ROUTES, *award.ROUTES,
    *many.ROUTES, *sign.ROUTES, *pay.ROUTES, *correct.ROUTES, *record_meeting.ROUTES,
    *correct_meeting.ROUTES, *waivers.ROUTES, *costing.ROUTES, *reporting.ROUTES, *settling.ROUTES, *refunding.ROUTES,
    *revising.ROUTES, *revoking.ROUTES, *reversing.ROUTES, *planning.ROUTES, *assigning.ROUTES,
    *changing_costs.ROUTES, *unsettling.ROUTES, *after_closure.ROUTES,
]  # fmt: skip
