"""Notices: once per key, by the ways a person chose, not in quiet hours, and never twice."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail

from karsa.audit.models import AuditEntry
from karsa.inbox import push, services
from karsa.inbox.models import Device, Notice, Preference
from karsa.inbox.queries import Channel, sentence
from karsa.inbox.queries.ways import switch
from karsa.inbox.services.delivery import deliver
from karsa.kit.testing import assert_flat, queries_of
from karsa.org.tests import make
from karsa.rules.refused import Refused

NOON = make.NOW + timedelta(hours=2)  # 12.00 in the agency
NIGHT = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)  # 22.00
Kind = Notice.Kind


def note(person, key="a", kind=Kind.ENTRY_RETURNED, count=1):
    return services.Note(person.user_id, kind, key, "/kerja/catatan/", count)


def told(person, *keys, at=make.NOW, **over):
    services.notify(person.agency, at, [note(person, key, **over) for key in keys])


def prefers(person, **over):
    defaults = {"email": "rina@contoh.test", "mail": Preference.Mail.AT_ONCE}
    return Preference.objects.create(agency=person.agency, user=person.user, **(defaults | over))


def phone(person, **over):
    name = f"https://fcm.googleapis.com/fcm/send/{person.pk}"
    defaults = {"endpoint": name, "p256dh": "p", "auth": "a", "since": make.NOW}
    return Device.objects.create(agency=person.agency, user=person.user, **(defaults | over))


@pytest.fixture
def pushed(monkeypatch):
    sent = []

    def send(device, message):
        sent.append(message)
        return True

    monkeypatch.setattr(push, "send", send)
    return sent


def test_every_kind_has_words():
    for kind in Kind:
        assert "3" in sentence(kind, 3)


def test_the_same_key_tells_once(people):
    told(people.rina, "a", "b")
    told(people.rina, "a")

    assert Notice.objects.count() == 2
    assert make.actor(people.rina).news == 2
    assert make.actor(people.dedi).news == 0


def test_a_kind_that_is_switched_off_is_not_kept(people):
    prefers(people.rina, off=[switch(Kind.ENTRY_RETURNED, Channel.APP)])
    told(people.rina, "a")
    told(people.rina, "b", kind=Kind.DIRECTIVE_GIVEN)

    assert [row.key for row in Notice.objects.all()] == ["b"]


def test_mail_leaves_once_and_names_nobody(people):
    prefers(people.rina)
    told(people.rina, "a", "b")

    assert [deliver(agency=people.rina.agency, now=NOON) for _ in range(2)] == [1, 0]
    (letter,) = mail.outbox
    assert letter.to == ["rina@contoh.test"]
    assert "2 catatan Anda dikembalikan" in letter.body
    assert people.rina.name not in f"{letter.subject}{letter.body}"


@pytest.mark.parametrize(
    "over", [{"mail": "never"}, {"email": ""}, {"off": ["entry_returned:mail"]}]
)
def test_no_mail_where_it_is_not_wanted(people, over):
    prefers(people.rina, **over)
    told(people.rina, "a")

    deliver(agency=people.rina.agency, now=NOON)

    assert mail.outbox == []


def test_a_digest_is_one_letter_a_day(people):
    prefers(people.rina, mail=Preference.Mail.DAILY)
    told(people.rina, "a")
    deliver(agency=people.rina.agency, now=NOON)
    told(people.rina, "b", at=NOON)
    deliver(agency=people.rina.agency, now=NOON + timedelta(hours=1))
    assert len(mail.outbox) == 1

    deliver(agency=people.rina.agency, now=NOON + timedelta(days=1))
    assert len(mail.outbox) == 2


def test_nobody_is_disturbed_at_night(people, pushed):
    prefers(people.rina)
    phone(people.rina)
    told(people.rina, "a", at=NIGHT)

    deliver(agency=people.rina.agency, now=NIGHT)
    assert (mail.outbox, pushed) == ([], [])

    deliver(agency=people.rina.agency, now=NIGHT + timedelta(hours=12))
    assert (len(mail.outbox), len(pushed)) == (1, 1)


def test_what_was_read_or_is_old_does_not_follow(people, pushed):
    phone(people.rina)
    told(people.rina, "a")
    services.read_all(actor=make.actor(people.rina))
    told(people.rina, "old", at=NOON - timedelta(days=4))

    deliver(agency=people.rina.agency, now=NOON)

    assert pushed == []


def test_delivery_costs_the_same_for_many(people, pushed):
    def delivered(*those):
        for person in those:
            prefers(person)
            phone(person)
            told(person, "a")
        return queries_of(lambda: deliver(agency=people.rina.agency, now=NOON))

    alone = delivered(people.rina)
    assert len(delivered(people.andi, people.sinta, people.budi)) == len(alone)
    assert len(pushed) == len(mail.outbox) == 4


@pytest.mark.parametrize("way", [Preference.Mail.AT_ONCE, Preference.Mail.DAILY])
def test_mail_that_is_refused_is_tried_again(people, monkeypatch, way):
    prefers(people.rina, mail=way)
    told(people.rina, "a")

    def refuse(*args, **kwargs):
        raise OSError("rina@contoh.test")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        deliver(agency=people.rina.agency, now=NOON)
    assert mail.outbox == []
    deliver(agency=people.rina.agency, now=NOON)
    assert len(mail.outbox) == 1


def test_a_browser_that_is_gone_is_forgotten(people, monkeypatch):
    phone(people.rina)
    told(people.rina, "a")
    monkeypatch.setattr(push, "send", lambda device, message: False)

    deliver(agency=people.rina.agency, now=NOON)

    assert not Device.objects.exists()


def test_a_shared_phone_belongs_to_whoever_came_last(people):
    said = {"endpoint": "https://updates.push.services.mozilla.com/x", "p256dh": "p", "auth": "a"}
    for person in (people.rina, people.dedi):
        services.add_device(actor=make.actor(person), **said)

    assert [row.user_id for row in Device.objects.all()] == [people.dedi.user_id]
    services.drop_device(actor=make.actor(people.rina), endpoint=said["endpoint"])
    assert Device.objects.exists()
    services.drop_device(actor=make.actor(people.dedi), endpoint=said["endpoint"])
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://127.0.0.1/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.lain.test/x",
        "",
    ],
)
def test_nothing_but_a_push_service_is_ever_asked(people, endpoint):
    with pytest.raises(Refused):
        services.add_device(actor=make.actor(people.rina), endpoint=endpoint, p256dh="p", auth="a")


def test_choosing_is_kept_and_recorded(people):
    actor = make.actor(people.rina)
    on = [switch(kind, Channel.APP) for kind in Kind]

    def choose(mail):
        services.choose(
            actor=actor, email="", mail=mail, quiet_from=time(20), quiet_to=time(7), on=on
        )

    with pytest.raises(Refused):
        choose("daily")
    choose("never")

    row = Preference.objects.get()
    assert len(row.off) == 2 * len(Kind)
    assert AuditEntry.objects.get().verb == "inbox.chosen"


def test_ones_own_notices_open_once_and_nobody_elses(people, sign_in):
    told(people.rina, "a")
    key = Notice.objects.get().pk

    assert sign_in(people.dedi).get(f"/kerja/kabar/{key}/").status_code == 404
    answer = sign_in(people.rina).get(f"/kerja/kabar/{key}/")
    assert (answer.status_code, answer["Location"]) == (302, "/kerja/catatan/")
    assert Notice.objects.get().read_at


def test_the_list_costs_the_same_for_one_notice_or_many(people, sign_in):
    told(people.rina, "a")
    client = sign_in(people.rina)
    assert_flat(
        lambda: client.get("/kerja/kabar/"),
        lambda: told(people.rina, *map(str, range(30))),
    )
