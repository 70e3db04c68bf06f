"""Two states of rows compared."""

from karsa.rules.changes import Change, differences


def test_nothing_changed_is_false():
    rows = {"a": {"text": "x"}}
    assert not differences(rows, rows)


def test_what_came_went_and_changed():
    found = differences(
        {"a": {"text": "x", "owner": "A"}, "b": {"text": "y"}},
        {"c": {"text": "z"}, "a": {"text": "xx", "owner": "A", "kind": "new"}},
    )
    assert (found.added, found.removed) == (("c",), ("b",))
    assert found.changed == (Change("a", "text", "x", "xx"), Change("a", "kind", None, "new"))
    assert found
