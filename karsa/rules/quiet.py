"""Hours in which nobody is disturbed."""

from datetime import time


def is_quiet(at: time, quiet_from: time, quiet_to: time) -> bool:
    """Say whether `at` lies in the quiet hours, which may pass midnight.

    `quiet_from` is quiet, `quiet_to` no longer; the same time twice means never. Local clock.
    """
    if quiet_from <= quiet_to:
        return quiet_from <= at < quiet_to
    return at >= quiet_from or at < quiet_to
