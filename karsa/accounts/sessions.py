"""Where sessions are kept: Django's table, read with one statement that is planned once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from karsa.kit import statements

_SQL = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Sessions in the database."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, under a new key, once it is over. One query."""
        for (data,) in statements.rows(_SQL, [self.session_key, timezone.now()]):
            return self.decode(data)
        self._session_key = None
        return {}
