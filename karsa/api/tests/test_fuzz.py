"""What the description promises holds for whatever is sent: generated from it by schemathesis.

A slice runs with the others; the marker `scale` runs many more. The examples are the same on each
run, so that nobody meets an error by luck.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from karsa.api.root import api
from karsa.indicators.services.feeds import FeedWords, add_feed
from karsa.indicators.tests import make as indicators
from karsa.machines.tests import make as machines
from karsa.org.models import Service
from karsa.org.tests import make
from karsa.plans.tests import make as plans
from karsa.site.wsgi import application
from karsa.surveys.services.links import add_link_key

NAMES = [
    (path, method.upper())
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
]
SLICE = [
    ("/api/v1/units", "GET"),
    ("/api/v1/data/{code}", "GET"),
    ("/api/v1/imports/employees", "POST"),
    ("/api/v1/measurements", "POST"),
]
FEW, MANY = 2, 100
# A header no client can send, and a token that is left out, have tests of their own.
LEFT = ("ignored_auth", "unsupported_method", "missing_required_header", "positive_data_acceptance")


@pytest.fixture(scope="module")
def world(agency_of_module, connection_kept):
    """A region with a plan and an indicator, and a token for every door."""
    people = make.people(agency_of_module)
    plans.result(plans.plan(people.rina.assignments.get(), state="set"))
    measured = indicators.indicator(people.clinic, {"measure": "menit"})
    doer = machines.administrator(agency_of_module)
    _row, token = machines.token(agency_of_module)
    _feed, feed = add_feed(
        actor=doer,
        unit=people.clinic,
        words=FeedWords("Antrean"),
        measures={measured: "menit"},
    )
    service = Service.objects.create(agency=agency_of_module, unit=people.clinic, name="KIA")
    _key, link = add_link_key(actor=make.actor(people.andi), service=service, name="Simpus")
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    # What the description does not name is passed over, and each request has its door's token.
    schema.config.generation.update(allow_extra_parameters=False, with_security_parameters=False)
    return schema, {"/api/v1/measurements": feed, "/api/v1/survey-links": link, "": token}


def run(world, path, method, examples, monkeypatch):
    monkeypatch.setattr("karsa.machines.door.MOST", 10**9)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)
    schema, tokens = world
    operation = schema[path][method]
    head = {
        "Authorization": f"Bearer {tokens.get(path, tokens[''])}",
        "Accept-Encoding": "identity",
    }
    excluded = CHECKS.get_by_names(LEFT)

    asks = operation.body or operation.query or operation.path_parameters
    for mode in GenerationMode if asks else [GenerationMode.POSITIVE]:

        @settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case):
            case.call_and_validate(headers=head, excluded_checks=excluded)

        holds()


@pytest.mark.parametrize(("path", "method"), SLICE)
@pytest.mark.django_db
def test_what_is_described_holds(path, method, world, monkeypatch):
    run(world, path, method, FEW, monkeypatch)


@pytest.mark.scale
@pytest.mark.parametrize(("path", "method"), NAMES)
@pytest.mark.django_db
def test_what_is_described_holds_for_much(path, method, world, monkeypatch):
    run(world, path, method, MANY, monkeypatch)
