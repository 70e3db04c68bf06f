"""A year's target in one grid; what stands is changed by a proposal that another approves."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.indicators import services
from karsa.indicators.models import Target, TargetRevision
from karsa.indicators.services import TargetWords
from karsa.indicators.tests import make
from karsa.kit.testing import assert_all_flat, assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def indicator(people):
    row = make.indicator(people.clinic, {"over_time": "sum", "measure": "orang"})
    make.target(row, 100, baseline=80)
    return row


def words(*values):
    return [TargetWords(month, Decimal(value)) for month, value in values]


def propose(who, indicator, *values, reason="Data penduduk diperbarui", year=2026):
    return services.propose_revision(
        actor=org.actor(who), indicator=indicator, year=year, targets=words(*values), reason=reason
    )


def text(response):
    return response.content.decode()


def standing(indicator):
    return dict(indicator.targets.values_list("month", "value"))


def test_what_stands_is_not_set_again_but_open_points_are_filled(people, indicator):
    andi = org.actor(people.andi)
    given = {"actor": andi, "indicator": indicator, "year": 2026}
    with pytest.raises(Refused, match="sudah ditetapkan"):
        services.set_targets(**given, targets=words((0, 120)))
    services.set_targets(**given, targets=words((3, 25), (6, 50)))
    assert standing(indicator) == {0: 100, 3: 25, 6: 50}
    other = make.indicator(people.clinic)
    make.target(other, 100)
    given["indicator"] = other
    services.set_targets(**given, targets=[TargetWords(0, Decimal(100), baseline=Decimal(9))])
    assert other.targets.get().baseline == 9


def test_a_change_is_approved_by_another_and_both_values_stay(people, indicator):
    revision = propose(people.andi, indicator, (0, 120), (3, 30))
    assert standing(indicator) == {0: 100}
    for nobody in (people.andi, people.rina, people.budi):
        with pytest.raises(PermissionDenied):
            services.decide_revision(
                actor=org.actor(nobody), revision=revision, approve=True, answer=""
            )
    services.decide_revision(actor=org.actor(people.sinta), revision=revision, approve=True)
    revision.refresh_from_db()
    assert standing(indicator) == {0: 120, 3: 30}
    assert revision.targets["0"]["value"] == "120"
    assert Decimal(revision.targets["0"]["was"]["value"]) == 100
    assert revision.targets["3"]["was"] is None
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"target_revision.proposed", "target_revision.approved"} <= set(verbs)
    with pytest.raises(Refused, match="belum bisa"):
        services.decide_revision(actor=org.actor(people.hana), revision=revision, approve=True)


def test_a_target_that_moves_has_its_forecast_made_anew(people, indicator, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(
        "karsa.indicators.services.forecasting.later",
        lambda name, agency, indicator_ids: asked.append(indicator_ids),
    )
    revision = propose(people.andi, indicator, (0, 120))
    assert not asked
    services.decide_revision(actor=org.actor(people.sinta), revision=revision, approve=True)
    assert asked == [str(indicator.pk)]


def test_a_refusal_needs_its_reason_and_changes_nothing(people, indicator):
    revision = propose(people.andi, indicator, (0, 120))
    hana = org.actor(people.hana)
    with pytest.raises(Refused, match="alasan penolakannya"):
        services.decide_revision(actor=hana, revision=revision, approve=False)
    services.decide_revision(actor=hana, revision=revision, approve=False, answer="Belum perlu")
    assert TargetRevision.objects.get().state == "refused"
    assert standing(indicator) == {0: 100}
    propose(people.andi, indicator, (0, 110))


def test_only_who_proposed_takes_it_back_and_only_while_it_waits(people, indicator):
    revision = propose(people.andi, indicator, (0, 120))
    for nobody in (people.sinta, people.hana, people.rina):
        with pytest.raises(PermissionDenied):
            services.withdraw_revision(actor=org.actor(nobody), revision=revision)
    andi = org.actor(people.andi)
    services.withdraw_revision(actor=andi, revision=revision)
    assert TargetRevision.objects.get().state == "withdrawn"
    assert standing(indicator) == {0: 100}
    assert AuditEntry.objects.filter(verb="target_revision.withdrawn").count() == 1
    with pytest.raises(Refused, match="belum bisa"):
        services.withdraw_revision(actor=andi, revision=revision)
    propose(people.andi, indicator, (0, 110))


def test_a_target_easier_than_the_baseline_is_said_not_forbidden(people, sign_in):
    row = make.indicator(people.clinic)
    client, url = sign_in(people.andi), f"/kerja/indikator/{row.pk}/target/2026/"
    said = "Target 80 lebih mudah daripada data dasar 85"
    typed = {"value": "80", "baseline": "85"}
    assert said in text(client.post(url, typed | {"isi": "rata"}))
    page = text(client.post(url, typed, follow=True))
    assert standing(row) == {0: 80}
    assert said in page


def test_a_proposal_has_a_reason_a_change_and_no_rival(people, indicator):
    with pytest.raises(PermissionDenied):
        propose(people.rina, indicator, (0, 120))
    with pytest.raises(Refused, match="alasan"):
        propose(people.andi, indicator, (0, 120), reason=" ")
    with pytest.raises(Refused, match="Belum ada target yang berubah"):
        services.propose_revision(
            actor=org.actor(people.andi),
            indicator=indicator,
            year=2026,
            targets=[TargetWords(0, Decimal(100), baseline=Decimal(80))],
            reason="x",
        )
    propose(people.andi, indicator, (0, 120))
    with pytest.raises(Refused, match="menunggu"):
        propose(people.andi, indicator, (0, 130))


def test_the_grid_is_filled_evenly_or_gradually_and_checked(sign_in, people):
    row = make.indicator(people.clinic, {"over_time": "sum", "frequency": "quarterly"})
    andi, url = sign_in(people.andi), reverse("indicators:target", args=[row.pk, 2026])
    assert "Triwulan" in text(andi.get(url)) or "Maret" in text(andi.get(url))
    filled = text(andi.post(url, {"value": "100", "isi": "rata"}))
    assert filled.count('value="25"') == 4
    assert 'value="100"' in filled
    assert "bukan 100" not in filled
    assert not Target.objects.exists()
    assert "Isi target setahun dulu" in text(andi.post(url, {"isi": "bertahap"}))
    parts = {"bulan_3": "10", "bulan_6": "20", "bulan_9": "30", "bulan_12": "40"}
    odd = parts | {"value": "90", "isi": "", "bulan_3": "10,5"}
    assert "satu nilai" in text(andi.post(url, odd | {"value": ""}))
    assert andi.post(url, parts | {"value": "100", "baseline": "60"}).status_code == 302
    assert standing(row) == {0: 100, 3: 10, 6: 30, 9: 60, 12: 100}
    assert 'value="20"' in text(andi.get(url))  # the parts come back as they were typed


def test_a_gradual_way_needs_where_it_starts(sign_in, people):
    row = make.indicator(people.clinic)
    andi, url = sign_in(people.andi), reverse("indicators:target", args=[row.pk, 2026])
    assert "Isi data dasar dulu" in text(andi.post(url, {"value": "80", "isi": "bertahap"}))
    said = {"value": "80", "baseline": "20", "isi": "bertahap"}
    shown = text(andi.post(url + "?per=quarterly", said))
    assert 'value="35"' in shown
    assert 'value="80"' in shown


def test_parts_that_do_not_fit_are_said_on_the_page(sign_in, people):
    row = make.indicator(people.clinic)
    make.target(row, 100)
    make.target(row, 60, month=12)
    shown = sign_in(people.rina).get(
        reverse("indicators:indicator", args=[row.pk]) + "?bagian=target"
    )
    assert "menghasilkan 60, sedangkan target setahunnya 100" in text(shown)


def test_a_range_holds_all_year(sign_in, people):
    row = make.indicator(people.clinic, {"polarity": "range"})
    andi, url = sign_in(people.andi), reverse("indicators:target", args=[row.pk, 2026])
    assert "Isi rata" not in text(andi.get(url))
    andi.post(url, {"low": "80", "high": "90"})
    assert row.targets.get(low=80, high=90).value is None


def test_a_change_is_proposed_and_decided_on_pages(sign_in, people, indicator):
    andi, url = sign_in(people.andi), reverse("indicators:target", args=[indicator.pk, 2026])
    assert "Tulis alasan" in text(andi.post(url, {"value": "120", "baseline": "80"}))
    andi.post(url, {"value": "120", "baseline": "80", "reason": "Penduduk bertambah"})
    revision = TargetRevision.objects.get()
    page = reverse("indicators:indicator", args=[indicator.pk]) + "?bagian=target"
    assert "Putuskan" not in text(andi.get(page))
    decide = reverse("indicators:revision", args=[revision.pk])
    assert andi.get(decide).status_code == 403
    sinta = sign_in(people.sinta)
    assert "Putuskan" in text(sinta.get(page))
    assert "Penduduk bertambah" in text(sinta.get(decide))
    sinta.post(decide, {"decision": "approve", "answer": "Setuju"})
    shown = text(sinta.get(page))
    assert "<del>100</del>" in shown
    assert "<strong>120</strong>" in shown
    history = text(sinta.get(page.replace("target", "riwayat")))
    assert "disetujui Sinta Maharani" in history
    assert "100 → 120" in history


def test_proposals_wait_where_they_are_decided(sign_in, people, indicator):
    url = reverse("indicators:revisions")
    propose(people.andi, indicator, (0, 120))
    for nobody in (people.andi, people.rina, people.budi):
        assert "Tidak ada usulan target" in text(sign_in(nobody).get(url))
    sinta = sign_in(people.sinta)
    assert indicator.name in text(sinta.get(url))
    assert indicator.name in text(sign_in(people.hana).get(url))

    def grow():
        for _ in range(5):
            other = make.indicator(people.clinic)
            make.target(other, 10)
            propose(people.andi, other, (0, 12))

    assert_flat(lambda: sinta.get(url), grow)


def test_a_tab_costs_the_same_however_much_is_on_it(sign_in, people, indicator):
    andi, sinta = org.actor(people.andi), org.actor(people.sinta)
    client = sign_in(people.andi)
    value = 100

    def grow():
        nonlocal value
        for _ in range(3):
            value += 1
            revision = propose(people.andi, indicator, (0, value))
            services.decide_revision(actor=sinta, revision=revision, approve=True)
            services.write_card(
                actor=andi, indicator=indicator, card=services.CardWords("orang"), reason="x"
            )
            make.innovation(people.clinic, people.rina, indicator=indicator)

    grow()
    url = reverse("indicators:indicator", args=[indicator.pk])
    tabs = ("angka", "kartu", "target", "inovasi", "riwayat")
    assert_all_flat([partial(client.get, f"{url}?bagian={tab}") for tab in tabs], grow)
