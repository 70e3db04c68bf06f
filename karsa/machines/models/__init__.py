"""Machines that ask, and machines that are told."""

from karsa.machines.models.hooks import Delivery, Event, Hook
from karsa.machines.models.tokens import KeptAnswer, Scope, Token

__all__ = ["Delivery", "Event", "Hook", "KeptAnswer", "Scope", "Token"]
