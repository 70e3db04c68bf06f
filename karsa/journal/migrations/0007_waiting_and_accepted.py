from django.db import migrations, models

from karsa.kit.indexes import AddIndexBeside, RemoveIndexBeside


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
