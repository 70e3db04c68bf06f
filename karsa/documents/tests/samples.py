"""One filled form of every kind, for the tests that ask something of all of them."""

from typing import Any

from karsa.documents import shapes
from karsa.documents.tests import regional, upwards
from karsa.documents.tests.letters import papers
from karsa.rules.behaviour import VALUES
from karsa.rules.grade import Grade, OrganisationLevel, Rating

HOLDER = shapes.Party(
    "Siti Rahmawati", "198501012010012001", "Penata / III.c", "Bidan Penyelia", "Puskesmas A"
)
RATER = shapes.Party(
    "Budi Santoso", "197001012000011001", "Pembina / IV.a", "Kepala Puskesmas", "Puskesmas A"
)
DATE = "Kota Contoh, 2 Januari 2026"
EMPLOYEE = shapes.Signature("Pegawai yang Dinilai", HOLDER.name, HOLDER.nip, DATE)
LEADER = shapes.Signature("Pejabat Penilai Kinerja", RATER.name, RATER.nip, DATE)
SUPERIOR = shapes.Signature("Atasan Pejabat Penilai Kinerja", None, None, DATE)
HEAD: Any = {"agency": "Pemerintah Kota Contoh", "period": "1 JANUARI SD 31 DESEMBER TAHUN 2026"}
PARTIES: Any = {"holder": HOLDER, "rater": RATER}
BEHAVIOURS: Any = {
    "behaviours": tuple(
        shapes.Behaviour(n, v.name, v.form_guides, ("Jadilah teladan",) if n == 2 else None)
        for n, v in enumerate(VALUES, 1)
    )
}


def line(number):
    return shapes.ResultLine(
        number,
        f"Hasil kerja {number}",
        assigned_by="Kepala Puskesmas",
        supports="Meningkatnya kualitas pelayanan puskesmas",
        measures=(
            shapes.Measure("Ibu hamil terlayani", "100%", "Kuantitas", "Penerima Layanan", "98%"),
            shapes.Measure("Waktu tunggu", "15 menit", "Waktu", "Proses Bisnis", "12 menit"),
        ),
        realisation=("Seluruh ibu hamil terlayani",),
        feedback=(shapes.Remark("Pimpinan", "Sudah baik, pertahankan!"),),
    )


RESULTS: Any = {"main": (line(1), line(2)), "additional": (line(3),)}
FILLED: Any = PARTIES | RESULTS | BEHAVIOURS | HEAD
BOTH: Any = {"signatures": (EMPLOYEE, LEADER)}


def plans():
    annex = shapes.Annex(("Kendaraan",), ("Bulanan",), ("Penghargaan",))
    for code in ("A.1.1", "A.1.2", "A.1.6", "A.1.7"):
        yield code, shapes.PlanForm(code=code, annex=annex, **FILLED, **BOTH)
    yield "A.1.8", shapes.AnnexForm(annex, HOLDER, BOTH["signatures"], **HEAD)


def reviews():
    for code in ("B.1.3", "B.1.4", "B.1.5"):
        yield code, shapes.FeedbackForm(code=code, term="TRIWULAN II", **FILLED, **BOTH)
    evaluations: Any = ("C.1.1", "C.1.2", "C.1.3")
    for code in evaluations:
        yield (
            code,
            shapes.EvaluationForm(
                code=code,
                heads=code == "C.1.2",
                term="TRIWULAN II",
                organisation=OrganisationLevel.EXCELLENT,
                result_rating=Rating.ABOVE,
                behaviour_rating=Rating.ABOVE,
                grade=Grade.VERY_GOOD,
                signatures=(LEADER,),
                **FILLED,
            ),
        )


def results():
    documents: Any = (
        ("D.1.1", (EMPLOYEE, LEADER)),
        ("D.1.2", (EMPLOYEE, SUPERIOR)),
        ("D.1.3", (EMPLOYEE, LEADER, SUPERIOR)),
    )
    for code, signs in documents:
        yield (
            code,
            shapes.ResultForm(
                code=code,
                reviewer=shapes.Party(position="Kepala Dinas Kesehatan"),
                signatures=signs,
                term="TRIWULAN II",
                organisation=OrganisationLevel.GOOD,
                grade=Grade.VERY_GOOD,
                recommendation="Ikutkan dalam pelatihan kegawatdaruratan.",
                objection="Capaian bulan April belum dihitung." if code == "D.1.3" else None,
                explanation="Data April terlambat masuk." if code == "D.1.3" else None,
                **PARTIES,
                **HEAD,
            ),
        )


def others():
    lines = (
        shapes.ActionLine(1, "Hasil kerja 1", ("Jemput bola", "Kelas ibu"), ("12 kunjungan",)),
        shapes.ActionLine(2, "Hasil kerja 2"),
    )
    for code in ("B.1.1", "B.1.2"):
        yield (
            code,
            shapes.ActionsForm(code, HOLDER, RATER, lines, (EMPLOYEE,), **HEAD, term="Maret 2026"),
        )
    yield (
        "agreement_actions",
        shapes.AgreementActionsForm(
            "Puskesmas A",
            2026,
            (
                shapes.QuarterPlan(
                    "Meningkatnya kualitas pelayanan",
                    "Ibu hamil terlayani",
                    "100%",
                    (
                        shapes.QuarterStep(1, "Kelas ibu hamil", "25%", "Rp5.000.000", "24%"),
                        shapes.QuarterStep(2, "Kunjungan rumah", "50%"),
                    ),
                ),
                shapes.QuarterPlan("Meningkatnya gizi", "Balita ditimbang"),
            ),
            signatures=(LEADER,),
        ),
    )
    yield (
        "slips",
        shapes.ActivationSlips(
            "Pemerintah Kota Contoh",
            "Puskesmas A",
            "kinerja.contoh.go.id/aktivasi",
            "14 Januari 2026",
            tuple(
                shapes.Slip(
                    f"Pegawai {n}", f"7K{n:02}-XW4T", f"https://contoh.go.id/a/{n}", "Bidan"
                )
                for n in range(10)
            ),
        ),
    )
    yield from upwards.reported(HEAD, HOLDER, LEADER)
    yield from heard()
    first = regional.ANNEX["agreements"][0]
    yield "agreement", regional.agreement(first, first=HOLDER, second=RATER, **BOTH)
    yield "A.1.3", regional.card(regional.ANNEX["indicator_cards"][0])
    yield "A.1.4", regional.workblock(regional.ANNEX["strategies"][2])
    yield "A.1.5", regional.matrix(regional.ANNEX["role_result_matrices"][1])


