"""Correction and erasure, asked for and answered."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.privacy.services import requests as services
from karsa.privacy.tests import make
from karsa.rules.refused import Refused


def test_one_asks_and_the_office_answers_once(people):
    rina, hana = org.actor(people.rina), org.actor(people.hana)
    row = services.ask(actor=rina, kind="correct", what="Tanggal lahir", why="Salah ketik")
    assert Notice.objects.get().user_id == people.hana.user_id
    with pytest.raises(Refused, match="apa yang dilakukan"):
        services.answer(actor=hana, request=row, is_done=True, text="")
    services.answer(actor=hana, request=row, is_done=True, text="Sudah diubah")
    with pytest.raises(Refused, match="sudah dijawab"):
        services.answer(actor=hana, request=row, is_done=False, text="Tidak")
    assert Notice.objects.filter(user=people.rina.user_id).exists()
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["data_request.asked", "data_request.done"]


def test_nobody_answers_for_the_office_or_about_oneself(people):
    row, own = make.request(people.rina), make.request(people.hana)
    for person, asked in ((people.andi, row), (people.rina, row), (people.hana, own)):
        with pytest.raises(PermissionDenied):
            services.answer(actor=org.actor(person), request=asked, is_done=True, text="Ya")
    with pytest.raises(Refused, match="Tulis data"):
        services.ask(actor=org.actor(people.rina), kind="erase", what=" ", why="x")


def test_the_pages(people, sign_in):
    rina, address = sign_in(people.rina), reverse("privacy:requests")
    typed = {"kind": "erase", "what": "Foto lama", "why": "Tidak perlu lagi"}
    rina.post(reverse("privacy:ask"), typed)
    assert "Foto lama" in rina.get(address).content.decode()
    assert "Foto lama" not in sign_in(people.dedi).get(address).content.decode()
    hana = sign_in(people.hana)
    assert_flat(lambda: hana.get(address), lambda: [make.request(people.rina) for _ in range(3)])
