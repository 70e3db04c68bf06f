"""What phones send by themselves leaves room for readers."""

from threading import Event, Thread

import pytest
from django.http import HttpResponse
from django.urls import reverse

from karsa.journal.middleware import AT_ONCE, PhonesMiddleware


@pytest.fixture
def crowd(rf):
    """A door at which as many phones stand as are let in, and what lets them go."""
    inside, free = [], Event()

    def slow(request):
        if request.method == "POST":
            inside.append(request)
            if len(inside) <= AT_ONCE:
                assert free.wait(10)
        return HttpResponse("ok")

    door = PhonesMiddleware(slow)
    sent = [Thread(target=door, args=[rf.post(reverse("journal:send"))]) for _ in range(AT_ONCE)]
    for one in sent:
        one.start()
    while len(inside) < AT_ONCE:
        sent[0].join(0.01)
    yield door, free, sent
    free.set()
    for one in sent:
        one.join()


@pytest.mark.parametrize("place", ["send", "decide"])
def test_one_phone_too_many_is_told_when_to_come_again(crowd, rf, place):
    door, free, sent = crowd
    answer = door(rf.post(reverse(f"journal:{place}")))
    assert answer.status_code == 503
    assert 2 <= int(answer["Retry-After"]) <= 15

    free.set()
    for one in sent:
        one.join()
    assert door(rf.post(reverse(f"journal:{place}"))).status_code == 200


def test_who_reads_or_posts_a_form_is_never_turned_away(crowd, rf):
    door, _free, _sent = crowd
    assert door(rf.get(reverse("journal:send"))).status_code == 200
    assert door(rf.post(reverse("journal:new"))).status_code == 200
