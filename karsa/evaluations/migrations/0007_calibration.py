import django.db.models.deletion
from django.db import migrations, models

from karsa.kit.tables import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0006_papers"),
        ("org", "0002_absence"),
        ("tenancy", "0002_mode"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="changes",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="changed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="drift",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="drift_error",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="halo",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="halo_error",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="mean",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="objections",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="recency",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="ratereffect",
            name="recency_error",
            field=models.DecimalField(decimal_places=3, max_digits=5, null=True),
        ),
        CreateTables(
            [
                migrations.CreateModel(
                    name="CalibrationSession",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("voting", "Suara tertutup"),
                                    ("discussing", "Pembahasan"),
                                    ("closed", "Selesai"),
                                ],
                                default="voting",
                                max_length=10,
                            ),
                        ),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calibrations",
                                to="org.period",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PeriodFigures",
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
                        ("figures", models.JSONField(default=dict)),
                        ("measured_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "period",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="org.period",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SecondDraw",
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
                        ("seed", models.CharField(max_length=60)),
                        ("wanted", models.PositiveSmallIntegerField()),
                        ("drawn_on", models.DateField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                        (
                            "period",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="second_draw",
                                to="org.period",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SecondRating",
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
                            "result_rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("above", "Di atas ekspektasi"),
                                    ("meets", "Sesuai ekspektasi"),
                                    ("below", "Di bawah ekspektasi"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "behaviour_rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("above", "Di atas ekspektasi"),
                                    ("meets", "Sesuai ekspektasi"),
                                    ("below", "Di bawah ekspektasi"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("rated_on", models.DateField(null=True)),
                        ("declined_on", models.DateField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ratings",
                                to="evaluations.seconddraw",
                            ),
                        ),
                        (
                            "evaluation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="second",
                                to="evaluations.evaluation",
                            ),
                        ),
                        (
                            "rater",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.employee",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SessionCase",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calibrations",
                                to="evaluations.evaluation",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cases",
                                to="evaluations.calibrationsession",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SessionMember",
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
                        ("votes", models.BooleanField(default=True)),
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
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="evaluations.calibrationsession",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CaseVote",
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
                            "result_rating",
                            models.CharField(
                                choices=[
                                    ("above", "Di atas ekspektasi"),
                                    ("meets", "Sesuai ekspektasi"),
                                    ("below", "Di bawah ekspektasi"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "behaviour_rating",
                            models.CharField(
                                choices=[
                                    ("above", "Di atas ekspektasi"),
                                    ("meets", "Sesuai ekspektasi"),
                                    ("below", "Di bawah ekspektasi"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="evaluations.sessioncase",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="given",
                                to="evaluations.sessionmember",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CaseNote",
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
                        ("text", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="evaluations.sessioncase",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="evaluations.sessionmember",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseConflict",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conflicts",
                                to="evaluations.sessioncase",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conflicts",
                                to="evaluations.sessionmember",
                            ),
                        ),
                    ],
                ),
            ],
            [
                migrations.AddConstraint(
                    model_name="calibrationsession",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("unit", "period"),
                        name="calibration_one_at_a_time",
                    ),
                ),
                migrations.AddIndex(
                    model_name="secondrating",
                    index=models.Index(fields=["agency", "rater"], name="second_rating_by_rater"),
                ),
                migrations.AddConstraint(
                    model_name="secondrating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("rated_on", None),
                            models.Q(
                                models.Q(("result_rating", ""), _negated=True),
                                models.Q(("behaviour_rating", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="second_rating_has_both",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sessioncase",
                    constraint=models.UniqueConstraint(
                        fields=("session", "evaluation"), name="session_case_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sessionmember",
                    constraint=models.UniqueConstraint(
                        fields=("session", "employee"), name="session_member_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casevote",
                    constraint=models.UniqueConstraint(
                        fields=("case", "member"), name="case_vote_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="caseconflict",
                    constraint=models.UniqueConstraint(
                        fields=("case", "member"), name="case_conflict_once"
                    ),
                ),
            ],
        ),
    ]
