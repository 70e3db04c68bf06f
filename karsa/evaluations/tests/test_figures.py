"""Habits and gaps from a period's rows: told where many tell it, kept back where few do."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given as given_any
from hypothesis import strategies as st

from karsa.evaluations.models import PeriodFigures, RaterEffect
from karsa.evaluations.queries.fairness import fairness_of
from karsa.evaluations.queries.figures import figures_shown
from karsa.evaluations.queries.habits import mirror_of
from karsa.evaluations.services.figures import figures_of
from karsa.evaluations.services.habits import habits_of
from karsa.evaluations.services.measuring import measure
from karsa.evaluations.services.rated import Rated
from karsa.evaluations.tests import make
from karsa.evaluations.tests.test_fairness import given
from karsa.kit.testing import assert_flat
from karsa.org.models import Period
from karsa.org.tests import make as org
from karsa.rules.disclosure import LEAST_OF_GROUP, keep_back
from karsa.rules.fairness import advised, age_band
from karsa.rules.tests.examples import few

DAY = date(2026, 3, 31)


def rated(number, **over):
    """One person: every third meets more, half of them women."""
    told = {
        "rater_id": number % 4,
        "person_id": number,
        "path": "/1/",
        "sex": "fm"[number % 2],
        "born": date(1970 + number % 30, 1, 1),
        "employment": "pns",
        "given": (2 + (number % 3 == 0), 2),
        "proposed": (2, 2),
        "late": (number % 5) / 4,
        "reached": 1.0,
        "objection": "",
    }
    return Rated(**(told | over))


def test_halo_recency_drift_and_objections_of_a_rater():
    now = [
        rated(
            number,
            rater_id=number // 12,
            given=(3, 3) if number % 2 and number < 12 else (2, 2),
            late=float(number % 2),
            objection=("changes", "affirms", "")[min(number % 12, 2)],
        )
        for number in range(24)
    ]
    before = [rated(number, rater_id=number // 12, given=(2, 2)) for number in range(24)]
    first, second = (habits_of(now, before)[rater] for rater in (0, 1))

    assert first["halo"] > Decimal("0.9")
    assert first["recency"] is None  # here it follows from the months alone: no range
    assert first["drift"] == Decimal("0.5")
    assert (first["mean"], first["objections"], first["changed"]) == (Decimal("2.5"), 2, 1)
    assert second["halo"] is None  # nothing varies
    assert second["drift"] == Decimal("-0.5")


def test_too_few_people_tell_no_habit():
    found = habits_of([rated(n, rater_id=1) for n in range(4)], [])[1]

    assert found["mean"] is not None
    assert {found[name] for name in ("halo", "recency", "drift")} == {None}


@pytest.mark.django_db
def test_gaps_are_told_from_ten_on_and_the_next_smallest_goes_too(people):
    period = make.quarter(people)
    kinds = ["pns"] * 30 + ["pppk"] * 12 + ["pppk_part_time"] * 9
    found = figures_of([rated(n, employment=one) for n, one in enumerate(kinds)], period)

    rows = {row["group"]: row for row in found["gaps"]["employment"]}
    assert [rows[one]["hidden"] for one in dict.fromkeys(kinds)] == [False, True, True]
    assert "n" not in rows["pppk"]
    assert {row["group"] for row in found["gaps"]["sex"]} == {"f", "m"}


@few
@given_any(st.lists(st.integers(0, 40), min_size=1, max_size=4))
def test_no_group_under_ten_can_be_had_from_the_sum(sizes):
    from_ten = keep_back(sizes, LEAST_OF_GROUP)
    hidden = [size for size, out in zip(sizes, from_ten, strict=True) if out]

    assert all(
        size == 0 or size >= LEAST_OF_GROUP
        for size, out in zip(sizes, from_ten, strict=True)
        if not out
    )
    everybody = len(hidden) == sum(size > 0 for size in sizes)
    assert not hidden or everybody or (len(hidden) > 1 and sum(hidden) > LEAST_OF_GROUP)


def test_age_bands_begin_on_the_birthday():
    assert age_band(date(1991, 4, 1), DAY) == "under_35"
    assert age_band(date(1991, 3, 31), DAY) == "35_44"
    assert age_band(date(1980, 1, 1), DAY) == "45_54"
    assert age_band(date(1960, 1, 1), DAY) == "55_up"


@few
@given_any(st.decimals(1, 3, places=3), st.decimals(-3, 3, places=3))
def test_advice_never_moves_further_than_half_a_step_or_off_the_scale(mean, severity):
    found = advised(mean, severity)

    assert abs(found - mean) <= Decimal("0.5")
    assert 1 <= found <= 3
    assert (found >= mean) is (severity >= 0) or found == mean


def measured(people):
    period = make.quarter(people)
    measure(agency=period.agency, period=period, now=org.NOW)
    return period


def test_measuring_keeps_the_agencys_figures_and_the_page_words_them(people, sign_in):
    for number in range(24):
        lifted = number % 2 and number % 8 != 1  # most men, not all
        row = given(people, people.andi, number, "above" if lifted else "meets")
        person = row.assignment.employee
        person.sex = "fm"[number % 2]
        person.save(update_fields=["sex"])
    period = measured(people)
    Period.objects.filter(pk=period.pk).update(ends=date(2026, 3, 3))

    assert PeriodFigures.objects.get(period=period).figures["people"] == 24
    shown = figures_shown(period)
    assert shown
    assert [title for title, _lines in shown.gaps] == ["Jenis kelamin", "Status kepegawaian"]
    (_title, (first, second)) = shown.gaps[0]
    assert (first.people, second.people) == (12, 12)
    assert "Dinilai lebih" in second.text
    client = sign_in(people.hana)
    address = f"{reverse('evaluations:fairness')}?periode={period.pk}"
    assert_flat(lambda: client.get(address), lambda: make.effect(people, people.sinta))
    assert "pada bukti yang setara" in client.get(address).content.decode()


def test_objections_of_a_rater_are_told_from_five_on(people):
    raters = [org.employee(people.rina.agency, f"Penilai {one}") for one in range(3)]
    for rater, count in zip(raters, (9, 6, 2), strict=True):
        make.effect(people, rater, objections=count, changed=count // 2, answer="Baik")
    period = make.quarter(people)

    found = fairness_of(make.at(people.hana), period).objections
    assert (found.decided, found.changed) == (17, 8)
    # Two are too few, and six would give them away.
    assert [row.rater for row in found.rows] == [raters[0]]
    RaterEffect.objects.filter(rater__in=raters[:2]).delete()
    found = fairness_of(make.at(people.hana), period).objections
    assert (found.decided, found.changed, found.rows) == (None, None, ())


def test_the_mirror_words_each_habit_with_its_range_and_the_advice(people, sign_in):
    told = {"mean": "1.8", "halo": "0.8", "halo_error": "0.1", "drift": "-0.4"}
    rest = {"drift_error": "0.1", "recency": "0.1", "recency_error": "0.3"}
    figures = {name: Decimal(value) for name, value in (told | rest).items()}
    effect = make.effect(people, **figures, objections=2, changed=1)

    shown = mirror_of(make.at(people.andi), effect.period)
    assert shown
    texts = {one.title: one.text for one in shown.habits}
    assert "0,80, kisaran 0,60 sampai 1,00" in texts["Satu kesan untuk semua"]
    assert "lebih rendah daripada periode lalu" in texts["Berubah antarperiode"]
    assert "tidak terlihat" in texts["Awal atau akhir periode"]
    assert texts["Keberatan"].startswith("2 keberatan")
    row = given(people, people.andi, 1, "above", decided_by=people.andi, departure_reason="Baik")
    given(people, people.andi, 2, "meets", decided_by=people.andi)
    given(people, people.sinta, 3, "above", decided_by=people.sinta)
    found = mirror_of(make.at(people.andi), effect.period)
    assert found
    (pair,) = found.pairs
    assert (pair.evaluation_id, pair.reason) == (row.pk, "Baik")
    assert pair.sides == ("Hasil: bukti sesuai ekspektasi, nilai Anda di atas ekspektasi",)
    assert "kisaran kebiasaan 7 sampai 59 %" in texts["Nilai di tengah"]
    client = sign_in(people.andi)
    address = reverse("evaluations:mirror")
    more = {"decided_by": people.andi}
    assert_flat(lambda: client.get(address), lambda: given(people, people.andi, 4, "above", **more))
    page = client.get(address).content.decode()
    assert "Rata-rata apa adanya 1,8 dari 3" in page
    assert "menilai 2,3" in page


@pytest.mark.django_db
def test_a_group_that_cannot_be_told_is_not_called_the_one_to_compare_with(people):
    period = make.quarter(people)
    rows = [rated(n, rater_id=n % 2, sex="fm"[n % 2]) for n in range(40)]  # never in one rater
    figures = figures_of(rows, period)
    PeriodFigures.objects.create(
        agency=period.agency, period=period, figures=figures, measured_at=org.NOW
    )

    shown = figures_shown(period)
    lines = dict(shown.gaps)["Jenis kelamin"] if shown else ()
    assert [line.text for line in lines] == [
        "Pembanding: kelompok terbesar.",
        "Belum cukup orang dan bukti untuk mengatakannya.",
    ]
