"""The burden meter: numbers of units, nobody behind them, and silence where there are few."""

import pytest
from django.urls import reverse

from karsa.journal.models import BurdenCount
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org

CLINIC = '<th scope="row">Puskesmas Melati</th>'


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def tell(client, **said):
    told = {"step": "entry", "seconds": 18, "interactions": 3} | said
    return client.post(reverse("journal:burden_told"), told)


def shown(client) -> str:
    return str(client.get(reverse("journal:burden")).content.decode())


def test_a_count_grows_and_holds_no_person(people, sign_in):
    client = sign_in(people.rina)
    for seconds in (18, 19, 700):
        assert tell(client, seconds=seconds).status_code == 204
    tell(client, left="1")

    rows = list(BurdenCount.objects.order_by("kind", "slot").values_list("kind", "slot", "count"))
    assert rows == [("interactions", 2, 3), ("left", 0, 1), ("seconds", 5, 2), ("seconds", 14, 1)]
    fields = {field.name for field in BurdenCount._meta.fields}
    assert fields == {"id", "agency", "unit", "month", "step", "kind", "slot", "count"}
    assert set(BurdenCount.objects.values_list("unit", flat=True)) == {people.clinic.pk}


@pytest.mark.parametrize(
    "said",
    [{"step": "makan"}, {"seconds": -1}, {"seconds": ""}, {"interactions": "x"}, {"count": 10**6}],
)
def test_what_is_no_count_is_passed_over(people, sign_in, said):
    assert tell(sign_in(people.rina), **said).status_code == 204
    assert not BurdenCount.objects.exists()


def test_nobody_fills_the_meter_alone(people, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.journal.views.burden._AN_HOUR", 3)
    client = sign_in(people.rina)
    for _ in range(5):
        tell(client)
    assert BurdenCount.objects.filter(kind="seconds").get().count == 3


def test_many_told_at_once_weigh_as_many(people, sign_in, monkeypatch):
    monkeypatch.setattr("karsa.journal.views.burden._AN_HOUR", 30)
    client = sign_in(people.rina)
    for _ in range(3):
        tell(client, count=20)
    assert BurdenCount.objects.filter(kind="seconds").get().count == 20


def test_small_units_and_few_counts_stay_silent(people, sign_in):
    client = sign_in(people.rina)
    tell(client, count=4)
    assert "Belum cukup hitungan" in shown(client)
    tell(client, count=4)
    tell(client, left="1")

    assert "≤ 20" in shown(client)
    assert CLINIC not in shown(client)
    leader = shown(sign_in(people.andi))  # three people work there
    assert "kurang dari lima orang atau hitungan" in leader
    for _ in range(2):
        org.assignment(org.employee(people.clinic.agency), people.clinic)
    assert "kurang dari lima orang" not in shown(sign_in(people.andi))
    assert CLINIC in shown(sign_in(people.hana))
    assert CLINIC not in shown(sign_in(people.budi))
    assert "11 %" in shown(sign_in(people.andi))


def test_the_page_costs_the_same_for_one_and_many(people, sign_in, agency):
    client = sign_in(people.hana)

    def grow():
        for _ in range(4):
            made = org.unit(people.office)
            for kind in ("seconds", "interactions"):
                BurdenCount.objects.create(
                    agency=agency,
                    unit=made,
                    month=org.TODAY.replace(day=1),
                    step="entry",
                    kind=kind,
                    slot=3,
                    count=9,
                )

    grow()
    assert_flat(lambda: client.get(reverse("journal:burden")), grow)
