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
    dependencies = [("indicators", "0001_initial")]

    operations = [
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
