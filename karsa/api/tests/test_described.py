"""The description is whole: every operation says what it does, answers, and may refuse."""

import pytest

from karsa.api.root import api
from karsa.machines.models import Scope

DESCRIBED = api.get_openapi_schema()
OPERATIONS = {
    f"{method} {path}": operation
    for path, methods in DESCRIBED["paths"].items()
    for method, operation in methods.items()
}


def asks(operation, scheme):
    return any(scheme in one for one in operation.get("security", ()))


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_described(name):
    operation = OPERATIONS[name]
    answers = operation["responses"]

    assert operation["summary"]
    assert operation["description"]
    assert all("example" in one for one in answers[200]["content"].values())
    if asks(operation, "MachineToken"):
        (scope,) = operation["security"][0]["MachineToken"]
        assert scope in Scope.values
        assert {401, 403, 422, 429} <= answers.keys()
    elif operation.get("security"):
        assert {401, 422, 429} <= answers.keys()
    for status, answer in answers.items():
        if status >= 400 and "application/problem+json" in answer["content"]:
            assert answer["content"]["application/problem+json"]["example"]["status"] == status


def test_every_write_of_a_machine_takes_a_key():
    writes = [
        operation
        for name, operation in OPERATIONS.items()
        if name.startswith("post") and asks(operation, "MachineToken")
    ]
    assert len(writes) == 2
    for operation in writes:
        assert "Idempotency-Key" in [one["name"] for one in operation["parameters"]]


def test_every_scope_opens_something():
    opened = {
        scope
        for operation in OPERATIONS.values()
        for one in operation.get("security", ())
        for scope in one.get("MachineToken", ())
    }
    assert opened == set(Scope.values)
