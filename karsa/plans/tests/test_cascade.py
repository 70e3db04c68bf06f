"""How an indicator comes down, and what is not covered."""

from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from karsa.indicators import services as indicators
from karsa.indicators.models import StrategicPlan, StrategyItem
from karsa.indicators.tests import make as make_indicators
from karsa.kit.testing import assert_all_flat
from karsa.org.models import EmployeeStatus
from karsa.org.tests import make as org
from karsa.plans import services
from karsa.plans.queries import coverage as gaps
from karsa.plans.queries import way as ways
from karsa.plans.tests import make


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


@pytest.fixture
def chapters(people):
    plan = StrategicPlan.objects.create(
        agency=people.clinic.agency, name="RPJMD", first_year=2025, last_year=2029
    )
    found: list[Any] = [None]
    for kind in StrategyItem.Kind:
        words = {"kind": kind, "code": kind.value[:2], "text": f"Isi {kind.value}"}
        found.append(
            StrategyItem.objects.create(
                agency=plan.agency, plan=plan, parent=found[-1], owner=people.office, **words
            )
        )
    return found[1:]


@pytest.fixture
def indicator(people, chapters):
    return make_indicators.indicator(people.clinic, name="Ibu terlayani", objective=chapters[2])


def plan_of(person, **over):
    return make.plan(person.assignments.get(), **over)


@pytest.fixture
def carried(people, indicator):
    """Andi carries it; Rina serves Andi's result; Dedi serves nothing."""
    head = make.result(plan_of(people.andi, for_head=True))
    make.measure(head, indicator=indicator, cascade="direct")
    served = make.result(plan_of(people.rina), supports=head)
    make.result(plan_of(people.dedi))
    return head, served


def agree(people, indicator, **over):
    andi = org.actor(people.andi)
    made = services.draft_agreement(actor=andi, unit=people.clinic, year=2026)
    objective = services.set_objective(actor=andi, agreement=made, text="Layanan")
    line = services.set_line(
        actor=andi, objective=objective, text="Ibu terlayani", indicator=indicator, **over
    )
    return made, line


def test_a_linked_indicator_says_how_it_comes_down(people, rina, indicator, draft):
    assert agree(people, indicator)[1].cascade == "direct"
    result = draft.results.get()
    measure = services.set_measure(
        actor=rina,
        result=result,
        words=services.MeasureWords("Ibu", "1", indicator=indicator, cascade="indirect"),
    )
    assert measure.cascade == "indirect"
    words = services.MeasureWords("Ibu", "1", cascade="indirect")
    measure = services.set_measure(actor=rina, result=result, words=words, measure=measure)
    assert measure.cascade == ""


def test_the_way_leads_from_the_plan_to_people(people, chapters, indicator, carried):
    _made, line = agree(people, indicator)
    hana = org.actor(people.hana)
    indicators.set_program_budget(
        actor=hana, program=chapters[3], year=2026, money=indicators.Money(100)
    )
    loaded = ways.with_chapters(type(indicator).objects.all()).get(pk=indicator.pk)
    found = ways.way_of(loaded, 2026)

    assert list(found.chapters) == chapters[:3]
    assert [one.item for one in found.programmes] == [chapters[3]]
    assert list(found.lines) == [line]
    assert [(one.name, one.results, one.people) for one in found.units] == [
        ("Puskesmas Melati", 2, 2)
    ]
    rows = ways.results_from(indicator, 2026)
    assert {row: vars(row)["distance"] for row in rows} == {carried[0]: 0, carried[1]: 1}
    assert ways.way_of(loaded, 2027).people == 0


def test_the_way_up_is_found_by_the_tree(people, chapters):
    hana = org.actor(people.hana)
    top, middle, low = (
        indicators.add_node(
            actor=hana, plan=chapters[0].plan, words=indicators.NodeWords(code, "S", "x", **over)
        )
        for code, over in (("N1", {"objective": chapters[2]}), ("N2", {}), ("N3", {}))
    )
    indicators.link_nodes(actor=hana, child=low, parent=middle)
    row = make_indicators.indicator(people.clinic, node=low)

    def found():
        return ways.way_of(ways.with_chapters(type(row).objects.all()).get(pk=row.pk), 2026)

    assert found().chapters == ()
    indicators.link_nodes(actor=hana, child=middle, parent=top)
    assert list(found().chapters) == chapters[:3]


@pytest.mark.parametrize(
    ("name", "seen"),
    [("rina", {"rina"}), ("andi", {"andi", "rina"}), ("budi", set()), ("hana", {"andi", "rina"})],
)
def test_people_are_named_only_to_those_entitled(people, indicator, carried, name, seen):
    rows = ways.people_of(org.actor(getattr(people, name)), indicator, 2026)
    found = {row.plan.assignment.employee for row in rows}
    assert found == {getattr(people, one) for one in seen}


