"""Who rates one post in one period, and in which days."""

from dataclasses import dataclass, replace
from datetime import date

from karsa.evaluations.models import Evaluation, Takeover
from karsa.org.models import Period, RaterLine
from karsa.org.queries.absence import calendar_for
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.raters import rater_line
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import PerformancePlan
from karsa.rules import deadlines
from karsa.rules.calendar import WorkCalendar
from karsa.rules.deadlines import DeadlineRules, Window
from karsa.rules.decision import Hearing


@dataclass(frozen=True, slots=True)
class Turn:
    """The rater of a post in a period and that rater's superior, and the window."""

    rater_id: int
    reviewer_id: int | None
    window: Window
    takeover: Takeover | None = None

    @property
    def hearing(self) -> Hearing | None:
        """Until when the person is heard before the superior decides."""
        return self.takeover.hearing if self.takeover else None

    @property
    def seats(self) -> tuple[int | None, ...]:
        """Who may rate at all, the rater first."""
        return (self.rater_id, self.reviewer_id)

    @property
    def is_alone(self) -> bool:
        """Nobody stands above the rater: the result is final (annex IV.A.12)."""
        return self.reviewer_id is None


def window_of(period: Period, rules: DeadlineRules) -> Window:
    """Return the days in which `period` is evaluated. No query."""
    return deadlines.evaluation_window(period.ends, rules)


def last_day_to_rate(period: Period) -> date:
    """Return the last day on which a late rater's superior signs for `period`. Two queries."""
    rules = deadline_rules(period.agency, period.year)
    calendar = calendar_of(period.agency)
    return deadlines.reviewer_sign_by(calendar, window_of(period, rules).closes, rules)


def turn_of(plan: PerformancePlan, period: Period, today: date) -> Turn | None:
    """Return whose turn it is to rate the plan's post; None where nobody rates it.

    Today's rater; one who left the post inside the window still rates the old unit's people
    (annex IV.A.14). Three or four queries.
    """
    rules = deadline_rules(plan.agency, period.year)
    window = window_of(period, rules)
    line = _line(plan.assignment_id, window, today)
    taken = takeover_of(plan.assignment_id, period)
    return Turn(line.rater_id, line.reviewer_id, window, taken) if line else None


def takeover_of(assignment_id: int, period: Period) -> Takeover | None:
    """Return who took the rating of a post in `period` over, None where nobody did. One query."""
    return Takeover.objects.filter(assignment=assignment_id, period=period).first()


def _line(assignment_id: int, window: Window, today: date) -> RaterLine | None:
    if window.opens < today:
        before = rater_line(assignment_id, window.opens)
        if before and before.ends and window.holds(before.ends):
            return before
    return rater_line(assignment_id, today)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Every day that still matters for one evaluation; None where it does not run (yet)."""

    rate_by: date
    hand_over_by: date | None = None
    return_by: date | None = None
    objection_by: date | None = None
    report_by: date | None = None
    corrected_report: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """An agency's terms of a year and its calendar: read once, used for many evaluations.

    `own`: the calendar of the person evaluated, in which their own terms run.
    """

    calendar: WorkCalendar
    rules: DeadlineRules
    own: WorkCalendar | None = None

    def objection_by(self, received: date) -> date:
        """Return the last day on which the person may object. No query."""
        return deadlines.objection_by(self.own or self.calendar, received, self.rules)

    def of(self, row: Evaluation) -> Deadlines:
        """Return the deadlines of one evaluation. No query (the period is at hand)."""
        window = window_of(row.period, self.rules)
        late = row.is_final and row.decided_by_id == row.reviewer_id
        signed, received = row.signed_on, row.received_on
        hand_over = deadlines.reviewer_hand_over_by if late else deadlines.hand_over_by
        give_back = deadlines.reviewer_return_by if late else deadlines.return_by
        rate_by = (
            deadlines.reviewer_sign_by(self.calendar, window.closes, self.rules)
            if late
            else window.closes
        )
        objection_by, theirs = None, self.own or self.calendar
        if received and not row.is_final:
            objection_by = self.objection_by(received)
        report_by = deadlines.report_by(self.calendar, window.closes, self.rules)
        return Deadlines(
            rate_by=rate_by,
            hand_over_by=hand_over(self.calendar, signed, self.rules) if signed else None,
            return_by=give_back(theirs, received, self.rules) if received else None,
            objection_by=objection_by,
            report_by=report_by,
            corrected_report=bool(objection_by and report_by < objection_by),
        )


def terms_of(period: Period) -> Terms:
    """Return the terms that count for `period`. Two queries."""
    return Terms(calendar_of(period.agency), deadline_rules(period.agency, period.year))


def terms_for(row: Evaluation, today: date) -> Terms:
    """Return the same as they run for the person evaluated: leave, outages and field duty extend
    what is theirs to do. Two queries; six once the agency's own term is over, for until then
    their absences change nothing.
    """
    terms = terms_of(row.period)
    if row.received_on is None or today <= terms.objection_by(row.received_on):
        return terms
    employee = row.assignment.employee_id
    return replace(terms, own=calendar_for(row.period.agency, employee, row.received_on))
