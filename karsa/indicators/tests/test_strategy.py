"""The strategic plan: chapters, money, and the versions that were set."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.indicators import services
from karsa.indicators.models import ProgramBudget, StrategicPlanVersion, StrategyItem
from karsa.indicators.queries import versions
from karsa.indicators.queries.strategy import strategy_of
from karsa.indicators.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def hana(people):
    return org.actor(people.hana)


@pytest.fixture
def plan(hana):
    return services.add_strategic_plan(
        actor=hana, name="RPJMD", first_year=2025, last_year=2029, vision="Warga sehat"
    )


def line(hana, plan, kind, code, parent=None, owner=None):
    words = services.ItemWords(code, f"Kalimat {code}", parent, owner)
    return services.add_item(actor=hana, plan=plan, kind=kind, words=words)


@pytest.fixture
def chain(hana, plan, people):
    """Mission, goal, objective of the office, programme of the office."""
    mission = line(hana, plan, "mission", "M1")
    goal = line(hana, plan, "goal", "T1", mission)
    objective = line(hana, plan, "objective", "S1", goal, people.office)
    return mission, goal, objective, line(hana, plan, "program", "P1", objective, people.office)


def money(ceiling=100, realised=None, day=None):
    return services.Money(ceiling, realised, day)


def text(response):
    return response.content.decode()


def test_the_chapters_hold_indicators_and_money(hana, plan, chain, people):
    _mission, _goal, objective, program = chain
    row = make.indicator(people.office, objective=objective)
    make.target(row, 100)
    make.figure(row, 2, 50)
    said = services.NodeWords("N1", "S1", "Ibu sehat", objective=objective)
    node = services.add_node(actor=hana, plan=plan, words=said)
    by_node = make.indicator(people.clinic, node=node)
    empty = line(hana, plan, "objective", "S2", chain[1])
    services.set_program_budget(
        actor=hana, program=program, year=2026, money=money(400, 100, date(2026, 3, 1))
    )

    found = strategy_of(hana, plan, 2026)

    first, second = found.objectives()
    assert [one.indicator_id for one in first.indicators] == [row.pk, by_node.pk]
    assert (first.light, first.is_uncovered) == ("bad", False)
    assert (second.item, second.is_uncovered, second.light) == (empty, True, "none")
    assert found.missions[0].light == "bad"
    assert found.purse is not None
    assert found.purse.share == 25
    assert strategy_of(hana, plan, 2027).purse is None


def test_a_line_stands_where_its_chapter_is(hana, plan, chain):
    mission, _goal, objective, _program = chain
    with pytest.raises(Refused, match="Tujuan berada di bawah misi"):
        line(hana, plan, "goal", "T2", objective)
    with pytest.raises(Refused, match="Sasaran berada di bawah tujuan"):
        line(hana, plan, "objective", "S2")
    with pytest.raises(Refused, match="sudah dipakai"):
        line(hana, plan, "mission", "M1")
    with pytest.raises(Refused, match="Isi dulu"):
        services.change_item(actor=hana, item=mission, words=services.ItemWords("M1", " "))
    with pytest.raises(Refused, match="di bawahnya"):
        services.remove_item(actor=hana, item=mission)
    changed = services.change_item(actor=hana, item=mission, words=services.ItemWords("M2", "Baru"))
    assert (changed.code, changed.text) == ("M2", "Baru")


def test_only_those_who_keep_the_tree_write_the_plan(people, plan, chain):
    for person in (people.andi, people.sinta, people.budi):
        actor = org.actor(person)
        with pytest.raises(PermissionDenied):
            line(actor, plan, "mission", "M9")
        for act in (services.remove_item, services.change_item):
            extra = {"words": services.ItemWords("x", "x")} if act is services.change_item else {}
            with pytest.raises(PermissionDenied):
                act(actor=actor, item=chain[0], **extra)
        with pytest.raises(PermissionDenied):
            services.attach_indicators(actor=actor, objective=chain[2], indicators=[])
        with pytest.raises(PermissionDenied):
            services.set_strategic_plan(actor=actor, plan=plan)


def test_a_programme_s_money_comes_from_its_own_unit(people, hana, chain):
    program = chain[3]
    sinta = org.actor(people.sinta)
    row = services.set_program_budget(actor=sinta, program=program, year=2026, money=money())
    assert (row.ceiling, row.realised) == (100, None)
    org.grant(people.rina, Role.UNIT_OPERATOR, people.office.path)
    spent = money(100, 120, date(2026, 2, 1))
    services.set_program_budget(
        actor=org.actor(people.rina), program=program, year=2026, money=spent
    )
    assert ProgramBudget.objects.get().realised == 120
    for stranger in (people.andi, people.budi):
        with pytest.raises(PermissionDenied):
            services.set_program_budget(
                actor=org.actor(stranger), program=program, year=2026, money=money()
            )
    for year, wrong, said in (
        (2031, money(), "2025 sampai 2029"),
        (2026, money(-1), "kurang dari nol"),
        (2026, money(1, 1), "tanggal"),
    ):
        with pytest.raises(Refused, match=said):
            services.set_program_budget(actor=hana, program=program, year=year, money=wrong)
    with pytest.raises(Refused, match="pada program"):
        services.set_program_budget(actor=hana, program=chain[0], year=2026, money=money())


def test_indicators_are_hung_on_an_objective(people, hana, chain):
    one, two = make.indicator(people.office), make.indicator(people.clinic)
    for chosen in ([one, two], [two]):
        services.attach_indicators(actor=hana, objective=chain[2], indicators=chosen)
    one.refresh_from_db()
    assert (one.objective, list(chain[2].indicators.all())) == (None, [two])
    with pytest.raises(Refused, match="sasaran"):
        services.attach_indicators(actor=hana, objective=chain[0], indicators=[one])


def test_a_version_is_the_tree_as_it_was(people, hana, plan, chain):
    other = services.add_strategic_plan(actor=hana, name="R", first_year=2025, last_year=2029)
    with pytest.raises(Refused, match="kosong"):
        services.set_strategic_plan(actor=hana, plan=other)
    first = services.set_strategic_plan(actor=hana, plan=plan)
    assert (first.version, first.reason, first.set_by) == (1, "", people.hana)
    with pytest.raises(Refused, match="Belum ada yang berubah"):
        services.set_strategic_plan(actor=hana, plan=plan, reason="x")
    _change(people, hana, plan, chain)
    with pytest.raises(Refused, match="alasan"):
        services.set_strategic_plan(actor=hana, plan=plan)
    second = services.set_strategic_plan(actor=hana, plan=plan, reason="Perubahan RPJMD")

    plan.refresh_from_db()
    assert (plan.version, second.version) == (2, 2)
    found = versions.comparison(StrategicPlanVersion.objects.get(version=1).tree, second.tree)
    assert [row.title for row in found.added] == ["T2: Kalimat T2", "N1: Ibu sehat", "Angka"]
    assert [row.title for row in found.removed] == ["P1: Kalimat P1"]
    (changed,) = found.changed
    assert [(one.name, one.before, one.after) for one in changed.fields] == [
        ("Kalimat", "Kalimat M1", "Manusia sehat"),
        ("Penanggung jawab", "–", "Dinas Kesehatan"),
    ]
    assert AuditEntry.objects.filter(verb="strategic_plan.set").count() == 2


def _change(people, hana, plan, chain):
    mission, _goal, objective, program = chain
    words = services.ItemWords("M1", "Manusia sehat", owner=people.office)
    services.change_item(actor=hana, item=mission, words=words)
    services.remove_item(actor=hana, item=program)
    line(hana, plan, "goal", "T2", mission)
    said = services.NodeWords("N1", "S1", "Ibu sehat", objective=objective)
    node = services.add_node(actor=hana, plan=plan, words=said)
    make.indicator(people.clinic, node=node, name="Angka")


def test_a_ceiling_belongs_to_the_version_and_a_realisation_does_not(hana, plan, chain):
    program = chain[3]
    services.set_program_budget(actor=hana, program=program, year=2026, money=money())
    before = versions.snapshot_of(plan)
    spent = money(100, 20, date(2026, 3, 1))
    services.set_program_budget(actor=hana, program=program, year=2026, money=spent)
    assert not versions.changes_between(before, versions.snapshot_of(plan))
    services.set_program_budget(actor=hana, program=program, year=2026, money=money(200))
    (row,) = versions.comparison(before, versions.snapshot_of(plan)).changed
    assert (row.fields[0].before, row.fields[0].after) == ("2026: Rp100", "2026: Rp200")


def test_the_plan_has_pages(sign_in, people, hana, plan):
    client, own = sign_in(people.hana), reverse("indicators:strategy")

    def add(kind, code, **more):
        url = reverse("indicators:item_new", args=[plan.pk, kind])
        assert client.get(url).status_code == 200
        client.post(url, {"code": code, "text": f"Kalimat {code}"} | more)
        return StrategyItem.objects.get(code=code)

    assert "belum punya sasaran" in text(client.get(own))
    mission = add("mission", "M1")
    objective = add("objective", "S1", parent=add("goal", "T1", parent=mission.pk).pk)
    assert "1 dari 1 sasaran belum punya indikator" in text(client.get(own))
    program = add("program", "P1", parent=objective.pk, owner=people.office.pk)
    change = reverse("indicators:item_change", args=[objective.pk])
    assert "Kalimat S1" in text(client.get(change))
    said = {"code": "S1", "text": "Ibu sehat", "owner": people.office.pk}
    client.post(change, said | {"parent": objective.parent_id})
    row = make.indicator(people.clinic)
    hang = reverse("indicators:item_indicators", args=[objective.pk])
    assert row.name in text(client.get(hang))
    client.post(hang, {"indicators": [row.pk]})
    budget = reverse("indicators:program_budget", args=[program.pk, 2026])
    client.post(budget, {"ceiling": "500000", "realised": "100000", "realised_on": "2026-03-01"})
    assert "500.000" in text(client.get(budget))
    page = text(sign_in(people.rina).get(own))
    for shown in ("Ibu sehat", row.name, "Rp500.000", "20,0%", "Warga sehat"):
        assert shown in page
    assert "Misi baru" not in page
    client = sign_in(people.hana)
    missing = reverse("indicators:item_new", args=[plan.pk, "sasaran"])
    assert client.get(missing).status_code == 404
    client.post(reverse("indicators:item_remove", args=[program.pk]))
    assert not StrategyItem.objects.filter(pk=program.pk).exists()


def test_versions_have_pages(sign_in, people, hana, plan, chain):
    client = sign_in(people.hana)
    rows = reverse("indicators:versions", args=[plan.pk])
    assert "belum pernah ditetapkan" in text(client.get(rows))
    put = reverse("indicators:plan_set", args=[plan.pk])
    assert client.get(put).status_code == 200
    client.post(put, {"reason": ""})
    assert "berlaku sebagai versi 1" in text(client.get(rows))
    line(hana, plan, "goal", "T2", chain[0])
    page = text(client.get(rows))
    assert "1 perubahan belum ditetapkan sejak versi 1" in page
    assert "Kalimat T2" in page
    assert "Tulis alasan" in text(client.post(put, {"reason": ""}))
    client.post(put, {"reason": "Perubahan RPJMD"})
    page = text(sign_in(people.rina).get(reverse("indicators:version", args=[plan.pk, 2])))
    for shown in ("Perubahan RPJMD", "1 perbedaan dengan versi 1", "Kalimat S1", "Hana Lestari"):
        assert shown in page
    first = reverse("indicators:version", args=[plan.pk, 1])
    assert "1 perbedaan dengan versi 2" in text(client.get(f"{first}?dari=2"))


def test_pages_of_the_plan_cost_the_same_however_long(sign_in, people, hana, plan, chain):
    def grow():
        objective = line(hana, plan, "objective", f"S{plan.items.count()}", chain[1])
        line(hana, plan, "program", f"P{plan.items.count()}", objective)
        row = make.indicator(people.clinic, objective=objective)
        make.target(row, 100)
        make.figure(row, 2, 90)
        services.set_strategic_plan(actor=hana, plan=plan, reason="Bertambah")

    grow()
    client = sign_in(people.rina)
    for url in (
        reverse("indicators:strategy"),
        reverse("indicators:versions", args=[plan.pk]),
        reverse("indicators:version", args=[plan.pk, 1]),
    ):
        assert_flat(partial(client.get, url), grow)
