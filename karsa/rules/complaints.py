"""Terms of a complaint, aspiration or request: how long for an answer, and how it may close."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from karsa.rules.calendar import WorkCalendar
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True)
class ComplaintRules:
    """Terms in working days, except where the name says otherwise.

    `protected`: cases about the conduct of an office or employee, whatever their kind.
    `window_days`: in which the same place and words may mean the same thing.
    """

    complaint: int = 14
    aspiration: int = 14
    information: int = 10
    protected: int = 60
    objection: int = 5
    reopening: int = 10
    window_days: int = 60
    contact_days: int = 30
    kept_days: int = 730
    source: str = "Kelaziman SP4N; UU 14/2008 Pasal 22 (7)"

    def __post_init__(self) -> None:
        terms = [value for value in vars(self).values() if isinstance(value, int)]
        if min(terms) < 1:
            raise ValueError("every term of a complaint is at least one day")


USUAL = ComplaintRules()


def configured(values: Mapping[str, Any], source: str) -> ComplaintRules:
    """Return an agency's own terms; those it does not name stay. TypeError for an unknown one."""
    return ComplaintRules(**{**values, "source": source}) if values else USUAL


def due(
    calendar: WorkCalendar,
    received: date,
    kind: str,
    *,
    is_protected: bool = False,
    rules: ComplaintRules = USUAL,
) -> date:
    """Return the last day for an answer to what came on `received`. KeyError: unknown kind."""
    terms = {name: getattr(rules, name) for name in ("complaint", "aspiration", "information")}
    return calendar.add(received, rules.protected if is_protected else terms[kind])


@dataclass(frozen=True, slots=True)
class Clock:
    """Working days until the term ends, or since it did; 0 left is the last day itself."""

    due: date
    left: int
    late: int


def clock(calendar: WorkCalendar, last: date, today: date) -> Clock:
    """Return how a term that ends on `last` stands today."""
    return Clock(last, calendar.between(today, last), calendar.between(last, today))


def is_independent(verifier: Iterable[str], responsible: str) -> bool:
    """Whether somebody of the units at paths `verifier` may verify what the one at `responsible`
    did: they work neither in that unit nor below it.
    """
    return not any(path.startswith(responsible) for path in verifier)


def may_object(calendar: WorkCalendar, since: date, today: date, term: int) -> bool:
    """Whether the days to object to what one learned on `since` run, so that nothing closes."""
    return today <= calendar.add(since, term)


def check_reopening(calendar: WorkCalendar, closed: date, today: date, term: int) -> None:
    """Raise Refused once the days for opening a closed case again are over."""
    last = calendar.add(closed, term)
    if today > last:
        raise Refused(
            _(
                "Laporan ini selesai dan dapat dibuka lagi sampai %(last)s. "
                "Kirim laporan baru dan sebut nomor laporan ini."
            ),
            last=last.strftime("%d-%m-%Y"),
        )


@dataclass(frozen=True, slots=True)
class Handled:
    """What counts of one case. `in_time` is None while its term still runs unanswered."""

    received: date
    in_time: bool | None
    solved: date | None
    is_reopened: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in percent with one decimal, time in calendar days; None where nothing counts."""

    received: int
    due: int
    in_time: Decimal | None
    closed: int
    reopened: Decimal | None
    median_days: Decimal | None


def figures(cases: Sequence[Handled]) -> Figures:
    """Return how cases were handled: answered in time (of those answered or overdue), opened
    again and days to the answer that solved it (of those solved).
    """
    judged = [one for one in cases if one.in_time is not None]
    solved = [one for one in cases if one.solved is not None]
    days = [(one.solved - one.received).days for one in solved if one.solved]
    return Figures(
        received=len(cases),
        due=len(judged),
        in_time=share(sum(bool(one.in_time) for one in judged), len(judged)),
        closed=len(solved),
        reopened=share(sum(one.is_reopened for one in solved), len(solved)),
        median_days=Decimal(str(median(days))) if days else None,
    )


def share(part: int, whole: int) -> Decimal | None:
    """Return a share in percent with one decimal; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None
