import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.roles import Role
from karsa.audit.models import AuditDetail, AuditEntry
from karsa.kit.testing import assert_flat
from karsa.org.models import Service, ServicePoint
from karsa.org.services.offers import (
    add_point,
    add_service,
    change_point,
    change_service,
    turn_point,
    turn_service,
)
from karsa.org.tests import make
from karsa.rules.refused import Refused

BASE = "/kerja/organisasi/"


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def andi(people):
    return make.actor(people.andi)


@pytest.fixture
def service(andi, people):
    return add_service(actor=andi, unit_id=people.clinic.pk, name="KIA", standard="1 jam")


@pytest.fixture
def point(andi, service):
    return add_point(actor=andi, service_id=service.pk, name="Posyandu Mawar", address="RT 3")


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_service_is_offered_worded_anew_closed_and_opened_again(andi, service):
    change_service(actor=andi, service_id=service.pk, name="Ibu dan anak", standard="30 menit")
    turn_service(actor=andi, service_id=service.pk, is_open=False)
    turn_service(actor=andi, service_id=service.pk, is_open=True)

    service.refresh_from_db()
    assert (service.name, service.standard, service.is_open) == ("Ibu dan anak", "30 menit", True)
    assert verbs() == [
        "org.service_added",
        "org.service_changed",
        "org.service_closed",
        "org.service_reopened",
    ]
    assert AuditDetail.objects.get().text == "KIA: 1 jam"


def test_a_point_has_an_address_and_closes_alone(andi, service, point):
    change_point(actor=andi, point_id=point.pk, name="Posyandu Melati", address="RT 4")
    turn_point(actor=andi, point_id=point.pk, is_open=False)
    with pytest.raises(Refused, match="Titik layanan ini ditutup"):
        change_point(actor=andi, point_id=point.pk, name="Lain")
    turn_point(actor=andi, point_id=point.pk, is_open=True)

    point.refresh_from_db()
    assert (point.name, point.address, point.is_open) == ("Posyandu Melati", "RT 4", True)
    assert Service.objects.get().is_open
    assert verbs()[1:] == [
        "org.point_added",
        "org.point_changed",
        "org.point_closed",
        "org.point_reopened",
    ]


@pytest.mark.parametrize(("name", "role"), [("sinta", None), ("hana", None), ("dedi", "operator")])
def test_who_serves_the_unit_keeps_its_services(name, role, people):
    who = getattr(people, name)
    if role:
        make.grant(who, Role.UNIT_OPERATOR, people.office.path)
    assert add_service(actor=make.actor(who), unit_id=people.clinic.pk, name="KB").pk


@pytest.mark.parametrize("name", ["rina", "budi"])
def test_others_do_not(name, people, service, point):
    who = make.actor(getattr(people, name))
    acts = (
        lambda: add_service(actor=who, unit_id=people.clinic.pk, name="KB"),
        lambda: change_service(actor=who, service_id=service.pk, name="KB"),
        lambda: turn_service(actor=who, service_id=service.pk, is_open=False),
        lambda: add_point(actor=who, service_id=service.pk, name="Loket"),
        lambda: change_point(actor=who, point_id=point.pk, name="Loket"),
        lambda: turn_point(actor=who, point_id=point.pk, is_open=False),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_a_name_is_used_once_while_it_is_open(andi, people, service, point):
    with pytest.raises(Refused, match="layanan dengan nama itu"):
        add_service(actor=andi, unit_id=people.clinic.pk, name="kia")
    with pytest.raises(Refused, match="titik dengan nama itu"):
        add_point(actor=andi, service_id=service.pk, name="posyandu mawar")
    turn_service(actor=andi, service_id=service.pk, is_open=False)
    add_service(actor=andi, unit_id=people.clinic.pk, name="KIA")
    with pytest.raises(Refused, match="layanan dengan nama itu"):
        turn_service(actor=andi, service_id=service.pk, is_open=True)


def test_what_is_closed_is_not_changed(andi, people, service, point):
    turn_service(actor=andi, service_id=service.pk, is_open=False)
    for act in (
        lambda: turn_service(actor=andi, service_id=service.pk, is_open=False),
        lambda: change_service(actor=andi, service_id=service.pk, name="KB"),
        lambda: add_point(actor=andi, service_id=service.pk, name="Loket"),
        lambda: turn_point(actor=andi, point_id=point.pk, is_open=False),
    ):
        with pytest.raises(Refused):
            act()
    people.clinic.is_open = False
    people.clinic.save(update_fields=["is_open"])
    with pytest.raises(Refused, match="Unit ini sudah ditutup"):
        add_service(actor=andi, unit_id=people.clinic.pk, name="KB")


def test_the_head_keeps_them_from_the_page_of_the_unit(people, sign_in):
    client = sign_in(people.andi)
    listed = f"{BASE}unit/{people.clinic.pk}/layanan/"
    assert listed in client.get(f"{BASE}unit/{people.clinic.pk}/").content.decode()

    typed = {"name": "KIA", "standard": "1 jam"}
    assert client.post(f"{listed}baru/", typed).url == listed
    assert client.post(f"{listed}baru/", typed).status_code == 409
    service = Service.objects.get()
    client.post(f"{BASE}layanan/{service.pk}/titik/", {"name": "Posyandu", "address": "RT 3"})
    point = ServicePoint.objects.get()
    assert "RT 3" in client.get(f"{BASE}titik/{point.pk}/").content.decode()
    client.post(f"{BASE}titik/{point.pk}/", {"name": "Posyandu Mawar", "address": "RT 4"})
    client.post(f"{BASE}layanan/{service.pk}/", {"name": "Ibu dan anak", "standard": ""})
    page = client.get(listed).content.decode()
    for words in ("1 layanan untuk warga", "Ibu dan anak", "Posyandu Mawar", "RT 4"):
        assert words in page

    client.post(f"{BASE}titik/{point.pk}/tutup/")
    client.post(f"{BASE}layanan/{service.pk}/tutup/")
    assert "Buka lagi" in client.get(listed).content.decode()
    assert "Ibu dan anak" not in client.get(f"{BASE}unit/{people.clinic.pk}/").content.decode()


def test_services_cost_the_same_for_many(andi, people, sign_in, point):
    client = sign_in(people.andi)

    def grow():
        for number in range(15):
            row = add_service(actor=andi, unit_id=people.clinic.pk, name=f"Layanan {number}")
            add_point(actor=andi, service_id=row.pk, name="Loket")

    assert_flat(lambda: client.get(f"{BASE}unit/{people.clinic.pk}/layanan/"), grow)


def test_a_unit_costs_the_same_for_many_services(andi, people, sign_in, point):
    client = sign_in(people.andi)

    def grow():
        for number in range(15):
            row = add_service(actor=andi, unit_id=people.clinic.pk, name=f"Layanan {number}")
            add_point(actor=andi, service_id=row.pk, name="Loket")

    assert_flat(lambda: client.get(f"{BASE}unit/{people.clinic.pk}/"), grow)
