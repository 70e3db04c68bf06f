from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0006_pulse"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "Menunggu persetujuan atasan"),
                    ("referred", "Menunggu persetujuan BKPSDM"),
                    ("waiting", "Daftar tunggu"),
                    ("enrolled", "Terdaftar"),
                    ("declined", "Belum disetujui"),
                    ("withdrawn", "Dibatalkan"),
                    ("attended", "Selesai diikuti"),
                ],
                default="requested",
                max_length=9,
            ),
        ),
    ]
