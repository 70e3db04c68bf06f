"""Publishing snapshots."""

from karsa.warehouse.services.publishing import publish

__all__ = ["publish"]
