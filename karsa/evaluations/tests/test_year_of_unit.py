"""A unit's year: indicators, the leader's expectation, the index, and the team's advice."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.evaluations import services
from karsa.evaluations.models import LeaderExpectation, ReformIndex
from karsa.evaluations.queries.annual import year_grounds
from karsa.evaluations.queries.basis import level_facts
from karsa.evaluations.queries.organisation import propose_level
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_proposal import _indicator
from karsa.indicators.tests import make as make_indicators
from karsa.kit.testing import assert_flat
from karsa.org.models import RuleSet
from karsa.org.tests import make as org
from karsa.rules.refused import Refused

DAY = date(2026, 12, 30)
GOOD = {"level": "good", "reason": "Bukti lengkap, dua indikator naik"}


@pytest.fixture
def year(people):
    make_indicators.target(_indicator(people), 120)
    return make.year(people)


def expect(people, by, year, **over):
    said = {"verdict": "not_met", "words": "Cakupan naik, mutu belum", "unit": people.clinic}
    return services.say_expectation(actor=make.at(by, DAY), period=year, **(said | over))


def index(people, by, **over):
    told: dict[str, Any] = {
        "year": 2026,
        "value": Decimal(55),
        "scale": Decimal(100),
        "source": "LHE RB 2026",
    }
    return services.enter_index(actor=make.at(by, DAY), **(told | over))


def more_units(people, year):
    for _number in range(3):
        unit = org.unit(people.office)
        head = org.assignment(org.employee(unit.agency), unit, is_head=True)
        org.rater(head, people.sinta, people.regent)
        expect(people, people.sinta, year, unit=unit)


def advise(people, by, year, **over):
    said = {"unit": people.clinic, "period": year} | GOOD | over
    return services.advise_level(actor=make.at(by, DAY), **said)


def proposed(people, period):
    agency, unit = people.clinic.agency, people.clinic.pk
    return propose_level(
        level_facts(agency, [unit], period)[unit], year_grounds(agency, [unit], period)[unit]
    )


def test_the_year_is_proposed_from_all_three_with_reasons(people, year):
    alone = proposed(people, year).level
    expect(people, people.sinta, year)
    assert proposed(people, year).level == alone, "one voice against the indicators moves nothing"
    index(people, people.hana)
    found = proposed(people, year)
    assert found.level == "needs_improvement"
    assert "Belum memenuhi ekspektasi" in found.reason
    assert "Indeks reformasi birokrasi 2026: 55 dari 100" in found.reason
    index(people, people.hana, unit=people.clinic, value=Decimal(90))
    assert proposed(people, year).level == alone, "a unit's own index goes before the agency's"
    quarter = proposed(people, make.quarter(people))
    assert "ekspektasi" not in quarter.reason


def test_last_years_index_counts_until_this_years_is_there(people, year):
    index(people, people.hana, year=2025, value=Decimal(40))
    index(people, people.hana, year=2024, value=Decimal(90))
    counted = year_grounds(people.clinic.agency, [1], year)[1].index
    assert counted is not None
    assert counted.year == 2025


def test_an_agency_names_its_own_bounds_of_the_index(people, year):
    RuleSet.objects.create(
        agency=people.rina.agency,
        year=2026,
        key="organisation_grade",
        values={"reform_bounds": {"excellent": 50}},
        source="Perbup 12/2026",
    )
    expect(people, people.sinta, year, verdict="exceeded")
    index(people, people.hana)
    assert proposed(people, year).level == "excellent"


def test_each_speaks_for_themselves(people, year):
    org.grant(people.budi, Role.EVALUATION_TEAM, people.office.path)
    made = expect(people, people.sinta, year)
    assert made == expect(people, people.sinta, year, verdict="met")
    assert LeaderExpectation.objects.get().verdict == "met"
    assert advise(people, people.budi, year).given_by == people.budi
    assert advise(people, people.budi, make.quarter(people)).level == "good"
    for name in ("rina", "andi", "budi", "hana"):
        with pytest.raises(PermissionDenied):
            expect(people, getattr(people, name), year)
    for name in ("rina", "andi", "sinta", "hana", "regent"):
        with pytest.raises(PermissionDenied):
            advise(people, getattr(people, name), year)
        if name != "hana":
            with pytest.raises(PermissionDenied):
                index(people, getattr(people, name))
    verbs = AuditEntry.objects.filter(verb__startswith="evaluations.").values_list(
        "verb", flat=True
    )
    assert {"evaluations.expectation_said", "evaluations.level_advised"} <= set(verbs)


def test_a_head_in_the_team_does_not_advise_on_the_own_unit(people, year):
    org.grant(people.andi, Role.EVALUATION_TEAM, people.office.path)
    with pytest.raises(PermissionDenied):
        advise(people, people.andi, year)


def test_what_is_empty_outside_the_scale_or_closed_is_refused(people, year):
    org.grant(people.budi, Role.EVALUATION_TEAM, people.office.path)
    for said in ({"verdict": "x"}, {"words": " "}):
        with pytest.raises(Refused, match="Pilih capaiannya"):
            expect(people, people.sinta, year, **said)
    with pytest.raises(Refused, match="bukan untuk triwulan"):
        expect(people, people.sinta, make.quarter(people))
    with pytest.raises(Refused, match="alasan rekomendasi"):
        advise(people, people.budi, year, reason=" ")
    with pytest.raises(Refused, match="skalanya"):
        index(people, people.hana, value=Decimal(101))
    with pytest.raises(Refused, match="surat atau laporan"):
        index(people, people.hana, source=" ")
    year.is_closed = True
    year.save(update_fields=["is_closed"])
    for act in (
        lambda: expect(people, people.sinta, year),
        lambda: advise(people, people.budi, year),
    ):
        with pytest.raises(Refused, match="ditutup"):
            act()
    assert not ReformIndex.objects.exists()


def test_the_pages_of_superior_team_and_office(people, year, sign_in, monkeypatch):
    now = datetime.combine(DAY, datetime.min.time(), UTC)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: now)
    org.grant(people.budi, Role.EVALUATION_TEAM, people.office.path)
    of_unit = [people.clinic.pk, year.pk]
    page = f"{reverse('evaluations:units')}?periode={year.pk}"
    told = {"verdict": "met", "words": "Sesuai kontrak kinerja"}
    expected = sign_in(people.sinta).post(reverse("evaluations:expect", args=of_unit), told)
    assert expected.status_code == 302
    team = sign_in(people.budi)
    assert team.post(reverse("evaluations:advise_level", args=of_unit), GOOD).status_code == 302
    assert "Tetapkan" not in team.get(page).content.decode()
    entered = {"year": 2026, "value": "71,25", "scale": "100", "source": "LHE RB 2026"}
    office = sign_in(people.hana)
    assert office.post(reverse("evaluations:reform_index"), entered).status_code == 302
    superior = sign_in(people.sinta)
    shown = superior.get(page).content.decode()
    for words in ("Memenuhi ekspektasi", "71,25 dari 100", "Bukti lengkap", "Budi"):
        assert words in shown
    assert_flat(lambda: superior.get(page), lambda: more_units(people, year))
