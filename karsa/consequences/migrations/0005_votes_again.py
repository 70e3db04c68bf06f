from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consequences", "0004_days_of_a_month")]
    operations = [
        migrations.AddField(
            model_name="juror",
            name="has_read",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
