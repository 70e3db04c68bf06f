"""A day's report: when it may be told, and where a sum of reports stands against its plan."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from karsa.rules.achievement import Polarity, achievement
from karsa.rules.calendar import WorkCalendar
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _

CENT = Decimal("0.01")
# A phone's clock may be this far off before its days can no longer be believed.
CLOCK_DRIFT = timedelta(hours=12)
# Shares and times are not sums of what single days brought.
NOT_ADDED = frozenset({"%", "persen", "menit", "jam", "hari"})
# Days between two reports, by the rhythm an agency chose for a kind of job.
RHYTHMS = {
    "daily": 1,
    "weekly": 7,
    "monthly": 31,
    "quarterly": 92,
    "half_yearly": 184,
    "yearly": 366,
}


def check_day(day: date, *, today: date, starts: date, ends: date, is_closed: bool) -> None:
    """Accept a day of the plan up to today whose period is still open.

    Source: PermenPANRB 6/2022 annex III.A (documented during the plan's year, per period).
    Raises: Refused, in a sentence that says which day would do.
    """
    if day > today:
        raise Refused(_("Tanggalnya belum tiba. Pilih hari ini atau hari sebelumnya."))
    if not starts <= day <= ends:
        raise Refused(
            _("SKP ini berlaku %(starts)s sampai %(ends)s. Pilih tanggal di antaranya."),
            starts=f"{starts:%d-%m-%Y}",
            ends=f"{ends:%d-%m-%Y}",
        )
    if is_closed:
        raise Overtaken(
            _(
                "Periode untuk tanggal itu sudah ditutup, jadi catatannya tidak diubah lagi. "
                "Hubungi pengelola kinerja bila ada yang tertinggal."
            )
        )


def check_clock(stated: datetime, now: datetime) -> None:
    """Accept a phone whose clock is at most `CLOCK_DRIFT` off. Raises: Refused."""
    if abs(stated - now) > CLOCK_DRIFT:
        raise Refused(
            _(
                "Tanggal atau jam ponsel ini keliru. Betulkan di Pengaturan ponsel, "
                "periksa tanggal catatannya, lalu kirim lagi."
            )
        )


def check_content(*, quantity: Decimal | None, text: str, files: int) -> None:
    """Accept a report that says something: a number, words, or evidence.

    Raises: Refused if it says nothing.
    """
    if quantity is None and not text.strip() and not files:
        raise Refused(_("Catatannya masih kosong. Isi jumlah, ceritanya, atau tambahkan foto."))


def check_undo(*, accepted_on: date | None, today: date) -> None:
    """Accept that an acceptance is taken back on the day it was given.

    Raises: Refused on a later day, or when nothing was accepted.
    """
    if accepted_on is None:
        raise Refused(_("Catatan ini belum diterima, jadi belum ada yang dibatalkan."))
    if accepted_on != today:
        raise Refused(
            _(
                "Penerimaan hanya dapat dibatalkan pada hari yang sama. "
                "Tulis umpan balik bila ada yang perlu diperbaiki."
            )
        )


def share_passed(starts: date, ends: date, on: date, away: Collection[date] = ()) -> Decimal:
    """Return the part of the days from `starts` to `ends` up to `on`, all counted; 0 to 1.

    Days `away` on leave are counted nowhere; who is away all the time owes nothing yet (0).
    """
    out = [day for day in away if starts <= day <= ends]
    whole = (ends - starts).days + 1 - len(out)
    passed = (min(on, ends) - starts).days + 1 - sum(day <= on for day in out)
    return max(Decimal(0), Decimal(passed) / Decimal(whole)) if whole else Decimal(0)


def silent_days(
    own: WorkCalendar, free: Collection[date], last: date, today: date, rhythm: int
) -> int:
    """Return how many days somebody has worked without a report, once one is due; else 0.

    `own` is the person's calendar; `free` are days of leave, outage and field duty, which no
    rhythm (in days) counts. `last` is the day of the newest report; today is not over yet, and
    nobody is asked on a day off.
    """
    since = (last + timedelta(days=n) for n in range(1, (today - last).days))
    days = [day for day in since if day not in free]
    due = len(days) >= rhythm and own.is_working(today) and today not in free
    return sum(map(own.is_working, days)) if due else 0


def reopened_until(calendar: WorkCalendar, window_closes: date, graces: int) -> date | None:
    """Return until when somebody may still report on a closed period; None where it is over.

    Each of its days of outage or field duty gives one working day behind the window in which
    the period is evaluated.
    """
    return calendar.add(window_closes, graces) if graces else None


def expected(target: Decimal, share: Decimal) -> Decimal:
    """Return what a target should have reached when `share` of its time has passed.

    Units: the target's own; a quantity is expected to grow evenly. Rounded half up to 0.01.
    """
    return (target * share).quantize(CENT, ROUND_HALF_UP)


def position(done: Decimal, target: Decimal, share: Decimal) -> Decimal | None:
    """Return `done` in percent of what is expected by now, 0 to 120; None before anything is."""
    return achievement(Polarity.MAXIMIZE, actual=done, target=expected(target, share)).value
