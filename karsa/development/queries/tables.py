"""Tables people take along: the yearly plan, and the courses for SIASN."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.development.models import Course, Registration
from karsa.development.queries.yearly import NeedRow, OfficeRow, YearPage
from karsa.kit.spreadsheets import Table
from karsa.kit.spreadsheets.writing import Value

# The names of SIASN's course record (kursus), with the number of the person before them.
SIASN_HEADER = (
    "nip",
    "pnsOrangId",
    "instansiId",
    "jenisDiklatId",
    "jenisKursus",
    "jenisKursusSertipikat",
    "namaKursus",
    "institusiPenyelenggara",
    "jumlahJam",
    "nomorSertipikat",
    "tahunKursus",
    "tanggalKursus",
    "tanggalSelesaiKursus",
    "lokasiId",
)
_FORMAL = (Course.Kind.CLASSROOM, Course.Kind.E_LEARNING)


def siasn_rows(actor: Actor, year: int) -> Iterator[tuple[Value, ...]]:
    """Yield each training completed in `year` as SIASN's course record. One query, in pieces.

    Days are DD-MM-YYYY. References of BKN that Karsa does not keep (agency, kinds, place) stay
    empty, to be filled by the uploader.
    """
    rows = Registration.objects.filter(agency=actor.agency, completed_on__year=year)
    named = rows.select_related("employee", "session__course", "certificate")
    for row in named.order_by("completed_on", "pk").iterator(2000):
        session, course = row.session, row.session.course
        yield (
            row.employee.nip,
            row.employee.external_id,
            "",
            "",
            "",
            "S" if course.kind in _FORMAL else "P",
            course.title,
            course.provider,
            row.hours,
            row.certificate.number if row.certificate else "",
            session.ends.year,
            _day(session.starts),
            _day(session.ends),
            "",
        )


def plan_tables(page: YearPage) -> list[Table]:
    """Return the yearly plan as sheets: needs, offices, sessions, money. No query."""
    people = [_("Kesenjangan (orang)"), _("Dalam rencana (orang)")]
    return [
        Table(
            _("Kebutuhan"),
            [_("Kompetensi"), *people, _("Kursi tersedia")],
            [[row.name, *_told(row), row.seats] for row in page.needs],
        ),
        Table(
            _("Perangkat daerah"),
            [_("Perangkat daerah"), *people],
            [[row.name, *_told(row)] for row in page.offices],
        ),
        Table(
            _("Jadwal"),
            [_("Mulai"), _("Selesai"), _("Pelatihan"), "JP", _("Kuota"), _("Biaya")],
            [
                [
                    str(row.starts),
                    str(row.ends),
                    row.course.title,
                    row.course.hours,
                    row.quota,
                    row.cost if row.spent is None else row.spent,
                ]
                for row in page.sessions
            ],
        ),
        Table(
            _("Anggaran"),
            [_("Rekening"), _("Pagu"), _("Terikat"), _("Terpakai"), _("Sisa")],
            [[row.line, row.planned, row.committed, row.spent, row.left] for row in page.money],
        ),
    ]


def _told(row: NeedRow | OfficeRow) -> list[Value]:
    """Gaps and plans; a count that is kept back is said in words."""
    hidden = _("tidak ditampilkan")
    return [hidden if count is None else count for count in (row.gaps, row.planned)]


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
