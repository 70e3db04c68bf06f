"""Results by grade for whom the law lets read them: by name, never with a rank of numbers.

Source: PermenPANRB 6/2022 Pasal 30: the rank is the grade itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.queries.turn import terms_of, window_of
from karsa.org.models import Period, Position
from karsa.rules.credit import JOB_LEVEL_NAMES, JobLevel, credit
from karsa.rules.deadlines import report_by
from karsa.rules.grade import Grade

_UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)
_LEVELS = {name.casefold(): level for level, name in JOB_LEVEL_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the report upwards; `note` marks what an objection may still change."""

    unit: str
    nip: str
    name: str
    position: str
    result: str
    behaviour: str
    grade: str
    credit: Decimal | None
    note: str


def listed(period: Period) -> QuerySet[Evaluation]:
    """Return the results signed here in a period with what a line names. No query."""
    rows = Evaluation.objects.rated_here().filter(agency=period.agency_id, period=period)
    people = ("assignment__employee", "assignment__position", "assignment__unit", "objection")
    return rows.exclude(state__in=_UNSIGNED).select_related(*people)


def counts_by_grade(period: Period) -> list[tuple[str, str, int]]:
    """Return code, word and number of people of each grade, best first. One query."""
    rows = listed(period).order_by().values_list("grade").annotate(n=Count("pk"))
    found = dict(rows.values_list("grade", "n"))
    names = dict(Evaluation._meta.get_field("grade").flatchoices)
    return [(grade.value, str(names[grade.value]), found.get(grade.value, 0)) for grade in Grade]


def report_day(period: Period) -> date:
    """Return until when the results go to the PyB (annex V.A.7). Two queries."""
    terms = terms_of(period)
    return report_by(terms.calendar, window_of(period, terms.rules).closes, terms.rules)


def report_of(period: Period) -> Iterator[Listed]:
    """Yield the lines of the report upwards, by unit and name. One query, read in pieces."""
    rows = listed(period).order_by("assignment__unit__path", "assignment__employee__name", "pk")
    for row in rows.iterator(2000):
        yield _line(row, period)


def credit_of(row: Evaluation, period: Period) -> Decimal | None:
    """Return the angka kredit a functional officer's period is worth; None for others. No query.

    The period's months count, as far as the post was held in them.
    """
    post = row.assignment
    level = _LEVELS.get(post.position.grade.casefold())
    if post.position.kind != Position.Kind.FUNCTIONAL or level is None or not row.grade:
        return None
    first = max(post.starts, period.starts)
    last = min(post.ends or period.ends, period.ends)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return credit(JobLevel(level), Grade(row.grade), months)


def _line(row: Evaluation, period: Period) -> Listed:
    post = row.assignment
    return Listed(
        unit=post.unit.name,
        nip=post.employee.nip,
        name=post.employee.full_name,
        position=post.position.name,
        result=str(row.get_result_rating_display()),
        behaviour=str(row.get_behaviour_rating_display()),
        grade=str(row.get_grade_display()),
        credit=credit_of(row, period),
        note=note_of(row),
    )


def note_of(row: Evaluation) -> str:
    """Say whether an objection may still change a line, or has. No query."""
    objection: Objection | None = getattr(row, "objection", None)
    if objection is None:
        return _("Final") if row.is_final else ""
    if objection.state != Objection.State.DECIDED:
        return _("Keberatan sedang diperiksa; laporan perbaikan menyusul")
    changed = objection.decision == Objection.Decision.CHANGES
    return _("Diubah atas keberatan") if changed else _("Dikuatkan atas keberatan")
