"""The people of the sync bench: each with a plan and a phone. Reads the environment."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from karsa.accounts.models import User  # noqa: E402
from karsa.org.tests import make  # noqa: E402
from karsa.plans.tests import make as plans  # noqa: E402
from karsa.tenancy.scope import scope  # noqa: E402

BACKEND = "karsa.accounts.backend.AgencyBackend"
TOKEN = "t" * 32


def make_phones(count: int) -> list[dict[str, str]]:
    """Make `count` people with a set plan; return session, token and work of each one's phone."""
    agency = make.agency()
    with scope(agency):
        people = make.people(agency)
        return [phone(people.clinic) for _ in range(count)]


def phone(unit) -> dict[str, str]:
    post = make.assignment(make.employee(unit.agency), unit)
    result = plans.result(plans.plan(post))
    action = plans.action(result)
    return {"session": _session(post.employee.user), "token": TOKEN, "about": f"a{action.pk}"}


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key or ""
