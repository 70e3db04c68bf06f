"""Queries put into words once: the rows Django itself gives, for whatever is given."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, QuerySet

from karsa.kit.prepared import prepared
from karsa.kit.testing import queries_of
from karsa.org.models import Period, Unit
from karsa.org.tests import make
from karsa.tenancy.models import Agency

pytestmark = pytest.mark.django_db


@prepared
def below(parent: Unit) -> QuerySet[Unit]:
    rows = Unit.objects.filter(parent=parent).select_related("agency", "parent")
    return rows.annotate(many=Count("children")).order_by("path")


@prepared
def names(
    agency: Agency, keys: list[int], but: str, is_open: bool
) -> QuerySet[Unit, tuple[int, str]]:
    rows = Unit.objects.filter(agency=agency, pk__in=keys, is_open=is_open).exclude(name=but)
    return rows.order_by("pk").values_list("pk", "name")


def test_rows_are_whole_instances(agency):
    office = make.unit(agency=agency)
    inner = [make.unit(office) for _n in range(3)]
    make.unit(inner[1])
    for _n in range(7):  # from the sixth on PostgreSQL keeps a plan
        found = below(office)
        assert found == inner
        assert [vars(row)["many"] for row in found] == [0, 1, 0]
    assert below(inner[1]) != [] == below(inner[0])
    assert queries_of(lambda: [(row.agency.name, row.parent) for row in found]) == []
    assert len(queries_of(lambda: below(office))) == 1


def test_lists_words_and_yes_or_no_are_given_anew_each_time(agency):
    units = [make.unit(agency=agency, name=f"Unit {n}") for n in range(70)]
    for size in (1, 2, 3, 7, 70):  # one statement for all of them
        wanted = [(one.pk, one.name) for one in units[:size]]
        keys = [key for key, _name in wanted]
        assert names(agency, keys, "", True) == wanted
        assert names(agency, keys, "Unit 0", True) == wanted[1:]
        assert names(agency, keys, "", False) == []
    assert queries_of(lambda: names(agency, [], "", True)) == []


def later(day: date) -> QuerySet[Period]:
    return Period.objects.filter(starts__gt=day + timedelta(1))


def by_part(name: str) -> QuerySet[Unit]:
    return Unit.objects.filter(name__icontains=name)


def without(_day: date) -> QuerySet[Unit]:
    return Unit.objects.all()


@pytest.mark.parametrize(
    ("build", "given"), [(later, make.TODAY), (by_part, "a"), (without, make.TODAY)]
)
def test_what_computes_with_what_it_is_given_is_refused(build, given):
    with pytest.raises(ValueError, match=r"its query|not in list"):
        prepared(build)(given)
