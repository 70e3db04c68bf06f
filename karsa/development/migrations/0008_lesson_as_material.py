import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0007_beyond_the_ceiling"),
        ("files", "0001_initial"),
        ("tenancy", "0004_practice"),
    ]

    operations = [
        migrations.AddField(
            model_name="coursematerial",
            name="lesson",
            field=models.SlugField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="coursematerial",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursematerial",
            constraint=models.CheckConstraint(
                condition=models.Q(("file__isnull", True), ("lesson", ""), _connector="XOR"),
                name="material_is_file_or_lesson",
            ),
        ),
    ]
