"""The queue: who waits longest stands first, with the clock of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from karsa.accounts.actor import Actor
from karsa.complaints import policies
from karsa.complaints.models import READERS, Case, CaseQuerySet
from karsa.complaints.queries.terms import area_name, clock_of
from karsa.org.queries.calendar import calendar_of
from karsa.rules.complaints import Clock
from karsa.rules.refused import gettext_noop as _

BY_AGE = ("due_on", "pk")
State = Case.State
Filter = Callable[[CaseQuerySet, Actor], CaseQuerySet]


@dataclass(frozen=True, slots=True)
class Row:
    """A report in a list; `joined` counts reports of the same."""

    case: Case
    clock: Clock | None
    area: str
    joined: int


# In the order of the page; the first is what opens.
FILTERS: Mapping[str, tuple[str, Filter]] = {
    "terbuka": (_("Terbuka"), lambda rows, actor: rows.open_now()),
    "saya": (_("Di tangan saya"), lambda rows, actor: rows.open_now().filter(handler=actor.me)),
    "lewat": (
        _("Lewat batas"),
        lambda rows, actor: rows.unanswered().filter(due_on__lt=actor.today),
    ),
    "baru": (_("Belum ada unitnya"), lambda rows, actor: rows.filter(state=State.FILED)),
    "periksa": (_("Perlu diperiksa"), lambda rows, actor: rows.filter(state=State.ANSWERED)),
    "perilaku": (_("Tentang perilaku"), lambda rows, actor: rows.filter(is_protected=True)),
    "tampil": (
        _("Menunggu moderasi"),
        lambda rows, actor: rows.filter(
            may_publish=True, public_text="", answered_on__isnull=False
        ),
    ),
    "semua": (_("Semua"), lambda rows, actor: rows),
}
_OF_READERS = {"baru", "periksa", "perilaku"}


def filters_of(actor: Actor) -> list[str]:
    """Return the filters that mean something to the actor. No query."""
    found = [key for key in FILTERS if key not in _OF_READERS or actor.has(*READERS)]
    return [key for key in found if key != "tampil" or policies.is_intake(actor)]


def queue(actor: Actor, asked: str) -> CaseQuerySet:
    """Return the reports of a filter that the actor may see, with what a row shows."""
    known = asked if asked in filters_of(actor) else next(iter(FILTERS))
    rows = FILTERS[known][1](Case.objects.visible_to(actor), actor)
    return rows.select_related("unit", "category", "handler", "agency").annotate(
        joined=Count("followers")
    )


def row_of(case: Case, actor: Actor) -> Row:
    """Return the row of a case of `queue`. No query."""
    joined: int = case.joined  # type: ignore[attr-defined]
    return Row(case, clock_of(case, actor.today), area_name(case.agency, case.area_code), joined)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many reports wait, and how many of them are late or end within two working days."""

    waiting: int
    late: int
    soon: int


def waiting(actor: Actor) -> Waiting:
    """Count what the actor sees unanswered. One query."""
    soon = calendar_of(actor.agency).add(actor.today, 2)
    late, ends = Q(due_on__lt=actor.today), Q(due_on__gte=actor.today, due_on__lte=soon)
    counted = Case.objects.visible_to(actor).unanswered()
    found = counted.aggregate(
        waiting=Count("pk"), late=Count("pk", filter=late), soon=Count("pk", filter=ends)
    )
    return Waiting(**found)
