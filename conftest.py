"""Fixtures of every test: the database as the runtime role, two agencies, a few named people."""

import gc
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.signals import setting_changed
from django.db import connection
from django.test import Client

from karsa.kit.remembered import forget_all
from karsa.kit.testing import undone
from karsa.org.tests import make
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads a database: only that runs again on the other one."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """What has been imported stays: it is not looked through again at each collection."""
    gc.freeze()


def _connect_as(url: str) -> None:
    """Use the role of `url` from now on; SQLite has none."""
    if connection.vendor == "postgresql":
        connection.close()
        connection.settings_dict["USER"] = dj_database_url.parse(url)["USER"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database is made by its owner, from one that was migrated for all processes …"""
    _connect_as(settings.DATABASE_ADMIN_URL)
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("TEST_TEMPLATE")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """… and used by the runtime role, which row-level security binds."""
    _connect_as(settings.DATABASE_URL)
    yield
    _connect_as(settings.DATABASE_ADMIN_URL)


@pytest.fixture(scope="session", autouse=True)
def plain_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests need no built assets, own their files, run tasks at once and hash at no cost."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = str(tmp_path_factory.mktemp("static"))
    settings.FILES_ROOT = Path(tmp_path_factory.mktemp("files"))
    settings.CERTIFICATES_ROOT = tmp_path_factory.mktemp("certificates")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["karsa.accounts.tests.quick.QuickHasher"]
    for name in ("TASKS", "PASSWORD_HASHERS"):
        setting_changed.send(sender=None, setting=name, value=getattr(settings, name), enter=True)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Keys repeat between tests, so no configuration or kept page of one reaches the next."""
    forget_all()
    caches["pages"].clear()


@pytest.fixture
def agency(db) -> Iterator[Agency]:
    """The sample region; the test runs inside its scope."""
    found = make.agency()
    with scope(found):
        yield found


@pytest.fixture(scope="module")
def agency_of_module(django_db_setup, django_db_blocker) -> Iterator[Agency]:
    """One sample region for all tests of a module, where making it costs more than they do.

    Each test is marked `django_db`: what it writes itself is taken back after it.
    """
    with django_db_blocker.unblock(), undone():
        found = make.agency()
        with scope(found):
            yield found


@pytest.fixture
def elsewhere(agency: Agency) -> Agency:
    """Another agency of the same database: its people must see nothing of the first."""
    return make.agency(code="lain", name="Kabupaten Lain", host="lain.test")


@pytest.fixture
def people(agency: Agency) -> make.People:
    """Rina reports, Andi leads and rates her, Sinta heads the office, Hana serves all."""
    return make.people(agency)


@pytest.fixture
def sign_in(client: Client):
    """Return a client signed in as an employee."""

    def enter(employee) -> Client:
        client.force_login(employee.user)
        return client

    return enter


@pytest.fixture
def sign_in_each():
    """Return a function that gives each of the named people a client of their own."""

    def enter(people: make.People, names: Iterable[str]) -> dict[str, Client]:
        clients = {name: Client() for name in names}
        for name, client in clients.items():
            client.force_login(getattr(people, name).user)
        return clients

    return enter
