"""The portal: only what was opened, signed and confirmed; the same for all; fresh to the act."""

import gzip
import re
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.urls import reverse

from karsa.complaints.tests import make as complaints
from karsa.consultations.tests import make as consultations
from karsa.indicators.services import measuring
from karsa.indicators.tests import make as indicators
from karsa.insights import services
from karsa.insights.tests.opened import confirmed, corrected, opened
from karsa.kit.testing import assert_all_flat, queries_of
from karsa.org.models import Service, ServicePoint
from karsa.org.tests import make
from karsa.surveys.models import Comment
from karsa.surveys.tests import make as surveys
from karsa.tenancy.scope import scope

DIST = Path(settings.BASE) / "static" / "dist"
# What a page to read loads beside itself; a page with a form also loads our script and its door.
READ = ("karsa.css", "inter.woff2", "icons.svg", "theme.js", "favicon.svg", "woven.svg")
WRITE = (*READ, "karsa.js", "door.js", "proof.js")
BUDGET = 60 * 1024


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def hana(people):
    return make.actor(people.hana)


def url_of(name, *args):
    return reverse(f"portal:{name}", args=args)


def read(client, name, *args, **query):
    response = client.get(url_of(name, *args), query)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def everything(people, hana):
    """An agency with something of everything the portal tells of."""
    made = opened(people, name="Ibu terlayani")
    corrected(people, made.measurements.get(), 88, "Berkas terlambat")
    found = surveys.survey(people.clinic, state="closed", published_on=make.TODAY)
    surveys.answers(found, 5)
    Comment.objects.create(
        agency=hana.agency, survey=found, place=surveys.place(found), text="Ramah", state="shown"
    )
    offered = Service.objects.create(
        agency=hana.agency, unit=people.clinic, name="Imunisasi", standard="15 menit"
    )
    ServicePoint.objects.create(agency=hana.agency, service=offered, name="Posyandu Anggrek")
    consultations.consultation(people.clinic, title="Target ibu selamat")
    for _n in range(5):
        complaints.answered(people.clinic, service=offered)
    services.release_data(actor=hana)
    services.release_report(actor=hana, unit=people.clinic, year=2025)
    return made


