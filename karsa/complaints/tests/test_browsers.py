"""A reporter's browser is told that there is news, through a push service on loopback."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from karsa.complaints import services
from karsa.complaints.models import CaseBrowser
from karsa.complaints.services import browsers
from karsa.complaints.tests import make
from karsa.inbox import push
from karsa.inbox.tests import conftest as outside
from karsa.org.tests.make import TODAY
from karsa.rules.refused import Refused

REAL = "https://fcm.googleapis.com/fcm/send/a"
service = outside.service


@pytest.fixture
def case(people):
    return make.case(people.clinic)


def listening(case, endpoint=REAL):
    theirs = ec.generate_private_key(ec.SECP256R1()).public_key()
    keys = {"p256dh": push._encoded(push._point(theirs)), "auth": push._encoded(b"x" * 16)}
    return CaseBrowser.objects.create(agency=case.agency, case=case, endpoint=endpoint, **keys)


def test_it_is_told_that_there_is_news_and_not_which(case, service):
    listening(case, f"{service.url}/a")
    assert browsers.send(agency=case.agency, case_id=case.pk) == 1
    [(_head, body)] = service.came
    assert case.number.encode() not in body
    service.answer = 410
    assert browsers.send(agency=case.agency, case_id=case.pk) == 0
    assert not CaseBrowser.objects.exists()


def test_a_service_that_is_down_stops_nothing(case):
    listening(case, "http://127.0.0.1:9/a")
    assert browsers.send(agency=case.agency, case_id=case.pk) == 0
    assert CaseBrowser.objects.count() == 1


def test_with_the_last_news_it_is_forgotten_and_at_night(case, service):
    listening(case, f"{service.url}/a")
    case.state, case.closed_on = "closed", TODAY
    case.confirmed_on = TODAY
    case.save()
    assert browsers.send(agency=case.agency, case_id=case.pk) == 1
    assert not CaseBrowser.objects.exists()
    listening(case)
    browsers.forget_ended(case.agency)
    assert not CaseBrowser.objects.exists()
    with pytest.raises(Refused, match="sudah selesai"):
        services.listen(case=case, endpoint=REAL, p256dh="k", auth="a")


def test_three_browsers_of_known_services_and_none_else(case):
    for number in (1, 2, 3, 3):
        services.listen(case=case, endpoint=f"{REAL}{number}", p256dh="k", auth="a")
    with pytest.raises(Refused, match="tiga perangkat"):
        services.listen(case=case, endpoint=f"{REAL}4", p256dh="k", auth="a")
    with pytest.raises(Refused, match="alamat kirim"):
        services.listen(case=case, endpoint="https://jahat.id/a", p256dh="k", auth="a")
    services.stop(case=case, endpoint=f"{REAL}1")
    assert case.browsers.count() == 2
