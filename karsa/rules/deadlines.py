"""Every deadline of the cycle: dated configuration of an agency, and one function each.

Terms run in the agency's working days; the day they run since is not counted.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from karsa.rules.calendar import WorkCalendar
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True)
class DeadlineRules:
    """The terms in force since `starts`; working days, except where the name says otherwise."""

    starts: date
    source: str
    plan_month: int = 1
    window_opens_days_before_end: int = 6
    window_closes_months_after_end: int = 1
    hand_over: int = 14
    return_signed: int = 14
    reviewer_sign: int = 14
    reviewer_hand_over: int = 7
    reviewer_return_signed: int = 7
    # Of the person whom the superior will rate: the annex names none, but the result is final.
    hearing: int = 5
    objection: int = 14
    objection_decision: int = 7
    objection_decision_is_final: bool = True
    report: int = 30


# The window's opening is "akhir bulan" in the law; its example (annex IV.A.14: a transfer on
# 25 September is inside the third quarter's window, one on 25 August is not) gives the last week.
PERMENPANRB_6_2022 = DeadlineRules(
    starts=date(2022, 2, 7), source="PermenPANRB 6/2022, Pasal 14, annex IV.A and V.A-B"
)


@dataclass(frozen=True)
class Window:
    """The days in which a period is evaluated, both counted."""

    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        """Say whether `day` lies inside."""
        return self.opens <= day <= self.closes


def plan_due(year: int, rules: DeadlineRules = PERMENPANRB_6_2022) -> date:
    """Return the last day on which the SKP of `year` is set. Source: Pasal 14 (1)."""
    return _month_end(year, rules.plan_month)


def evaluation_window(period_end: date, rules: DeadlineRules = PERMENPANRB_6_2022) -> Window:
    """Return the window of a month, quarter or year that ends on `period_end`.

    A year's runs from the end of December to the end of January; a shorter period's likewise,
    for the law names none.
    Source: annex IV.A.8.b (annual), IV.A.14 (a periodic window opens before its period ends).
    """
    opens = period_end - timedelta(days=rules.window_opens_days_before_end)
    months = period_end.year * 12 + period_end.month - 1 + rules.window_closes_months_after_end
    return Window(opens, _month_end(months // 12, months % 12 + 1))


def hand_over_by(
    calendar: WorkCalendar, signed: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when a document the rater signed must be with the employee. Source: annex V.A.5."""
    return calendar.add(signed, rules.hand_over)


def return_by(
    calendar: WorkCalendar, received: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when the employee gives the document back, signed. Source: annex V.A.6."""
    return calendar.add(received, rules.return_signed)


def reviewer_sign_by(
    calendar: WorkCalendar, window_closed: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when the rater's superior signs in a late rater's place. Source: annex V.A.8."""
    return calendar.add(window_closed, rules.reviewer_sign)


class Warned(StrEnum):
    """How near the end of a window is to who has not rated yet."""

    SOON = "h-5"
    TOMORROW = "h-1"
    LATE = "h+1"


def warning_due(
    calendar: WorkCalendar, window: Window, today: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> Warned | None:
    """Return the warning that is due on `today`, five and one working days before, one after.

    A night without a worker is made up for: each lasts until the next. None outside, and once
    the superior's own term to sign is over.
    """
    if today > window.closes:
        begun = today >= calendar.add(window.closes, 1)
        over = today > reviewer_sign_by(calendar, window.closes, rules)
        return Warned.LATE if begun and not over else None
    left = calendar.between(today, window.closes)
    if today < window.opens or left > 5:
        return None
    return Warned.TOMORROW if left <= 1 else Warned.SOON


def heard_until(
    calendar: WorkCalendar, taken: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return until when the person whose rating was taken over explains and adds evidence."""
    return calendar.add(taken, rules.hearing)


def reviewer_hand_over_by(
    calendar: WorkCalendar, signed: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when what the superior signed must be with the employee. Source: annex V.A.9."""
    return calendar.add(signed, rules.reviewer_hand_over)


def reviewer_return_by(
    calendar: WorkCalendar, received: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when the employee gives it back to the superior. Source: annex V.A.10."""
    return calendar.add(received, rules.reviewer_return_signed)


def objection_by(
    calendar: WorkCalendar, received: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return the last day for an objection. Source: annex V.B.2."""
    return calendar.add(received, rules.objection)


def decision_by(
    calendar: WorkCalendar, filed: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when an objection received on `filed` must be decided. Source: annex V.B.6."""
    return calendar.add(filed, rules.objection_decision)


def report_by(
    calendar: WorkCalendar, window_closed: date, rules: DeadlineRules = PERMENPANRB_6_2022
) -> date:
    """Return when the document is reported to the PyB. Source: annex V.A.7 and V.A.11."""
    return calendar.add(window_closed, rules.report)


def report_precedes_objection(
    calendar: WorkCalendar,
    *,
    reported: date,
    received: date,
    rules: DeadlineRules = PERMENPANRB_6_2022,
) -> bool:
    """Say whether a report falls before an objection to its document could be decided.

    Such a report is marked, and a corrected one follows. Source: annex V.A.7 against V.B.2-6.
    """
    return reported < decision_by(calendar, objection_by(calendar, received, rules), rules)


def check_objection(
    calendar: WorkCalendar,
    *,
    received: date,
    today: date,
    final: bool,
    rules: DeadlineRules = PERMENPANRB_6_2022,
) -> None:
    """Let an objection be filed `today` against a document received on `received`.

    `final`: rated by the superior in a late rater's place, or on the list of annex IV.A.12.
    Raises: Refused if the result is final, or the term has passed.
    Source: annex IV.A.11-12, V.B.1-2.
    """
    if final:
        raise Refused(
            _(
                "Hasil evaluasi ini bersifat final, jadi keberatan tidak dapat diajukan. "
                "Catatan dan bukti Anda tetap tersimpan bersama dokumen ini."
            )
        )
    last = objection_by(calendar, received, rules)
    if today > last:
        raise Refused(
            _("Batas waktu keberatan berakhir pada %(last)s, jadi sudah tidak dapat diajukan."),
            last=last.strftime("%d-%m-%Y"),
        )


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
