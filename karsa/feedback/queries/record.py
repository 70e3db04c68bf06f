"""The record of feedback on one plan: per work result and per value, as B.1.3 to B.1.5 hold it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.feedback.models import Feedback
from karsa.kit.prepared import prepared
from karsa.org.models import Period
from karsa.org.models.people import names_of
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES
from karsa.tenancy.models import Agency

_NEWEST = 3
# Of a row no more than a remark says.
_READ = (
    *("source", "tone", "text", "reply", "day", "value", "giver_name", *names_of("giver")),
    *("result__text", "entry", "file", "is_scheduled", "is_sharable", "is_shared"),
)
_NAMED = frozenset({Feedback.Source.LEADER, Feedback.Source.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of feedback as a reader may see it: colleagues stay unnamed unless they wish."""

    pk: int
    source: str
    giver: str
    tone: str
    text: str
    reply: str
    day: date
    entry_id: int | None
    is_scheduled: bool
    topic: str
    has_file: bool = False
    is_sharable: bool = False
    is_shared: bool = False

    @property
    def is_positive(self) -> bool:
        """Whether it says that the expectation is met or exceeded."""
        return self.tone == Feedback.Tone.POSITIVE

    @property
    def is_praise(self) -> bool:
        """A tap without words."""
        return not self.text

    @property
    def tone_label(self) -> str:
        """The word beside the icon."""
        return str(Feedback.Tone(self.tone).label)

    @property
    def words(self) -> str:
        """What was said; a tap of praise says it for itself."""
        return self.text or _("Kerja bagus!")


@dataclass(frozen=True, slots=True)
class Topic:
    """A work result or a value with the feedback on it, newest first."""

    key: str
    title: str
    kind: str  # "main", "additional" or "value"
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All feedback on one plan, results before values."""

    results: tuple[Topic, ...]
    values: tuple[Topic, ...]

    @property
    def quiet_results(self) -> tuple[Topic, ...]:
        """Results nobody has spoken about yet."""
        return tuple(topic for topic in self.results if not topic.remarks)

    @property
    def quiet_values(self) -> tuple[Topic, ...]:
        """Values nobody has spoken about yet."""
        return tuple(topic for topic in self.values if not topic.remarks)

    @property
    def count(self) -> int:
        """How many pieces of feedback there are."""
        return sum(len(topic.remarks) for topic in (*self.results, *self.values))

    @property
    def positive(self) -> int:
        """How many of them are positive."""
        topics = (*self.results, *self.values)
        return sum(remark.is_positive for topic in topics for remark in topic.remarks)


def record_of(actor: Actor, plan: PerformancePlan, period: Period | None = None) -> Record:
    """Return the feedback on a plan's post that the actor may see, in `period` or all year.

    Feedback on older versions of the plan stands under the same result. Two queries.
    """
    rows = Feedback.objects.visible_to(actor).for_list()
    rows = rows.filter(plan__assignment=plan.assignment_id, plan__year=plan.year)
    if period is not None:
        rows = rows.filter(day__range=(period.starts, period.ends))
    by_topic: dict[str, list[Remark]] = {}
    for row in rows.order_by("-day", "-pk"):
        by_topic.setdefault(_key(row), []).append(remark_of(row))
    results = WorkResult.objects.filter(plan=plan).order_by("kind", "order")
    return Record(
        results=tuple(
            Topic(str(one.pk), one.text, one.kind, tuple(by_topic.get(str(one.key), ())))
            for one in sorted(results, key=lambda one: (one.kind != "main", one.order))
        ),
        values=tuple(
            Topic(one.key, one.name, "value", tuple(by_topic.get(one.key, ()))) for one in VALUES
        ),
    )


def received(actor: Actor, limit: int = _NEWEST) -> tuple[Remark, ...]:
    """Return the newest feedback about the actor, three at most. One query."""
    return tuple(map(remark_of, _received(actor.agency, actor.me)[:limit]))


@prepared
def _received(agency: Agency, me: int) -> QuerySet[Feedback]:
    rows = Feedback.objects.filter(agency=agency, employee=me).select_related("giver", "result")
    return rows.only(*_READ).order_by("-day", "-pk")[:_NEWEST]


def remarks_of(rows: Iterable[Feedback]) -> tuple[Remark, ...]:
    """Return rows of `Feedback.for_list()` as a reader may see them. No query."""
    return tuple(map(remark_of, rows))


def remark_of(row: Feedback) -> Remark:
    """Return one row of `Feedback.for_list()` as a reader may see it. No query."""
    return Remark(
        pk=row.pk,
        source=str(row.get_source_display()),
        giver=_giver(row),
        tone=row.tone,
        text=row.text,
        reply=row.reply,
        day=row.day,
        entry_id=row.entry_id,
        is_scheduled=row.is_scheduled,
        topic=topic_name(row.result, row.value),
        has_file=row.file_id is not None,
        is_sharable=row.is_sharable,
        is_shared=row.is_shared,
    )


def _giver(row: Feedback) -> str:
    if row.source not in _NAMED and not row.is_sharable:
        return ""
    return row.giver.full_name if row.giver else row.giver_name


def _key(row: Feedback) -> str:
    return str(row.result.key) if row.result else row.value


def topic_name(result: WorkResult | None, value: str) -> str:
    """Return what a result or a value of the plan is called. No query beside the result's."""
    return result.text if result else value_name(value)


def value_name(key: str) -> str:
    """Return the name of a BerAKHLAK value. No query."""
    return next((value.name for value in VALUES if value.key == key), key)
