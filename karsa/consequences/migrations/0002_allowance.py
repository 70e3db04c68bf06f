import django.db.models.deletion
from django.db import migrations, models

from karsa.kit.tables import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("consequences", "0001_initial"),
        ("org", "0003_study_ended"),
        ("tenancy", "0003_embedding"),
    ]
    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AllowanceRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("starts", models.DateField()),
                        ("ends", models.DateField(blank=True, null=True)),
                        ("name", models.CharField(max_length=120)),
                        ("legal_basis", models.CharField(max_length=200)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("text", models.TextField()),
                        (
                            "rounding",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Rupiah penuh"),
                                    (100, "Ratusan rupiah"),
                                    (1000, "Ribuan rupiah"),
                                ],
                                default=1,
                            ),
                        ),
                        (
                            "silence",
                            models.CharField(
                                choices=[
                                    ("full", "Dihitung penuh"),
                                    ("last_known", "Dipakai predikat terakhir yang diketahui"),
                                ],
                                default="full",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draf"),
                                    ("proposed", "Diajukan"),
                                    ("approved", "Disetujui"),
                                    ("superseded", "Diganti versi baru"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("approved_on", models.DateField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consequences.allowancerule",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "starts"], name="allowance_rule_now"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True),
                                    ("ends__gte", models.F("starts")),
                                    _connector="OR",
                                ),
                                name="allowancerule_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", models.F("written_by")), _negated=True
                                ),
                                name="allowance_rule_takes_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="allowance_rule_approved_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllowanceRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("version", models.PositiveSmallIntegerField()),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Simulasi"),
                                    ("proposed", "Diajukan"),
                                    ("approved", "Disetujui"),
                                    ("superseded", "Diganti versi baru"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("people", models.PositiveIntegerField(default=0)),
                        ("held", models.PositiveIntegerField(default=0)),
                        ("total", models.BigIntegerField(default=0)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("approved_on", models.DateField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.period",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consequences.allowancerun",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="consequences.allowancerule",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "month", "version"), name="allowance_run_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by", models.F("made_by")), _negated=True
                                ),
                                name="allowance_run_takes_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="allowance_run_approved_by_somebody",
                            ),
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="AllowanceLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("ready", "Siap dibayar"),
                                    ("missing", "Belum ada data"),
                                    ("problem", "Rumus tidak bisa dihitung"),
                                    ("period_open", "Periode evaluasi belum ditutup"),
                                    ("reopened", "Periode evaluasi dibuka kembali"),
                                    ("unfinished", "Evaluasi belum selesai"),
                                    ("contested", "Keberatan belum diputuskan"),
                                    ("excused", "Berstatus khusus, diperiksa sendiri"),
                                ],
                                max_length=11,
                            ),
                        ),
                        ("amount", models.BigIntegerField(null=True)),
                        ("facts", models.JSONField(default=dict)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.assignment",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="consequences.allowancerun",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "employee"], name="allowance_line_of"),
                            models.Index(
                                fields=["run", "standing"], name="allowance_line_standing"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "employee"), name="allowance_line_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllowanceAmount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("job_class", models.PositiveSmallIntegerField(null=True)),
                        ("amount", models.PositiveIntegerField()),
                        ("starts", models.DateField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.position",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("position", "starts"), name="allowance_amount_once"
                            )
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="AllowanceInput",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("attendance", "Kehadiran"), ("cuts", "Potongan")],
                                max_length=10,
                            ),
                        ),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "month", "kind", "employee"),
                                name="allowance_input_once",
                            )
                        ]
                    },
                ),
            ]
        )
    ]
