"""A late rater (annex IV.A.11): warned, taken over by an act, and the person heard before."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import Takeover
from karsa.evaluations.queries.late import undone_in
from karsa.evaluations.tests import make
from karsa.files.tests import make as files
from karsa.inbox.models import Notice
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

WORDS = "Dinilai dari catatan yang terverifikasi"


def decide(people, by, day):
    return services.decide(
        actor=make.at(by, day),
        plan=make.plan(people.rina),
        period=make.quarter(people),
        result_rating="meets",
        behaviour_rating="meets",
        reason=WORDS,
    )


def test_a_late_rater_takes_nothing_back_after_the_takeover(people):
    row = decide(people, people.andi, make.AFTER)
    make.taken_over(people)
    with pytest.raises(Refused, match="mengambil alih"):
        services.reopen(actor=make.at(people.andi, make.AFTER), evaluation_id=row.pk)
    row = decide(people, people.sinta, make.HEARD)
    superior = make.at(people.sinta, make.HEARD)
    assert services.reopen(actor=superior, evaluation_id=row.pk).state == "draft"


def say(people, row, day=make.AFTER, **over):
    words = {"text": "120 ibu hamil terlayani, lihat buku KIA"} | over
    return services.state(actor=make.at(people.rina, day), takeover_id=row.pk, **words)


def test_midnight_moves_nothing_the_rater_still_rates(people):
    make.plan(people.rina)
    with pytest.raises(Refused, match="Ambil alih dulu"):
        decide(people, people.sinta, make.AFTER)
    row = decide(people, people.andi, make.AFTER)

    assert not row.is_final
    assert services.sign(actor=make.at(people.andi, make.AFTER), evaluation_id=row.pk).signed_on


def test_after_the_takeover_only_the_superior_rates_and_it_is_final(people):
    taken = make.taken_over(people)
    assert taken.heard_until == date(2026, 5, 11)
    with pytest.raises(Refused, match="mengambil alih"):
        decide(people, people.andi, make.AFTER)
    with pytest.raises(Refused, match="11-05-2026"):
        decide(people, people.sinta, taken.heard_until)

    assert decide(people, people.sinta, make.HEARD).is_final
    assert AuditEntry.objects.filter(verb="evaluations.taken_over").count() == 1


def test_what_the_person_said_ends_the_hearing(people):
    proof = SimpleUploadedFile("bukti.png", files.picture())
    row = say(people, make.taken_over(people), evidence=proof)

    assert row.evidence
    assert decide(people, people.sinta, make.AFTER).is_final
    with pytest.raises(Refused, match="berakhir"):
        say(people, row)
    assert AuditEntry.objects.filter(verb="evaluations.stated").count() == 1


def test_only_the_person_is_heard_in_time_and_in_words(people):
    row = make.taken_over(people)
    with pytest.raises(PermissionDenied):
        services.state(actor=make.at(people.andi), takeover_id=row.pk, text="Saya")
    with pytest.raises(Refused, match="Tulis penjelasan"):
        say(people, row, text=" ")
    with pytest.raises(Refused, match="berakhir"):
        say(people, row, make.HEARD)


@pytest.mark.parametrize("name", ["andi", "rina", "budi", "hana", "regent"])
def test_nobody_but_the_raters_superior_takes_over(people, name):
    with pytest.raises(PermissionDenied):
        services.take_over(
            actor=make.at(getattr(people, name), make.AFTER),
            plan=make.plan(people.rina),
            period=make.quarter(people),
            reason="Terlambat",
        )


def test_it_is_taken_over_late_once_with_words_and_only_what_is_not_signed(people):
    with pytest.raises(Refused, match="30-04-2026"):
        make.taken_over(people, make.AFTER - timedelta(days=4))
    plan, period = make.plan(people.rina), make.quarter(people)
    superior = make.at(people.sinta, make.AFTER)
    with pytest.raises(Refused, match="Tulis mengapa"):
        services.take_over(actor=superior, reason=" ", plan=plan, period=period)
    make.taken_over(people)
    with pytest.raises(Refused, match="sudah diambil alih"):
        make.taken_over(people)
    Takeover.objects.all().delete()
    make.signed(people)
    with pytest.raises(Refused, match="sudah menetapkan"):
        make.taken_over(people)


def told(person, kind):
    return Notice.objects.filter(user=person.user, kind=kind).count()


@pytest.mark.parametrize(
    ("days", "rater", "superior"),
    [
        ([date(2026, 4, 22)], (0, 0), 0),
        ([date(2026, 4, 23), date(2026, 4, 24)], (1, 0), 0),
        ([date(2026, 4, 23), date(2026, 4, 29), date(2026, 5, 1)], (2, 1), 1),
    ],
)
def test_rater_and_person_are_warned_before_and_the_superior_after(people, days, rater, superior):
    make.plan(people.rina)
    make.quarter(people)
    for day in days:
        services.warn_of_windows(agency=people.rina.agency, now=make.at(people.andi, day).now)

    assert (told(people.andi, "rating_due"), told(people.andi, "rating_late")) == rater
    assert told(people.rina, "rating_awaited") == sum(rater)
    assert told(people.sinta, "rating_climbed") == superior
    assert not told(people.dedi, "rating_awaited")  # no plan, so nothing to rate


def test_who_waits_is_read_in_one_query(people):
    period = make.quarter(people)
    make.plan(people.rina)

    def more():
        for number in range(5):
            post = org.assignment(org.employee(people.rina.agency, f"O {number}"), people.clinic)
            org.rater(post, people.andi, people.sinta)
            make.plan(post.employee)

    assert_flat(lambda: undone_in(period), more, budget=1)


@pytest.fixture
def late(monkeypatch, people):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.at(people.rina, make.AFTER).now)


def test_the_screens_offer_the_act_and_say_why_one_is_heard(people, late, sign_in):
    plan, period = make.plan(people.rina), make.quarter(people)
    at = [plan.pk, period.pk]
    client = sign_in(people.sinta)
    assert "Ambil alih" in client.get(reverse("evaluations:assess", args=at)).content.decode()
    said = client.post(reverse("evaluations:take_over", args=at), {"reason": "Sudah diingatkan"})
    assert said.status_code == 302
    waiting = client.get(reverse("evaluations:assess", args=at)).content.decode()
    assert "sedang diberi kesempatan" in waiting

    row = Takeover.objects.get()
    address = reverse("evaluations:state", args=[row.pk])
    rina = sign_in(people.rina)
    assert address in rina.get(reverse("evaluations:mine")).content.decode()
    assert "Lampiran IV huruf A angka 11" in rina.get(address).content.decode()
    proof = SimpleUploadedFile("bukti.png", files.picture())
    rina.post(address, {"text": "Lihat buku KIA", "evidence": proof})
    assert "sudah terkirim" in rina.get(address).content.decode()

    shown = sign_in(people.sinta).get(reverse("evaluations:assess", args=at)).content.decode()
    assert "Lihat buku KIA" in shown
    file = client.get(reverse("evaluations:statement_evidence", args=[row.pk]))
    assert b"".join(file.streaming_content)
    assert (
        "diambil alih oleh atasan Anda"
        in sign_in(people.andi).get(reverse("evaluations:assess", args=at)).content.decode()
    )


def test_a_closed_period_is_not_taken_over(people):
    period = make.quarter(people)
    period.is_closed = True
    period.save(update_fields=["is_closed"])
    with pytest.raises(Refused, match="sudah ditutup"):
        make.taken_over(people)
