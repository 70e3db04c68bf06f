"""The posts whose holders owe a plan, with what kind of work they do and how it goes."""

from dataclasses import dataclass
from datetime import date

from karsa.org.models import Assignment, EmployeeStatus, RaterLine, Unit
from karsa.plans.queries.unit_copy import plans_as_head
from karsa.site.demo.chance import happens, share
from karsa.site.demo.world import World

# By the beginning of the unit's own name …
_BY_UNIT = (
    ("PUSKESMAS", "puskesmas"),
    ("RUMAH SAKIT", "rsud"),
    ("SD NEGERI", "sekolah"),
    ("SMP NEGERI", "sekolah"),
    ("KELURAHAN", "kelurahan"),
    ("KECAMATAN", "kecamatan"),
)
# … else by a word of its office.
_BY_OFFICE = (
    ("PENDIDIKAN", "pendidikan"),
    ("KESEHATAN", "kesehatan"),
    ("KEPENDUDUKAN", "dukcapil"),
    ("PENANAMAN MODAL", "dpmptsp"),
    ("SOSIAL", "sosial"),
    ("PEKERJAAN UMUM", "pupr"),
    ("PERHUBUNGAN", "perhubungan"),
    ("KOMUNIKASI", "kominfo"),
    ("LINGKUNGAN", "lingkungan"),
    ("PERTANIAN", "pertanian"),
    ("INSPEKTORAT", "inspektorat"),
    ("BADAN KEPEGAWAIAN", "bkpsdm"),
    ("BADAN PERENCANAAN", "bappeda"),
    ("BADAN KEUANGAN", "bkad"),
)
_FAMILIES = (
    ("GURU", "guru"),
    ("BIDAN ", "bidan"),
    ("PERAWAT", "perawat"),
    ("DOKTER", "dokter"),
    ("NUTRISIONIS", "nutrisionis"),
    ("PERENCANA", "perencana"),
    ("PRANATA", "pranata"),
    ("ANALIS", "analis"),
    ("PENGADMINISTRASI", "pengadministrasi"),
    ("PENELAAH", "penelaah"),
    ("PENGOLAH", "pengolah"),
    ("SEKRETARIS DAERAH", "head"),
    ("SEKRETARIS", "secretary"),
    ("KEPALA SUBBAGIAN", "general"),
    ("KEPALA BIDANG", "middle"),
    ("KEPALA BAGIAN", "middle"),
)
_DEEPEST = 20
# Units whose people report nearly every day.
SHOWCASE = (
    "Dinas Kesehatan",
    "Puskesmas Mataram",
    "Puskesmas Bekasi",
    "Puskesmas Bukittinggi",
    "Puskesmas Palangkaraya",
    "Sekretariat Dinas Kesehatan",
    "Bidang Pelayanan Dinas Kesehatan",
    "Bidang Pembinaan Dinas Kesehatan",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Bidang Pelayanan Dinas Kependudukan dan Pencatatan Sipil",
    "Bidang Pembinaan Dinas Kependudukan dan Pencatatan Sipil",
    "Kecamatan Balikpapan",
    "Kelurahan Semarang",
    "SD Negeri 6 Sabang",
    "Bidang Pembinaan Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "Bidang Pengawasan Inspektorat Daerah",
)


@dataclass(slots=True)
class Post:
    """A post with its rater's line; `vigour` 1 is as expected, `depth` 0 is under the regent."""

    row: Assignment
    line: RaterLine
    office: Unit
    field: str
    family: str
    for_head: bool
    vigour: float
    dense: bool
    key: str  # what chance hangs on: number and unit, the same in every database
    depth: int = 0

    @property
    def leads(self) -> bool:
        """Whether the holder leads the unit."""
        return self.row.is_head


def posts_of(world: World) -> list[Post]:
    """Return the posts that owe a plan, superiors first. Three queries."""
    rows = (
        Assignment.objects.on(world.today)
        .filter(agency=world.agency, employee__is_active=True)
        .exclude(employee__in=_excused(world.today))
        .select_related("employee", "position", "unit__parent")
        .order_by("unit__path", "-is_head", "employee__nip")
    )
    lines = {
        line.assignment_id: line
        for line in RaterLine.objects.on(world.today)
        .filter(agency=world.agency)
        .select_related("rater")
    }
    offices = _offices(world)
    found = [
        _post(row, lines[row.pk], offices[row.unit_id], world) for row in rows if row.pk in lines
    ]
    _arrange(found)
    chosen = sorted(found, key=lambda post: post.depth)
    return _some(chosen, world.size) if world.size else chosen


def _some(posts: list[Post], size: int) -> list[Post]:
    """A slice that keeps heads together with their showcase people, superiors first."""
    place = {name: number for number, name in enumerate(SHOWCASE)}
    ranked = sorted(posts, key=lambda post: place.get(post.row.unit.name, len(place)))
    return sorted(ranked[:size], key=lambda post: post.depth)


def _excused(day: date) -> list[int]:
    rows = EmployeeStatus.objects.on(day).exclude(kind__in=EmployeeStatus.OWES_PLAN)
    return list(rows.values_list("employee_id", flat=True))


def _offices(world: World) -> dict[int, Unit]:
    """The office above each unit: the highest one below the government."""
    units = {unit.pk: unit for unit in Unit.objects.filter(agency=world.agency)}
    found: dict[int, Unit] = {}
    for unit in units.values():
        top = unit
        while top.parent_id and units[top.parent_id].parent_id:
            top = units[top.parent_id]
        found[unit.pk] = top
    return found


def _post(row: Assignment, line: RaterLine, office: Unit, world: World) -> Post:
    return Post(
        row=row,
        line=line,
        office=office,
        field=field_of(row.unit.name, office.name),
        family=_family(row),
        for_head=plans_as_head(row),
        vigour=_vigour(row, office),
        dense=row.unit.name in SHOWCASE,
        key=f"{row.employee.nip}:{row.unit.external_id}",
    )


def field_of(unit: str, office: str) -> str:
    """Return the field of work of a unit, as the text libraries name it."""
    unit, office = unit.upper(), office.upper()
    own = next((name for start, name in _BY_UNIT if unit.startswith(start)), "")
    return own or next((name for word, name in _BY_OFFICE if word in office), "setda")


def _family(row: Assignment) -> str:
    name = row.position.name.upper()
    family = next((word for start, word in _FAMILIES if name.startswith(start)), "")
    return family or ("head" if row.is_head else "pengadministrasi")


def _vigour(row: Assignment, office: Unit) -> float:
    """How a year goes: most as planned, some above, a few far below; offices differ a little."""
    seed = row.employee.nip
    lean = (share(office.external_id, "lean") - 0.4) * 0.05
    if happens(0.16, seed, "strong"):
        return 1.13 + share(seed, "how") * 0.14
    if happens(0.08, seed, "weak"):
        return 0.66 + share(seed, "how") * 0.18
    if happens(0.2, seed, "slipping"):
        return 0.9 + share(seed, "how") * 0.08 + lean
    return 1.0 + share(seed, "how") * 0.09 + lean


def _arrange(posts: list[Post]) -> None:
    """Count each post's depth in the chain of raters."""
    above = {p.row.employee_id: p for p in posts if p.row.kind == Assignment.Kind.DEFINITIVE}
    for post in posts:
        current: Post | None = above.get(post.line.rater_id)
        while current is not None and post.depth < _DEEPEST:
            post.depth += 1
            current = above.get(current.line.rater_id)
