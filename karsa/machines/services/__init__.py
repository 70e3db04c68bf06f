"""Tokens given and ended, addresses told of events, answers kept for a day."""

from karsa.machines.services.announcing import announce

__all__ = ["announce"]
