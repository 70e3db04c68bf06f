from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("development", "0008_lesson_as_material")]
    operations = [
        migrations.AddField(
            model_name="trainingsession",
            name="trainer",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
