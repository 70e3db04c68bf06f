"""The regulation's regional example goes in through the services and comes out on paper whole."""

from itertools import pairwise

import pytest

from karsa.accounts.roles import Role
from karsa.documents import typeset
from karsa.documents.tests import reading
from karsa.org.models import Position
from karsa.org.tests import make as org
from karsa.plans.queries import paper
from karsa.site.demo import regional
from karsa.site.demo.regional import CLINIC_HEAD, HEAD, MIDWIFE

ANNEX = regional.annex()
# Stored for machines, printed in other words, or a sentence of the form itself (see below).
AS_FORM = {"form", "table", "title", "approach", "guides", "footnotes", "annex"}
pytestmark = pytest.mark.django_db
NOTES = {"budget_note", "period_as_printed", "masked", "unit_of_measurement_note"}


@pytest.fixture(scope="module")
def cast(agency_of_module):
    """People made for the annex's positions, with the chain of raters."""
    agency = agency_of_module
    region = org.unit(agency=agency, name="PEMERINTAH DAERAH X", kind="government")
    office = org.unit(region, name="DINAS KESEHATAN", kind="office")
    clinic = org.unit(office, name="PUSKESMAS", kind="health_centre", is_stand_alone=True)
    kinds = Position.Kind
    places = {
        "KEPALA DAERAH": (region, kinds.HIGH_LEADER, True),
        HEAD: (office, kinds.HIGH_LEADER, True),
        CLINIC_HEAD: (clinic, kinds.ADMINISTRATOR, True),
        MIDWIFE: (clinic, kinds.FUNCTIONAL, False),
    }
    posts = {
        name: org.assignment(
            org.employee(agency, rank="Pembina / IV.a"),
            unit,
            position=org.position(agency, name, kind=kind),
            is_head=heads,
        )
        for name, (unit, kind, heads) in places.items()
    }
    chain = list(posts.values())
    for above, below in pairwise(chain):
        org.rater(below, above.employee)
    manager = org.employee(agency)
    org.assignment(manager, region)
    org.grant(manager, Role.PERFORMANCE_MANAGER)
    people = {post.employee_id: org.actor(post.employee) for post in chain}
    return regional.Cast(region, posts, org.actor(manager), people.__getitem__)


@pytest.fixture(scope="module")
def planted(cast):
    return regional.plant(cast, 2026)


def without(row, names=frozenset()):
    return {key: value for key, value in row.items() if key not in AS_FORM | NOTES | {*names}}


def plain(text):
    """A guide without commas and abbreviations: the example shortens the form's own words."""
    for short, long in (
        ("BMN", "barang milik negara"),
        ("NKRI", "Negara Kesatuan Republik Indonesia"),
    ):
        text = text.replace(short, long)
    return text.replace(",", "").rstrip(".")


def test_plans_come_out_with_every_field_and_sentence(planted):
    for row in ANNEX["plans"]:
        form = paper.plan_form(planted.plans[row["position"]].pk)
        content = typeset.pdf(form)
        behaviours = [without(line) for line in row["behaviours"]]

        assert form.code == row["form"]
        assert reading.missing(content, without(row) | {"behaviours": behaviours}) == []
        guides = [[plain(guide) for guide in line["guides"]] for line in row["behaviours"]]
        assert [[plain(guide) for guide in line.guides] for line in form.behaviours] == guides
        assert reading.missing(content, [list(line.guides) for line in form.behaviours]) == []
        assert reading.missing(content, row["approach"]) == []
        for line in row["main"] + row["additional"]:
            for measure in line["measures"]:
                if seen := measure["aspect_or_perspective"]:
                    whole = f"{measure['text']} (Perspektif {seen})"
                    assert reading.missing(content, whole) == []


def test_blanks_of_the_annex_stay_blank(planted):
    for row in ANNEX["plans"]:
        form = paper.plan_form(planted.plans[row["position"]].pk)
        lines = {line.number: line for line in form.main + form.additional}
        for told in row["main"] + row["additional"]:
            line = lines[told["no"]]
            assert (line.assigned_by, line.supports) == (told["assigned_by"], told["supports"])
            assert [one.target for one in line.measures] == [
                one["target"] for one in told["measures"]
            ]
        expected = [one["leader_expectations"] for one in row["behaviours"]]
        assert [one.expectations and list(one.expectations) for one in form.behaviours] == expected
        assert "target:" not in reading.text_of(typeset.pdf(form)).replace("dan target:", "")


