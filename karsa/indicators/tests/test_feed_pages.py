"""The pages around machines: the list, a token shown once, what waits, and a month's events."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.indicators.models import Feed, Measurement, Observation
from karsa.indicators.services import feeds, report_measurement, settling
from karsa.indicators.services.measuring import Figure, correct_measurement
from karsa.indicators.services.rollup import roll_up
from karsa.indicators.tests import make, make_feed
from karsa.kit.testing import assert_flat
from karsa.org.tests.make import NOW, actor
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)


@pytest.fixture
def waiting(people):
    return make.indicator(people.clinic, {"measure": "menit", "promise": 30})


@pytest.fixture
def feed(waiting):
    return make_feed.feed(waiting)


def words(name="Mesin antrean"):
    return feeds.FeedWords(name)


def test_a_head_registers_a_machine_of_the_unit(people, sign_in, waiting):
    client = sign_in(people.andi)
    url = f"{reverse('indicators:feed_new')}?unit={people.clinic.pk}"
    answer = client.post(url, {"name": "Antrean", "every_days": 1, "indicators": [waiting.pk]})

    feed = Feed.objects.get()
    token = answer.context["token"]
    assert answer.status_code == 200
    assert token.startswith("karsa_")
    assert token not in (feed.digest, feed.tail)
    assert "no-store" in answer["Cache-Control"]
    assert feeds.feed_of(feed.agency, token) == feed
    assert feed.links.get().measure == "menit"
    waiting.refresh_from_db()
    assert waiting.code.startswith("ibu-hamil-terlayani")
    assert AuditEntry.objects.filter(verb="feed.added", object_id=str(feed.pk)).exists()
    page = client.get(reverse("indicators:feed", args=[feed.pk]))
    assert token not in page.content.decode()


def test_a_share_asks_what_one_event_is_measured_in(people, sign_in):
    share = make.indicator(people.clinic, {"measure": "%", "statistic": "share"})
    client = sign_in(people.andi)
    url = f"{reverse('indicators:feed_new')}?unit={people.clinic.pk}"
    typed = {"name": "Antrean", "every_days": 1, "indicators": [share.pk]}

    assert client.post(url, typed).context["form"].errors["measure"]
    client.post(url, typed | {"measure": "menit"})
    assert Feed.objects.get().links.get().measure == "menit"


def test_the_house_is_kept_by_who_may(people, waiting):
    measures = {waiting: "menit"}
    for stranger in (people.rina, people.budi):
        with pytest.raises(PermissionDenied):
            feeds.add_feed(
                actor=actor(stranger), unit=people.clinic, words=words(), measures=measures
            )
    made, _ = feeds.add_feed(
        actor=actor(people.hana), unit=people.clinic, words=words(), measures=measures
    )
    for act in (feeds.rotate_token, feeds.stop_feed):
        with pytest.raises(PermissionDenied):
            act(actor=actor(people.budi), feed=made)
    with pytest.raises(Refused, match="nama"):
        feeds.add_feed(
            actor=actor(people.hana), unit=people.clinic, words=words(), measures=measures
        )
    with pytest.raises(Refused, match="paling sedikit"):
        feeds.change_feed(actor=actor(people.hana), feed=made, words=words("Lain"), measures={})
    feeds.stop_feed(actor=actor(people.hana), feed=made)
    with pytest.raises(Refused, match="dihentikan"):
        feeds.stop_feed(actor=actor(people.hana), feed=made)


def test_only_the_units_own_indicators_may_be_fed(people, waiting):
    other = make.indicator(people.office)
    with pytest.raises(Refused, match="unit ini"):
        feeds.add_feed(
            actor=actor(people.hana), unit=people.clinic, words=words(), measures={other: "%"}
        )


def test_a_change_keeps_what_was_reported(people, sign_in, feed, waiting):
    make_feed.send(feed, make_feed.row(1))
    client = sign_in(people.andi)
    typed = {"name": "Antrean baru", "every_days": 7, "indicators": [waiting.pk]}
    answer = client.post(reverse("indicators:feed_change", args=[feed.pk]), typed)

    assert answer.status_code == 302
    feed.refresh_from_db()
    assert (feed.name, feed.every_days) == ("Antrean baru", 7)
    assert Observation.objects.count() == 1


def test_the_list_costs_the_same_for_many(people, sign_in, waiting, feed):
    client = sign_in(people.hana)
    url = reverse("indicators:feeds")
    assert_flat(
        lambda: client.get(url),
        lambda: [make_feed.feed(waiting, name=f"Mesin {n}", digest=str(n)) for n in range(20)],
    )
    assert "Belum pernah mengirim" in client.get(url).content.decode()


def test_a_machine_that_falls_silent_is_marked(people, sign_in, feed):
    feed.last_fed_at = make_feed.DAY.replace(month=1)
    feed.save(update_fields=["last_fed_at"])
    page = sign_in(people.andi).get(reverse("indicators:feeds")).content.decode()

    assert "1 sumber data belum terdengar lagi" in page


def test_an_unlikely_event_waits_until_somebody_accepts_it(people, feed, waiting):
    make_feed.send(feed, make_feed.row(1, 20))
    make_feed.send(feed, make_feed.row(1, 0))
    held = Observation.objects.get(state="held")
    with pytest.raises(PermissionDenied):
        settling.settle_event(actor=actor(people.rina), observation=held, accept=True)
    settling.settle_event(actor=actor(people.andi), observation=held, accept=True)

    assert list(Observation.objects.order_by("pk").values_list("state", flat=True)) == [
        "replaced",
        "valid",
    ]
    with pytest.raises(Refused, match="sudah diputuskan"):
        settling.settle_event(actor=actor(people.andi), observation=held, accept=True)
    roll_up(agency=feed.agency, now=NOW)
    assert Measurement.objects.get().value == 0
    assert AuditEntry.objects.filter(verb="event.accepted").exists()


def test_a_refusal_needs_its_reason_and_an_empty_value_cannot_count(people, feed):
    make_feed.send(feed, make_feed.row(1, None))
    held = Observation.objects.get()
    with pytest.raises(Refused, match="kosong"):
        settling.settle_event(actor=actor(people.andi), observation=held, accept=True)
    with pytest.raises(Refused, match="alasan"):
        settling.settle_event(actor=actor(people.andi), observation=held, accept=False)
    settling.settle_event(
        actor=actor(people.andi), observation=held, accept=False, reason="Mesin mati"
    )
    row = Observation.objects.get()
    assert (row.state, row.reason) == ("refused", "Mesin mati")


def test_what_waits_for_the_same_reason_is_settled_at_once(people, sign_in, feed):
    make_feed.send(feed, *(make_feed.row(n, 20) for n in range(3)))
    make_feed.send(feed, *(make_feed.row(n, 0) for n in range(5)), make_feed.row(9, -2))
    first = Observation.objects.filter(state="held").earliest("pk")
    url = reverse("indicators:settle_event", args=[first.pk])
    sign_in(people.andi).post(url, {"decision": "accept", "alike": "1"})

    counts = Counter(Observation.objects.values_list("state", flat=True))
    assert counts == {"valid": 5, "replaced": 3, "held": 1}


def typed(value):
    return Figure(value=value, source="Laporan")


def test_an_unlikely_typed_figure_waits_for_another_person(people, waiting):
    make.figure(waiting, 1, 30)
    held = report_measurement(
        actor=actor(people.andi), indicator=waiting, year=2026, month=2, figure=typed(0)
    )
    assert held.state == "held"
    assert held.held_because
    with pytest.raises(Refused, match="menunggu"):
        report_measurement(
            actor=actor(people.andi), indicator=waiting, year=2026, month=2, figure=typed(3)
        )
    with pytest.raises(PermissionDenied):
        settling.settle_figure(actor=actor(people.andi), measurement=held, accept=True)
    settling.settle_figure(actor=actor(people.sinta), measurement=held, accept=True)
    held.refresh_from_db()
    assert held.state == "reported"


def test_an_unlikely_correction_leaves_the_old_figure_until_then(people, waiting):
    for month in range(1, 3):
        make.figure(waiting, month, 30, year=2025)
    old = make.figure(waiting, 1, 30)
    held = correct_measurement(
        actor=actor(people.andi), measurement=old, figure=typed(-1), reason="Salah"
    )
    old.refresh_from_db()
    assert (old.state, held.state) == ("reported", "held")

    settling.settle_figure(
        actor=actor(people.sinta), measurement=held, accept=False, reason="Tidak mungkin"
    )
    better = correct_measurement(
        actor=actor(people.andi), measurement=old, figure=typed(31), reason="Salah ketik"
    )
    assert better.state == "reported"


def test_the_machines_figure_may_take_the_typed_ones_place(people, feed, waiting):
    typed_row = make.figure(waiting, 3, 27)
    make_feed.send(feed, make_feed.row(1, 10))
    roll_up(agency=feed.agency, now=NOW)
    held = Measurement.objects.get(state="held")
    settling.settle_figure(actor=actor(people.andi), measurement=held, accept=True)

    typed_row.refresh_from_db()
    held.refresh_from_db()
    assert (typed_row.state, held.state, held.corrects) == ("replaced", "reported", typed_row)


def test_what_waits_is_on_one_page_and_settled_there(people, sign_in, feed, waiting):
    make_feed.send(feed, *(make_feed.row(n, 0) for n in range(3)))
    make.figure(waiting, 2, 0, state="held", held_because="Nilainya nol.")
    client = sign_in(people.andi)
    url = reverse("indicators:held")
    assert_flat(
        lambda: client.get(url),
        lambda: make_feed.send(feed, *(make_feed.row(n, 0) for n in range(3, 20))),
    )
    first = Observation.objects.earliest("pk")
    answer = client.post(
        reverse("indicators:settle_event", args=[first.pk]), {"decision": "accept"}
    )
    assert answer.status_code == 302
    figure = Measurement.objects.get(state="held")
    answer = client.post(
        reverse("indicators:settle_figure", args=[figure.pk]),
        {"decision": "refuse", "reason": "Belum direkap"},
    )
    assert answer.status_code == 302
    figure.refresh_from_db()
    assert (figure.state, figure.note) == ("refused", "Belum direkap")


def test_what_waits_elsewhere_is_not_shown(people, sign_in, feed):
    make_feed.send(feed, make_feed.row(1, 0))
    page = sign_in(people.budi).get(reverse("indicators:held")).content.decode()

    assert "Tidak ada yang tertahan" in page


def test_a_months_events_in_figures_and_one_by_one(people, sign_in, feed, waiting):
    make_feed.send(feed, *(make_feed.row(n, 10 + n) for n in range(60)))
    roll_up(agency=feed.agency, now=NOW)
    client = sign_in(people.rina)
    url = reverse("indicators:events", args=[waiting.pk])
    page = client.get(url)

    assert "60 kejadian pada Maret 2026" in page.content.decode()
    assert len(page.context["rows"].rows) == 50
    following = client.get(url, {"setelah": page.context["rows"].next_key})
    assert len(following.context["rows"].rows) == 10
    shown = client.get(reverse("indicators:indicator", args=[waiting.pk])).content.decode()
    assert "Kejadian di balik angka" in shown


def test_the_events_page_costs_the_same_for_many(people, sign_in, feed, waiting):
    client = sign_in(people.rina)
    url = reverse("indicators:events", args=[waiting.pk])
    make_feed.send(feed, make_feed.row(1))
    roll_up(agency=feed.agency, now=NOW)

    def grow():
        make_feed.send(feed, *(make_feed.row(n) for n in range(2, 90)))
        roll_up(agency=feed.agency, now=NOW)

    assert_flat(lambda: client.get(url), grow)


def test_without_events_the_page_says_what_comes_here(people, sign_in, waiting):
    page = sign_in(people.rina).get(reverse("indicators:events", args=[waiting.pk]))
    assert "Kejadian tampil di sini" in page.content.decode()
