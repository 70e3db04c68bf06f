"""The tables' owner on PostgreSQL: migrates and fills them; the product itself never is."""

import dj_database_url
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper


def connect_as_owner(connection: BaseDatabaseWrapper) -> None:
    """Let the connection be the role of DATABASE_ADMIN_URL from now on; nothing on SQLite."""
    owner = dj_database_url.parse(settings.DATABASE_ADMIN_URL)
    if connection.settings_dict["USER"] != owner["USER"]:
        connection.close()
        connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])
