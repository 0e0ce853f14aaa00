"""What machines and the curious ask: does it live, is it ready, what is running, and is it usable for everybody."""

from __future__ import annotations

from web.health.about import about
from web.health.accessibility import accessibility, shortcuts
from web.health.ready import healthz, readyz

ROUTES = [healthz, readyz, about, accessibility, shortcuts]
