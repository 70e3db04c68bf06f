"""The organisation's achievement: who sets it, from what, and what counts when it is missing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import OrganisationGrade
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import level_for
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_proposal import _indicator
from karsa.indicators.tests import make as make_indicators
from karsa.org.models import RuleSet
from karsa.org.tests import make as org
from karsa.plans.models import (
    AgreementLine,
    AgreementObjective,
    PerformanceAgreement,
    QuarterAction,
)
from karsa.rules.grade import OrganisationLevel
from karsa.rules.refused import Refused


def set_it(people, by, unit=None, level="good", **over):
    return services.set_organisation_grade(
        actor=make.at(by, over.pop("day", make.DAY)),
        unit=unit or people.clinic,
        period=over.pop("period", None) or make.quarter(people),
        level=level,
        **over,
    )


def test_the_heads_superior_sets_it_from_verified_indicators(people):
    _indicator(people)
    row = set_it(people, people.sinta, level="excellent")
    assert (row.proposed, row.achievement, row.reason) == ("excellent", 120, "")
    assert row.set_by == people.sinta
    assert AuditEntry.objects.filter(verb="evaluations.organisation_grade_set").count() == 1


def test_a_departure_or_missing_data_needs_a_reason(people):
    with pytest.raises(Refused, match="Tulis alasannya"):
        set_it(people, people.sinta)
    assert set_it(people, people.sinta, reason="Rencana aksi tercapai").proposed == ""
    _indicator(people)
    with pytest.raises(Refused, match="Tulis alasannya"):
        set_it(people, people.sinta, level="poor")
    again = set_it(people, people.sinta, level="poor", reason="Temuan mutu")
    assert OrganisationGrade.objects.get() == again


@pytest.mark.parametrize("name", ["andi", "rina", "budi", "hana", "regent"])
def test_others_do_not_set_a_units_level(people, name):
    with pytest.raises(PermissionDenied):
        set_it(people, getattr(people, name), reason="Menurut saya")


@pytest.mark.parametrize("name", ["regent", "hana"])
def test_an_offices_level_comes_from_the_regent_or_on_behalf(people, name):
    row = set_it(people, getattr(people, name), unit=people.office, reason="Hasil SAKIP")
    assert row.level == "good"
    with pytest.raises(PermissionDenied):
        set_it(people, people.sinta, unit=people.office, reason="Hasil SAKIP")


def test_an_agency_names_its_own_setters(people):
    RuleSet.objects.create(
        agency=people.rina.agency,
        year=2026,
        key="organisation_grade",
        values={"set_by": ["performance_manager"]},
        source="Perbup 12/2026",
    )
    with pytest.raises(PermissionDenied):
        set_it(people, people.sinta, reason="Rencana aksi tercapai")
    assert set_it(people, people.hana, reason="Hasil pleno").set_by == people.hana


def test_not_before_the_period_nor_after_it_is_closed(people):
    period = make.quarter(people)
    with pytest.raises(Refused, match="belum dimulai"):
        set_it(people, people.sinta, day=date(2025, 12, 31), reason="Awal")
    period.is_closed = True
    period.save()
    with pytest.raises(Refused, match="ditutup"):
        set_it(people, people.sinta, period=period, reason="Akhir")


def test_after_january_last_years_level_counts(people):
    last, this = make.year(people, 2025), make.year(people)
    make.level(people, "excellent", period=last)
    unit = people.clinic.pk
    assert level_for(unit, this, date(2027, 1, 31)).level is None
    late = level_for(unit, this, date(2027, 2, 1))
    assert (late.level, late.year, late.is_last_years) == (OrganisationLevel.EXCELLENT, 2025, True)
    make.level(people, "good", period=this)
    assert level_for(unit, this, date(2027, 2, 1)).level is OrganisationLevel.GOOD
    assert level_for(unit, make.quarter(people), date(2027, 2, 1)).level is None


@pytest.fixture
def planned(people):
    """Confirmed steps of the first quarter: of the unit's indicator, and of a line in words."""
    return _promised(people, _indicator(people)), _promised(people, None)


def _promised(people, indicator, realised=3):
    base = {"agency": people.clinic.agency}
    year = {"unit": people.clinic, "year": 2026, "version": 1}
    signed = {"state": "signed", "actions_set_at": org.NOW}
    agreement, _made = PerformanceAgreement.objects.get_or_create(**base, **year, defaults=signed)
    objective = AgreementObjective.objects.create(
        **base, agreement=agreement, order=agreement.objectives.count(), text="Mutu"
    )
    line = AgreementLine.objects.create(
        **base, objective=objective, order=1, text="Kelas ibu", indicator=indicator
    )
    return QuarterAction.objects.create(
        **base,
        line=line,
        quarter=1,
        order=1,
        text="Kelas ibu hamil",
        target_value=4,
        realised_value=realised,
        reported_at=org.NOW,
        confirmed_at=org.NOW,
    )


def _basis(people, *names):
    RuleSet.objects.create(
        agency=people.rina.agency,
        year=2026,
        key="organisation_grade",
        values={"basis": list(names)},
        source="Perbup 12/2026",
    )


def achieved(people, period=None):
    agency, unit = people.clinic.agency, people.clinic.pk
    facts = level_facts(agency, [unit], period or make.quarter(people))[unit]
    return [(fact.name, fact.found.value, fact.by_actions) for fact in facts]


def test_a_quarter_s_level_comes_from_its_action_plan_first(people, planned):
    assert achieved(people) == [("Ibu hamil terlayani", 75, True), ("Kelas ibu", 75, True)]
    row = set_it(people, people.sinta, level="needs_improvement", reason="x")
    assert row.achievement == 75
    assert achieved(people, make.year(people)) == [("Ibu hamil terlayani", None, False)]


def test_an_agency_says_what_its_levels_stand_on(people, planned):
    _basis(people, "trajectory")
    assert achieved(people) == [("Ibu hamil terlayani", 120, False)]


def test_where_the_first_basis_knows_nothing_the_next_is_asked(people, planned):
    _basis(people, "trajectory", "actions")
    bare = make_indicators.indicator(people.clinic, name="Tanpa angka")
    _promised(people, bare, realised=2)
    assert achieved(people)[:2] == [
        ("Ibu hamil terlayani", 120, False),
        ("Tanpa angka", 50, True),
    ]


def test_unconfirmed_steps_are_no_data(people):
    action = _promised(people, _indicator(people, "reported"))
    action.confirmed_at = None
    action.save(update_fields=["confirmed_at"])
    assert achieved(people) == [("Ibu hamil terlayani", None, False)]