def heard():
    """The papers of a public consultation."""
    about: Any = {
        "agency": "Pemerintah Kota Contoh",
        "unit": "Puskesmas A",
        "title": "Berapa lama paling lama pasien menunggu?",
    }
    why, url = "Sekarang satu jam lebih.", "https://contoh.go.id/musyawarah/3/"
    yield (
        "invitation",
        shapes.InvitationForm(
            number="005/12/2026",
            place_date=DATE,
            addressee="Komite SDN 3",
            contact="Ibu Ketut",
            explanation=why,
            period="3 Januari 2026 sampai 16 Januari 2026",
            url=url,
            meeting="Rabu, 7 Januari 2026, pukul 09.00, Aula Kecamatan",
            signature=shapes.Signature("Kepala Puskesmas", RATER.name),
            **about,
        ),
    )
    yield (
        "poster",
        shapes.PosterForm(
            explanation=why,
            until="16 Januari 2026",
            answered="23 Januari 2026",
            url=url,
            **about,
        ),
    )
    yield (
        "code",
        shapes.CodeSlip(
            agency=about["agency"],
            code="K7QX-2MPA-9RTC",
            number="2026-000012",
            kind="Pengaduan",
            received="4 Maret 2026",
            due="26 Maret 2026",
            url=url,
        ),
    )
    about_survey = {"agency": "Pemerintah Kabupaten Contoh", "unit": "Puskesmas Melati"}
    yield (
        "survey_poster",
        shapes.SurveyPosterForm(
            service="Rawat jalan", point="Loket 1", until="16 Januari 2026", url=url, **about_survey
        ),
    )
    yield (
        "survey_report",
        shapes.SurveyReportForm(
            service="Rawat jalan",
            title="Survei kepuasan semester I",
            period="1 Januari 2026 – 30 Juni 2026",
            facts=(("Jawaban yang dihitung", "29"), ("Indeks kepuasan (IKM)", "91,48 (A)")),
            elements=(("Waktu penyelesaian", "3,45", "86,21"),),
            places=(("Loket 1", "29", "91,48 (A, sangat baik)"),),
            before=(),
            follow_ups=(("Waktu penyelesaian", "Tambah loket", "1 Agustus 2026", "–"),),
            checked=("Satu perangkat berkali-kali, 3 Maret 2026: tidak dihitung.",),
            comments=("Cepat dan ramah.",),
            **about_survey,
        ),
    )
    yield (
        "training_certificate",
        shapes.TrainingCertificate(
            agency="Pemerintah Kabupaten Contoh",
            name="Rina Kartikasari, A.Md.Keb.",
            position="Bidan Terampil",
            unit="Puskesmas Melati",
            course="Pelayanan cepat di loket",
            kind="Lokakarya atau bimbingan teknis",
            provider="BKPSDM",
            days="14 April 2026 – 15 April 2026",
            place="Aula BKPSDM",
            hours=12,
            score="90",
            competences=("Pelayanan publik", "Komunikasi"),
            trainer="Gilang Ramadhan, S.I.P.",
            sponsor="dr. Sinta Maharani",
        ),
    )
    people = (shapes.Attendee("Wayan Suta", "Komite SDN 3"), shapes.Attendee("Made Rai"))
    yield (
        "minutes",
        shapes.MinutesForm(
            day="Rabu, 7 Januari 2026",
            place="Aula Kecamatan",
            led_by="Budi Santoso",
            points=("Antrean pagi panjang", "Loket kurang"),
            agreements=("Loket dibuka pukul tujuh",),
            people=people,
            **about,
        ),
    )


def guided():
    steps = (shapes.AgreedStep("Jemput bola", "18 Maret 2026", adjusts=True),)
    yield (
        "B.1.6",
        shapes.CoachingForm(
            HOLDER,
            RATER,
            "Ibu hamil terlayani",
            BOTH["signatures"],
            steps,
            "120 ibu",
            "90 ibu",
            "Kelas ibu",
            "40 ibu",
            "Jarak jauh",
            "Jalan rusak",
            "Minta bantuan kader",
            **HEAD,
        ),
    )
    yield (
        "B.1.7",
        shapes.MentoringForm(
            HOLDER,
            RATER,
            "4 Maret 2026, Ruang bersalin",
            BOTH["signatures"],
            steps,
            "USG dasar",
            "3 bulan",
            "Mandiri memeriksa",
            "20 pemeriksaan",
            "Membaca gambar",
            **HEAD,
        ),
    )


ALL: dict[str, Any] = dict(
    [*plans(), *reviews(), *results(), *others(), *guided(), *papers(DATE, LEADER)]
)
