"""Consultations as lists show them: to take part in, to answer, all of them; and the public's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consultations import policies
from karsa.consultations.models import (
    Consultation,
    ConsultationQuerySet,
    Contribution,
    ContributionQuerySet,
)
from karsa.org.models import Assignment, Unit
from karsa.org.queries.heads import above
from karsa.org.queries.moderation import moderated
from karsa.rules.participation import PHASE_NAMES, Phase
from karsa.tenancy.models import Agency

# Newest first, in keyset order.
NEWEST = ("-ends", "-pk")
_WAITING = Q(contributions__state=Contribution.State.SHOWN, contributions__answer=None)


@dataclass(frozen=True, slots=True)
class Row:
    """A consultation in a list: where it stands, how many spoke, what waits and since when."""

    consultation: Consultation
    phase: Phase
    said: int
    waiting: int
    overdue: bool

    @property
    def phase_name(self) -> str:
        """The phase as a message id; templates translate it."""
        return PHASE_NAMES[self.phase]


def for_rows(rows: ConsultationQuerySet) -> ConsultationQuerySet:
    """Add what a row shows: the unit, `said` and `waiting`. No further query per row."""
    return rows.select_related("unit").annotate(
        said=Count("contributions", distinct=True),
        waiting=Count("contributions", filter=_WAITING, distinct=True),
    )


def row_of(found: Consultation, today: date) -> Row:
    """Return the row of a consultation of `for_rows`. No query."""
    waiting: int = found.waiting  # type: ignore[attr-defined]
    told = found.state in (Consultation.State.OPEN, Consultation.State.DECIDED)
    return Row(
        consultation=found,
        phase=found.phase_on(today),
        said=found.said,  # type: ignore[attr-defined]
        waiting=waiting,
        overdue=bool(waiting) and told and found.answers_due < today,
    )


def to_join(actor: Actor) -> ConsultationQuerySet:
    """Open today for the actor: of the own unit or one above it, or public. One query now."""
    if actor.employee_id is None:
        return Consultation.objects.none()
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=actor.me)
    paths = {path for own in posts.values_list("unit__path", flat=True) for path in above(own)}
    return _open(actor).filter(Q(is_public=True) | Q(unit__path__in=paths))


def to_answer(actor: Actor) -> ConsultationQuerySet:
    """Those the actor keeps in which something waits for an official answer or a decision."""
    open_now = Consultation.objects.visible_to(actor).filter(state=Consultation.State.OPEN)
    return kept(actor, open_now).filter(Q(starts__lte=actor.today))


def kept(actor: Actor, rows: ConsultationQuerySet) -> ConsultationQuerySet:
    """Those of `rows` that the actor keeps."""
    keeps_all = actor.has(Role.PERFORMANCE_MANAGER)
    return rows if keeps_all else rows.filter(rows.kept_by(actor))


def to_moderate(actor: Actor) -> ContributionQuerySet:
    """What nobody has looked at yet, or again: in consultations the actor keeps (to let it pass)
    or moderates from outside. One query now.
    """
    seen = Consultation.objects.visible_to(actor)
    outside = seen.filter(moderated(actor, "unit__path"))
    mine = Q(consultation__in=kept(actor, seen).values("pk"))
    return Contribution.objects.filter(
        mine | Q(consultation__in=outside.values("pk")), is_checked=False
    )


def own_unit(actor: Actor) -> int | None:
    """Return the unit one heads, else (for who may open anywhere) the top. One query, or none."""
    if not policies.can_invite(actor):
        return None
    units = Unit.objects.visible_to(actor).filter(path__in=actor.led_paths or actor.granted_paths)
    if actor.led_paths or actor.granted_paths:
        return units.order_by("path").values_list("pk", flat=True).first()
    return Unit.objects.visible_to(actor).filter(parent=None).values_list("pk", flat=True).first()


def public_list(agency: Agency, today: date, *, is_open: bool) -> ConsultationQuerySet:
    """What citizens may take part in today, or else what is over."""
    rows = Consultation.objects.public(agency)
    if is_open:
        return rows.filter(state=Consultation.State.OPEN, ends__gte=today)
    return rows.filter(Q(state=Consultation.State.DECIDED) | Q(ends__lt=today))


def _open(actor: Actor) -> ConsultationQuerySet:
    rows = Consultation.objects.visible_to(actor).filter(state=Consultation.State.OPEN)
    return rows.filter(starts__lte=actor.today, ends__gte=actor.today)
