"""What a seeded region stands on: its agency, its years, its positions, and where keys begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from karsa.files.services import keep_bytes
from karsa.org.models import Assignment, Employee, Period, Position, Unit
from karsa.org.queries.actor import system_actor
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.year import open_year
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.site.seed.pen import next_key
from karsa.site.seed.size import Size
from karsa.tenancy.models import Agency

CODE = "benih"
FILES = 50
_KIND = Position.Kind
_HEADS = (
    ("Sekretaris Daerah", _KIND.HIGH_LEADER),
    ("Kepala Dinas", _KIND.HIGH_LEADER),
    ("Kepala Bidang", _KIND.ADMINISTRATOR),
    ("Kepala Seksi", _KIND.SUPERVISOR),
)
_STAFF = (
    ("Perawat Mahir", _KIND.FUNCTIONAL),
    ("Bidan Terampil", _KIND.FUNCTIONAL),
    ("Analis Kebijakan Ahli Muda", _KIND.FUNCTIONAL),
    ("Pengelola Layanan Operasional", _KIND.EXECUTIVE),
    ("Penyuluh Pertanian Ahli Pertama", _KIND.FUNCTIONAL),
    ("Pengadministrasi Perkantoran", _KIND.EXECUTIVE),
)


@dataclass(frozen=True)
class Ground:
    """The agency, its size, and the first key of the people's tables."""

    agency: Agency
    size: Size
    now: datetime
    heads: tuple[int, ...]
    posts: tuple[int, ...]
    files: tuple[int, ...]
    first_unit: int
    first_person: int
    first_assignment: int

    @cached_property
    def days(self) -> Mapping[int, list[date]]:
        """Working days of each year that are over."""
        calendar, found = calendar_of(self.agency), {}
        for year in self.size.all_years:
            last = min(date(year, 12, 31), self.size.today - timedelta(days=1))
            count = (last - date(year, 1, 1)).days + 1
            every = (date(year, 1, 1) + timedelta(days=number) for number in range(count))
            found[year] = [day for day in every if calendar.is_working(day)]
        return found

    @cached_property
    def moments(self) -> Mapping[date, datetime]:
        """Three in the afternoon of each of these days."""
        zone = ZoneInfo(self.agency.zone)
        every = (day for days in self.days.values() for day in days)
        return {day: datetime.combine(day, time(15), zone) for day in every}

    @cached_property
    def periods(self) -> list[Period]:
        """The quarters that are over, oldest first. One query."""
        rows = Period.objects.filter(agency=self.agency, number__gt=0, ends__lt=self.size.today)
        return list(rows.filter(year__in=self.size.all_years).order_by("starts"))


def lay(size: Size) -> Agency:
    """Make the agency. Raises Refused where there is one already. Two queries."""
    if Agency.objects.exists():
        raise Refused(_("Benih hanya ditanam di basis data kosong. Pakai KARSA_DATA yang baru."))
    return Agency.objects.create(code=CODE, name=f"Daerah Benih {size.people}")


def open_ground(agency: Agency, size: Size, now: datetime) -> Ground:
    """Open the years, and make positions and shared files. About a hundred queries."""
    actor = system_actor(agency, now)
    for year in (*size.all_years, size.today.year + 1):
        open_year(actor=actor, year=year)
    rows = Position.objects.bulk_create(
        Position(agency=agency, name=name, kind=kind) for name, kind in (*_HEADS, *_STAFF)
    )
    keys = tuple(row.pk for row in rows)
    files = tuple(
        keep_bytes(actor, _picture(number), f"bukti-{number}.webp", "image/webp", "evidence").pk
        for number in range(FILES)
    )
    return Ground(
        agency=agency,
        size=size,
        now=now,
        heads=keys[: len(_HEADS)],
        posts=keys[len(_HEADS) :],
        files=files,
        first_unit=next_key(Unit),
        first_person=next_key(Employee),
        first_assignment=next_key(Assignment),
    )


def _picture(number: int) -> bytes:
    image = Image.new("RGB", (480, 360), (220, 228 - number, 200 + number))
    drawing = ImageDraw.Draw(image)
    for line in range(6):
        drawing.line((line * 80, number * 7, 480 - number * 9, line * 60), (40, 90, 120), 3)
    drawing.text((20, 20), f"Bukti {number}", fill=(20, 30, 60))
    kept = BytesIO()
    image.save(kept, "WEBP", quality=70, method=1)
    return kept.getvalue()
