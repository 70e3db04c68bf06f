"""Who is called to a calibration, or drawn as a second rater, is told of it."""

from django.urls import reverse

from karsa.evaluations.tests import make
from karsa.inbox.models import Notice


def test_who_is_called_is_told_and_who_called_is_not(people):
    session = make.session(people)

    told = Notice.objects.filter(kind=Notice.Kind.CALIBRATION_CALLED)
    assert set(told.values_list("user", flat=True)) == {people.andi.user_id, people.sinta.user_id}
    assert {row.path for row in told} == {reverse("evaluations:session", args=[session.pk])}


def test_who_is_drawn_is_told_how_many_wait(people):
    make.second(people)

    told = Notice.objects.filter(kind=Notice.Kind.SECOND_DRAWN)
    assert dict(told.values_list("user", "count")) == {
        people.andi.user_id: 1,
        people.budi.user_id: 1,
    }
