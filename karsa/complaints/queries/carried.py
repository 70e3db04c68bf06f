"""Cases as a table carries them; the same columns come in and go out."""

from collections.abc import Iterator, Mapping

from karsa.accounts.actor import Actor
from karsa.complaints.models import Case, Step

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("Nomor laporan", "tracking id", "id laporan", "no laporan"),
    "received": ("Tanggal laporan", "tanggal laporan masuk", "tanggal masuk"),
    "kind": ("Jenis", "klasifikasi", "klasifikasi laporan", "tipe laporan"),
    "category": ("Kategori", "topik"),
    "text": ("Isi laporan", "isi laporan akhir", "isi"),
    "unit": ("Unit", "instansi terdisposisi", "unit kerja", "opd"),
    "area": ("Kode wilayah",),
    "state": ("Status", "status laporan"),
    "answered": ("Tanggal jawaban", "tanggal tindak lanjut"),
    "answer": ("Jawaban", "tindak lanjut"),
}
REQUIRED = ("number", "received", "text")
HEADER = [names[0] for names in COLUMNS.values()]
# In the words of SP4N-LAPOR!, which read back here.
KINDS = {
    Case.Kind.COMPLAINT: "Pengaduan",
    Case.Kind.ASPIRATION: "Aspirasi",
    Case.Kind.INFORMATION: "Permintaan informasi",
}
STATES = {
    Case.State.FILED: "Belum terverifikasi",
    Case.State.ROUTED: "Belum ditindaklanjuti",
    Case.State.IN_PROGRESS: "Proses",
    Case.State.ASKED: "Proses",
    Case.State.ANSWERED: "Dijawab",
    Case.State.VERIFIED: "Dijawab",
    Case.State.CLOSED: "Selesai",
}


def rows(actor: Actor) -> Iterator[list[str]]:
    """Yield the reports the actor may see by number, none of them protected or joined.

    Nobody's name is in it. Two queries for each 500 rows.
    """
    found = Case.objects.visible_to(actor).filter(is_protected=False, main=None).order_by("pk")
    cases = found.select_related("category", "unit")
    for start in range(0, cases.count(), 500):
        part = list(cases[start : start + 500])
        said = Step.objects.filter(case__in=part, kind=Step.Kind.ANSWERED).order_by("pk")
        answers = dict(said.values_list("case", "text"))
        yield from (_cells(case, answers.get(case.pk, "")) for case in part)


def _cells(case: Case, answer: str) -> list[str]:
    return [
        case.external_number or case.number,
        case.received_on.isoformat(),
        KINDS[Case.Kind(case.kind)],
        case.category.name if case.category else "",
        case.text,
        case.unit.name if case.unit else "",
        case.area_code,
        STATES[Case.State(case.state)],
        case.answered_on.isoformat() if case.answered_on else "",
        answer,
    ]
