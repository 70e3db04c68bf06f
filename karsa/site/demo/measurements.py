"""Monthly figures of indicators: reported by one person, verified by another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from karsa.indicators.models import Measurement
from karsa.org.models import Employee, Unit
from karsa.site.demo.chance import between, happens, pick
from karsa.site.demo.indicators import Measured
from karsa.site.demo.posts import Post
from karsa.site.demo.trajectory import actual, course_of
from karsa.site.demo.world import World

# A stale indicator was last heard of this many months before the others.
_SILENT = 4
Hands = Mapping[int, tuple[Employee | None, Employee | None]]


def measure(world: World, indicators: Iterable[Measured], posts: Iterable[Post]) -> None:
    """Write the figures of the past months and of the year before. About ten queries."""
    hands = _hands(posts)
    rows = (row for one in indicators for row in _of(world, one, hands))
    Measurement.objects.bulk_create(rows, batch_size=1000)


def _hands(posts: Iterable[Post]) -> Hands:
    """Who reports for a unit and who verifies: its people, or those of its office."""
    inside: dict[int, list[Employee]] = {}
    for post in posts:
        for unit in (post.row.unit, post.office):
            inside.setdefault(unit.pk, []).append(post.row.employee)
    return {pk: (pick(staff[1:] or staff, pk), staff[0]) for pk, staff in inside.items()}


def _of(world: World, one: Measured, hands: Hands) -> Iterator[Measurement]:
    last = _last_month(world.today)
    quiet = _SILENT if course_of(one.metric, _seed(one.row.unit, one)) == "stale" else 0
    for year in range(world.years[0] - 1, world.today.year + 1):
        for month in range(1, 13):
            ago = (last.year - year) * 12 + last.month - month
            if ago >= quiet and not _forgotten(one, year, month, ago):
                yield _figure(world, one, date(year, month, 1), ago - quiet, hands)


def _forgotten(one: Measured, year: int, month: int, ago: int) -> bool:
    """Now and then a month is missing; the newest one of a few indicators is late."""
    seed = (one.row.name, year, month)
    return happens(0.05 if ago == 0 else 0.01, *seed, "forgotten")


def _figure(world: World, one: Measured, month: date, ago: int, hands: Hands) -> Measurement:
    unit = one.row.unit
    seed = _seed(unit, one)
    by, checked_by = hands.get(unit.pk, (None, None))
    reported = (month + timedelta(days=32)).replace(day=between(3, 9, seed, month))
    verified = checked_by is not None and by != checked_by
    verified = verified and (ago > 0 or happens(0.6, seed, month, "verified"))
    state = Measurement.State.VERIFIED if verified else Measurement.State.REPORTED
    back = 1 if month.year < world.today.year else 0
    return Measurement(
        agency=world.agency,
        indicator=one.row,
        year=month.year,
        month=month.month,
        value=actual(one.metric, month.month, ago, seed, back),
        source=one.metric.source[:200],
        state=state,
        reported_by=by,
        verified_by=checked_by if verified else None,
        reported_at=world.at(reported, 9, between(0, 59, seed, month, "m")),
    )


def _seed(unit: Unit, one: Measured) -> str:
    return f"{unit.external_id}:{one.metric.name}"


def _last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)
