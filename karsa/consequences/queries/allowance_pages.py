"""What pages of the allowance list: rules, months, people of a month, and the file of a payout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.consequences.models import AllowanceLine, AllowanceRule, AllowanceRun
from karsa.jobs.models import Batch
from karsa.kit.formats import MONTHS
from karsa.kit.spreadsheets.writing import Table, Value
from karsa.rules.allowance import BASE, STANDING_WORDS, Standing

# Of the work that works a month out; its `file_id` is the run.
KIND = "consequences.allowance"
_MONTHS_SHOWN = 24


def month_name(month: date) -> str:
    """A month by its first day → "Oktober 2026"."""
    return f"{_(MONTHS[month.month - 1])} {month.year}"


@dataclass(frozen=True, slots=True)
class MyMonth:
    """One of one's own months, the newest version of it."""

    line: AllowanceLine
    name: str


def my_months(actor: Actor) -> list[MyMonth]:
    """Return one's own months, newest first, without versions that were replaced. One query."""
    rows = (
        AllowanceLine.objects.own(actor)
        .exclude(run__state=AllowanceRun.State.SUPERSEDED)
        .select_related("run")
        .order_by("-run__month", "-run__version")[:_MONTHS_SHOWN]
    )
    return [MyMonth(row, month_name(row.run.month)) for row in rows]


def runs_of(actor: Actor) -> QuerySet[AllowanceRun]:
    """Months worked out, newest first, with their rule. One query."""
    rows = AllowanceRun.objects.visible_to(actor).select_related("rule")
    return rows.order_by("-month", "-version")[:_MONTHS_SHOWN]


def problem_of(run: AllowanceRun) -> str:
    """Return why a month was not worked out, in words; empty while it may be still. One query."""
    rows = Batch.objects.filter(agency=run.agency_id, kind=KIND, file_id=run.pk)
    return rows.order_by("-pk").values_list("problem", flat=True).first() or ""


def rules_of(actor: Actor) -> QuerySet[AllowanceRule]:
    """Rules the actor may read, newest first. One query."""
    return AllowanceRule.objects.visible_to(actor).order_by("-starts", "-version", "-pk")


def lines_of(run: AllowanceRun) -> QuerySet[AllowanceLine]:
    """The people of a month with what a list shows, and what an earlier version paid them.

    `before` is None for whom no earlier version paid: who was held then gets all of it now, and
    who was held in between is not paid again.
    """
    paid = (AllowanceRun.State.APPROVED, AllowanceRun.State.SUPERSEDED)
    earlier = AllowanceLine.objects.filter(
        agency=run.agency_id,
        employee=OuterRef("employee"),
        standing=Standing.READY,
        run__month=run.month,
        run__version__lt=run.version,
        run__state__in=paid,
    )
    before = earlier.order_by("-run__version")
    rows = AllowanceLine.objects.filter(run=run).select_related(
        "employee", "assignment__position", "assignment__unit"
    )
    return rows.annotate(before=Subquery(before.values("amount")[:1]))


def standings_of(run: AllowanceRun) -> list[tuple[str, str, int]]:
    """Return (code, words, people), those that are paid first. One query."""
    found = dict(
        AllowanceLine.objects.filter(run=run).values_list("standing").annotate(n=Count("pk"))
    )
    return [(one.value, _(STANDING_WORDS[one]), found[one]) for one in Standing if one in found]


def payout_tables(run: AllowanceRun) -> list[Table]:
    """The payout: who is paid, and who is held with the reason; always in order of number.

    Each row says whether it is a simulation. Two queries when written.
    """
    status = status_of(run)
    return [
        Table(_("Dibayar"), _header(), _paid(run, status)),
        Table(_("Ditahan"), _held_header(), _held(run)),
    ]


def status_of(run: AllowanceRun) -> str:
    """SIMULASI until a second person has approved it, then the version."""
    if not run.is_paid:
        return _("SIMULASI")
    return _("DISETUJUI versi %(version)s") % {"version": run.version}


def _header() -> Sequence[str]:
    return (
        *(_("NIP"), _("Nama"), _("Jabatan"), _("Unit"), _("Pagu")),
        *(_("TPP"), _("Selisih dari versi sebelumnya"), _("Status")),
    )


def _held_header() -> Sequence[str]:
    return (_("NIP"), _("Nama"), _("Unit"), _("Alasan"))


_NAMES = (
    *("employee__nip", "employee__name", "assignment__position__name", "assignment__unit__name"),
    *("facts__values", "amount", "before"),
)


def _paid(run: AllowanceRun, status: str) -> Iterator[Sequence[Value]]:
    rows = lines_of(run).filter(standing=Standing.READY).order_by("employee__nip", "pk")
    for nip, name, position, unit, values, amount, before in rows.values_list(*_NAMES):
        difference = None if run.replaces_id is None else amount - (before or 0)
        yield nip, name, position, unit, _whole(values[BASE]), amount, difference, status


def _whole(amount: str) -> int:
    """A base that was shared out by days, as a table shows it."""
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))


def _held(run: AllowanceRun) -> Iterator[Sequence[Value]]:
    rows: Any = lines_of(run).exclude(standing=Standing.READY).order_by("employee__nip", "pk")
    names = ("employee__nip", "employee__name", "assignment__unit__name", "standing")
    for nip, name, unit, standing in rows.values_list(*names):
        yield nip, name, unit, _(STANDING_WORDS[standing])
