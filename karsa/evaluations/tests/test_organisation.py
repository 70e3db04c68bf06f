"""The organisation's achievement: who sets it, from what, and what counts when it is missing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import OrganisationGrade
from karsa.evaluations.queries.organisation import level_for
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_proposal import _indicator
from karsa.org.models import RuleSet
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
