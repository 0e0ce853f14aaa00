"""The auditor's pages: what makes a figure, a history step by step, findings, the seal, proofs. No fact changes."""

from __future__ import annotations

from web.audit import checks, figures, findings, proof, reads, record_finding, replay, sample, seal

ROUTES = [
    *figures.ROUTES, *replay.ROUTES, *findings.ROUTES, *record_finding.ROUTES, *seal.ROUTES, *proof.ROUTES,
    *checks.ROUTES, *reads.ROUTES, *sample.ROUTES,
]  # fmt: skip
