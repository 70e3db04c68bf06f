"""Whom and what a form offers: units, people and indicators near at hand."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Indicator
from karsa.monitoring.models import EvaluationTeam
from karsa.monitoring.models.team import watched
from karsa.org.models import Assignment, RaterLine, Unit
from karsa.org.models.dated import current
from karsa.org.models.units import below

Choice = tuple[str, str]
Group = tuple[str, list[Choice]]
# A native list stays usable up to here; beyond it a search would serve better.
MOST = 300


def offices(actor: Actor) -> list[Choice]:
    """Return the units that may get a team: those right below the top, without one. One query."""
    rows = Unit.objects.visible_to(actor).filter(
        Q(parent__isnull=True) | Q(parent__parent__isnull=True) | Q(is_stand_alone=True),
        is_open=True,
    )
    taken = EvaluationTeam.objects.filter(ends__isnull=True).values("unit")
    free = rows.exclude(pk__in=taken).order_by("path")
    return [(str(row.pk), row.name) for row in free[:MOST]]


def candidates(actor: Actor, unit: Unit) -> list[Choice]:
    """Return people of a unit and right below, and the heads further down. One query."""
    near = Q(unit=unit) | Q(unit__parent=unit) | Q(is_head=True)
    return _people(_posts(actor).filter(near, below((unit.path,), "unit__path")))


def owners(actor: Actor, unit: Unit) -> list[Group]:
    """Return who may answer for an obstacle of `unit`: its people, units and heads around it.

    The keys are "orang-<id>" and "unit-<id>". Two queries.
    """
    top = _office_path(unit)
    units = Unit.objects.filter(below((top,)), agency=actor.agency, is_open=True)
    near = Q(unit=unit) | Q(is_head=True)
    people = _people(_posts(actor).filter(near, below((top,), "unit__path")))
    return [
        (_("Orang"), [(f"orang-{key}", name) for key, name in people]),
        (
            _("Unit"),
            [(f"unit-{row.pk}", row.name) for row in units.order_by("path")[:MOST]],
        ),
    ]


def _office_path(unit: Unit) -> str:
    """The path of the office a unit belongs to: the second step of its own."""
    parts = unit.path.strip("/").split("/")[:2]
    lead = "/" if unit.path.startswith("/") else ""
    return lead + "/".join(parts) + "/"


def indicators(actor: Actor, unit: Unit | None = None) -> list[Choice]:
    """Return the active indicators of a unit and below, else of all the actor watches."""
    where = below((unit.path,), "unit__path") if unit else watched(actor, "unit__path")
    rows = Indicator.objects.visible_to(actor).filter(where, is_active=True)
    found = rows.order_by("unit__path", "name").values_list("pk", "name")[:MOST]
    none = ("", _("Tidak terkait satu indikator"))
    return [none, *((str(pk), name) for pk, name in found)]


def own_units(actor: Actor) -> list[Choice]:
    """Return the units whose obstacles the actor may raise: watched ones and one's own."""
    mine = Assignment.objects.on(actor.today).filter(employee=actor.me).values("unit")
    rows = Unit.objects.visible_to(actor).filter(is_open=True)
    found = rows.filter(watched(actor, "path") | Q(pk__in=mine)).order_by("path")
    return [(str(row.pk), row.name) for row in found[:MOST]]


def units_below(actor: Actor) -> list[Choice]:
    """Return the units the actor may direct, the nearest first. One query."""
    rows = Unit.objects.visible_to(actor).filter(is_open=True)
    if not actor.has(Role.REGENT):
        rows = rows.filter(below(actor.led_paths))
    found = rows.exclude(path__in=actor.led_paths).order_by("path")[:MOST]
    depth = min((row.path.count("/") for row in found), default=0)
    near = sorted(found, key=lambda row: (row.path.count("/") > depth + 1, row.path))
    return [(str(row.pk), row.name) for row in near]


def people_below(actor: Actor) -> list[Choice]:
    """Return the people the actor rates today, who also work below a unit of theirs. One query."""
    rated = RaterLine.objects.filter(current(actor.today), rater=actor.me).values("assignment")
    posts = _posts(actor).filter(pk__in=rated)
    if not actor.has(Role.REGENT):
        posts = posts.filter(below(actor.led_paths, "unit__path"))
    return _people(posts)


def _posts(actor: Actor) -> QuerySet[Assignment]:
    return Assignment.objects.on(actor.today).filter(agency=actor.agency, employee__is_active=True)


def _people(posts: QuerySet[Assignment]) -> list[Choice]:
    """Each person once, heads first, then by name."""
    rows = posts.select_related("employee", "position", "unit")
    found: dict[str, str] = {}
    for post in rows.order_by("-is_head", "employee__name", "pk")[:MOST]:
        found.setdefault(str(post.employee_id), _label(post))
    return list(found.items())


def _label(post: Assignment) -> str:
    return f"{post.employee.full_name} · {post.position.name}, {post.unit.name}"
