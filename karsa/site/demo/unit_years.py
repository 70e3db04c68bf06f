"""What is said of units beside their indicators: the team's advice, expectations, the index."""

from datetime import timedelta
from decimal import Decimal

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.evaluations.models import (
    LeaderExpectation,
    LevelAdvice,
    OrganisationGrade,
    ReformIndex,
)
from karsa.monitoring.models import EvaluationMember
from karsa.org.models import Employee
from karsa.site.demo.chance import pick
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

_VERDICTS = {"excellent": "exceeded", "good": "met"}
_INDEX = Decimal("71.84")


def lay(world: World) -> None:
    """Write the advice of the offices' teams on what is set, and what the year stands on.

    Six queries.
    """
    _enter_index(world)
    grades = OrganisationGrade.objects.filter(agency=world.agency, unit__kind="office")
    chairs = dict(
        EvaluationMember.objects.filter(agency=world.agency, seat="chair").values_list(
            "team__unit", "employee"
        )
    )
    known = [row for row in grades.select_related("period", "unit") if row.unit_id in chairs]
    LevelAdvice.objects.bulk_create(_advice(world, row, chairs[row.unit_id]) for row in known)
    LeaderExpectation.objects.bulk_create(
        _expectation(world, row, row.set_by_id)
        for row in known
        if row.period.is_annual and row.set_by_id
    )


def _enter_index(world: World) -> None:
    """Last year's, as the performance office entered it."""
    held = Grant.objects.filter(agency=world.agency, role=Role.PERFORMANCE_MANAGER)
    office = Employee.objects.filter(user__in=held.values("user")).order_by("pk").first()
    if office is None:
        return
    year = world.today.year - 1
    ReformIndex.objects.create(
        agency=world.agency,
        year=year,
        value=_INDEX,
        scale=Decimal(100),
        source=f"Laporan hasil evaluasi reformasi birokrasi {year}",
        entered_by=office,
        entered_at=world.at(world.working_days[0], 9),
    )


def _advice(world: World, row: OrganisationGrade, chair: int) -> LevelAdvice:
    return LevelAdvice(
        agency=world.agency,
        unit=row.unit,
        period=row.period,
        level=row.proposed or row.level,
        reason=pick(voices()["level_advice"], row.unit.external_id, row.period.name),
        given_by_id=chair,
        given_at=row.set_at - timedelta(days=1),
    )


def _expectation(world: World, row: OrganisationGrade, superior: int) -> LeaderExpectation:
    verdict = _VERDICTS.get(row.level, "not_met")
    return LeaderExpectation(
        agency=world.agency,
        unit=row.unit,
        period=row.period,
        verdict=verdict,
        words=voices()["level_expectations"][verdict],
        said_by_id=superior,
        said_at=row.set_at - timedelta(days=1),
    )
