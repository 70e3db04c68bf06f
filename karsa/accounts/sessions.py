"""Where sessions are kept: Django's table, read with one statement that is planned once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from karsa.kit import clock, statements

# When the owner last proved to be there (seconds since 1970), and whether with two factors.
PROVEN_AT = "proven_at"
SECOND_FACTOR = "second_factor"
# When the second of them was last shown.
SECOND_AT = "second_at"
# The hour the session was last seen in; only of sessions that came through our door.
SEEN = "seen"

_SQL = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Sessions in the database."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, under a new key, once it is over. One query."""
        for (data,) in statements.rows(_SQL, [self.session_key, timezone.now()]):
            return self.decode(data)
        self._session_key = None
        return {}

    def cycle_key(self) -> None:
        """A session gets a new key when somebody proves who they are: note when that was."""
        super().cycle_key()
        self[PROVEN_AT] = int(clock.now().timestamp())
