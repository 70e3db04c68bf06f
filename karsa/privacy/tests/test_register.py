"""The register of processing: every table stands in it, and what it promises is done."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from karsa.accounts.models import AccessCode, SignIn, SignInFailures, ViewConsent
from karsa.audit.models import AuditDetail
from karsa.audit.services import record
from karsa.inbox.models import Notice
from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.registry import hourly, nightly
from karsa.kit.personal import activities, without
from karsa.org.queries.rules import retention_rules
from karsa.org.tests import make as org
from karsa.privacy.models import DataRequest
from karsa.privacy.queries.register import lines
from karsa.privacy.services.keeping import forget
from karsa.privacy.tests import make

ROOMS = [one.label for one in apps.get_app_configs() if one.name.startswith("karsa.")]


def tables(room):
    return {one.__name__ for one in apps.get_app_config(room).get_models()}


@pytest.mark.parametrize("room", ROOMS)
def test_every_table_stands_in_the_register_once(room):
    told = Counter(name for of, one in activities() if of == room for name in one.tables)
    assert set(told.values()) <= {1}
    assert set(told) | without(room) == tables(room), "declare it in the room's personal.py"
    assert not set(told) & without(room)


def test_everything_the_law_asks_is_said():
    codes = Counter(one.code for _room, one in activities())
    assert set(codes.values()) == {1}
    for _room, one in activities():
        texts = (one.name, one.purpose, one.basis, one.people, one.readers, one.kept)
        assert all(str(text).strip() for text in texts), one.code


@pytest.mark.django_db
def test_terms_are_filled_with_the_agencys_own_days(agency):
    for line in lines(agency, org.NOW.date()):
        assert "%(" not in line.kept, line.activity.code


def test_works_that_empty_tables_run_by_themselves():
    beaten = {*nightly(), *hourly()}
    for _room, one in activities():
        assert set(one.jobs) <= beaten, one.code


def _notice(agency, old, user):
    Notice.objects.create(agency=agency, user=user, kind="follow_up", key="k", path="/", at=old)


def _failures(agency, old, user):
    SignInFailures.objects.create(agency=agency, account="a", locked_until=old)


def _code(agency, old, user):
    AccessCode.objects.create(agency=agency, user=user, purpose="reset", digest="d", expires_at=old)


def _sign_in(agency, old, user):
    of = {"session_key": "s", "device": "d", "address": "a"}
    SignIn.objects.create(agency=agency, user=user, began_at=old, seen_at=old, **of)


def _consent(agency, old, user):
    of = {"user": user, "helper": org.employee(agency, "Penolong").user}
    ViewConsent.objects.create(agency=agency, digest="d", expires_at=old, **of)


def _detail(agency, old, user):
    record(org.actor(user.employee, old), "org.grace_given", user, note="alasan")


def _batch(agency, old, user):
    batch = Batch.objects.create(agency=agency, kind="k", created_at=old)
    BatchRow.objects.create(agency=agency, batch=batch, number=1, outcome="taken")


def _request(agency, old, user):
    answered = {"state": "done", "answered_at": old, "answer": "Ya"}
    make.request(user.employee, **answered)


OLD = {
    Notice: _notice,
    SignInFailures: _failures,
    AccessCode: _code,
    SignIn: _sign_in,
    ViewConsent: _consent,
    AuditDetail: _detail,
    Batch: _batch,
    BatchRow: _batch,
    DataRequest: _request,
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("room", "expiry"), [(room, one) for room, of in activities() for one in of.expires]
)
def test_every_declared_term_is_kept(people, room, expiry):
    """A day before its term the row stays; a day after it is gone. A new term needs a row here."""
    table = apps.get_model(room, expiry.table)
    days = getattr(retention_rules(people.clinic.agency, 2026), expiry.days) if expiry.days else 0
    OLD[table](people.clinic.agency, org.NOW - timedelta(days=days, hours=1), people.rina.user)
    forget(agency=people.clinic.agency, now=org.NOW - timedelta(hours=2))
    assert table._default_manager.exists()
    forget(agency=people.clinic.agency, now=org.NOW)
    assert not table._default_manager.exists()


def test_anybody_of_the_staff_reads_it(people, sign_in):
    shown = sign_in(people.rina).get(reverse("privacy:register")).content.decode()
    for part in ("Penilaian 360 derajat", "365 hari", "UU 27/2022"):
        assert part in shown
    assert reverse("privacy:incidents") not in shown