class TestWhatIsTold:
    def test_the_front_page_tells_of_everything_with_its_source(self, client, people, hana):
        everything(people, hana)
        page = read(client, "home")
        for told in (
            *("Ibu terlayani", "88 % sampai Januari", "target tahun ini 90", "Imunisasi"),
            *("Puskesmas Melati", "Target ibu selamat", "dari 5", "Laporan kinerja", "100,00"),
        ):
            assert told in page, told
        assert "<script>" not in page
        assert "karsa.js" not in page

    def test_an_empty_region_shows_no_empty_shells(self, client, people):
        page = read(client, "home")
        assert "Kinerja yang bisa diperiksa siapa saja" in page
        assert "Indikator utama" not in page

    def test_drafts_never_leave(self, client, people):
        made = opened(people, name="Dibuka")
        indicators.figure(made, 2, 66)
        hidden = indicators.indicator(people.clinic, name="Belum dibuka")
        confirmed(people, hidden, 1, 77)
        pages = [read(client, "indicators"), read(client, "unit", people.clinic.pk)]
        pages.append(read(client, "indicator", made.pk))
        for page in pages:
            assert "Dibuka" in page
            assert "66" not in page
            assert "Belum dibuka" not in page
        assert client.get(url_of("indicator", hidden.pk)).status_code == 404

    def test_gaps_and_corrections_are_explained(self, client, people):
        made = opened(people)
        corrected(people, made.measurements.get(), 88, "Berkas terlambat")
        page = read(client, "indicator", made.pk)
        assert "Januari 2026: 87,5 menjadi 88" in page
        assert "Berkas terlambat" in page
        assert "Belum ada angka yang dikonfirmasi untuk Februari" in page
        assert "Rina" not in page

    def test_the_voice_of_a_unit_names_nobody_and_nothing_under_five(self, client, people, hana):
        everything(people, hana)
        few = surveys.survey(people.clinic, state="closed", published_on=make.TODAY)
        surveys.answers(few, 4)
        Comment.objects.create(
            agency=hana.agency, survey=few, place=surveys.place(few), text="Sepi", state="shown"
        )
        page = read(client, "unit_reports", people.clinic.pk)
        assert "Ramah" in page
        assert "Sepi" not in page

    def test_finding_keeps_what_was_typed_and_runs_nothing(self, client, people, hana):
        everything(people, hana)
        assert "Posyandu Anggrek" in read(client, "services", cari="anggrek")
        said = read(client, "services", cari="<script>\0")
        assert "&lt;script&gt;" in said
        assert "<script>" not in said
        for name in ("indicators", "units"):
            assert "Ibu terlayani" in read(client, "indicators", cari="terlayani")
            read(client, name, cari="x" * 500, setelah="palsu")

    def test_another_agency_reads_nothing_of_it(self, client, people, hana, elsewhere, monkeypatch):
        made = everything(people, hana)
        monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
        with scope(elsewhere):
            for name in ("home", "indicators", "units", "services", "data", "documents", "sitemap"):
                answer = client.get(url_of(name), HTTP_HOST="lain.test")
                assert answer.status_code == 200
                page = answer.content.decode()
                assert not re.search("Ibu terlayani|Imunisasi|Target ibu|Rilis 1", page)
            gone = [("indicator", made.pk), ("unit", people.clinic.pk), ("release", 1)]
            for name, key in (*gone, ("release_file", 1)):
                args = (key, "unit.csv") if name == "release_file" else (key,)
                assert client.get(url_of(name, *args), HTTP_HOST="lain.test").status_code == 404


class TestFreshness:
    def test_a_page_is_made_once_until_an_act_changes_it(self, client, people):
        made = opened(people)
        answer = client.get(url_of("home"))
        tag = answer["ETag"]
        assert "s-maxage=10" in answer["Cache-Control"]
        assert len(queries_of(lambda: client.get(url_of("home")))) == 1
        asked = {"HTTP_IF_NONE_MATCH": tag}
        assert client.get(url_of("home"), **asked).status_code == 304
        figure = indicators.figure(made, 2, 70, reported_by=people.rina)
        measuring.verify_measurement(actor=make.actor(people.andi), measurement=figure)
        fresh = client.get(url_of("home"), **asked)
        assert fresh.status_code == 200
        assert "70 % sampai Februari" in fresh.content.decode()

    def test_each_language_and_address_is_kept_apart(self, client, people):
        opened(people)
        before = read(client, "home")
        client.cookies["bahasa"] = "en"
        assert 'lang="en"' in client.get(url_of("home")).content.decode()
        del client.cookies["bahasa"]
        assert read(client, "home") == before

    def test_who_is_signed_in_gets_the_same_page(self, client, people, sign_in):
        opened(people)
        anonymous = read(client, "home")
        answer = sign_in(people.rina).get(url_of("home"))
        assert answer.content.decode() == anonymous


