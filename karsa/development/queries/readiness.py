"""How far each office has come with Karsa: counts, never a name; who is stuck only to be called."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr

from karsa.accounts.actor import Actor
from karsa.development.models import HelpCall, LessonTaken
from karsa.feedback.models import Feedback
from karsa.journal.models import DailyEntry
from karsa.kit.remembered import remembered
from karsa.org.models import Assignment, RaterLine, Unit

# A row of counts by name, with the path of its unit.
Counts = Mapping[str, Any]
# Fewer people than this could be told apart.
THRESHOLD = 5
_LATELY = timedelta(days=30)
_PROMPT = timedelta(days=3)
_STEPS = ("signed_in", "toured", "learned", "reported", "heard")


@dataclass(frozen=True, slots=True)
class Readiness:
    """One office with all below it: how many people did each step; None where too few work."""

    unit_id: int
    name: str
    people: int
    signed_in: int | None = None
    toured: int | None = None
    learned: int | None = None
    reported: int | None = None
    heard: int | None = None
    prompt: int | None = None  # percent of reviews within three days, lately
    called: int = 0
    settled: int = 0

    @property
    def is_shown(self) -> bool:
        """Enough people that a count tells nobody's state."""
        return self.people >= THRESHOLD

    @property
    def stuck(self) -> int:
        """How many have never reported; 0 where too few work."""
        return self.people - (self.reported or 0) if self.is_shown else 0


@dataclass(frozen=True, slots=True)
class _Steps:
    """What everybody did, by office, as it stood when it was counted."""

    counted: datetime
    people: dict[int, dict[str, int]]
    reviews: dict[int, dict[str, int]]


def readiness(actor: Actor) -> tuple[list[Readiness], datetime]:
    """Return the offices, the least ready first, and when their people were counted.

    Everybody is counted at most once a minute; calls stand as they are. Four queries, two within
    that minute.
    """
    offices = _offices(actor)
    asked = f"readiness:{actor.agency.pk}:{actor.today}"
    steps = remembered(asked, lambda: _counted(actor, offices))
    calls = {row["unit"]: row for row in _calls(actor)}
    rows = [
        _row(unit, steps.people[unit.pk], steps.reviews.get(unit.pk, {}), calls.get(unit.pk, {}))
        for unit in offices.values()
        if unit.pk in steps.people
    ]
    ordered = sorted(rows, key=lambda row: ((row.reported or 0) / row.people, row.name))
    return ordered, steps.counted


def _counted(actor: Actor, offices: dict[str, Unit]) -> _Steps:
    people, reviews = _people(actor), _reviews(actor)
    return _Steps(actor.now, _together(offices, people), _together(offices, reviews))


def stuck_in(actor: Actor, unit: Unit, caller_id: int) -> QuerySet[Assignment]:
    """Return definitive posts of who has never reported, without those the caller rates.

    Of this office alone, as the board counts them: an office below it has a row of its own. Not
    called yet, and not the caller. One query when read.
    """
    below = Unit.objects.filter(
        agency=actor.agency, kind=Unit.Kind.OFFICE, is_open=True, path__startswith=unit.path
    ).exclude(pk=unit.pk)
    inner = below.filter(path=Substr(OuterRef("unit__path"), 1, Length("path")))
    lines = RaterLine.objects.on(actor.today).filter(assignment=OuterRef("pk"))
    rated = lines.filter(Q(rater=caller_id) | Q(reviewer=caller_id))
    known = HelpCall.objects.filter(employee=OuterRef("employee"))
    found: QuerySet[Assignment] = (
        _posts(actor)
        .filter(unit__path__startswith=unit.path, reported=False)
        .exclude(Exists(inner) | Exists(rated) | Exists(known) | Q(employee=caller_id))
        .select_related("employee__user")
        .order_by("pk")
    )
    return found


