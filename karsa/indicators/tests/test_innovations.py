"""The innovation register: ideas from anybody, steps by the head, before and after in numbers."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.indicators import services
from karsa.indicators.models import Innovation
from karsa.indicators.queries import innovations as queries
from karsa.indicators.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

WORDS = services.InnovationWords("Antrean lewat pesan", "Pasien menunggu", "Pasien memilih jam")
DAY = date(2025, 9, 15)


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def rina(people):
    return org.actor(people.rina)


@pytest.fixture
def andi(people):
    return org.actor(people.andi)


@pytest.fixture
def idea(people):
    return make.innovation(people.clinic, people.rina, state="idea", changed_on=None)


def text(response):
    return response.content.decode()


def test_anybody_proposes_for_the_own_unit(people, rina):
    made = services.propose_innovation(
        actor=rina, unit=people.clinic, words=WORDS, team=[people.dedi, people.rina]
    )
    assert (made.owner, made.state) == (people.rina, "idea")
    assert [one.employee for one in made.members.all()] == [people.dedi]
    assert AuditEntry.objects.filter(verb="innovation.proposed").count() == 1
    with pytest.raises(PermissionDenied):
        services.propose_innovation(actor=rina, unit=people.office, words=WORDS)
    empty = services.InnovationWords("x", " ", "y")
    with pytest.raises(Refused, match="masalah"):
        services.propose_innovation(actor=rina, unit=people.clinic, words=empty)


def test_its_owner_and_head_put_it_right(people, rina, andi, idea):
    for actor in (rina, andi):
        services.change_innovation(actor=actor, innovation=idea, words=WORDS, team=[people.dedi])
    idea.refresh_from_db()
    assert idea.title == "Antrean lewat pesan"
    services.change_innovation(actor=rina, innovation=idea, words=WORDS, team=[])
    assert not idea.members.exists()
    with pytest.raises(PermissionDenied):
        services.change_innovation(
            actor=org.actor(people.dedi), innovation=idea, words=WORDS, team=[]
        )


def test_the_head_moves_it_and_stops_it_with_a_lesson(rina, andi, idea):
    with pytest.raises(PermissionDenied):
        services.move_innovation(actor=rina, innovation=idea, state="trial", changed_on=DAY)
    with pytest.raises(Refused, match="tanggal"):
        services.move_innovation(actor=andi, innovation=idea, state="trial")
    with pytest.raises(Refused, match="belum tiba"):
        services.move_innovation(
            actor=andi, innovation=idea, state="trial", changed_on=date(2027, 1, 1)
        )
    services.move_innovation(actor=andi, innovation=idea, state="trial", changed_on=DAY)
    with pytest.raises(Refused, match="pelajaran"):
        services.move_innovation(actor=andi, innovation=idea, state="stopped")
    services.move_innovation(actor=andi, innovation=idea, state="stopped", lesson="Perlu operator")
    with pytest.raises(Refused, match="belum bisa"):
        services.move_innovation(actor=andi, innovation=idea, state="running")
    assert AuditEntry.objects.filter(verb="innovation.stopped").count() == 1


def test_an_idea_may_be_dropped_untried(andi, idea):
    services.move_innovation(actor=andi, innovation=idea, state="stopped", lesson="Sudah ada")
    idea.refresh_from_db()
    assert idea.changed_on == org.TODAY


def test_another_unit_takes_it_over_once(people, andi, idea):
    sinta = org.actor(people.sinta)
    given = {"innovation": idea, "since": org.TODAY}
    with pytest.raises(Refused, match="belum dicoba"):
        services.replicate(actor=sinta, unit=people.office, **given)
    services.move_innovation(actor=andi, innovation=idea, state="running", changed_on=DAY)
    with pytest.raises(PermissionDenied):
        services.replicate(actor=andi, unit=people.office, **given)
    with pytest.raises(Refused, match="lahir di unit"):
        services.replicate(actor=andi, unit=people.clinic, **given)
    with pytest.raises(Refused, match="belum tiba"):
        services.replicate(actor=sinta, unit=people.office, innovation=idea, since=date(2027, 1, 1))
    services.replicate(actor=sinta, unit=people.office, **given)
    with pytest.raises(Refused, match="sudah tercatat"):
        services.replicate(actor=sinta, unit=people.office, **given)
    assert AuditEntry.objects.filter(verb="innovation.replicated").count() == 1


def outcome(people, values, **card):
    row = make.indicator(people.clinic, {"measure": "menit", "polarity": "minimize"} | card)
    for (year, month), value in values.items():
        make.figure(row, month, value, year=year)
    made = make.innovation(people.clinic, people.rina, indicator=row, changed_on=DAY)
    found = queries.with_card(Innovation.objects.filter(pk=made.pk)).get()
    return queries.rows_of([found])[0].outcome


def test_before_and_after_are_told_in_the_indicator_s_measure(people):
    before = {(2025, month): 42 for month in range(3, 9)}
    after = {(2025, 10): 36, (2025, 11): 34, (2025, 12): 34, (2026, 1): 33, (2026, 2): 33}
    told = outcome(people, before | after | {(2025, 9): 900, (2025, 2): 900})
    assert told.sentence == "Membaik 19%, dari 42 menit ke 34 menit; 5 bulan sesudah"
    assert (told.light, len(told.months)) == ("good", 12)
    assert told.chart
    assert told.chart.mean_before


def test_too_little_is_said_and_nothing_is_made_up(people):
    told = outcome(people, {(2025, 8): 42})
    assert "Belum cukup data" in told.sentence
    assert told.light == "none"
    assert outcome(people, {}).chart is None


def test_a_change_for_the_worse_or_none_is_said_too(people):
    assert outcome(people, {(2025, 8): 40, (2025, 10): 50}).sentence.startswith("Memburuk 25%")
    assert outcome(people, {(2025, 8): 40, (2025, 10): 40}).sentence.startswith("Hampir tidak")
    zero = outcome(people, {(2025, 8): 0, (2025, 10): 5})
    assert zero.sentence.startswith("Memburuk")


def test_the_register_on_pages(sign_in, people):
    rina = sign_in(people.rina)
    home = reverse("indicators:innovations")
    assert "Inovasi tampil di sini" in text(rina.get(home))
    new = reverse("indicators:innovation_new", args=[people.clinic.pk])
    row = make.indicator(people.clinic, {"measure": "menit", "polarity": "minimize"})
    make.figure(row, 8, 42, year=2025)
    make.figure(row, 10, 34, year=2025)
    said = {"title": "Antrean pesan", "problem": "Lama", "change": "Jam dipilih"}
    assert rina.get(new).status_code == 200
    rina.post(new, said | {"indicator": row.pk, "team": [people.dedi.pk]})
    made = Innovation.objects.get()
    url = reverse("indicators:innovation", args=[made.pk])
    assert "Langkah berikutnya" not in text(rina.get(url))
    change = reverse("indicators:innovation_change", args=[made.pk])
    assert "Dedi" in text(rina.get(change))
    rina.post(change, said | {"title": "Antrean lewat pesan", "indicator": row.pk})
    andi = sign_in(people.andi)
    step = reverse("indicators:innovation_step", args=[made.pk])
    assert "Uji coba" in text(andi.get(step))
    assert "tanggal" in text(andi.post(step, {"state": "trial"}))
    andi.post(step, {"state": "trial", "changed_on": "2025-09-15"})
    shown = text(andi.get(url))
    for part in ("Membaik 19%", "belum membuktikan sebab", "15 September 2025", "<svg"):
        assert part in shown
    sinta = sign_in(people.sinta)
    copy = reverse("indicators:innovation_copy", args=[made.pk])
    assert sinta.get(copy).status_code == 200
    sinta.post(copy, {"unit": people.office.pk, "since": "2026-03-01", "note": "Disesuaikan"})
    assert "Dinas Kesehatan" in text(rina.get(url))
    assert "Antrean lewat pesan" in text(rina.get(home + "?keadaan=trial"))
    assert "Antrean lewat pesan" not in text(rina.get(home + "?keadaan=idea"))
    tab = reverse("indicators:indicator", args=[row.pk]) + "?bagian=inovasi"
    assert "Membaik 19%" in text(rina.get(tab))


def test_lists_cost_the_same_for_one_and_many(sign_in, people):
    row = make.indicator(people.clinic)
    client = sign_in(people.andi)
    first = make.innovation(people.clinic, people.rina, indicator=row)

    def grow():
        for _ in range(5):
            other = make.indicator(people.clinic)
            make.innovation(people.clinic, people.dedi, indicator=other)
            make.figure(other, 11, 5, year=2025)
            services.replicate(
                actor=org.actor(people.hana),
                innovation=first,
                unit=org.unit(people.office),
                since=org.TODAY,
            )

    for url in (
        reverse("indicators:innovations"),
        reverse("indicators:innovation", args=[first.pk]),
    ):
        assert_flat(partial(client.get, url), grow)
