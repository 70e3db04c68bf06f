"""A new version starts while the old one still serves: migrations first make room, then move.

Expand, migrate, contract (docs/guides/operations.md): until every process runs the new code, the
old code must read and write the new tables. What has been released is not judged again.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import migrations as of
from django.db import models
from django.db.migrations.loader import MigrationLoader

RELEASED = set((Path(__file__).parent / "released_migrations.txt").read_text("utf-8").split())
# Millions of rows in a region: an index is made beside the work, not before it.
LARGE = {"auditentry", "dailyentry", "entryevidence", "observation", "answer", "batchrow"}
CONTRACTS = (of.RemoveField, of.DeleteModel, of.RenameField, of.RenameModel, of.AlterModelTable)


def hindrances(migration: of.Migration) -> Iterator[str]:
    """What old code would stumble over, unless the migration says why not: `reason = "…"`."""
    if getattr(migration, "reason", ""):
        return
    made = {one.name_lower for one in migration.operations if isinstance(one, of.CreateModel)}
    for one in migration.operations:
        model = getattr(one, "model_name_lower", "")
        if model not in made and (why := _hindrance(one, model)):
            yield f"{migration.app_label}.{migration.name}: {why}"


def _hindrance(one: object, model: str) -> str:
    match one:
        case of.AddField() | of.AlterField() if _is_asked(one.field):
            return f"{model}.{one.name} must be given, and old code gives nothing: db_default"
        case of.AddIndex() | of.AddConstraint() if model in LARGE:
            return f"locks {model}: AddIndexConcurrently, in a migration of its own"
        case of.RunPython() | of.RunSQL():
            return "moves rows: in steps, by a command that may be repeated"
    return type(one).__name__ if isinstance(one, CONTRACTS) else ""


def _is_asked(field: "models.Field[object, object]") -> bool:
    has_default = field.has_db_default() or isinstance(field, models.ManyToManyField)
    return not (field.null or has_default or field.primary_key)


def test_old_code_runs_on_the_new_tables():
    known = MigrationLoader(None).disk_migrations
    ours = [m for m in known.values() if type(m).__module__.startswith("karsa.")]
    new = [m for m in ours if f"{m.app_label}.{m.name}" not in RELEASED]
    assert [told for one in new for told in hindrances(one)] == []


def _migration(*operations: object, reason: str = "") -> of.Migration:
    found = of.Migration("0099_words", "org")
    found.operations = list(operations)
    found.reason = reason  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize(
    "operation",
    [
        of.RemoveField("unit", "name"),
        of.RenameField("unit", "name", "title"),
        of.AddField("unit", "motto", models.CharField(max_length=9, default="")),
        of.AlterField("unit", "ends", models.DateField()),
        of.AddIndex("dailyentry", models.Index(fields=["day"], name="x")),
        of.RunPython(lambda apps, editor: None),
    ],
)
def test_what_old_code_stumbles_over_is_named_unless_there_is_a_reason(operation):
    assert len(list(hindrances(_migration(operation)))) == 1
    assert list(hindrances(_migration(operation, reason="No row has it yet."))) == []


@pytest.mark.parametrize(
    "operation",
    [
        of.AddField("unit", "motto", models.CharField(max_length=9, null=True)),
        of.AddField("unit", "motto", models.CharField(max_length=9, db_default="")),
        of.AddIndex("unit", models.Index(fields=["name"], name="x")),
    ],
)
def test_room_that_is_only_added_is_welcome(operation):
    assert list(hindrances(_migration(operation))) == []
