"""What the record says of itself: whether anything happened, and whether it is whole."""

from karsa.audit.queries.state import state_of

__all__ = ["state_of"]
