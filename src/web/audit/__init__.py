"""The auditor's pages: what makes a figure, a grant's history step by step, findings. No fact changes."""

from __future__ import annotations

from web.audit import figures, findings, record_finding, replay

ROUTES = [*figures.ROUTES, *replay.ROUTES, *findings.ROUTES, *record_finding.ROUTES]
