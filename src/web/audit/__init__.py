"""The auditor's pages: what makes a figure, a history step by step, findings, seal, proofs, dossiers."""

from __future__ import annotations

from web.audit import dossier, dossier_link, figures, findings, proof, record_finding, replay, seal

ROUTES = [
    *figures.ROUTES, *replay.ROUTES, *findings.ROUTES, *record_finding.ROUTES, *seal.ROUTES, *proof.ROUTES,
    *dossier.ROUTES, *dossier_link.ROUTES,
]  # fmt: skip
