"""The table of raters that people take away, correct, and bring back."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from karsa.org.models import Assignment, RaterLine
from karsa.tenancy.models import Agency

HEADER = (
    *("NIP", "Nama", "Jabatan", "Unit"),
    *("NIP penilai", "Nama penilai", "Berlaku dari", "SK", "Kode penempatan"),
)


def rater_table(agency: Agency, day: date) -> Iterator[tuple[str, ...]]:
    """Yield a row per post of `day`, by unit and name; an empty rater is to be filled in.

    Two queries per 2,000 posts, read in pieces.
    """
    lines = RaterLine.objects.on(day).select_related("rater")
    posts = (
        Assignment.objects.on(day)
        .filter(agency=agency, employee__is_active=True)
        .select_related("employee", "position", "unit")
        .prefetch_related(Prefetch("rater_lines", lines, to_attr="lines"))
        .order_by("unit__path", "employee__name", "pk")
    )
    for post in posts.iterator(chunk_size=2000):
        yield _row(post)


def _row(post: Assignment) -> tuple[str, ...]:
    line: RaterLine | None = next(iter(post.lines), None)  # type: ignore[attr-defined]
    rated = (line.rater.nip, line.rater.full_name, f"{line.starts}", line.decree) if line else None
    return (
        *(post.employee.nip, post.employee.full_name, post.position.name, post.unit.name),
        *(rated or ("", "", "", "")),
        str(post.pk),
    )
