"""What the running system writes to its log: the handler of the settings, read line by line."""

import io
import json
import logging
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction
from django.utils.module_loading import import_string

LOGGING: Any = configured.LOGGING
NIP, NIK, MAIL, PHONE = "198705122010012003", "3510204501870001", "rina@contoh.id", "081234567890"
TOKEN = "Zx81kQw0PPt7aaLm209qTTyUu3"
SECRETS = (NIP, NIK, MAIL, PHONE, TOKEN)


@pytest.fixture
def written():
    """What the console of the settings writes, as a whole."""
    kept = io.StringIO()
    formatter = import_string(LOGGING["formatters"]["json"]["()"])()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(formatter)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def checked(written):
    whole = written.getvalue()
    assert whole
    assert not [secret for secret in SECRETS if secret in whole]
    return [json.loads(line) for line in whole.splitlines()]


@pytest.mark.once
def test_a_traceback_names_nobody(written):
    def fail():
        raise ValueError(f"NIP {NIP}, NIK {NIK}, {MAIL}, {PHONE}, Cookie: sessionid={TOKEN}")

    try:
        try:
            fail()
        except ValueError as first:
            raise RuntimeError(f"baris {NIP}") from first
    except RuntimeError:
        logging.getLogger("karsa.somewhere").exception("gagal %s", MAIL, extra={"nik": int(NIK)})
    [line] = checked(written)
    assert "test_masked_logs.py" in line["trace"]
    assert "[NIP]" in line["trace"]


@pytest.mark.once
def test_an_address_with_a_token_and_headers_name_nobody(written, client, db):
    client.get(f"/kerja/tidak-ada/{TOKEN}/?nip={NIP}", headers={"Authorization": f"Bearer {TOKEN}"})
    logging.getLogger("django.request").warning("Headers: %s", {"Cookie": f"sessionid={TOKEN}"})
    assert checked(written)


def test_a_statement_of_the_database_names_nobody(written, db):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT '{NIP}', '{MAIL}' FROM no_such_table")
    except DatabaseError:
        logging.getLogger("karsa.jobs").exception("pekerjaan gagal: %s", {"nip": NIP})
    assert any("no_such_table" in line.get("trace", "") for line in checked(written))
