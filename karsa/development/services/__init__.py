"""Learning: what somebody has understood."""

from karsa.development.services.learning import take_lesson

__all__ = ["take_lesson"]
