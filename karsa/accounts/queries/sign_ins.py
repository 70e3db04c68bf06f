"""Where somebody is signed in."""

from datetime import datetime

from django.contrib.sessions.models import Session

from karsa.accounts.models import SignIn, User
from karsa.tenancy.models import Agency


def open_sign_ins(user: User, now: datetime) -> list[SignIn]:
    """The person's sessions that still open pages, the last used first. One query."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows = SignIn.objects.filter(user=user, ended_at=None, session_key__in=alive)
    return list(rows.order_by("-seen_at", "-pk"))


def is_known_address(agency: Agency, name: str, address: str) -> bool:
    """Whether that account signed in from the address (a keyed hash) before. One query."""
    rows = SignIn.objects.filter(agency=agency, user__username=name, address=address)
    return rows.exists()
