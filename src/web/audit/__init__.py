"""The auditor's pages: what makes a figure, a history step by step, findings, the seal, proofs. No fact changes."""

from __future__ import annotations

from web.audit import figures, findings, proof, record_finding, replay, replay_others, seal

ROUTES = [
    *figures.ROUTES, *replay.ROUTES, *replay_others.ROUTES, *findings.ROUTES, *record_finding.ROUTES, *seal.ROUTES,
    *proof.ROUTES,
]  # fmt: skip
