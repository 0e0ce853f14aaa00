"""The auditor's pages: what makes and moves a figure, a history step by step, findings and checks, proofs, dossiers.

No fact changes here.
"""

from __future__ import annotations

from web.audit import (
    changed,
    changes,
    checks,
    dossier,
    dossier_link,
    figures,
    findings,
    forecast,
    proof,
    reads,
    record_finding,
    replay,
    replay_others,
    sample,
    seal,
    settlement,
    what_if,
)

ROUTES = [
    *figures.ROUTES,
    *changes.ROUTES,
    *changed.ROUTES,
    *replay.ROUTES,
    *replay_others.ROUTES,
    *findings.ROUTES,
    *record_finding.ROUTES,
    *seal.ROUTES,
    *proof.ROUTES,
    *what_if.ROUTES,
    *settlement.ROUTES,
    *forecast.ROUTES,
    *checks.ROUTES,
    *reads.ROUTES,
    *sample.ROUTES,
    *dossier.ROUTES,
    *dossier_link.ROUTES,
]
