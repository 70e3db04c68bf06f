"""The regulation's evaluations (Anak Lampiran 5) go in through services and come out whole."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from karsa.accounts.roles import Role
from karsa.documents import typeset
from karsa.documents.tests import reading
from karsa.evaluations.queries import paper
from karsa.files.store import path_of
from karsa.org.models import Period, Position
from karsa.org.tests import make as org
from karsa.site.demo import regional, regional_evaluations
from karsa.site.demo.regional import CLINIC_HEAD, HEAD, MIDWIFE

ROWS = {row["position"]: row for row in regional.annex()["evaluations"]}
PLANS = {row["position"]: row for row in regional.annex()["plans"]}
DECEMBER, JANUARY = (datetime(*day, 3, 0, tzinfo=UTC) for day in ((2026, 12, 10), (2027, 1, 12)))
pytestmark = pytest.mark.django_db
# Printed as a picture or in the form's own words, or said in another place of the form.
AS_FORM = {
    *{"form", "table", "title", "group", "approach", "distribution_pattern", "kind"},
    *{"feedback_symbol", "guides", "feedback", "assessment_period_as_printed"},
}


@pytest.fixture(scope="module")
def stage(agency_of_module):
    """The annex's people, a colleague beside each, in December and in January."""
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
    top = None
    for above, below in pairwise(posts.values()):
        org.rater(below, above.employee, top)
        top = above.employee
    manager = org.employee(agency)
    org.assignment(manager, region)
    org.grant(manager, Role.PERFORMANCE_MANAGER)

    def cast(now):
        people = {post.employee_id: org.actor(post.employee, now) for post in posts.values()}
        return regional.Cast(region, posts, org.actor(manager, now), people.__getitem__)

    def peer(unit, above):
        colleague = org.employee(agency)
        org.rater(org.assignment(colleague, unit), above.employee)
        return org.actor(colleague, DECEMBER)

    return {
        "planning": cast(org.NOW),
        "during": cast(DECEMBER),
        "after": cast(JANUARY),
        "office": peer(office, posts["KEPALA DAERAH"]),
        "clinic": peer(clinic, posts[CLINIC_HEAD]),
    }


def merged(position):
    """The plan as it stood at the evaluation: the annex words three measures otherwise by then."""
    plan, evaluation = PLANS[position], ROWS[position]
    results = [{"supports": None, **line} for line in evaluation["results"]]
    return {
        **plan,
        "main": [line for line in results if line["kind"] == "utama"],
        "additional": [line for line in results if line["kind"] == "tambahan"],
        "behaviours": evaluation["behaviours"],
    }


@pytest.fixture(scope="module")
def planted(agency_of_module, stage):
    """All three evaluations, with the level of each rater's unit."""
    period = Period.objects.create(
        agency=agency_of_module,
        year=2026,
        number=0,
        name="Tahun 2026",
        starts=date(2026, 1, 1),
        ends=date(2026, 12, 31),
    )
    after = stage["after"]
    plans = {name: regional.plant_plan(stage["planning"], merged(name), 2026) for name in ROWS}
    setters = (after.manager, after.manager, after.actor(HEAD))
    units = (after.government, after.posts[HEAD].unit, after.posts[CLINIC_HEAD].unit)
    for setter, unit, row in zip(setters, units, ROWS.values(), strict=True):
        regional_evaluations.plant_level(setter, unit, period, row)
    below = {HEAD: stage["during"].actor(CLINIC_HEAD), CLINIC_HEAD: stage["clinic"]}
    found = {}
    for name, row in ROWS.items():
        peer = stage["office" if name == HEAD else "clinic"]
        voices = {"Rekan kerja setingkat": peer}
        if name in below:
            voices["Pegawai"] = below[name]
        scene = regional_evaluations.Stage(stage["during"], after, voices)
        found[name] = regional_evaluations.plant_evaluation(scene, plans[name], period, row)
    return found


def without(row):
    return {key: value for key, value in row.items() if key not in AS_FORM}


@pytest.mark.parametrize("position", ROWS)
def test_an_evaluation_comes_out_with_every_field_and_sentence(planted, position):
    row, evaluation = ROWS[position], planted[position]
    form = paper.result_form(evaluation)
    content = path_of(evaluation.papers.get(code=row["form"]).file).read_bytes()
    said = [one for line in row["results"] + row["behaviours"] for one in line["feedback"] or ()]
    told = without(row) | {
        "results": [without(line) for line in row["results"]],
        "behaviours": [without(line) for line in row["behaviours"]],
    }

    assert form.code == row["form"]
    assert reading.missing(content, told) == []
    assert reading.missing(content, [f"{one['giver']}: {one['text']}" for one in said]) == []
    assert reading.missing(content, row["distribution_pattern"]["title"]) == []
    assert regional_evaluations.says_the_same_grade(row, evaluation)


@pytest.mark.parametrize("position", ROWS)
def test_blanks_of_the_annex_stay_blank(planted, position):
    form = paper.result_form(planted[position])
    for line, told in zip(form.main + form.additional, ROWS[position]["results"], strict=True):
        assert [one.target for one in line.measures] == [one["target"] for one in told["measures"]]
        assert list(line.realisation) == (told["realisation"] or [])
        assert len(line.feedback) == len(told["feedback"] or [])


def test_the_document_says_the_same(planted):
    for position, evaluation in planted.items():
        form = paper.document_form(evaluation)
        content = typeset.pdf(form)
        assert form.code == "D.1.1"
        assert reading.missing(content, [position, ROWS[position]["period"], "BAIK"]) == []
        assert form.recommendation is None


def test_who_is_rated_by_the_head_of_region_gets_a_final_result(planted):
    assert [name for name, row in planted.items() if row.is_final] == [HEAD]
    assert paper.document_form(planted[HEAD]).reviewer.name is None
    assert paper.document_form(planted[MIDWIFE]).reviewer.position == HEAD
