"""One consultation as its page shows it, to staff and to citizens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.consultations import policies
from karsa.consultations.models import (
    Answer,
    Consultation,
    ConsultationEvent,
    Contribution,
    ContributionQuerySet,
    Meeting,
)
from karsa.org.policies import can_moderate
from karsa.rules.disclosure import hides, public_count
from karsa.rules.participation import PHASE_NAMES, RUNNING, Phase

# As many of each kind stand on the page; the rest behind a link, so that it stays light.
FIRST = 8
BY_SUPPORT = ("-supports", "pk")
State = Contribution.State
_STAGE_OF = {Phase.OPEN: 1, Phase.WEIGHING: 2, Phase.ANSWERING: 3, Phase.DECIDED: 5}


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution as the reader may see it; `supports` is None for too few to publish."""

    row: Contribution
    answer: Answer | None
    text: str
    author: str
    supports: int | None
    hands: int = 0  # of these, raised in a meeting; 0 where that would tell too much
    is_mine: bool = False

    @property
    def is_hidden(self) -> bool:
        """The reason stands in its place."""
        return self.row.state == State.HIDDEN


@dataclass(frozen=True, slots=True)
class Side:
    """All that was said of one kind: how many, and the most supported of them."""

    kind: str
    count: int
    rows: tuple[Shown, ...]

    is_alone: bool = False  # nothing else may be said

    @property
    def label(self) -> str:
        """The kind's name."""
        return _("Usul") if self.is_alone else str(Contribution.Kind(self.kind).label)

    @property
    def more(self) -> int:
        """How many stand behind the link."""
        return max(0, self.count - len(self.rows))


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """What was asked, what people said on each side, and what became of it."""

    consultation: Consultation
    phase: Phase
    sides: tuple[Side, ...]
    waiting: int
    unchecked: int
    events: tuple[ConsultationEvent, ...]
    meetings: tuple[Meeting, ...]
    today: date
    keeps: bool = False
    moderates: bool = False
    takes_part: bool = False
    supports: bool = False

    @property
    def phase_name(self) -> str:
        """The phase as a message id; templates translate it."""
        return PHASE_NAMES[self.phase]

    @property
    def stages(self) -> tuple[str, ...]:
        """The phases it passes through; not of a draft nor of one called off."""
        if self.phase in (Phase.DRAFT, Phase.WITHDRAWN):
            return ()
        weighing = (_("Menimbang"),) if self.consultation.weighs_from else ()
        return (_("Mengumpulkan"), *weighing, _("Menjawab"), _("Selesai"))

    @property
    def stage(self) -> int:
        """Which of the stages it is in, from 1; 0 before it begins, past the last once decided."""
        at = _STAGE_OF.get(self.phase, 0)
        return at if self.consultation.weighs_from or at < 3 else at - 1

    @property
    def said(self) -> int:
        """How many arguments and alternatives there are."""
        return sum(side.count for side in self.sides)

    @property
    def is_overdue(self) -> bool:
        """Official answers are missing after their day."""
        told = self.phase in (*RUNNING, Phase.ANSWERING, Phase.DECIDED)
        return told and self.waiting > 0 and self.consultation.answers_due < self.today

    @property
    def days_left(self) -> int:
        """Days on which people may still speak after today; only while it is open."""
        return (self.consultation.ends - self.today).days


def staff_page(actor: Actor, found: Consultation) -> ConsultationPage:
    """Return the page of a row with its unit. Seven queries for any number of contributions."""
    keeps, moderates = policies.can_keep(actor, found.unit), can_moderate(actor, found.unit)
    rows = found.contributions.with_support_of(actor.me)
    now = found.phase_on(actor.today)
    page = _page(found, actor.today, now, _for_staff(_first(rows), actor, keeps or moderates))
    joins = now in RUNNING and policies.can_take_part(actor, found)
    return replace(
        page,
        keeps=keeps,
        moderates=moderates,
        takes_part=joins and now is Phase.OPEN,
        supports=joins,
    )


def public_page(found: Consultation, today: date) -> ConsultationPage:
    """Return what citizens read. Four queries for any number of contributions."""
    now = found.phase_on(today)
    rows = found.contributions.with_support_of(0)
    return _page(found, today, now, [shown_publicly(row) for row in _first(rows)])


def staff_rows(actor: Actor, found: Consultation, rows: Iterable[Contribution]) -> list[Shown]:
    """Return contributions of `with_support_of` for staff. No query."""
    reads_all = policies.can_keep(actor, found.unit) or can_moderate(actor, found.unit)
    return _for_staff(rows, actor, reads_all)


def side_of(found: Consultation, kind: str, employee_id: int = 0) -> ContributionQuerySet:
    """Return all that was said of one kind, ready for rows."""
    rows: ContributionQuerySet = found.contributions.with_support_of(employee_id)
    return rows.filter(kind=kind)


def shown_publicly(row: Contribution) -> Shown:
    """A contribution to citizens: no employee's name, no hidden words, no small number."""
    hidden = row.state == State.HIDDEN
    return Shown(
        row=row,
        answer=_answer(row),
        text="" if hidden else row.text,
        author="" if hidden else row.shown_name,
        supports=public_count(row.supports),
        hands=0 if hides(row.hands) or hides(row.supports - row.hands) else row.hands,
    )


def _for_staff(rows: Iterable[Contribution], actor: Actor, reads_all: bool) -> list[Shown]:
    return [_to_staff(row, actor, reads_all) for row in rows]


def _to_staff(row: Contribution, actor: Actor, reads_all: bool) -> Shown:
    is_mine = row.employee_id is not None and row.employee_id == actor.employee_id
    readable = reads_all or is_mine or row.state == State.SHOWN
    name = row.employee.full_name if row.employee else row.shown_name
    return Shown(
        row=row,
        answer=_answer(row),
        text=row.text if readable else "",
        author=name if readable else "",
        supports=row.supports,
        hands=row.hands,
        is_mine=is_mine,
    )


def _answer(row: Contribution) -> Answer | None:
    return row.answer if hasattr(row, "answer") else None


def _first(rows: ContributionQuerySet) -> QuerySet[Contribution]:
    """The most supported of each kind, by one window."""
    place = Window(
        RowNumber(), partition_by=[F("kind")], order_by=[F("supports").desc(), F("pk").asc()]
    )
    return rows.annotate(place=place).filter(place__lte=FIRST).order_by("kind", "place")


def _page(found: Consultation, today: date, now: Phase, shown: Iterable[Shown]) -> ConsultationPage:
    by_kind: dict[str, list[Shown]] = {kind: [] for kind in found.kinds}
    alone = len(by_kind) == 1
    for one in shown:
        by_kind[one.row.kind].append(one)
    counts = _counts(found)
    return ConsultationPage(
        consultation=found,
        phase=now,
        sides=tuple(Side(kind, counts[kind], tuple(rows), alone) for kind, rows in by_kind.items()),
        waiting=counts["waiting"],
        unchecked=counts["unchecked"],
        events=tuple(found.events.select_related("by")),
        meetings=tuple(found.meetings.annotate(people=Count("participants"))),
        today=today,
    )


def _counts(found: Consultation) -> dict[str, int]:
    kinds = {kind: Count("pk", filter=Q(kind=kind)) for kind in Contribution.Kind.values}
    counted = found.contributions.aggregate(
        **kinds,
        waiting=Count("pk", filter=Q(state=State.SHOWN, answer=None)),
        unchecked=Count("pk", filter=Q(is_checked=False)),
    )
    return cast("dict[str, int]", counted)
