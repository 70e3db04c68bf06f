"""Gaps that the product proposes with its reason; a person takes one into the plan or leaves it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.accounts.actor import Actor
from karsa.development.models import (
    Competence,
    Course,
    CourseCompetence,
    CourseIndicator,
    DevelopmentItem,
)
from karsa.development.queries.growing import CompetenceLine, lines_of
from karsa.evaluations.models import Evaluation, Rating
from karsa.feedback.models import Feedback
from karsa.indicators.models import Indicator
from karsa.indicators.queries.now import IndicatorNow, now_of
from karsa.org.models import Assignment, Employee
from karsa.org.queries.heads import above
from karsa.rules.lights import Light

Origin = DevelopmentItem.Origin
_LAGS = (Light.BAD, Light.WARN)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A competence worth learning: where that comes from, why, and a course that raises it."""

    competence: Competence
    origin: str
    reason: str
    course: Course | None = None

    @property
    def key(self) -> str:
        """What names it among a person's proposals."""
        return f"{self.origin}-{self.competence.pk}"

    @property
    def origin_name(self) -> str:
        """Where it comes from, in words."""
        return str(Origin(self.origin).label)


def proposals_of_person(actor: Actor, person: Employee, year: int) -> tuple[Proposal, ...]:
    """Return what a person's leader, evaluation and feedback propose for `year`.

    Only from rows the actor may read. Six queries.
    """
    by_value = {
        row.value: row for row in Competence.objects.filter(agency=actor.agency).exclude(value="")
    }
    found = [
        *_gaps(lines_of(actor, person, year)),
        *_behaviour(actor, person, year, by_value),
        *_feedback(actor, person, year, by_value),
    ]
    courses = _courses([one.competence.pk for one in found])
    return tuple(replace(one, course=courses.get(one.competence.pk)) for one in found)


def _gaps(lines: tuple[CompetenceLine, ...]) -> Iterator[Proposal]:
    for line in lines:
        if line.gap and line.leader:
            facts = {"required": line.required, "seen": line.leader.level}
            reason = _("Jabatan meminta level %(required)s, atasan melihat level %(seen)s.")
            yield Proposal(line.competence, Origin.GAP, reason % facts)


def _behaviour(
    actor: Actor, person: Employee, year: int, by_value: dict[str, Competence]
) -> Iterator[Proposal]:
    """Values that stood lower in the newest signed evaluation rated below."""
    rows = Evaluation.objects.visible_to(actor).filter(
        assignment__employee=person,
        behaviour_rating=Rating.BELOW,
        signed_on__isnull=False,
        period__year__in=(year - 1, year),
    )
    newest = rows.select_related("period").order_by("-period__ends", "-pk").first()
    if newest is None:
        return
    for value in newest.proposal.get("values", []):
        named = by_value.get(value["key"])
        if named and len(value["other"]) >= len(value["positive"]):
            reason = _("Perilaku dinilai di bawah ekspektasi pada %(period)s, juga pada nilai ini.")
            yield Proposal(named, Origin.BEHAVIOUR, reason % {"period": newest.period.name})


def _feedback(
    actor: Actor, person: Employee, year: int, by_value: dict[str, Competence]
) -> Iterator[Proposal]:
    rows = Feedback.objects.visible_to(actor).filter(
        employee=person,
        day__year=year,
        tone=Feedback.Tone.CONSTRUCTIVE,
        value__in=by_value,
        is_own_guest=False,
    )
    counted = rows.order_by().values_list("value").annotate(n=Count("pk", distinct=True))
    for value, n in Counter(dict(counted)).most_common():
        reason = ngettext(
            "%(n)s umpan balik tahun ini meminta perbaikan di sini.",
            "%(n)s umpan balik tahun ini meminta perbaikan di sini.",
            n,
        )
        yield Proposal(by_value[value], Origin.FEEDBACK, reason % {"n": n})


def proposals_of_indicators(actor: Actor, person: Employee, year: int) -> tuple[Proposal, ...]:
    """Return what courses that should move a lagging indicator of the person's units raise.

    Six queries at most.
    """
    posts = Assignment.objects.on(actor.today).filter(employee=person)
    paths = {path for one in posts.values_list("unit__path", flat=True) for path in above(one)}
    links = CourseIndicator.objects.filter(
        agency=actor.agency, course__is_open=True, indicator__unit__path__in=paths
    )
    by_course: dict[int, list[int]] = defaultdict(list)
    for course, indicator in links.values_list("course", "indicator"):
        by_course[course].append(indicator)
    keys = {key for found in by_course.values() for key in found}
    rows = Indicator.objects.filter(pk__in=keys, is_active=True)
    now = now_of(rows, actor.agency, year, actor.today) if keys else {}
    raised = CourseCompetence.objects.filter(course__in=by_course)
    return tuple(
        Proposal(one.competence, Origin.INDICATOR, _lags(found), one.course)
        for one in raised.select_related("competence", "course").order_by("pk")
        for found in (now[key] for key in by_course[one.course_id] if key in now)
        if found.light in _LAGS
    )


def _lags(found: IndicatorNow) -> str:
    return _("Indikator “%(name)s” tertinggal dari targetnya.") % {"name": found.name}


def _courses(competences: list[int]) -> dict[int, Course]:
    """An open course for each competence. One query."""
    raised = CourseCompetence.objects.filter(
        course__is_open=True, competence__in=competences
    ).select_related("course")
    return {one.competence_id: one.course for one in raised.order_by("-pk")}
