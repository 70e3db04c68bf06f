from django.db import migrations, models

_WAYS = [
    ("calendar", "Menurut hari kalender dalam jabatan"),
    ("working", "Menurut hari kerja dalam jabatan"),
    ("last_day", "Penuh bagi yang menjabat pada hari terakhir"),
]


class Migration(migrations.Migration):
    """Rules that exist keep what they did: who holds the post on the last day has all."""

    dependencies = [("consequences", "0003_jury_seats")]
    operations = [
        migrations.AddField(
            model_name="allowancerule",
            name="proration",
            field=models.CharField(choices=_WAYS, default="last_day", max_length=8),
        ),
        migrations.AlterField(
            model_name="allowancerule",
            name="proration",
            field=models.CharField(choices=_WAYS, default="calendar", max_length=8),
        ),
    ]
