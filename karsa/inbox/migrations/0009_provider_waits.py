from django.db import migrations, models


class Migration(migrations.Migration):
    reason = "One more kind of notice; the column stays as it is."
    dependencies = [
        ("inbox", "0008_training_asked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("entry_returned", "Catatan dikembalikan"),
                    ("entry_asked", "Pertanyaan atasan tentang catatan"),
                    ("entry_odd", "Pertanyaan sistem tentang catatan"),
                    ("report_due", "Pengingat mencatat"),
                    ("feedback_given", "Umpan balik dan pujian"),
                    ("feedback_asked", "Permintaan umpan balik"),
                    ("guidance_kept", "Catatan pembinaan"),
                    ("voice_asked", "Penilaian bersama 360 derajat"),
                    ("fairness_ready", "Cermin penilai"),
                    ("calibration_called", "Undangan kalibrasi"),
                    ("second_drawn", "Undian penilai kedua"),
                    ("rating_due", "Batas menilai"),
                    ("rating_late", "Batas menilai terlewat"),
                    ("rating_awaited", "Penilaian saya belum ada"),
                    ("rating_climbed", "Penilaian yang terlambat di bawah saya"),
                    ("rating_taken", "Penilaian saya diambil alih"),
                    ("report_corrected", "Laporan kinerja yang diperbaiki"),
                    ("directive_given", "Arahan"),
                    ("review_due", "Pengingat memeriksa catatan"),
                    ("review_climbed", "Catatan yang diteruskan dari penilai"),
                    ("entry_climbed", "Catatan saya diteruskan ke atasan penilai"),
                    ("complaint_waiting", "Laporan warga menunggu"),
                    ("complaint_climbed", "Laporan warga lewat batas"),
                    ("complaint_hearing", "Hak jawab"),
                    ("forum_due", "Jawaban musyawarah hampir jatuh tempo"),
                    ("forum_late", "Jawaban musyawarah lewat batas"),
                    ("second_look", "Permintaan dilihat lagi"),
                    ("training_asked", "Permintaan ikut pelatihan"),
                    ("reward_news", "Penghargaan"),
                    ("unsealing", "Permintaan membaca catatan tersegel"),
                    ("incident_due", "Batas pemberitahuan kegagalan pelindungan data"),
                    ("data_request", "Permintaan atas data pribadi"),
                    ("follow_up", "Surat tindak lanjut"),
                    ("hook_stopped", "Penerima kabar yang berhenti"),
                    ("provider_waits", "Penyedia identitas menunggu orang kedua"),
                ],
                max_length=20,
            ),
        ),
    ]
