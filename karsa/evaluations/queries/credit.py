"""Angka kredit of functional officers, from their grades."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.documents.language import in_indonesian
from karsa.documents.shapes import CreditForm, CreditLine
from karsa.evaluations.models import Evaluation
from karsa.evaluations.queries.paper import decider_signature, party_of
from karsa.kit.formats import day, number, percent
from karsa.org.models import Assignment, Period, Position
from karsa.rules.credit import CREDIT, JOB_LEVEL_NAMES, JobLevel, credit
from karsa.rules.grade import Grade
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

UNSIGNED = (Evaluation.State.DRAFT, Evaluation.State.DECIDED)
_LEVELS = {name.casefold(): level for level, name in JOB_LEVEL_NAMES.items()}


def level_of(post: Assignment) -> JobLevel | None:
    """Return the level of a functional officer's post; None for others. No query."""
    if post.position.kind != Position.Kind.FUNCTIONAL:
        return None
    return _LEVELS.get(post.position.grade.casefold())


def credit_of(row: Evaluation, period: Period) -> Decimal | None:
    """Return the angka kredit a functional officer's period is worth; None for others. No query.

    The period's months count, as far as the post was held in them.
    """
    level = level_of(row.assignment)
    if level is None or not row.grade:
        return None
    return credit(level, Grade(row.grade), _months(row.assignment, period))


def _months(post: Assignment, period: Period) -> int:
    first = max(post.starts, period.starts)
    last = min(post.ends or period.ends, period.ends)
    return (last.year - first.year) * 12 + last.month - first.month + 1


def with_credit(actor: Actor) -> QuerySet[Evaluation]:
    """Return the signed results whose credit the actor may print: those they may read.

    The performance office, which reports them upwards, prints all. No query.
    """
    seen = Evaluation.objects.visible_to(actor)
    if actor.has(Role.PERFORMANCE_MANAGER):
        seen = Evaluation.objects.filter(agency=actor.agency)
    return seen.rated_here().exclude(state__in=UNSIGNED).for_page()


@in_indonesian
def credit_form(row: Evaluation) -> CreditForm:
    """Return the penetapan angka kredit of a post in the year of `row`. One query.

    From the year's grade where there is one, else from those of its periods so far. Raises
    Refused for a post that has no level of a functional officer.
    """
    post = row.assignment
    level = level_of(post)
    if level is None:
        raise Refused(_("Angka kredit hanya untuk jabatan fungsional yang jenjangnya tercatat."))
    same = Evaluation.objects.filter(assignment=post, period__year=row.period.year)
    rows = list(same.rated_here().exclude(state__in=UNSIGNED).for_page().order_by("period__number"))
    counted = [one for one in rows if one.period.is_annual] or rows
    return CreditForm(
        agency=row.agency.name,
        period=str(row.period.year),
        holder=party_of(post.employee, post),
        level=JOB_LEVEL_NAMES[level],
        held_since=day(post.starts),
        lines=tuple(_line(one, level) for one in counted),
        total=number(_total(counted)),
        source=CREDIT.source,
        signatures=(decider_signature(row),),
    )


def _total(rows: Sequence[Evaluation]) -> Decimal:
    return sum((credit_of(one, one.period) or Decimal(0) for one in rows), Decimal(0))


def _line(row: Evaluation, level: JobLevel) -> CreditLine:
    return CreditLine(
        period=row.period.name,
        grade=str(row.get_grade_display()),
        share=percent(100 * CREDIT.shares[Grade(row.grade)]),
        coefficient=number(CREDIT.coefficients[level]),
        months=str(_months(row.assignment, row.period)),
        credit=number(credit_of(row, row.period) or Decimal(0)),
    )
