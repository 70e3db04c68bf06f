"""The performance tree: its picture, its table, its nodes."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.indicators import services
from karsa.indicators.models import NodeLink, PerformanceNode, StrategicPlan
from karsa.indicators.queries.now import now_of
from karsa.indicators.queries.tree import drawing, tree_of
from karsa.indicators.queries.year import year_of
from karsa.indicators.tests import make
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.rules.lights import Light
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def hana(people):
    return org.actor(people.hana)


@pytest.fixture
def plan(hana):
    return services.add_strategic_plan(actor=hana, name="RPJMD", first_year=2025, last_year=2029)


def grown(hana, plan, code, *parents, **over):
    words = services.NodeWords(code, code[:2], f"Hasil {code}", **over)
    return services.add_node(actor=hana, plan=plan, words=words, parents=parents)


def text(response):
    return response.content.decode()


def measured(node, unit, value):
    row = make.indicator(unit, node=node)
    make.target(row, 100)
    make.figure(row, 2, value)
    return row


def test_a_node_with_several_parents_stands_once(people, hana, plan):
    top, other = grown(hana, plan, "S0-2"), grown(hana, plan, "S0-10")
    middle = grown(hana, plan, "S1", top)
    low = grown(hana, plan, "S2", other, middle)
    measured(low, people.clinic, 100)
    row = measured(low, people.clinic, 50)

    tree = tree_of(hana, plan, 2026)

    assert [one.node for one in tree.nodes] == [top, middle, low, other]
    last = tree.nodes[2]
    assert (last.main, last.others, last.depth) == (middle, (other,), 2)
    assert (last.light, tree.nodes[0].light) == ("bad", "none")
    assert tree.count(Light.BAD) == 1
    drawn = drawing(tree)[2]
    assert (drawn["main"], drawn["others"], drawn["light"]) == (middle.pk, [other.pk], "bad")
    assert drawn["indicators"][1]["url"] == reverse("indicators:indicator", args=[row.pk])
    assert drawn["indicators"][1]["value"] == "50 %"


@pytest.mark.parametrize("point", [2, 6], ids=["its own point", "between points"])
@pytest.mark.parametrize("over_time", ["sum", "average", "last", "weighted"])
def test_thousands_at_once_say_what_each_says_alone(people, hana, over_time, point):
    row = make.indicator(people.clinic, {"over_time": over_time, "polarity": "minimize"})
    make.target(row, 40)
    make.target(row, 30, month=point)
    make.figure(row, 1, 38, weight=2)
    make.figure(row, 2, 27, weight=1)
    make.figure(row, 3, 1, state="replaced")
    empty = make.indicator(people.clinic)
    alone = year_of([row.pk, empty.pk], 2026, org.TODAY)
    rows = type(row).objects.filter(pk__in=[row.pk, empty.pk])
    for pk, now in now_of(rows, people.clinic.agency, 2026, org.TODAY).items():
        one = alone[pk]
        assert (now.value, now.light, now.aim) == (one.value, one.light, one.aim)


def test_a_node_is_reworded_owned_and_taken_out(people, hana, plan):
    top = grown(hana, plan, "S0")
    node = grown(hana, plan, "S1", top)
    words = services.NodeWords("S1", "S1", "Ibu sehat", "condition", owner=people.clinic)
    changed = services.change_node(actor=hana, node=node, words=words)
    assert (changed.text, changed.owner, changed.kind) == ("Ibu sehat", people.clinic, "condition")
    with pytest.raises(Refused, match="sudah dipakai"):
        services.change_node(actor=hana, node=node, words=services.NodeWords("S0", "S1", "x"))
    with pytest.raises(Refused, match="bergantung"):
        services.remove_node(actor=hana, node=top)
    services.remove_node(actor=hana, node=node)
    assert list(PerformanceNode.objects.all()) == [top]
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["node.changed", "node.removed"]


def test_others_change_no_node(people, hana, plan):
    node, andi = grown(hana, plan, "S0"), org.actor(people.andi)
    with pytest.raises(PermissionDenied):
        services.change_node(actor=andi, node=node, words=services.NodeWords("S0", "S", "x"))
    with pytest.raises(PermissionDenied):
        services.remove_node(actor=andi, node=node)


def test_an_objective_of_another_plan_is_refused(hana, plan):
    other = services.add_strategic_plan(actor=hana, name="R", first_year=2025, last_year=2029)
    words = services.ItemWords("M1", "Misi")
    mission = services.add_item(actor=hana, plan=other, kind="mission", words=words)
    with pytest.raises(Refused, match="berbeda"):
        grown(hana, plan, "S0", objective=mission)


def test_the_tree_is_drawn_on_its_pages(sign_in, people):
    client = sign_in(people.hana)
    tree, table = reverse("indicators:tree"), reverse("indicators:tree_table")
    for url in (tree, table):
        assert "Pohon kinerja tumbuh di sini" in text(client.get(url))
    years = {"name": "RPJMD 2025–2029", "first_year": 2025, "last_year": 2029}
    assert client.get(reverse("indicators:plan_new")).status_code == 200
    client.post(reverse("indicators:plan_new"), years)
    plan = StrategicPlan.objects.get()
    add = reverse("indicators:node_new", args=[plan.pk])
    client.post(add, {"code": "S0-1", "level": "S0", "kind": "outcome", "text": "Warga sehat"})
    top = plan.nodes.get()
    assert f'value="{top.pk}"' in text(client.get(f"{add}?di={top.pk}"))
    below = {"code": "S1-1", "level": "S1", "kind": "critical_factor", "text": "Ibu sehat"}
    client.post(add, below | {"parents": [top.pk]})
    node = plan.nodes.get(code="S1-1")
    row = measured(node, people.clinic, 50)

    rina = sign_in(people.rina)
    page = text(rina.get(table))
    assert page.index("Warga sehat") < page.index("Ibu sehat") < page.index(row.name)
    assert "1 dari 2 simpul pohon kinerja tertinggal" in page
    assert "Simpul baru" not in page
    page = text(rina.get(f"{tree}?rencana={plan.pk}&tahun=2025"))
    address = reverse("indicators:tree_data", args=[plan.pk])
    assert f"{address}?tahun=2025" in page
    drawn = rina.get(address).json()
    assert [one["text"] for one in drawn["nodes"]] == ["Warga sehat", "Ibu sehat"]
    assert drawn["words"]["lights"]["bad"] == "Tertinggal"


def test_a_node_has_a_page_of_its_own(sign_in, people, hana, plan):
    top, other = grown(hana, plan, "S0-1"), grown(hana, plan, "S0-2")
    node = grown(hana, plan, "S1", top)
    row = measured(node, people.clinic, 90)
    client, own = sign_in(people.hana), reverse("indicators:node", args=[node.pk])
    page = text(client.get(own))
    assert top.text in page
    assert row.name in page
    link = reverse("indicators:node_link", args=[node.pk])
    assert other.text in text(client.get(link))
    client.post(link, {"parent": other.pk})
    assert node.up.count() == 2
    client.post(reverse("indicators:node_unlink", args=[NodeLink.objects.get(parent=top).pk]))
    assert [one.parent for one in node.up.all()] == [other]
    change = reverse("indicators:node_change", args=[node.pk])
    assert node.text in text(client.get(change))
    said = {
        "code": "S1",
        "level": "S1",
        "kind": "outcome",
        "text": "Baru",
        "owner": people.office.pk,
    }
    client.post(change, said)
    assert "Dinas Kesehatan" in text(client.get(own))
    loose = grown(hana, plan, "S9")
    client.post(reverse("indicators:node_remove", args=[loose.pk]))
    assert not PerformanceNode.objects.filter(pk=loose.pk).exists()


def test_pages_of_the_tree_cost_the_same_however_large(sign_in, people, hana, plan):
    top = grown(hana, plan, "S0")

    def grow():
        size = plan.nodes.count()
        node = grown(hana, plan, f"N{size}", *plan.nodes.all())
        for _ in range(3):
            measured(node, people.clinic, 90)
            measured(top, people.clinic, 90)

    grow()
    client = sign_in(people.andi)
    for url in (
        reverse("indicators:tree"),
        reverse("indicators:tree_table"),
        reverse("indicators:tree_data", args=[plan.pk]),
        reverse("indicators:node", args=[top.pk]),
    ):
        assert_flat(partial(client.get, url), grow)
