import pytest

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
