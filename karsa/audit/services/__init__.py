"""The record of who did what, and its seals."""

from karsa.audit.services.recording import Doer, Nobody, record, record_many
from karsa.audit.services.sealing import seal

__all__ = ["Doer", "Nobody", "record", "record_many", "seal"]
