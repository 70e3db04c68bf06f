"""The monthly briefing: true to its month, once to each reader, with nobody in subject or log."""

import logging
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from karsa.audit.models import AuditEntry
from karsa.indicators.tests import make as indicators
from karsa.insights import services
from karsa.insights.models import BriefingReader
from karsa.insights.queries.briefing import briefing_of
from karsa.insights.queries.letter import letter_of
from karsa.insights.tasks import run_briefing
from karsa.insights.tests.postbox import postbox
from karsa.kit.testing import assert_flat
from karsa.org.tests import make

FEBRUARY = date(2026, 2, 1)


def run(unit, name, *values, **card):
    made = indicators.indicator(unit, name=name, card=card)
    indicators.target(made, 100)
    for month, value in enumerate(values, start=1):
        indicators.figure(made, month, value)
    return made


@pytest.fixture
def february(people):
    run(people.clinic, "Waktu tunggu", 70, 60, 100, causes="Alat rusak")
    run(people.clinic, "Imunisasi", 80, 95)
    run(people.clinic, "Ibu hamil", 100, 101)


@pytest.fixture
def reader(people):
    return services.switch_briefing(actor=make.actor(people.regent), email="bupati@contoh.test")


@pytest.fixture
def mail(settings):
    with postbox() as (port, letters):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield letters


def test_the_page_tells_the_month_as_it_ended(people, february):
    shown = briefing_of(make.actor(people.regent), FEBRUARY)

    assert shown.finding == "1 dari 3 indikator tertinggal, 1 masih memburuk"
    assert [one.year.name for one in shown.look_at] == ["Waktu tunggu", "Imunisasi"]
    assert [move.signal.year.name for move in shown.better] == ["Imunisasi"]
    assert [int(move.points) for move in shown.worse] == [-10]


def test_a_head_reads_their_own_units(people, february):
    assert len(briefing_of(make.actor(people.andi), FEBRUARY).board.signals) == 3
    assert not briefing_of(make.actor(people.budi), FEBRUARY).board.signals


def test_a_real_server_gets_one_letter_in_words_and_pictures_of_nobody(
    agency, people, february, reader, mail
):
    done = services.send_briefings(agency=agency, first=FEBRUARY, now=make.NOW)
    again = services.send_briefings(agency=agency, first=FEBRUARY, now=make.NOW)

    assert (done.sent, again.sent, again.before) == (1, 0, 1)
    (letter,) = mail
    text, html = (part.get_content() for part in letter.iter_parts())
    assert letter["To"] == "bupati@contoh.test"
    assert letter["Subject"].startswith("Ringkasan kinerja Februari 2026: 1 dari 3")
    assert "Penyebab yang biasa: Alat rusak" in text
    assert "Waktu tunggu" in html
    for name in (people.regent.name, people.andi.name, people.rina.name):
        assert name not in letter["Subject"] + text + html


def test_what_a_server_refuses_is_tried_again_and_the_log_holds_no_address(
    agency, people, february, mail, caplog
):
    services.switch_briefing(actor=make.actor(people.regent), email="tolak@contoh.test")
    with caplog.at_level(logging.WARNING):
        first = services.send_briefings(agency=agency, first=FEBRUARY, now=make.NOW)
    BriefingReader.objects.update(email="bupati@contoh.test")
    second = services.send_briefings(agency=agency, first=FEBRUARY, now=make.NOW)

    assert (first.failed, second.sent, len(mail)) == (1, 1, 1)
    assert "SMTPRecipientsRefused" in caplog.text
    assert "contoh.test" not in caplog.text


def test_who_leads_nothing_any_more_gets_none(agency, people, february, mail):
    services.switch_briefing(actor=make.actor(people.andi), email="andi@contoh.test")
    people.andi.assignments.update(is_head=False)

    assert services.send_briefings(agency=agency, first=FEBRUARY, now=make.NOW).sent == 0
    assert mail == []


def test_the_worker_waits_until_the_tenth(agency, february, reader, mail):
    run_briefing(agency, datetime(2026, 3, 9, 3, tzinfo=UTC))
    assert mail == []

    run_briefing(agency, datetime(2026, 3, 10, 3, tzinfo=UTC))
    run_briefing(agency, datetime(2026, 3, 11, 3, tzinfo=UTC))
    assert len(mail) == 1


def test_the_command_prints_or_sends(agency, february, reader, mail):
    said = StringIO()
    call_command("briefing", month=FEBRUARY, stdout=said)
    assert "Ringkasan kinerja Februari 2026" in said.getvalue()
    assert mail == []

    call_command("briefing", month=FEBRUARY, send=True, json=True, stdout=(told := StringIO()))
    assert f'{{"{agency.code}": {{"sent": 1' in told.getvalue()


def test_the_command_says_when_letters_stay_behind(agency, people, february, mail):
    services.switch_briefing(actor=make.actor(people.regent), email="tolak@contoh.test")

    with pytest.raises(SystemExit, match="1"):
        call_command("briefing", month=FEBRUARY, send=True, stdout=StringIO())


def test_the_switch_is_ones_own_and_leaves_a_trail(people, sign_in):
    client = sign_in(people.regent)
    url = "/kerja/ringkasan/surel/"

    client.post(url, {"email": "bupati@contoh.test"})
    assert BriefingReader.objects.get().user_id == people.regent.user_id
    client.post(url, {"email": ""})

    assert not BriefingReader.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="briefing.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["briefing.on", "briefing.off"]
    with pytest.raises(PermissionDenied):
        services.switch_briefing(actor=make.actor(people.rina), email="rina@contoh.test")


def test_the_page_costs_the_same_for_one_and_many(people, february, sign_in):
    client = sign_in(people.regent)

    def grow():
        for number in range(20):
            run(people.clinic, f"Indikator {number}", 70, 60)

    assert_flat(lambda: client.get("/kerja/ringkasan/?bulan=2026-02"), grow)


def test_a_letter_to_the_whole_region_speaks_plainly(people, february):
    letter = letter_of(make.actor(people.regent), FEBRUARY)

    assert "&" not in letter.text
    assert "Di jalur 1, waspada 1, tertinggal 1" in letter.text
