from random import randint

from django.db import connection, models
from django.http import HttpRequest, HttpResponse

ROWS = 10_000


class Row(models.Model):
    """A row of no agency: nothing but a key and words."""

    words = models.CharField(max_length=200)

    class Meta:
        app_label = "bench"
        db_table = "bench_row"

    def __str__(self) -> str:
        return self.words


def make_table(runtime_role: str) -> None:
    """Make the table, as its owner, and let the runtime role use it."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(Row(words=f"Baris {number}") for number in range(ROWS))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT ALL ON bench_row TO {runtime_role}")
            cursor.execute(f"GRANT ALL ON SEQUENCE bench_row_id_seq TO {runtime_role}")


def read(request: HttpRequest) -> HttpResponse:
    """One indexed read."""
    return HttpResponse(Row.objects.get(pk=randint(1, ROWS)).words)


def write(request: HttpRequest) -> HttpResponse:
    """The same and one insert."""
    found = Row.objects.get(pk=randint(1, ROWS))
    return HttpResponse(str(Row.objects.create(words=found.words).pk))