class TestCost:
    def test_lists_stay_flat(self, client, people, hana):
        everything(people, hana)

        def ask(name):
            caches["pages"].clear()
            assert client.get(url_of(name)).status_code == 200

        def grow():
            for number in range(3):
                opened(people)
                surveys.answers(
                    surveys.survey(people.clinic, state="closed", published_on=make.TODAY), 5
                )
                row = surveys.service(people.clinic, "Loket", f"Posko {number}")
                complaints.answered(people.clinic, service=row)

        lists = ("home", "indicators", "services", "units", "documents")
        assert_all_flat([partial(ask, name) for name in lists], grow)

    def test_single_pages_stay_within_ten_queries(self, client, people, hana):
        made = everything(people, hana)
        for name, *args in (
            ("indicator", made.pk),
            ("unit", people.clinic.pk),
            ("unit_reports", people.clinic.pk),
            ("release", 1),
            ("dataset", "indikator"),
            ("sitemap",),
        ):
            read(client, name, *args)
            caches["pages"].clear()
            asked = queries_of(partial(client.get, url_of(name, *args)))
            assert len(asked) <= 10, name

    @pytest.mark.once
    def test_every_page_loads_within_sixty_kilobytes(self, client, people, hana):
        made = everything(people, hana)
        found = surveys.survey(people.clinic, "Loket 1")
        sizes = {name: len(gzip.compress((DIST / name).read_bytes())) for name in WRITE}
        assert (DIST / "inter.woff2").stat().st_size <= 30 * 1024
        assert [file.name for file in DIST.glob("*.woff*")] == ["inter.woff2"]
        paths = {url_of(name): READ for name in ("home", "indicators", "units", "services")}
        paths |= {url_of(name): READ for name in ("documents", "data", "satisfaction", "privacy")}
        paths |= {url_of(name): READ for name in ("consultations", "report_figures")}
        paths |= {
            url_of("indicator", made.pk): READ,
            url_of("unit", people.clinic.pk): READ,
            url_of("unit_reports", people.clinic.pk): READ,
            url_of("dataset", "indikator"): READ,
            url_of("release", 1): READ,
            url_of("report"): WRITE,
            url_of("track"): WRITE,
            url_of("survey", surveys.place(found).code): ("karsa.css", "inter.woff2", "survey.js"),
        }
        sizes["survey.js"] = len(gzip.compress((DIST / "survey.js").read_bytes()))
        for path, loaded in paths.items():
            page = len(gzip.compress(client.get(path).content))
            assert page + sum(sizes[name] for name in loaded) <= BUDGET, (path, page)


class TestMachines:
    def test_the_catalogue_names_every_file_with_its_checksum(self, client, people, hana):
        everything(people, hana)
        answer = client.get(url_of("catalogue"))
        said = answer.json()
        assert answer["Content-Type"] == "application/ld+json"
        files = [file for found in said["dcat:dataset"] for file in found["dcat:distribution"]]
        assert len(files) == 15
        for file in files:
            content = b"".join(client.get(file["dcat:downloadURL"]["@id"]).streaming_content)
            assert sha256(content).hexdigest() == file["spdx:checksum"]["spdx:checksumValue"]
            assert len(content) == file["dcat:byteSize"]

    def test_without_a_release_the_catalogue_is_empty_and_pages_teach(self, client, people):
        assert client.get(url_of("catalogue")).json()["dcat:dataset"] == []
        for name, *args in (("data",), ("dataset", "unit"), ("documents",)):
            assert "pengelola kinerja" in read(client, name, *args)
        assert client.get(url_of("dataset", "lain")).status_code == 404

    def test_search_engines_find_pages_and_leave_the_staff_alone(self, client, people, hana):
        made = everything(people, hana)
        assert "Disallow: /kerja/" in read(client, "robots")
        listed = read(client, "sitemap")
        assert f"<loc>http://testserver{url_of('indicator', made.pk)}</loc>" in listed
        page = read(client, "indicator", made.pk)
        assert '<meta name="description"' in page
        assert (
            f'<link rel="canonical" href="http://testserver{url_of("indicator", made.pk)}">' in page
        )

    def test_the_summary_stands_only_in_frames_of_named_sites(self, client, people, hana):
        everything(people, hana)
        assert client.get(url_of("widget")).status_code == 404
        services.set_embedding(actor=hana, origins="https://www.contoh.go.id")
        answer = client.get(url_of("widget"))
        assert answer.status_code == 200
        assert "frame-ancestors https://www.contoh.go.id" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
        assert client.get(url_of("home"))["X-Frame-Options"] == "DENY"
