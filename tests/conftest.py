"""What every test shares: how hard Hypothesis hunts, and the same hunt on every machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from .stores.postgresql import numbers, postgresql_server, postgresql_url

__all__ = ["numbers", "postgresql_server", "postgresql_url"]

settings.register_profile(
    "house", deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
