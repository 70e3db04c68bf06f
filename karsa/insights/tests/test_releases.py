"""Releases: frozen, the same bytes for the same rows, by who may; and read by machines."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from karsa.audit.models import AuditEntry
from karsa.complaints.tests import make as complaints
from karsa.documents.tests.reading import text_of
from karsa.files.store import path_of
from karsa.indicators.models import Measurement
from karsa.indicators.services import measuring
from karsa.indicators.tests import make as indicators
from karsa.insights import services
from karsa.insights.models import Release
from karsa.insights.queries.open_data.formats import as_csv, as_json, as_parquet
from karsa.insights.queries.open_data.sets import DATASETS, Dataset, named
from karsa.insights.queries.releases import coming, newest_data, sums_of
from karsa.insights.tests.opened import YEAR, confirmed, corrected, opened, sign
from karsa.kit.testing import assert_flat
from karsa.org.tests import make
from karsa.rules.refused import Refused
from karsa.surveys.tests import make as surveys
from karsa.tenancy.scope import scope


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def hana(people):
    return make.actor(people.hana)


def set_named(code) -> Dataset:
    found = named(code)
    assert found
    return found


def rows_of(agency, code):
    found = set_named(code)
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.read(agency, make.TODAY)]


class TestRows:
    def test_only_what_was_opened_signed_and_confirmed_goes_out(self, agency, people):
        shown = opened(people)
        indicators.figure(shown, 2, 88)  # nobody has confirmed it
        hidden = indicators.indicator(people.clinic)
        confirmed(people, hidden, 1, 70)
        [row] = rows_of(agency, "indikator")
        assert (row["indikator_id"], row["bulan"], row["realisasi"]) == (
            shown.pk,
            1,
            Decimal("87.5"),
        )
        assert row["target_tahun"] == 90

    def test_a_target_nobody_signed_stays_inside(self, agency, people):
        made = indicators.indicator(people.clinic, is_public=True)
        indicators.target(made, 90)
        sign(people, made, state="draft")
        confirmed(people, made, 1, 80)
        assert rows_of(agency, "indikator")[0]["target_tahun"] is None

    def test_a_figure_of_few_voices_stays_inside(self, agency, people):
        made = opened(people)
        confirmed(people, made, 2, 70, origin="complaints", weight=4)
        confirmed(people, made, 3, 70, origin="complaints", weight=5)
        assert [row["bulan"] for row in rows_of(agency, "indikator")] == [1, 3]

    def test_what_replaced_few_voices_does_not_tell_of_them(self, agency, people):
        made = opened(people)
        few = confirmed(people, made, 2, 70, origin="complaints", weight=4)
        corrected(people, few, 80, "Dihitung ulang")
        assert rows_of(agency, "koreksi") == []

    def test_days_are_those_of_the_region(self, agency, people):
        made = opened(people)
        early = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # half past six in the next morning
        new = corrected(people, made.measurements.get(), 88, "Berkas terlambat")
        Measurement.objects.filter(pk=new.pk).update(reported_at=early)
        for code, column in (("koreksi", "tanggal"), ("indikator", "dilaporkan")):
            assert rows_of(agency, code)[0][column] == date(2026, 3, 2)

    def test_reports_of_last_december_are_judged_by_today(self, agency, people):
        for _n in range(5):
            complaints.case(
                people.clinic, received_on=date(YEAR - 1, 12, 28), due_on=date(YEAR, 1, 5)
            )
        assert [row["tepat_waktu_persen"] for row in rows_of(agency, "pengaduan")] == [0]

    def test_corrections_keep_both_figures_and_words_without_numbers_of_people(
        self, agency, people
    ):
        made = opened(people)
        old = made.measurements.get()
        new = corrected(people, old, "88", "Laporan datang terlambat")
        corrected(people, confirmed(people, made, 2, 50), 51, "Kata Siti 081234567890")
        said = [
            (row["sebelum"], row["sesudah"], row["alasan"]) for row in rows_of(agency, "koreksi")
        ]
        assert said == [
            (Decimal("87.5"), Decimal(88), "Laporan datang terlambat"),
            (Decimal(50), Decimal(51), ""),
        ]
        assert rows_of(agency, "koreksi")[0]["id"] == new.pk

    def test_a_correction_carries_its_reason_once_it_is_confirmed(self, agency, people):
        made = opened(people)
        figure = measuring.Figure(Decimal(88), "Laporan bulanan")
        measuring.correct_measurement(
            actor=make.actor(people.andi),
            measurement=made.measurements.get(),
            figure=figure,
            reason="Dua berkas terlambat",
        )
        assert rows_of(agency, "koreksi") == []
        new = Measurement.objects.get(state="reported")
        measuring.verify_measurement(actor=make.actor(people.sinta), measurement=new)
        assert rows_of(agency, "koreksi")[0]["alasan"] == "Dua berkas terlambat"

    def test_nothing_speaks_of_fewer_than_five(self, agency, people):
        few, many = (surveys.survey(people.clinic, state="closed") for _n in range(2))
        for found, count in ((few, 4), (many, 5)):
            surveys.answers(found, count)
            found.published_on = make.TODAY
            found.save(update_fields=["published_on"])
        shown = {row["id"]: (row["jawaban"], row["ikm"]) for row in rows_of(agency, "kepuasan")}
        assert shown == {few.pk: (None, None), many.pk: (5, Decimal(100))}
        for _n in range(4):
            complaints.answered(people.clinic)
        assert [row["laporan"] for row in rows_of(agency, "pengaduan")] == [None]

    def test_another_agency_has_its_own_rows(self, agency, people, elsewhere):
        opened(people)
        with scope(elsewhere):
            assert all(one.read(elsewhere, make.TODAY) == [] for one in DATASETS)


class TestFiles:
    def test_the_same_rows_give_the_same_bytes_in_three_formats(self, agency, people):
        opened(people, name='Ibu, "selamat"')
        found = set_named("indikator")
        rows = found.read(agency, make.TODAY)
        for write in (as_csv, as_json, as_parquet):
            assert write(found, rows) == write(found, rows)
        [read] = csv.DictReader(io.StringIO(as_csv(found, rows).decode()))
        [said] = json.loads(as_json(found, rows))
        assert (read["indikator"], read["realisasi"], read["penyebut"]) == (
            'Ibu, "selamat"',
            "87.5",
            "",
        )
        assert (said["realisasi"], said["target_tahun"], said["penyebut"]) == (87.5, 90, None)

    def test_parquet_has_typed_columns(self, agency, people):
        from pyarrow import parquet

        opened(people)
        found = set_named("indikator")
        table = parquet.read_table(io.BytesIO(as_parquet(found, found.read(agency, make.TODAY))))
        assert str(table.schema.field("realisasi").type) == "decimal128(18, 4)"
        assert table.to_pylist()[0]["realisasi"] == Decimal("87.5000")


class TestReleasing:
    def test_the_manager_releases_and_everybody_can_check_it(self, people, hana):
        opened(people)
        row = services.release_data(actor=hana, note=" Pertama ")
        listed = sums_of(row)
        assert (row.number, row.note) == (1, "Pertama")
        assert row.fingerprint == sha256(listed.encode()).hexdigest()
        for line in listed.splitlines():
            digest, name = line.split("  ")
            stored = row.files.get(name=name).stored
            assert sha256(path_of(stored).read_bytes()).hexdigest() == digest
        assert AuditEntry.objects.filter(verb="release.published").count() == 1

    def test_others_may_not(self, people):
        for one in (people.andi, people.sinta, people.rina):
            with pytest.raises(PermissionDenied):
                services.release_data(actor=make.actor(one))
            with pytest.raises(PermissionDenied):
                services.set_embedding(actor=make.actor(one), origins="")

    def test_nothing_new_is_refused_and_something_new_is_the_next_number(self, people, hana):
        made = opened(people)
        services.release_data(actor=hana)
        with pytest.raises(Refused):
            services.release_data(actor=hana)
        confirmed(people, made, 2, 88)
        found = (coming(hana.agency, one, hana.today) for one in DATASETS)
        assert [one.dataset.code for one in found if one.is_changed] == ["indikator"]
        assert services.release_data(actor=hana).number == 2
        assert newest_data(hana.agency) == Release.objects.get(number=2)

    def test_a_report_is_published_after_its_year_without_a_personal_number(self, people, hana):
        indicators.figure(opened(people), 12, 80, year=2025)
        with pytest.raises(Refused):
            services.release_report(actor=hana, unit=people.clinic, year=YEAR)
        row = services.release_report(actor=hana, unit=people.clinic, year=2025)
        assert row.files.get().stored.media_type == "application/pdf"

    def test_a_published_report_holds_confirmed_figures_alone(self, people, hana):
        made = opened(people)
        confirmed(people, made, 11, Decimal("71.3"), year=2025)
        indicators.figure(made, 12, Decimal("83.9"), year=2025)
        row = services.release_report(actor=hana, unit=people.clinic, year=2025)
        said = text_of(path_of(row.files.get().stored).read_bytes())
        assert "71,3" in said
        assert "83,9" not in said

    def test_only_sites_are_named_for_the_frame(self, hana):
        row = services.set_embedding(
            actor=hana, origins="https://www.contoh.go.id/\nhttps://a.go.id"
        )
        assert row.embedding == "https://www.contoh.go.id https://a.go.id"
        for wrong in ("http://a.go.id", "*", "https://a.go.id; script-src *", "https://a"):
            with pytest.raises(Refused):
                services.set_embedding(actor=hana, origins=wrong)

    def test_the_command_tells_then_releases_then_refuses(self, people, capsys):
        opened(people)
        call_command("publish-data", "--preview", "--json")
        assert json.loads(capsys.readouterr().out)["indikator"] == 1
        call_command("publish-data", "--note", "Pertama")
        assert "release: 1" in capsys.readouterr().out
        assert Release.objects.get().note == "Pertama"


class TestPages:
    def test_the_manager_sees_what_comes_and_releases(self, people, sign_in):
        opened(people)
        client = sign_in(people.hana)
        coming_url = reverse("insights:release_preview", args=["indikator"])
        page = client.get(coming_url).content.decode()
        assert "87" in page
        assert "Berubah sejak" in page
        answer = client.post(reverse("insights:release"), {"note": "Pertama"}, follow=True)
        assert "Pertama" in answer.content.decode()
        again = client.post(reverse("insights:release"), {"note": "Lagi"}).content.decode()
        assert "masih sama" in again
        assert "Lagi" in again
        client.post(reverse("insights:embedding"), {"origins": "https://a.go.id"})
        assert "https://a.go.id" in client.get(reverse("insights:releases")).content.decode()

    def test_the_list_stays_flat(self, people, sign_in, hana):
        made, client, months = opened(people), sign_in(people.hana), iter(range(2, 9))
        url = reverse("insights:releases")

        def grow():
            confirmed(people, made, next(months), 80)
            services.release_data(actor=hana)

        grow()
        assert_flat(lambda: client.get(url), lambda: [grow() for _n in range(2)])


class TestMachines:
    def test_rows_are_paged_by_their_key_out_of_one_release(self, client, people, hana):
        made = opened(people)
        for month in (2, 3):
            confirmed(people, made, month, 80)
        services.release_data(actor=hana)
        confirmed(people, made, 4, 99)
        url, seen = reverse("api:data_rows", args=["indikator"]) + "?batas=2", []
        while url:
            answer = client.get(url)
            assert answer["Access-Control-Allow-Origin"] == "*"
            said = answer.json()
            seen += [row["bulan"] for row in said["data"]]
            url = said["next"]
        assert seen == [1, 2, 3]
        listed = client.get(reverse("api:data")).json()
        assert [one["code"] for one in listed["data"]] == [one.code for one in DATASETS]
        assert listed["data"][0]["sha256"] == said["sha256"]

    def test_what_does_not_exist_is_said(self, client, people, hana):
        assert client.get(reverse("api:data")).status_code == 404
        opened(people)
        services.release_data(actor=hana)
        for path in ("x", "indikator?rilis=9"):
            answer = client.get(f"/api/v1/data/{path}")
            assert answer.status_code == 404
            assert "tidak ada" in answer.json()["detail"]
        for wrong in ("batas=0", "batas=100000", "setelah=x"):
            assert client.get(f"/api/v1/data/indikator?{wrong}").status_code == 422
