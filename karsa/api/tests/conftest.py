from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from karsa.machines.tests import make as machines
from karsa.org.tests import make


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Machines ask on the day every test lives in."""
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def ask(agency, client):
    """Ask as a machine that holds some scopes, all of them for none."""

    def get(path, *scopes, text="", **head):
        text = text or machines.token(agency, *scopes)[1]
        return client.get(path, headers={"Authorization": f"Bearer {text}", **head})

    return get


@pytest.fixture(scope="module")
def connection_kept() -> Iterator[None]:
    """Requests of a real server end no connection: on PostgreSQL it holds the test's transaction.

    Django's own test client does the same around each of its requests.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
