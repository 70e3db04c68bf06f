"""Tell people by what they are, not by their account: who has none yet is not told."""

from collections.abc import Mapping
from datetime import datetime

from karsa.inbox.services import Note, notify
from karsa.org.models import Employee
from karsa.tenancy.models import Agency


def tell_people(
    agency: Agency, now: datetime, counts: Mapping[int, int], *, kind: str, key: str, path: str
) -> None:
    """Tell each employee of `counts` of so many things. Four queries for any number.

    `key` and person together happen once; `path` is a page that shows each their own.
    """
    users = Employee.objects.filter(
        agency=agency, pk__in=counts, is_active=True, user__is_active=True
    )
    notify(
        agency,
        now,
        [
            Note(user, kind, key, path, counts[pk])
            for pk, user in users.values_list("pk", "user")
            if user is not None
        ],
    )
