"""Results by grade for whom the law lets read them: by name, never with a rank of numbers.

Source: PermenPANRB 6/2022 Pasal 30: the rank is the grade itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import ResultsLine, ResultsReport
from karsa.evaluations.models import Evaluation, Objection, ReportTaken
from karsa.evaluations.queries.credit import UNSIGNED, credit_of
from karsa.evaluations.queries.turn import terms_of, window_of
from karsa.kit import formats
from karsa.org.models import Period
from karsa.rules.deadlines import report_by
from karsa.rules.grade import Grade
from karsa.rules.refused import Refused, gettext_noop

# More lines than anybody reads on paper; the table takes all.
MOST_ON_PAPER = 5000


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
    return rows.exclude(state__in=UNSIGNED).select_related(*people)


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


@dataclass(frozen=True, slots=True)
class ReportState:
    """Which version a report taken now carries, and what was decided since the last was taken."""

    version: int
    decided: int
    open: int
    newly_decided: int


def report_state(period: Period) -> ReportState:
    """Return where the report upwards stands: each decided objection makes it a new one.

    Two queries.
    """
    waits = ~Q(state=Objection.State.DECIDED)
    found = Objection.objects.filter(evaluation__period=period).aggregate(
        decided=Count("pk", filter=~waits), open=Count("pk", filter=waits)
    )
    taken = ReportTaken.objects.filter(period=period).order_by("pk")
    counts = list(taken.values_list("decided", flat=True))
    return ReportState(
        version=len({*counts, found["decided"]}),
        newly_decided=found["decided"] - counts[-1] if counts else 0,
        **found,
    )


@in_indonesian
def report_form(period: Period) -> ResultsReport:
    """Return the report upwards for paper. Six queries. Refused where it has too many lines."""
    if listed(period).count() > MOST_ON_PAPER:
        raise Refused(
            gettext_noop("Laporan ini lebih dari %(most)s baris. Unduh sebagai tabel."),
            most=formats.number(MOST_ON_PAPER),
        )
    state = report_state(period)
    return ResultsReport(
        agency=period.agency.name,
        period=f"{period.name} {period.year}",
        version=str(state.version),
        due=formats.day(report_day(period)),
        counts=tuple((name, formats.number(n)) for _code, name, n in counts_by_grade(period)),
        open_objections=formats.number(state.open),
        lines=tuple(map(_printed, report_of(period))),
    )


def _printed(row: Listed) -> ResultsLine:
    return ResultsLine(
        unit=row.unit,
        nip=row.nip,
        name=row.name,
        position=row.position,
        grade=row.grade,
        credit=formats.number(row.credit) if row.credit is not None else "",
        note=row.note,
    )
