"""Personal data in the demo: a sealed record that was read, an incident told in time, requests."""

from datetime import timedelta

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.audit.models import AuditEntry
from karsa.feedback.models import Guidance
from karsa.org.models import Employee
from karsa.privacy.models import DataRequest, Incident, IncidentMeasure, Unsealing
from karsa.site.demo.world import World


def lay(world: World) -> None:
    """Write it all; about a dozen queries."""
    inspector, manager = _holder(world, Role.INSPECTOR), _holder(world, Role.PERFORMANCE_MANAGER)
    talk = Guidance.objects.filter(agency=world.agency, kind=Guidance.Kind.COUNSELLING).first()
    if inspector and manager and talk:
        _unsealed(world, inspector, manager, talk.employee_id)
    if manager:
        _requests(world, manager)
    _incidents(world)


def _holder(world: World, role: Role) -> Employee | None:
    held = Grant.objects.filter(agency=world.agency, role=role).values("user")
    return Employee.objects.filter(agency=world.agency, user__in=held).order_by("pk").first()


def _unsealed(world: World, inspector: Employee, manager: Employee, employee_id: int) -> None:
    asked = world.now - timedelta(days=4)
    common = {"agency": world.agency, "asked_by": inspector, "second": manager}
    read = Unsealing.objects.create(
        **common,
        kind=Unsealing.Kind.COUNSELLING,
        employee_id=employee_id,
        case_number="700/118/2026",
        reason="Majelis kode etik meminta riwayat pembinaan sebelum memutus.",
        asked_at=asked,
        state=Unsealing.State.OPEN,
        answer="Setuju, hanya untuk perkara ini.",
        answered_at=asked + timedelta(hours=3),
        ends=world.today + timedelta(days=10),
    )
    AuditEntry.objects.create(
        agency=world.agency,
        at=asked + timedelta(hours=5),
        actor_id=inspector.user_id,
        verb="unsealing.read",
        kind=Unsealing._meta.label_lower,
        object_id=str(read.pk),
    )
    Unsealing.objects.create(
        **common,
        kind=Unsealing.Kind.HEALTH,
        employee_id=employee_id,
        case_number="700/121/2026",
        reason="Memastikan ketidakhadiran bulan lalu karena sakit.",
        asked_at=world.now - timedelta(hours=2),
    )


def _requests(world: World, manager: Employee) -> None:
    people = Employee.objects.filter(agency=world.agency, user__isnull=False).exclude(pk=manager.pk)
    asked = zip(people.order_by("pk")[:2], _ASKED, strict=False)
    DataRequest.objects.bulk_create(
        DataRequest(
            agency=world.agency,
            employee=person,
            asked_at=world.now - timedelta(days=3),
            answered_by=manager if "answer" in said else None,
            answered_at=world.now if "answer" in said else None,
            **said,
        )
        for person, said in asked
    )


_ASKED = (
    {
        "kind": DataRequest.Kind.CORRECT,
        "what": "Gelar belakang",
        "why": "Seharusnya S.Kep., Ners., sesuai ijazah 2024.",
    },
    {
        "kind": DataRequest.Kind.ERASE,
        "what": "Penilaian tahun lalu",
        "why": "Saya sudah pindah tugas.",
        "state": DataRequest.State.REFUSED,
        "answer": "Penilaian menjadi dasar keputusan kepegawaian dan wajib disimpan.",
    },
)


def _incidents(world: World) -> None:
    told = world.now - timedelta(days=40)
    common = {"agency": world.agency}
    Incident.objects.create(
        **common,
        title="Daftar pegawai terkirim ke alamat yang salah",
        found_at=told - timedelta(days=2),
        happened="Lampiran surel memuat daftar pegawai satu puskesmas.",
        disclosed="Nama, NIP, dan jabatan",
        people="Pegawai satu puskesmas",
        count=46,
        efforts="Penerima menghapus berkas dan menyatakannya tertulis.",
        people_told_at=told,
        authority_told_at=told,
        closed_on=world.today - timedelta(days=30),
        lesson="Daftar pegawai hanya dibagikan lewat Karsa, tidak lewat surel.",
    )
    running = Incident.objects.create(
        **common,
        title="Laptop dinas hilang di perjalanan",
        found_at=world.now - timedelta(hours=20),
        happened="Hilang di bus antarkota; terkunci sandi, cakram tidak terenkripsi.",
        disclosed="Rencana kerja dan nomor telepon tim",
        people="Satu tim kerja",
        efforts="Akun ditutup, sandi diganti, kehilangan dilaporkan ke polisi.",
    )
    IncidentMeasure.objects.create(
        **common, incident=running, text="Semua sesi akun ditutup.", at=world.now
    )
