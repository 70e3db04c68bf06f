"""The pulse: three questions to all, answers that are nobody's, and management's reply."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.development import services
from karsa.development.models import Pulse, PulseBox, PulsePart, PulseReply, PulseResult
from karsa.development.queries.pulse import page_of
from karsa.development.services import pulse as service
from karsa.kit.sealing import unseal
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.pulse import LEADER_FIRST_DAYS
from karsa.rules.refused import Refused

CLOSES = org.TODAY + timedelta(days=7)
AFTER = CLOSES + timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)
    monkeypatch.setattr(service, "_chance", Random(3))


@pytest.fixture
def act(people):
    return lambda name, days=0: org.actor(getattr(people, name), org.NOW + timedelta(days=days))


@pytest.fixture
def opened(people, act) -> Pulse:
    """Seven more colleagues at the clinic: ten answer there; the other four as the region."""
    for number in range(7):
        org.assignment(org.employee(people.clinic.agency, f"Rekan {number}"), people.clinic)
    return services.open_pulse(actor=act("hana"), name="Triwulan I 2026", closes=CLOSES)


def said(number: int) -> dict[str, int]:
    """A pattern that names its author, if anything would lead back."""
    keys = ("burden", "fairness", "motivation", "support")
    return {key: 1 + (number // 5**place) % 5 for place, key in enumerate(keys)}


def parts_of(row: Pulse, unit) -> list[PulsePart]:
    return list(row.parts.filter(unit=unit).select_related("employee").order_by("employee__name"))


def answer(part: PulsePart, number: int, **over: int) -> None:
    answers = said(number) | over
    services.answer_pulse(actor=org.actor(part.employee), part=part, answers=answers)


def release(row: Pulse) -> None:
    assert services.release_pulses(agency=row.agency, today=AFTER) == 1
    row.refresh_from_db()


def test_everybody_is_asked_once_as_one_of_five_or_more(opened, people):
    assert opened.parts.count() == 14
    assert {part.unit for part in opened.parts.all()} == {people.clinic, people.government}
    assert len(parts_of(opened, people.clinic)) == 10


def test_only_the_office_opens_one_at_a_time(opened, people, act):
    asked: dict[str, Any] = {"name": "Lagi", "closes": CLOSES}
    with pytest.raises(PermissionDenied):
        services.open_pulse(actor=act("sinta"), **asked)
    with pytest.raises(Refused, match="yang terbuka"):
        services.open_pulse(actor=act("hana"), **asked)
    with pytest.raises(Refused, match="setelah hari ini"):
        services.open_pulse(actor=act("hana"), name="x", closes=org.TODAY)
    assert AuditEntry.objects.filter(verb="pulse.opened").count() == 1


def test_one_answers_once_for_oneself_and_in_time(opened, people, act):
    part = opened.parts.get(employee=people.rina)
    with pytest.raises(PermissionDenied):
        services.answer_pulse(actor=act("dedi"), part=part, answers=said(1))
    for wrong in ({"burden": 3}, said(1) | {"burden": 6}, said(1) | {"name": 3}):
        with pytest.raises(Refused):
            services.answer_pulse(actor=act("rina"), part=part, answers=wrong)
    with pytest.raises(Refused, match="sudah ditutup"):
        services.answer_pulse(actor=act("rina", 8), part=part, answers=said(1))
    answer(part, 1)
    with pytest.raises(Refused, match="sudah menjawab"):
        answer(part, 2)


def test_while_open_nothing_can_be_read_or_told_apart(opened, people):
    """Content, key and place of every sealed answer change with each that comes in."""
    audited = AuditEntry.objects.count()
    kept: set[str] = set()
    for number, part in enumerate(parts_of(opened, people.clinic)):
        answer(part, number)
        rows = list(PulseBox.objects.values("id", "box"))
        now = {str(value) for row in rows for value in row.values()}
        assert len(rows) == number + 1
        assert not kept & now
        kept |= now
    assert len({len(one.box) for one in PulseBox.objects.all()}) == 1
    assert AuditEntry.objects.count() == audited


def test_nothing_joins_an_answer_with_its_author(opened, people):
    """Every column of every table that holds an answer, before the release and after it."""
    order = parts_of(opened, people.clinic)
    for number, part in enumerate(order):
        answer(part, number)
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    stored = list(PulseBox.objects.extra(select={"place": place}, order_by=["place"]))
    told = [json.loads(unseal("development-pulse", one.agency_id, one.box))
            for one in stored]  # fmt: skip
    by_key = [told[n] for n in sorted(range(10), key=lambda n: stored[n].pk)]
    given = [said(number) for number in range(10)]
    for found in (told, by_key):  # as who holds the server's secret would read them
        assert sorted(map(str, found)) == sorted(map(str, given))
        assert found not in (given, given[::-1])
    assert _columns(PulseBox) == {"id", "agency_id", "pulse_id", "unit_id", "box"}
    assert _columns(PulsePart) == {
        "id", "agency_id", "pulse_id", "employee_id", "unit_id", "has_answered",
    }  # fmt: skip

    before = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    release(opened)
    assert not PulseBox.objects.exists()
    assert _columns(PulseResult) == {
        "id", "agency_id", "pulse_id", "unit_id", "question", "count", "total",
    }  # fmt: skip
    for row in AuditEntry.objects.filter(pk__gt=before):
        assert (row.actor_id, row.at.hour, row.at.minute) == (None, 0, 0)
        assert (row.kind, row.object_id) == ("development.pulse", str(opened.pk))


def _columns(model) -> set[str]:
    return {field.column for field in model._meta.fields}


def test_fewer_than_five_are_not_kept(opened, people, act):
    for number, part in enumerate(parts_of(opened, people.clinic)[:5]):
        answer(part, number, burden=2)
    for part in parts_of(opened, people.government)[:3]:
        answer(part, 1)
    release(opened)
    results = {one.question: one for one in PulseResult.objects.all()}

    # Three beside five could be found by subtraction: all eight are one.
    assert {one.unit for one in results.values()} == {None}
    assert {one.count for one in results.values()} == {8}
    found = page_of(act("rina"), opened)
    assert [unit.unit for unit in found.units] == ["Unit kecil digabung"]
    assert found.support == ()


def test_four_answers_leave_nothing(opened, people, act):
    for number, part in enumerate(parts_of(opened, people.clinic)[:4]):
        answer(part, number)
    release(opened)

    assert not PulseResult.objects.exists()
    assert page_of(act("rina"), opened).headline == "Terlalu sedikit jawaban untuk ditampilkan"


def test_all_read_the_result_and_the_leader_reads_support_first(opened, people, act, sign_in):
    for number, part in enumerate(parts_of(opened, people.clinic)):
        answer(part, number, burden=2, fairness=4, motivation=5)
    release(opened)
    found = page_of(act("rina"), opened)

    assert found.headline == "Yang perlu dibenahi: beban kerja"
    assert [str(mean) for _name, mean in found.units[0].named] == ["2.0", "4.0", "5.0"]
    assert found.support == page_of(act("hana", 9), opened).support == ()
    assert [one.unit for one in page_of(act("andi", 9), opened).support] == [people.clinic.name]
    later = 8 + LEADER_FIRST_DAYS
    assert len(page_of(act("hana", later), opened).support) == 1
    assert page_of(act("sinta", later), opened).support == ()
    url = reverse("development:pulse", args=[opened.pk])
    text = sign_in(people.dedi).get(url).content.decode()
    assert people.clinic.name in text
    assert "Pimpinan belum menjawab" in text


def test_management_replies_after_the_release_for_what_it_heads(opened, people, act):
    words: dict[str, Any] = {"text": "Terima kasih.", "change": "Jadwal loket", "due": AFTER}
    with pytest.raises(Refused, match="belum dibuka"):
        services.reply_pulse(actor=act("hana"), pulse=opened, unit=None, **words)
    release(opened)
    for who, unit in (("rina", None), ("andi", None), ("budi", people.clinic)):
        with pytest.raises(PermissionDenied):
            services.reply_pulse(actor=act(who), pulse=opened, unit=unit, **words)
    with pytest.raises(Refused, match="hari di depan"):
        services.reply_pulse(actor=act("hana", 20), pulse=opened, unit=None, **words)
    for text in ("Terima kasih.", "Lebih jelas."):
        services.reply_pulse(actor=act("hana"), pulse=opened, unit=None, **(words | {"text": text}))
    services.reply_pulse(actor=act("andi"), pulse=opened, unit=people.clinic, **words)

    assert [one.text for one in page_of(act("rina"), opened).replies] == [
        *("Lebih jelas.", "Terima kasih.")
    ]
    assert PulseReply.objects.count() == 2
    assert AuditEntry.objects.filter(verb="pulse.replied").count() == 3


def test_the_home_asks_in_four_taps_and_thanks(opened, people, sign_in):
    client, url = sign_in(people.rina), reverse("development:pulse_answer", args=[opened.pk])
    home = client.get(reverse("insights:today")).content.decode()
    assert "Beban kerja saya wajar." in home
    assert home.split("Dua puluh detik")[1].count("<fieldset") == 4
    typed = {"burden": "2", "fairness": "4"}
    again = client.post(url, typed).content.decode()
    assert "Pilih satu dari lima." in again
    assert client.post(url, typed | {"motivation": "5"}).status_code == 302
    assert "Dua puluh detik" not in client.get(reverse("insights:today")).content.decode()
    assert "sudah menjawab" in client.post(url, typed | {"motivation": "5"}).content.decode()


def test_the_pages_of_the_office_and_of_replies(people, act, sign_in):
    office = sign_in(people.hana)
    assert "Suara pegawai" in office.get(reverse("development:pulses")).content.decode()
    made = office.post(reverse("development:pulse_new"), {"name": "I", "closes": str(CLOSES)})
    assert made.url == reverse("development:pulses")
    row = Pulse.objects.get()
    assert "0 dari 7" in office.get(reverse("development:pulses")).content.decode()
    url = reverse("development:pulse_reply", args=[row.pk])
    assert office.get(url).status_code == 404
    release(row)
    words = {"text": "Baik.", "change": "Jadwal", "due": str(AFTER)}
    assert office.post(url, words).url == reverse("development:pulse", args=[row.pk])
    assert "Akan berubah: Jadwal" in office.get(
        reverse("development:pulse", args=[row.pk])
    ).content.decode()  # fmt: skip


def test_a_page_of_results_costs_the_same_for_any_number_of_units(opened, people, sign_in):
    release(opened)
    client, url = sign_in(people.rina), reverse("development:pulse", args=[opened.pk])

    def grow() -> None:
        for unit in (people.clinic, people.office, None):
            PulseResult.objects.create(
                agency=opened.agency, pulse=opened, unit=unit, question="burden", count=6, total=20
            )

    assert_flat(lambda: client.get(url), grow)
