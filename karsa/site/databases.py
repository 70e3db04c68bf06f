"""The replica's settings: the primary's, at another address, and soon given up."""

from typing import Any

import dj_database_url

# A machine that is gone is given up after two seconds, a line that is cut after four.
_GIVE_UP = {
    "connect_timeout": 2,
    "tcp_user_timeout": 2000,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
}


def replica(url: str, primary: Any) -> Any:
    """Return what DATABASES says of a streaming replica, for pages that only read."""
    place = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    options = {**primary["OPTIONS"], **_GIVE_UP}
    return {**primary, **place, "OPTIONS": options, "TEST": {"MIRROR": "default"}}