def calls_of(actor: Actor) -> QuerySet[HelpCall]:
    """Return whom the actor calls, those not reached yet first. One query when read."""
    rows = HelpCall.objects.visible_to(actor).select_related("employee", "unit")
    waits = Q(outcome__in=[HelpCall.Outcome.WAITING, HelpCall.Outcome.MISSED])
    return rows.annotate(is_open=waits).order_by("-is_open", "employee__name")


def _posts(actor: Actor) -> Any:
    """Who reports, with what each has done, as true or false."""
    entries = DailyEntry.objects.filter(employee=OuterRef("employee")).exclude(state="draft")
    feedback = Feedback.objects.filter(employee=OuterRef("employee"))
    lessons = LessonTaken.objects.filter(user=OuterRef("employee__user"))
    rows = Assignment.objects.on(actor.today).filter(
        agency=actor.agency, kind=Assignment.Kind.DEFINITIVE, employee__is_active=True
    )
    return rows.annotate(
        signed_in=Q(employee__user__last_login__isnull=False),
        toured=Q(employee__user__toured_on__isnull=False),
        learned=Exists(lessons),
        reported=Exists(entries),
        heard=Exists(feedback),
    )


def _people(actor: Actor) -> Iterable[Counts]:
    counts = {f"n_{step}": Count("pk", filter=Q(**{step: True})) for step in _STEPS}
    rows: Iterable[Counts] = (
        _posts(actor).order_by().values("unit__path").annotate(n_people=Count("pk"), **counts)
    )
    return rows


def _reviews(actor: Actor) -> Iterable[Counts]:
    """Entries of late that were reviewed, and those within three days."""
    lately = DailyEntry.objects.filter(
        agency=actor.agency, reviewed_at__isnull=False, day__gte=actor.today - _LATELY
    )
    prompt = Q(reviewed_at__lte=F("sent_at") + _PROMPT)
    rows = lately.order_by().values("assignment__unit__path")
    return rows.annotate(
        unit__path=F("assignment__unit__path"),
        n_reviewed=Count("pk"),
        n_prompt=Count("pk", filter=prompt),
    ).values("unit__path", "n_reviewed", "n_prompt")


def _calls(actor: Actor) -> Iterable[Counts]:
    rows = HelpCall.objects.filter(agency=actor.agency, expires__gte=actor.today)
    settled = Q(outcome__in=[HelpCall.Outcome.DONE, HelpCall.Outcome.WILL])
    return rows.values("unit").annotate(called=Count("pk"), settled=Count("pk", filter=settled))


def _offices(actor: Actor) -> dict[str, Unit]:
    """Offices by the part of the tree they are, the government itself for who works there."""
    kinds = (Unit.Kind.GOVERNMENT, Unit.Kind.OFFICE)
    rows = Unit.objects.filter(agency=actor.agency, kind__in=kinds, is_open=True)
    return {unit.path: unit for unit in rows.order_by("path")}


def _together(offices: dict[str, Unit], rows: Iterable[Counts]) -> dict[int, dict[str, int]]:
    """Add up the counts of units to the nearest office above them."""
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        above = _above(str(row["unit__path"]))
        office = next((offices[path] for path in above if path in offices), None)
        if office is not None:
            sums = found.setdefault(office.pk, {})
            for name, count in row.items():
                if name.startswith("n_"):
                    sums[name] = sums.get(name, 0) + int(count)
    return found


def _above(path: str) -> Iterator[str]:
    """The path itself, then those above it."""
    parts = path.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        yield "/" + "/".join(parts[:length]) + "/"


def _row(unit: Unit, people: Counts, reviews: Counts, calls: Counts) -> Readiness:
    count = people["n_people"]
    if count < THRESHOLD:
        return Readiness(unit.pk, unit.name, count)
    reviewed = reviews.get("n_reviewed", 0)
    return Readiness(
        unit_id=unit.pk,
        name=unit.name,
        people=count,
        **{step: people[f"n_{step}"] for step in _STEPS},
        prompt=100 * reviews["n_prompt"] // reviewed if reviewed else None,
        called=calls.get("called", 0),
        settled=calls.get("settled", 0),
    )
