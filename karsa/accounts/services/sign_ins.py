"""Sessions as their owner knows them: a device, since when, last used; ended one by one or all."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import SignIn, User
from karsa.accounts.policies import can_serve_sign_in
from karsa.audit.services import record


@transaction.atomic
def begin(*, user: User, session_key: str, device: str, address: str, now: datetime) -> SignIn:
    """Note that somebody signed in. One query."""
    return SignIn.objects.create(
        agency=user.agency,
        user=user,
        session_key=session_key,
        device=device,
        address=address,
        began_at=now,
        seen_at=to_the_hour(now),
    )


def touch(*, session_key: str, hour: datetime) -> None:
    """Note the hour in which a session was used. One query."""
    SignIn.objects.filter(session_key=session_key).update(seen_at=hour)


def follow(*, before: str, after: str) -> None:
    """The session got another key. One query."""
    SignIn.objects.filter(session_key=before).update(session_key=after)


def leave(*, session_key: str, now: datetime) -> None:
    """The owner signed out here; the address stays known. One query."""
    SignIn.objects.filter(session_key=session_key).update(ended_at=now)


@transaction.atomic
def end(*, actor: Actor, row: SignIn) -> None:
    """End one of one's own sessions. Raises PermissionDenied for another's. Three queries."""
    if row.user_id != actor.user_id:
        raise PermissionDenied
    _end([row])
    record(actor, "accounts.session_ended", row.user)


@transaction.atomic
def end_others(*, actor: Actor, user: User, kept: str | None) -> int:
    """End all of one's own sessions but the one under the key `kept`; return how many.

    Raises PermissionDenied for another's account. Four queries.
    """
    if user.pk != actor.user_id:
        raise PermissionDenied
    return _end_all(actor, user, kept)


@transaction.atomic
def end_of(*, actor: Actor, user: User) -> int:
    """End all sessions of somebody else; return how many.

    Raises PermissionDenied unless the actor is administrator here. Four queries.
    """
    if not can_serve_sign_in(actor, user):
        raise PermissionDenied
    return _end_all(actor, user, kept=None)


def to_the_hour(now: datetime) -> datetime:
    """Return the beginning of the hour: nobody's minutes are kept."""
    return now.replace(minute=0, second=0, microsecond=0)


def _end_all(actor: Actor, user: User, kept: str | None) -> int:
    rows = list(SignIn.objects.filter(user=user, ended_at=None).exclude(session_key=kept or ""))
    _end(rows)
    record(actor, "accounts.sessions_ended", user)
    return len(rows)


def _end(rows: Iterable[SignIn]) -> None:
    """The row goes with the session: an address one did not know is not trusted again."""
    keys = [row.session_key for row in rows]
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