def test_the_annex_of_a_plan_comes_out_whole(planted):
    row = next(row for row in ANNEX["plans"] if row["annex"])
    plan = planted.plans[row["position"]]

    for form in (paper.plan_form(plan.pk), paper.annex_form(plan.pk)):
        assert (
            reading.missing(
                typeset.pdf(form), {**row["annex"], "table": "", "form": "", "title": ""}
            )
            == []
        )


def test_results_are_of_the_kind_the_annex_gives_them(planted):
    row = ANNEX["result_kinds"][0]
    form = paper.plan_form(planted.plans[row["position"]].pk)
    for told, printed in ((row["main"], form.main), (row["additional"], form.additional)):
        assert [one["text"] for one in told] == [line.text for line in printed]


def test_the_manual_indicator_comes_out_with_its_nine_fields(planted):
    row = ANNEX["indicator_cards"][0]
    content = typeset.pdf(paper.manual_form(planted.manual.measure_id))

    assert reading.missing(content, without(row)) == []
    assert reading.missing(content, ["( ✓ ) Outcome", "( ✓ ) Tahunan", row["title"]]) == []


def test_the_workblock_comes_out_with_every_step(planted):
    row = next(one for one in ANNEX["strategies"] if one["kind"] == "workblock")
    steps = [[item["text"] for item in row[name]] for name in ("key_activities", "key_milestones")]
    content = typeset.pdf(paper.workblock_form(planted.workblock.pk))

    told = without(row, {"kind", "key_activities", "key_milestones"})
    assert reading.missing(content, [told, steps, row["title"]]) == []


def test_matrices_come_out_with_every_cell_in_its_place(planted):
    for row, matrix in zip(ANNEX["role_result_matrices"], planted.matrices, strict=True):
        form = paper.matrix_form(matrix.pk)

        assert reading.missing(typeset.pdf(form), without(row, {"unit"})) == []
        assert [[list(cell) for cell in line.cells] for line in form.rows] == [
            line["cells"] for line in row["rows"]
        ]


def test_agreements_come_out_with_every_target(planted):
    for row, agreement in zip(ANNEX["agreements"], planted.agreements, strict=True):
        form = paper.agreement_form(agreement.pk)
        content = typeset.pdf(form)
        pairs = [
            f"{one['name']} {one['target_as_printed']}"
            for objective in row["objectives"]
            for one in objective["indicators"]
        ]

        assert agreement.state == "signed"
        assert reading.missing(content, [pairs, [one["text"] for one in row["objectives"]]]) == []
        labels = [row[f"{name}_label"] for name in ("objective", "indicator", "budget")]
        assert reading.missing(content, [labels, row["unit"]]) == []
        assert [(one.name, one.budget) for one in form.budget] == [
            (one["name"], one["budget"]) for one in row["budget_lines"]
        ]


def test_the_tree_keeps_its_nodes_parents_and_indicators(planted):
    for row in ANNEX["performance_tree"]:
        node = planted.nodes[row["id"]]
        assert (node.text, node.level) == (row["text"], row["level"])
        assert sorted(node.parents.values_list("code", flat=True)) == sorted(row["parents"])
        names = node.indicators.order_by("pk").values_list("name", flat=True)
        assert list(names) == row["indicators"]


def test_what_the_strategic_plan_defines_is_on_the_card(planted):
    indicator = planted.nodes["S1-1"].indicators.get(name="Persentase Keluarga Sehat")
    told = ANNEX["strategic_plan"]["objectives"][0]["indicators"][0]
    card, target = indicator.cards.get(), indicator.targets.get()
    assert (card.measure, card.formula, card.source) == (
        told["unit"],
        told["formula"],
        told["data_source"],
    )
    assert card.definition.splitlines() == [told["definition"], *told["definition_items"]]
    assert (target.value, target.baseline) == (told["target"], told["baseline"])
