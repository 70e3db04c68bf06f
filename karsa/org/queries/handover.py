"""Whose raters are left open when a leader's post ends."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Assignment, RaterLine
from karsa.tenancy.models import Agency

_PERSON = ("assignment__employee", "assignment__position", "assignment__unit")


class NextRater(TextChoices):
    """How the next rater is found."""

    STRUCTURE = "structure", _("Baca ulang dari struktur: pimpinan terdekat di atasnya")
    SUCCESSOR = "successor", _("Satu pengganti yang saya pilih")
    LATER = "later", _("Atur nanti di halaman Penilai")


def rated_lines(agency: Agency, employee_id: int, day: date) -> list[RaterLine]:
    """Return the lines in which a person rates somebody on `day` or later. One query.

    With people, positions and units, by name.
    """
    lines = RaterLine.objects.filter(agency=agency, rater=employee_id).exclude(ends__lt=day)
    return list(lines.select_related(*_PERSON).order_by("assignment__employee__name", "pk"))


def left_behind(post: Assignment, day: date) -> list[RaterLine]:
    """Return the lines that need another rater if `post` (with its unit) no longer counts on `day`.

    Those below the post's unit, but for what its holder still leads there; with a definitive
    post also the lines elsewhere that no other led unit accounts for. Two queries.
    """
    others = Assignment.objects.on(day).filter(employee=post.employee_id, is_head=True)
    still = tuple(others.exclude(pk=post.pk).values_list("unit__path", flat=True))
    lines = rated_lines(post.agency, post.employee_id, day)
    return [line for line in lines if _is_left(line.assignment.unit.path, post, still)]


def _is_left(path: str, post: Assignment, still: tuple[str, ...]) -> bool:
    home = post.unit.path
    if path.startswith(home):
        return not path.startswith(tuple(led for led in still if led.startswith(home)))
    return post.kind == Assignment.Kind.DEFINITIVE and not path.startswith(still)