def test_an_objective_by_its_node_is_covered_too(people, chapters, indicator):
    hana = org.actor(people.hana)
    other = StrategyItem.objects.create(
        agency=people.clinic.agency,
        plan=chapters[0].plan,
        parent=chapters[1],
        kind="objective",
        code="S2",
        text="Lain",
    )
    field = gaps.Field(hana, 2026)
    assert list(gaps.gaps(gaps.Part.OBJECTIVES, field)) == [other]
    words = indicators.NodeWords("N1", "S", "x", objective=other)
    node = indicators.add_node(actor=hana, plan=other.plan, words=words)
    make_indicators.indicator(people.clinic, node=node)
    assert not gaps.gaps(gaps.Part.OBJECTIVES, field).exists()
    assert not gaps.gaps(gaps.Part.OBJECTIVES, gaps.Field(hana, 2031)).exists()


def test_an_indicator_is_carried_by_an_agreement_or_a_plan(people, indicator):
    hana = org.actor(people.hana)
    idle = make_indicators.indicator(people.office)
    planned = make_indicators.indicator(people.office)
    make.measure(make.result(plan_of(people.rina)), indicator=planned)
    agree(people, indicator)
    assert list(gaps.gaps(gaps.Part.INDICATORS, gaps.Field(hana, 2026))) == [idle]
    within = gaps.Field(hana, 2026, people.clinic)
    assert not gaps.gaps(gaps.Part.INDICATORS, within).exists()


def test_people_tied_to_nothing_are_those_one_may_see(people, indicator, carried):
    def names(person, unit=None):
        field = gaps.Field(org.actor(person), 2026, unit)
        return {row.employee: row.has_plan for row in gaps.gaps(gaps.Part.PEOPLE, field)}

    assert names(people.andi) == {people.dedi: True}
    assert names(people.rina) == {}
    assert names(people.budi) == {people.budi: False}
    assert people.regent in names(people.hana)
    assert names(people.hana, people.clinic) == {people.dedi: True}
    EmployeeStatus.objects.create(
        agency=people.clinic.agency,
        employee=people.dedi,
        kind=EmployeeStatus.Kind.SUSPENDED,
        reason="SK",
        starts=org.YEAR_START,
    )
    assert names(people.andi) == {}


def test_gaps_are_counted_by_unit(people, carried):
    hana = org.actor(people.hana)
    units = [people.office, people.clinic]
    found = gaps.coverage_of(gaps.Part.PEOPLE, gaps.Field(hana, 2026), units)
    assert found.counts[gaps.Part.INDICATORS] == 0
    assert {one.unit: one.count for one in found.units} == {people.office: 2, people.clinic: 1}
    assert "pegawai belum terhubung" in found.headline


def text(response):
    return response.content.decode()


def test_the_way_has_a_page(sign_in, people, indicator, carried):
    url = reverse("plans:way", args=[indicator.pk])
    page = text(sign_in(people.andi).get(url))
    for shown in ("Sampai ke 2 pegawai di 1 unit", "Isi objective", "Rina Kartikasari", "Menopang"):
        assert shown in page
    page = text(sign_in(people.budi).get(url))
    assert "Rina Kartikasari" not in page
    assert "Sampai ke 2 pegawai" in page
    idle = make_indicators.indicator(people.office)
    assert "Belum dipikul siapa pun" in text(
        sign_in(people.rina).get(reverse("plans:way", args=[idle.pk]))
    )
    agree(people, idle)
    page = text(sign_in(people.rina).get(reverse("plans:way", args=[idle.pk])))
    assert "belum sampai ke hasil kerja" in page


def test_coverage_has_a_page(sign_in, people, carried):
    client, url = sign_in(people.hana), reverse("plans:coverage")
    assert "Setiap sasaran punya indikator" in text(client.get(url))
    page = text(client.get(url, {"bagian": "pegawai"}))
    assert "5 pegawai belum terhubung" in page
    assert "Dinas Kesehatan" in page
    page = text(client.get(url, {"bagian": "pegawai", "unit": people.office.pk}))
    assert "Dedi Kurniawan" in page
    assert "Budi Santosa" not in page
    make_indicators.indicator(people.office, name="Tanpa pemikul")
    assert "Tanpa pemikul" in text(client.get(url, {"bagian": "indikator"}))
    assert client.get(url, {"unit": "999999"}).status_code == 404


def test_pages_cost_the_same_however_much_is_on_them(sign_in, people, indicator, carried):
    def grow():
        for _ in range(3):
            make_indicators.indicator(org.unit(people.office))
            post = org.assignment(org.employee(people.clinic.agency), people.clinic)
            org.rater(post, people.andi)
            make.result(make.plan(post), supports=carried[0])
            org.assignment(org.employee(people.clinic.agency), people.clinic)

    grow()
    client = sign_in(people.hana)
    urls = (
        reverse("plans:way", args=[indicator.pk]),
        f"{reverse('plans:coverage')}?bagian=pegawai&unit={people.office.pk}",
        f"{reverse('plans:coverage')}?bagian=indikator",
    )
    assert_all_flat([partial(client.get, url) for url in urls], grow)
