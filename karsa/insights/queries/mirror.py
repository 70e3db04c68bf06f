"""One's own mirror: the plan against its line, a month day by day, what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karsa.accounts.actor import Actor
from karsa.feedback.queries import Remark, received
from karsa.insights.queries.today import PostYear, posts_in
from karsa.journal.models import DailyEntry
from karsa.org.queries.absence import leave_days
from karsa.org.queries.calendar import calendar_of

State = DailyEntry.State
_Counts = dict[date, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month: how many entries were accepted, and how many wait or came back."""

    day: date
    accepted: int
    other: int
    is_off: bool
    is_leave: bool
    is_ahead: bool

    @property
    def tone(self) -> str:
        """The look of its cell; the number in it is the content."""
        if self.accepted:
            return "good"
        return "warn" if self.other else "none"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that would complete the picture, and where to do it."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """What one sees of one's own work."""

    month: date
    weeks: tuple[tuple[Day | None, ...], ...]
    posts: tuple[PostYear, ...]
    remarks: tuple[Remark, ...]
    missing: tuple[Missing, ...]
    accepted: int  # in the year
    waiting: int

    @property
    def days_reported(self) -> int:
        """On how many days of the month something was reported."""
        return sum(bool(day and (day.accepted or day.other)) for week in self.weeks for day in week)

    @property
    def on_leave(self) -> bool:
        """Whether a day of the month was leave."""
        return any(day and day.is_leave for week in self.weeks for day in week)


def mirror_of(actor: Actor, month: date) -> Mirror:
    """Read the actor's mirror with the month that begins on `month`. Seven queries, eight for
    whoever was ever on leave, whatever the number of posts, results and entries."""
    posts = posts_in(actor)
    counts = _counts(actor, month.year)
    remarks = received(actor, limit=5)
    totals = {state: sum(day.get(state, 0) for day in counts.values()) for state in State.values}
    return Mirror(
        month=month,
        weeks=_weeks(actor, month, counts),
        posts=posts,
        remarks=remarks,
        missing=tuple(_missing(posts, totals, remarks)),
        accepted=totals[State.ACCEPTED],
        waiting=totals[State.SENT],
    )


def _counts(actor: Actor, year: int) -> _Counts:
    """Entries of a year per day and state."""
    rows = DailyEntry.objects.filter(agency=actor.agency, employee=actor.me, day__year=year)
    found: _Counts = defaultdict(dict)
    for day, state, n in rows.values_list("day", "state").annotate(n=Count("pk")).order_by():
        found[day][state] = n
    return found


def _weeks(actor: Actor, month: date, counts: _Counts) -> tuple[tuple[Day | None, ...], ...]:
    """The month in weeks from Monday; None before its first and after its last day."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    calendar = calendar_of(actor.agency)
    leave = leave_days(actor.agency, [actor.me], month, last).get(actor.me, set())
    days: list[Day | None] = [None] * month.weekday()
    for number in range(last.day):
        day = month + timedelta(days=number)
        told = counts.get(day, {})
        accepted = told.get(State.ACCEPTED, 0)
        other = told.get(State.SENT, 0) + told.get(State.RETURNED, 0)
        off = not calendar.is_working(day)
        days.append(Day(day, accepted, other, off, day in leave, day > actor.today))
    days += [None] * (-len(days) % 7)
    return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def _missing(
    posts: Iterable[PostYear], totals: dict[str, int], remarks: tuple[Remark, ...]
) -> Iterator[Missing]:
    results = [result for post in posts for result in post.results]
    silent = sum(not result.entries for result in results)
    if not results:
        yield Missing(_("Rencana tahun ini belum ada. Mulai menyusunnya."), reverse("plans:mine"))
    if totals[State.RETURNED]:
        said = ngettext(
            "%(n)s catatan dikembalikan. Perbaiki dan kirim lagi.",
            "%(n)s catatan dikembalikan. Perbaiki dan kirim lagi.",
            totals[State.RETURNED],
        )
        yield Missing(said % {"n": totals[State.RETURNED]}, reverse("journal:mine"))
    if silent:
        said = ngettext(
            "%(n)s hasil belum punya catatan yang diterima.",
            "%(n)s hasil belum punya catatan yang diterima.",
            silent,
        )
        yield Missing(said % {"n": silent}, reverse("journal:new"))
    if not remarks:
        said = _("Belum ada umpan balik. Mintalah kepada atasan atau rekan.")
        yield Missing(said, reverse("feedback:ask_own"))
