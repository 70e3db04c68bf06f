"""The days that matter to one person: their plan, their actions, the windows, what they may do."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.evaluations.models import DeadlineFeed, Evaluation
from karsa.evaluations.queries.turn import terms_for, window_of
from karsa.org.queries.periods import all_periods
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import ActionItem, PerformancePlan
from karsa.rules.deadlines import plan_due
from karsa.rules.ical import Deadline

_OPEN = (Evaluation.State.RECEIVED, Evaluation.State.RETURNED_UNSIGNED)


def deadlines_of(actor: Actor) -> tuple[Deadline, ...]:
    """Return the deadlines ahead of the actor, by day; nobody's name is in them.

    Three queries, and six for each result that may still be objected to.
    """
    found = [*_plan(actor), *_windows(actor), *_actions(actor), *_objections(actor)]
    ahead = (one for one in found if one.day >= actor.today)
    return tuple(sorted(ahead, key=lambda one: (one.day, one.key)))


def feed_of(actor: Actor) -> DeadlineFeed | None:
    """Return the actor's feed, None where there is no address. One query."""
    return DeadlineFeed.objects.filter(agency=actor.agency, employee=actor.me).first()


def _plan(actor: Actor) -> Iterator[Deadline]:
    for year in (actor.today.year, actor.today.year + 1):
        due = plan_due(year, deadline_rules(actor.agency, year))
        yield Deadline(f"skp-{year}", due, _("SKP %(year)s ditetapkan") % {"year": year})


def _windows(actor: Actor) -> Iterator[Deadline]:
    rates = actor.has(Role.RATER)
    for period in all_periods(actor.agency):
        if period.is_closed or period.ends.year < actor.today.year:
            continue
        window = window_of(period, deadline_rules(actor.agency, period.year))
        facts = {"name": period.name, "year": period.year}
        day, title = period.ends, _("Evaluasi %(name)s %(year)s: lengkapi catatan dan bukti")
        if rates:
            day, title = window.closes, _("Evaluasi %(name)s %(year)s: batas menilai")
        yield Deadline(f"periode-{period.pk}", day, title % facts)


def _actions(actor: Actor) -> Iterator[Deadline]:
    plans = PerformancePlan.objects.current().filter(
        agency=actor.agency, assignment__employee=actor.me
    )
    rows = ActionItem.objects.filter(plan__in=plans.values("pk"), ends__gte=actor.today)
    for key, ends, text in rows.values_list("key", "ends", "text"):
        yield Deadline(f"aksi-{key}", ends, _("Selesai: %(text)s") % {"text": text})


def _objections(actor: Actor) -> Iterator[Deadline]:
    rows = Evaluation.objects.for_page().filter(
        agency=actor.agency, assignment__employee=actor.me, state__in=_OPEN, is_final=False
    )
    for row in rows:
        last = terms_for(row, date.max).of(row).objection_by
        if last:
            yield Deadline(f"evaluasi-{row.pk}", last, _("Batas keberatan atas hasil evaluasi"))
