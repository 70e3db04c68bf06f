from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class AddIndexBeside(AddIndexConcurrently):
    """On PostgreSQL beside the work; SQLite, which has one writer, makes it at once."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, *states)
        else:
            migrations.AddIndex.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, *states)
        else:
            migrations.AddIndex.database_backwards(self, app_label, schema_editor, *states)


class RemoveIndexBeside(RemoveIndexConcurrently):
    """The same for an index that is not needed any more."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, *states)
        else:
            migrations.RemoveIndex.database_forwards(self, app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, *states)
        else:
            migrations.RemoveIndex.database_backwards(self, app_label, schema_editor, *states)


class Migration(migrations.Migration):
    atomic = False
    reason = "Indexes are made and taken away beside the work."
    dependencies = [("journal", "0006_months_of_posts")]
    operations = [
        AddIndexBeside(
            model_name="dailyentry",
            index=models.Index(
                condition=models.Q(state="sent"),
                fields=["agency", "assignment", "sent_at"],
                name="entry_waiting",
            ),
        ),
        # What was accepted for a result is read out of its index alone.
        AddIndexBeside(
            model_name="dailyentry",
            index=models.Index(
                condition=models.Q(state="accepted"),
                fields=["result", "measure", "day", "quantity"],
                name="entry_accepted",
            ),
        ),
        RemoveIndexBeside(model_name="dailyentry", name="entry_of_result"),
    ]
