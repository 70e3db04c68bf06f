"""Factories of what citizens may read: an opened indicator with a signed target, figures, a fix."""

from datetime import timedelta
from typing import Any

from karsa.indicators.models import Indicator, Measurement
from karsa.indicators.tests import make as indicators
from karsa.org.tests import make
from karsa.plans.models import AgreementLine, AgreementObjective, PerformanceAgreement

YEAR = 2026


def opened(people: make.People, **over: Any) -> Indicator:
    """Her clinic's indicator: opened, promised 90 for the year, January confirmed."""
    made = indicators.indicator(people.clinic, is_public=True, **over)
    indicators.target(made, 90)
    sign(people, made)
    confirmed(people, made, 1, "87.5")
    return made


def sign(people: make.People, indicator: Indicator, state: str = "signed") -> None:
    """Promise the indicator in an agreement of its unit."""
    unit = indicator.unit
    version = PerformanceAgreement.objects.filter(unit=unit, year=YEAR).count() + 1
    home = PerformanceAgreement.objects.create(
        agency=unit.agency,
        unit=unit,
        year=YEAR,
        version=version,
        state=state,
        first_party=people.andi,
        second_party=people.sinta,
        signed_on=make.YEAR_START if state == "signed" else None,
    )
    goal = AgreementObjective.objects.create(
        agency=unit.agency, agreement=home, order=1, text="Ibu selamat"
    )
    AgreementLine.objects.create(
        agency=unit.agency, objective=goal, order=1, text=indicator.name, indicator=indicator
    )


def confirmed(
    people: make.People, of: Indicator, month: int, value: Any, **over: Any
) -> Measurement:
    """A figure that Rina reported and Andi confirmed."""
    told = {"state": "verified", "reported_by": people.rina, "verified_by": people.andi}
    return indicators.figure(of, month, value, **(told | over))


def corrected(people: make.People, old: Measurement, value: Any, why: str) -> Measurement:
    """The same month put right, and confirmed anew."""
    old.state = Measurement.State.REPLACED
    old.save(update_fields=["state"])
    later = make.NOW + timedelta(days=3)
    return confirmed(
        people, old.indicator, old.month, value, corrects=old, note=why, reported_at=later
    )
