"""The auditor's pages: what makes a figure, a history step by step, findings, the seal, proofs. No fact changes."""

from __future__ import annotations

from web.audit import figures, findings, forecast, proof, record_finding, replay, seal, settlement, what_if

ROUTES = [
    *figures.ROUTES, *replay.ROUTES, *findings.ROUTES, *record_finding.ROUTES, *seal.ROUTES, *proof.ROUTES,
    *what_if.ROUTES, *settlement.ROUTES, *forecast.ROUTES,
]  # fmt: skip
