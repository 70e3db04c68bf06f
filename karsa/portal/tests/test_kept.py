"""What makes a kept page anew and what does not; addresses nobody made."""

import pytest
from django.core import signing

from karsa.audit.models import AuditEntry
from karsa.audit.services import record
from karsa.consultations import services as forums
from karsa.consultations.tests import make as consultations
from karsa.org.models import Service
from karsa.org.services import offers
from karsa.org.tests import make
from karsa.portal.tests.test_pages import everything, url_of
from karsa.surveys.models import Survey
from karsa.surveys.tests import make as surveys


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def hana(people):
    return make.actor(people.hana)


def test_a_service_that_closes_changes_every_page_that_names_it(client, people, hana):
    everything(people, hana)
    names = ("satisfaction", "satisfaction_of", "services", "sitemap", "home", "unit")
    keys = {"satisfaction_of": (Survey.objects.get().pk,), "unit": (people.clinic.pk,)}
    pages = {name: url_of(name, *keys.get(name, ())) for name in names}
    tags = {name: client.get(path)["ETag"] for name, path in pages.items()}
    row = Service.objects.get(name="Imunisasi")
    offers.turn_service(actor=hana, service_id=row.pk, is_open=False)
    for name, path in pages.items():
        assert client.get(path)["ETag"] != tags[name], name


def test_the_front_page_follows_forums_but_not_each_support(client, people):
    found = consultations.consultation(people.clinic)
    row, tag = consultations.said(found), client.get(url_of("home"))["ETag"]
    forums.support_publicly(agency=found.agency, contribution=row, browser="kata", today=make.TODAY)
    assert client.get(url_of("home"))["ETag"] == tag
    forums.withdraw(actor=make.actor(people.andi), consultation=found, reason="Sudah jelas")
    assert client.get(url_of("home"))["ETag"] != tag


def test_addresses_nobody_made_are_answered(client, people, hana):
    everything(people, hana)
    many = "9" * 30
    for path in (f"/kinerja/{many}/", f"/data/rilis/{many}/", "/dokumen/1/%00", "/unit/0/"):
        assert client.get(path).status_code == 404, path
    place = surveys.place(Survey.objects.get()).code
    assert client.get(url_of("survey_thanks", place), {"tulisan": "a/b"}).status_code == 200
    other = signing.dumps(["x", "y"], salt="slice unit__path pk")
    for name in ("documents", "satisfaction", "report_figures", "consultations"):
        assert client.get(url_of(name), {"setelah": other}).status_code == 200, name


def test_an_act_that_was_committed_after_many_newer_ones_is_seen(client, people, hana):
    url, row = url_of("services"), surveys.service(people.clinic)
    for _n in range(30):
        record(hana, "service.changed", row)
    tag = client.get(url)["ETag"]
    about = {"agency": row.agency, "kind": "org.service", "object_id": row.pk}
    AuditEntry.objects.create(pk=-1, at=make.NOW, verb="service.changed", **about)
    assert client.get(url)["ETag"] != tag
