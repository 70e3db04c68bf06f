"""The agreement's action plan by quarters: written, set, brought, confirmed."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.kit.testing import assert_flat
from karsa.org.models import Period, RuleSet
from karsa.org.tests import make as org
from karsa.plans import services
from karsa.plans.models import PerformanceAgreement, QuarterAction
from karsa.plans.queries.quarters import quarter_facts, quarters_page
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def agreement(andi, people) -> PerformanceAgreement:
    made = services.draft_agreement(actor=andi, unit=people.clinic, year=2026)
    objective = services.set_objective(actor=andi, agreement=made, text="Layanan bermutu")
    services.set_line(actor=andi, objective=objective, text="Ibu hamil terlayani", target="100%")
    return made


@pytest.fixture
def line(agreement):
    return agreement.objectives.get().lines.get()


def words(text="Kelas ibu hamil", value=4, **over):
    target = f"{value} kelas"
    return services.QuarterWords(text, target, Decimal(value), **over)


@pytest.fixture
def action(andi, line) -> QuarterAction:
    return services.add_quarter_action(
        actor=andi, line=line, quarter=1, words=words(budget=5_000_000)
    )


@pytest.fixture
def running(andi, sinta, agreement, action) -> QuarterAction:
    """The action of a signed agreement whose action plan is set."""
    for actor in (andi, sinta):
        services.sign_agreement(actor=actor, agreement=agreement)
    services.set_quarter_actions(actor=andi, agreement=agreement)
    return QuarterAction.objects.get(pk=action.pk)


def brought(value=3, **over):
    return services.Brought(f"{value} kelas", Decimal(value), **over)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_steps_are_written_until_the_plan_is_set(andi, agreement, line, action):
    second = services.add_quarter_action(actor=andi, line=line, quarter=1, words=words("Posyandu"))
    assert (action.order, second.order) == (1, 2)
    services.change_quarter_action(actor=andi, action=action, words=words("Kelas balita", 2))
    services.remove_quarter_action(actor=andi, action=second)
    services.set_quarter_actions(actor=andi, agreement=agreement)
    action.refresh_from_db()
    assert (action.text, action.target_value) == ("Kelas balita", 2)
    for act in (
        partial(services.add_quarter_action, line=line, quarter=1, words=words()),
        partial(services.change_quarter_action, action=action, words=words()),
        partial(services.remove_quarter_action, action=action),
        partial(services.set_quarter_actions, agreement=agreement),
    ):
        with pytest.raises(Refused, match="sudah ditetapkan"):
            act(actor=andi)
    services.reopen_quarter_actions(actor=andi, agreement=agreement, reason="Anggaran bergeser")
    services.change_quarter_action(actor=andi, action=action, words=words())
    assert verbs()[-2:] == ["quarter_actions.reopened", "quarter_action.changed"]


def test_what_cannot_be_is_refused(andi, agreement, line):
    with pytest.raises(Refused, match="masih kosong"):
        services.set_quarter_actions(actor=andi, agreement=agreement)
    with pytest.raises(Refused, match="belum ditetapkan"):
        services.reopen_quarter_actions(actor=andi, agreement=agreement, reason="x")
    for quarter, said, sentence in (
        (5, words(), "satu sampai empat"),
        (1, words(" "), "Tulis dulu"),
        (1, words(budget=-1), "kurang dari nol"),
    ):
        with pytest.raises(Refused, match=sentence):
            services.add_quarter_action(actor=andi, line=line, quarter=quarter, words=said)


def test_only_the_unit_s_people_write_and_set(rina, budi, sinta, hana_actor, agreement, action):
    for actor in (rina, budi):
        with pytest.raises(PermissionDenied):
            services.change_quarter_action(actor=actor, action=action, words=words())
    for actor in (rina, budi, sinta, hana_actor):
        with pytest.raises(PermissionDenied):
            services.set_quarter_actions(actor=actor, agreement=agreement)
        with pytest.raises(PermissionDenied):
            services.reopen_quarter_actions(actor=actor, agreement=agreement, reason="x")


@pytest.fixture
def hana_actor(people):
    return org.actor(people.hana)


def _rule(people, *setters):
    RuleSet.objects.create(
        agency=people.clinic.agency,
        year=2026,
        key="agreement_actions",
        values={"set_by": list(setters)},
        source="Perbup 12/2026",
    )


def test_an_agency_says_who_sets_it(people, andi, sinta, agreement, action):
    _rule(people, "superior", "evaluation_team")
    with pytest.raises(PermissionDenied):
        services.set_quarter_actions(actor=andi, agreement=agreement)
    org.grant(people.rina, Role.EVALUATION_TEAM, people.office.path)
    services.set_quarter_actions(actor=org.actor(people.rina), agreement=agreement)
    services.reopen_quarter_actions(actor=sinta, agreement=agreement, reason="Lagi")
    org.grant(people.budi, Role.EVALUATION_TEAM, "/lain/")
    with pytest.raises(PermissionDenied):
        services.set_quarter_actions(actor=org.actor(people.budi), agreement=agreement)


def test_a_realisation_counts_once_another_confirms_it(andi, sinta, people, running):
    quarter = org.quarter(people.clinic.agency, 1)
    services.report_quarter_action(actor=andi, action=running, brought=brought(spent=4_000_000))
    with pytest.raises(PermissionDenied):
        services.confirm_quarter_action(actor=andi, action=running)
    assert quarter_facts([people.clinic.pk], quarter)[0].found.value is None
    services.confirm_quarter_action(actor=sinta, action=running)
    (fact,) = quarter_facts([people.clinic.pk], quarter)
    assert (fact.found.value, fact.name) == (Decimal("75.00"), "Ibu hamil terlayani")
    with pytest.raises(Refused, match="sudah dibenarkan"):
        services.confirm_quarter_action(actor=sinta, action=running)
    running.refresh_from_db()
    services.report_quarter_action(actor=andi, action=running, brought=brought(4))
    running.refresh_from_db()
    assert not running.is_confirmed
    year = Period(agency=people.clinic.agency, year=2026, starts=org.YEAR_START)
    year.ends = org.YEAR_START.replace(month=12, day=31)
    assert quarter_facts([people.clinic.pk], year) == ()


def test_only_what_is_set_signed_and_begun_is_reported(andi, rina, sinta, line, agreement, action):
    with pytest.raises(Refused, match="ditandatangani"):
        services.report_quarter_action(actor=andi, action=action, brought=brought())
    later = services.add_quarter_action(actor=andi, line=line, quarter=2, words=words())
    for actor in (andi, sinta):
        services.sign_agreement(actor=actor, agreement=agreement)
    services.set_quarter_actions(actor=andi, agreement=agreement)
    with pytest.raises(Refused, match="belum tiba"):
        services.report_quarter_action(actor=andi, action=later, brought=brought())
    with pytest.raises(Refused, match="Isi dulu"):
        services.report_quarter_action(actor=andi, action=action, brought=services.Brought())
    with pytest.raises(Refused, match="kurang dari nol"):
        services.report_quarter_action(actor=andi, action=action, brought=brought(spent=-1))
    with pytest.raises(PermissionDenied):
        services.report_quarter_action(actor=rina, action=action, brought=brought())
    with pytest.raises(Refused, match="belum dilaporkan"):
        services.confirm_quarter_action(actor=sinta, action=action)


def test_a_new_version_keeps_the_steps_and_what_they_brought(andi, sinta, people, running):
    agreement = running.line.objective.agreement
    new = services.revise_agreement(actor=andi, agreement=agreement, reason="APBD-P")
    copy = QuarterAction.objects.get(line__objective__agreement=new)
    assert (copy.key, copy.text, new.actions_set_at) == (running.key, running.text, None)
    services.report_quarter_action(actor=andi, action=running, brought=brought())
    services.confirm_quarter_action(actor=sinta, action=running)
    for actor in (andi, sinta):
        services.sign_agreement(actor=actor, agreement=new)
    copy.refresh_from_db()
    assert (copy.realised_value, copy.confirmed_by) == (Decimal(3), people.sinta)
    with pytest.raises(Refused, match="sudah diganti"):
        services.report_quarter_action(actor=andi, action=running, brought=brought())
    with pytest.raises(Refused, match="sudah diganti"):
        services.reopen_quarter_actions(actor=andi, agreement=agreement, reason="x")
    assert quarter_facts([people.clinic.pk], org.quarter(people.clinic.agency, 1)) == ()
    services.set_quarter_actions(actor=andi, agreement=new)
    quarter = Period.objects.get()
    assert quarter_facts([people.clinic.pk], quarter)[0].found.value == Decimal("75.00")


def test_the_page_says_what_is_due(andi, sinta, running):
    agreement = PerformanceAgreement.objects.select_related("unit", "agency").get()
    page = quarters_page(andi, agreement)
    assert (page.due(andi.today, 2026), page.writes, page.reopens) == (1, False, True)
    services.report_quarter_action(actor=andi, action=running, brought=brought())
    (row,) = quarters_page(sinta, agreement).lines[0].quarters[0].rows
    assert (row.confirms, row.reports, row.writes) == (True, True, False)
    assert quarters_page(andi, agreement).due(andi.today, 2026) == 0


def text(response):
    return response.content.decode()


def test_the_action_plan_has_pages(sign_in, people, agreement, line):
    client, own = sign_in(people.andi), reverse("plans:quarters", args=[agreement.pk])
    assert "belum ditulis" in text(client.get(own))
    add = reverse("plans:quarter_add", args=[line.pk, 1])
    assert client.get(add).status_code == 200
    said = {"text": "Kelas ibu", "target": "4 kelas", "target_value": "4", "budget": "5000000"}
    client.post(add, said)
    action = line.actions.get()
    assert "menunggu ditetapkan" in text(client.get(own))
    change = reverse("plans:quarter_change", args=[action.pk])
    assert "Kelas ibu" in text(client.get(change))
    client.post(change, said | {"text": "Kelas ibu hamil"})
    for actor in (people.andi, people.sinta):
        services.sign_agreement(actor=org.actor(actor), agreement=agreement)
    client.post(reverse("plans:quarters_set", args=[agreement.pk]))
    page = text(client.get(own))
    for shown in ("1 rencana aksi Puskesmas Melati menunggu realisasi", "Rp5.000.000"):
        assert shown in page
    report = reverse("plans:quarter_report", args=[action.pk])
    assert "4 kelas" in text(client.get(report))
    client.post(report, {"realised": "4 kelas", "realised_value": "4", "spent": "4500000"})
    client = sign_in(people.sinta)
    client.post(reverse("plans:quarter_confirm", args=[action.pk]))
    page = text(client.get(own))
    for shown in ("sudah dilaporkan semua", "Dibenarkan Sinta Maharani", "100,0%"):
        assert shown in page
    for name in ("quarters_pdf", "agreement_pdf"):
        pdf = client.get(reverse(f"plans:{name}", args=[agreement.pk]))
        assert pdf.content.startswith(b"%PDF")
    client = sign_in(people.andi)
    reopen = reverse("plans:quarters_reopen", args=[agreement.pk])
    assert client.get(reopen).status_code == 200
    client.post(reopen, {"reason": "Anggaran bergeser"})
    client.post(reverse("plans:quarter_remove", args=[action.pk]))
    assert not line.actions.exists()


def test_the_page_costs_the_same_however_long(sign_in, people, andi, agreement):
    objective = agreement.objectives.get()

    def grow():
        for _ in range(3):
            row = services.set_line(actor=andi, objective=objective, text="Indikator")
            for quarter in (1, 2, 3, 4):
                services.add_quarter_action(actor=andi, line=row, quarter=quarter, words=words())

    grow()
    client = sign_in(people.andi)
    assert_flat(partial(client.get, reverse("plans:quarters", args=[agreement.pk])), grow)
