"""A request that broke off because something is away says so, and leaves nothing half done."""

import pytest
from django.db import OperationalError
from django.test import Client

from karsa.files.models import StoredFile
from karsa.files.services import keep_bytes
from karsa.kit.testing import no_more_than
from karsa.org.tests import make
from karsa.site.failing import failed


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("server closed the connection unexpectedly"), 503),
        (OperationalError("database or disk is full"), 503),
        (OSError(28, "No space left on device"), 503),
        (FileNotFoundError(2, "No such file"), 500),
        (ZeroDivisionError(), 500),
    ],
)
def test_what_passes_is_told_apart_from_what_is_ours(rf, error, status):
    try:
        raise error
    except (OSError, OperationalError, ZeroDivisionError):
        answer = failed(rf.get("/"))
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)
    assert ("lalu kirim lagi" in answer.content.decode()) == (status == 503)


def test_a_lost_database_is_a_page_and_the_next_request_works(agency, monkeypatch):
    client = Client(raise_request_exception=False)

    def away(code):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr("karsa.tenancy.middleware.agency_of", away)
        answer = client.get("/masuk/")
    assert answer.status_code == 503
    assert "Karsa terganggu sebentar" in answer.content.decode()
    assert client.get("/masuk/").status_code == 200


@pytest.mark.once
def test_an_upload_on_a_full_disk_leaves_no_row_and_no_half_file(people, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    rina = make.actor(people.rina)
    given = ("bukti.pdf", "application/pdf", "evidence")
    with no_more_than(1_000), pytest.raises(OSError, match="too large"):
        keep_bytes(rina, b"x" * 2_000, *given)
    assert not StoredFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]

    assert keep_bytes(rina, b"x" * 2_000, *given).size == 2_000
