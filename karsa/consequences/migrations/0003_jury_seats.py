import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consequences", "0002_allowance"), ("org", "0003_study_ended")]
    operations = [
        migrations.AddField(
            model_name="juror",
            name="before",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.employee",
            ),
        ),
        migrations.AddField(
            model_name="juror",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
