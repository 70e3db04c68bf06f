"""Signing in by the number everybody knows: the NIP, inside the agency of the host."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from karsa.accounts.models import User
from karsa.kit import statements

# Every request asks this: `open_accounts` of one key, written out.
_COLUMNS = ("id", "agency_id", "username", "password", "is_active", "toured_on", "last_login")
_OPEN_ACCOUNT = """
    SELECT id, agency_id, username, password, is_active, toured_on, last_login FROM accounts_user x
    WHERE x.id = %s AND x.is_active
      AND NOT EXISTS (SELECT 1 FROM org_employee e WHERE e.user_id = x.id AND NOT e.is_active)
"""


def open_accounts() -> QuerySet[User]:
    """Accounts that may sign in: not closed, and not of somebody who has left or retired."""
    return User.objects.filter(is_active=True).exclude(employee__is_active=False)


class AgencyBackend(BaseBackend):
    """Checks a password within the request's agency; a missing account costs the same time."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        """Return the account when the password fits. One query."""
        if request is None or username is None or password is None:
            return None
        agency = request.agency  # type: ignore[attr-defined]
        user = open_accounts().filter(agency=agency, username=username).first()
        # An account without a password answers as slowly as one that has one.
        if user is None or not user.is_activated:
            User().set_password(password)
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        """Return an active account; a closed one is signed out at its next request.

        On PostgreSQL row-level security also hides the account of another agency, and
        everywhere `staff` asks that account and host agree.
        """
        for row in statements.rows(_OPEN_ACCOUNT, [user_id]):
            return statements.instance(User, dict(zip(_COLUMNS, row, strict=True)))
        return None
