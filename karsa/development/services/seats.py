"""Who gets a seat: up to the quota in the order of asking, the others wait."""

from karsa.accounts.actor import Actor
from karsa.audit.services import record_many
from karsa.development.models import Registration, TrainingSession

State = Registration.State


def has_room(session: TrainingSession) -> bool:
    """Whether a seat is free; call it with the session locked. One query."""
    seated = session.registrations.filter(state__in=Registration.SEATED).count()
    return seated < session.quota


def fill(actor: Actor, session: TrainingSession) -> list[Registration]:
    """Give free seats to who waits the longest; call it with the session locked.

    Four queries at most.
    """
    seated = session.registrations.filter(state__in=Registration.SEATED).count()
    waiting = session.registrations.filter(state=State.WAITING).order_by("requested_at", "pk")
    lucky = list(waiting[: max(session.quota - seated, 0)])
    for row in lucky:
        row.state = State.ENROLLED
    Registration.objects.bulk_update(lucky, ["state"])
    record_many(actor, "development.seat_given", lucky)
    return lucky
