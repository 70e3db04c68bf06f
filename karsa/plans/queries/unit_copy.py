"""Which plans of last year can be laid out as this year's drafts for all people of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from karsa.kit import formats
from karsa.org.models import Assignment, EmployeeStatus, Position, RaterLine, Unit
from karsa.plans.models import PerformancePlan

MOST = 2000


@dataclass(frozen=True, slots=True)
class Copy:
    """One post: last year's plan, this year's draft that takes it, or why there is none."""

    post: Assignment
    source: PerformancePlan | None
    target: PerformancePlan | None
    note: str
    results: int = 0

    @property
    def works(self) -> bool:
        """Whether it can be copied."""
        return self.target is not None


def copies_of(unit: Unit, year: int, today: date) -> tuple[Copy, ...]:
    """Return what becomes of every post of `unit` and below in `year`, by name. Five queries.

    At most `MOST` posts are looked at. The drafts are not stored.
    """
    posts = list(
        Assignment.objects.on(max(today, date(year, 1, 1)))
        .filter(agency=unit.agency_id, unit__path__startswith=unit.path)
        .filter(employee__is_active=True)
        .select_related("employee", "position", "unit")
        .order_by("employee__name", "pk")[:MOST]
    )
    look = _Look(unit, year, today, posts)
    return tuple(look.copy(post) for post in posts)


def plans_as_head(post: Assignment) -> bool:
    """Whether the holder plans on A.1.1 or A.1.2: JPT, and heads of stand-alone units."""
    high = post.position.kind == Position.Kind.HIGH_LEADER
    return post.is_head and (high or post.unit.is_stand_alone)


class _Look:
    def __init__(self, unit: Unit, year: int, today: date, posts: Iterable[Assignment]) -> None:
        self._agency, self._year = unit.agency_id, year
        people = [post.employee_id for post in posts]
        plans = PerformancePlan.objects.filter(agency=unit.agency_id, year=year)
        self._planned = set(
            plans.filter(assignment__employee__in=people).values_list("assignment", flat=True)
        )
        self._sources: dict[int, list[PerformancePlan]] = {}
        before = PerformancePlan.objects.current().filter(
            agency=unit.agency_id, year=year - 1, assignment__employee__in=people
        )
        for plan in (
            before.select_related("assignment").annotate(n=Count("results")).order_by("-ends")
        ):
            self._sources.setdefault(plan.assignment.employee_id, []).append(plan)
        away = EmployeeStatus.objects.on(today).filter(employee__in=people)
        self._away = dict(
            away.exclude(kind__in=EmployeeStatus.OWES_PLAN).values_list("employee", "kind")
        )
        lines = RaterLine.objects.on(today).filter(assignment__in=[post.pk for post in posts])
        self._raters = dict(lines.order_by("starts").values_list("assignment", "rater"))
        self._taken: set[int] = set()

    def copy(self, post: Assignment) -> Copy:
        """Work out one post."""
        source = self._source(post)
        why = self._obstacle(post, source)
        if source is None or why:
            return Copy(post, source, None, why)
        self._taken.add(source.pk)
        draft, notes = self._draft(post, source), []
        if source.assignment_id != post.pk:
            notes.append(_("Dari jabatan sebelumnya; sesuaikan dengan jabatan sekarang."))
        if draft.starts > date(self._year, 1, 1):
            text = _("Rencana aksi yang berakhir sebelum %(day)s tidak ikut.")
            notes.append(text % {"day": formats.day(draft.starts)})
        return Copy(post, source, draft, " ".join(notes), getattr(source, "n", 0))

    def _source(self, post: Assignment) -> PerformancePlan | None:
        found = self._sources.get(post.employee_id, [])
        same = (plan for plan in found if plan.assignment_id == post.pk)
        return next(same, None) or next(iter(found), None)

    def _obstacle(self, post: Assignment, source: PerformancePlan | None) -> str:
        if post.pk in self._planned:
            return _("Sudah punya rencana %(year)s.") % {"year": self._year}
        if kind := self._away.get(post.employee_id):
            label = EmployeeStatus.Kind(kind).label
            return _("Tercatat “%(status)s”, jadi tidak menyusun rencana.") % {"status": label}
        if source is None:
            return _("Belum ada rencana %(year)s yang bisa disalin.") % {"year": self._year - 1}
        if not getattr(source, "n", 0):
            return _("Rencana %(year)s ada, tetapi tanpa hasil kerja.") % {"year": self._year - 1}
        if source.pk in self._taken:
            return _("Rencana tahun lalu sudah dipakai untuk jabatannya yang lain.")
        if source.for_head != plans_as_head(post):
            return _("Formulir jabatan pimpinan berbeda; rencana disusun baru.")
        return ""

    def _draft(self, post: Assignment, source: PerformancePlan) -> PerformancePlan:
        last = date(self._year, 12, 31)
        return PerformancePlan(
            agency_id=self._agency,
            assignment=post,
            year=self._year,
            approach=source.approach,
            for_head=source.for_head,
            rater_id=self._raters.get(post.pk),
            starts=max(date(self._year, 1, 1), post.starts),
            ends=min(last, post.ends or last),
        )
