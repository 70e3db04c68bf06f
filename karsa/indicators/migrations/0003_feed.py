import django.db.models.deletion
from django.db import migrations, models

FIRST, LAST = 2020, 2045


def part_by_year(apps, schema_editor):
    """Lay the table of events anew in yearly parts, so that old years can be put away.

    It is still empty. Only PostgreSQL knows parts; there the primary key needs the parting
    column, and an identity column may not be parted, so that a sequence stands in its place.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    table = "indicators_observation"
    years = "".join(
        f"""
        CREATE TABLE {table}_{year} PARTITION OF {table}
            FOR VALUES FROM ('{year}-01-01+00') TO ('{year + 1}-01-01+00');
        """
        for year in range(FIRST, LAST + 1)
    )
    schema_editor.execute(
        f"""
        ALTER TABLE {table} RENAME TO {table}_plain;
        CREATE TABLE {table} (LIKE {table}_plain INCLUDING CONSTRAINTS) PARTITION BY RANGE (at);
        DROP TABLE {table}_plain;
        CREATE SEQUENCE {table}_id_seq CACHE 100 OWNED BY {table}.id;
        ALTER TABLE {table} ALTER id SET DEFAULT nextval('{table}_id_seq');
        ALTER TABLE {table} ADD PRIMARY KEY (id, at);
        {years}
        CREATE TABLE {table}_rest PARTITION OF {table} DEFAULT;
        """
    )


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0002_strategy_to_person"),
        ("org", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("provider", models.CharField(blank=True, max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("tail", models.CharField(max_length=4)),
                ("is_active", models.BooleanField(default=True)),
                ("every_days", models.PositiveSmallIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("last_fed_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="org.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeedIndicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="indicators.feed",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_links",
                        to="indicators.indicator",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="feed",
            name="indicators",
            field=models.ManyToManyField(
                related_name="feeds", through="indicators.FeedIndicator", to="indicators.indicator"
            ),
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("value", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("weight", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("valid", "Dipakai"),
                            ("held", "Menunggu dilihat"),
                            ("refused", "Tidak dipakai"),
                            ("replaced", "Diganti"),
                        ],
                        default="valid",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("received_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indicators.feed",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="indicators.indicator",
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.servicepoint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "event",
                        "revision",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("event", models.UUIDField()),
                ("revision", models.PositiveSmallIntegerField()),
                ("observation", models.BigIntegerField()),
                ("digest", models.BigIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField()),
                ("count", models.PositiveIntegerField(default=0)),
                ("total", models.DecimalField(decimal_places=4, default=0, max_digits=24)),
                ("mean", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("median", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("p90", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("within", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("low", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("high", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("held", models.PositiveIntegerField(default=0)),
                ("width", models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ("classes", models.JSONField(blank=True, default=list)),
                ("parts", models.JSONField(blank=True, default=list)),
                ("version", models.PositiveIntegerField(default=0)),
                ("is_dirty", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.agency",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="event_months",
                        to="indicators.indicator",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_dirty", True)),
                        fields=["agency", "id"],
                        name="event_month_dirty",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "year", "month"), name="event_month_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__range", (1, 12))), name="event_month_month"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="feedindicator",
            constraint=models.UniqueConstraint(
                fields=("feed", "indicator"), name="feed_indicator_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(fields=("agency", "digest"), name="feed_token_once"),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="feed_name_once"),
        ),
        migrations.RunPython(part_by_year, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(fields=["indicator", "at"], name="observation_of_month"),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(
                condition=models.Q(("state", "held")),
                fields=["agency", "id"],
                name="observation_held",
            ),
        ),
    ]
