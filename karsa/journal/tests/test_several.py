"""Several results at once, favourites, and a month from a table."""

from datetime import time
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.files.tests import make as files
from karsa.jobs.models import Batch
from karsa.journal import services
from karsa.journal.models import DailyEntry
from karsa.journal.queries import repeatable
from karsa.journal.services import month
from karsa.journal.tests import make
from karsa.journal.tests.test_reporting import close
from karsa.kit.testing import assert_flat
from karsa.org.tests import make as org
from karsa.plans.tests import make as plans
from karsa.rules.refused import Refused


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: org.NOW)


def test_several_results_go_in_one_act_and_twice_is_once(work, people, sign_in):
    other = plans.action(work.result, text="Imunisasi")
    rina, said = sign_in(people.rina), {"key": uuid4(), "day": "2026-03-04"}
    said |= {f"jumlah-a{work.action.pk}": "3", f"cerita-a{other.pk}": "vaksin datang"}
    for _time in range(2):
        assert rina.post(reverse("journal:several"), said).status_code == 302

    assert DailyEntry.objects.count() == 2
    assert DailyEntry.objects.get(action=other).text == "vaksin datang"


def test_a_day_that_will_not_do_keeps_everything_typed(work, people, sign_in):
    said = {"key": uuid4(), "day": "2026-03-09", f"jumlah-a{work.action.pk}": "3"}
    answer = sign_in(people.rina).post(reverse("journal:several"), said).content.decode()

    assert "Tanggalnya belum tiba" in answer
    assert 'value="3"' in answer
    assert not DailyEntry.objects.exists()


def test_nothing_filled_says_what_to_do(work, people, sign_in):
    said = {"key": uuid4(), "day": "2026-03-04"}
    answer = sign_in(people.rina).post(reverse("journal:several"), said)

    assert "paling sedikit satu pekerjaan" in answer.content.decode()


def test_the_last_day_can_be_taken_over(work, people, sign_in):
    make.entry(work.result, action=work.action, quantity=7, day=org.TODAY)
    page = sign_in(people.rina).get(reverse("journal:several"), {"isi": "terakhir"})

    assert page.context["form"][f"jumlah-a{work.action.pk}"].value() == "7"


def test_the_screen_costs_the_same_for_many_works(work, people, sign_in):
    rina, number = sign_in(people.rina), iter(range(100))
    assert_flat(
        lambda: rina.get(reverse("journal:several")),
        lambda: plans.action(work.result, text=f"Kerja {next(number)}"),
    )


def test_a_favourite_is_offered_first_however_old(work):
    old = make.entry(work.result, action=work.action, day=org.YEAR_START)
    make.entry(plans.result(work.plan))
    services.mark_favourite(actor=work.rina, entry=old, marked=True)

    assert repeatable(work.rina)[0].entry_id == old.pk
    assert AuditEntry.objects.filter(verb="journal.favourite").exists()
    with pytest.raises(PermissionDenied):
        services.mark_favourite(actor=work.andi, entry=old, marked=False)


HEAD = "Rencana Aksi;Tanggal;Jam Mulai;Jam Selesai;Kegiatan Harian;Realisasi;Satuan\n"


def table(*lines, name="maret.csv"):
    return SimpleUploadedFile(name, (HEAD + "\n".join(lines)).encode())


def good(work, day="2026-03-02", amount="4"):
    return f"{work.action.text.upper()} ;{day};08.00;10.00;Posyandu;{amount};orang"


def outcomes(batch):
    return [(row.number, row.outcome) for row in batch.rows.order_by("number")]


def test_a_month_is_tried_first_and_sent_after_a_look(work):
    lines = [good(work), good(work, "31-02-2026"), "Menari;2026-03-03;;;;1;"]
    trial = month.check(actor=work.rina, upload=table(*lines, good(work)))

    assert outcomes(trial) == [(2, "taken"), (3, "refused"), (4, "refused"), (5, "unchanged")]
    assert "tidak ada dalam SKP Anda" in trial.rows.get(number=4).note
    assert not DailyEntry.objects.exists()

    kept = month.keep(actor=work.rina, batch=trial)
    assert (kept.taken, DailyEntry.objects.get().started) == (1, time(8))
    with pytest.raises(Refused, match="sudah dikirim"):
        month.keep(actor=work.rina, batch=trial)
    with pytest.raises(PermissionDenied):
        month.keep(actor=work.dedi, batch=trial)


def test_what_is_there_already_is_not_sent_again(work):
    day = org.TODAY.replace(day=2)
    make.entry(work.result, action=work.action, day=day, quantity=4, started="08:00")
    trial = month.check(actor=work.rina, upload=table(good(work)))

    assert outcomes(trial) == [(2, "unchanged")]


def test_a_closed_period_refuses_its_rows_with_the_reason(work):
    close(work.plan.agency)
    trial = month.check(actor=work.rina, upload=table(good(work)))

    assert "sudah ditutup" in trial.rows.get().note


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (lambda: files.pdf("maret.xlsx"), "tidak sesuai dengan namanya"),
        (lambda: SimpleUploadedFile("maret.csv", b"a;b\n1;2\n"), "Baris judul"),
        (lambda: SimpleUploadedFile("maret.csv", b"Tanggal\n1\n"), "Rencana Aksi"),
        (lambda: table(*["x;y;;;;;"] * (month.MOST_ROWS + 1)), "Pecah per bulan"),
    ],
)
def test_what_is_no_such_table_is_refused(work, upload, says):
    with pytest.raises(Refused) as why:
        month.check(actor=work.rina, upload=upload())

    assert says in str(why.value)


def test_the_pages_of_a_month(work, people, sign_in):
    rina = sign_in(people.rina)
    assert rina.get(reverse("journal:month_pattern"))["Content-Type"].endswith("sheet")
    answer = rina.post(reverse("journal:month"), {"file": table(good(work), "x;y;;;;;")})
    batch = Batch.objects.get()

    shown = rina.get(answer.url).content.decode()
    assert "1 catatan siap dikirim" in shown
    assert "1 baris perlu diperbaiki" in shown
    rina.post(reverse("journal:month_keep", args=[batch.pk]))
    assert DailyEntry.objects.count() == 1
    assert sign_in(people.andi).get(answer.url).status_code == 404
    broken = rina.post(reverse("journal:month"), {"file": files.pdf("maret.xlsx")})
    assert "tidak sesuai dengan namanya" in broken.content.decode()
