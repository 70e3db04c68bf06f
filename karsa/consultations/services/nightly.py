"""What time does to consultations: late answers climb, what has served is forgotten."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from karsa.accounts.roles import Role
from karsa.audit.services import record, record_many
from karsa.consultations.models import Consultation, Contribution, ContributionReport, Support
from karsa.consultations.services.guards import lock
from karsa.inbox.models import Notice
from karsa.org.queries.actor import system_actor
from karsa.org.queries.grants import holders
from karsa.org.queries.heads import leaders_at
from karsa.org.queries.rules import climb_rules, retention_rules
from karsa.org.services.notices import tell_people
from karsa.rules import escalation
from karsa.tenancy.models import Agency

State = Consultation.State
_SOON = timedelta(days=3)


def remind(*, agency: Agency, now: datetime) -> int:
    """Tell heads, three days before, of answers and decisions that are due; once each.

    Return of how many consultations. Five queries for each.
    """
    today = system_actor(agency, now).today
    rows = _undecided(agency, answers_due__range=(today, today + _SOON), ends__lt=today)
    for row in rows:
        people = Counter(leaders_at(row.unit, 1, today))
        _tell(agency, now, people, Notice.Kind.FORUM_DUE, f"forum_due:{row.pk}")
    return len(rows)


def climb(*, agency: Agency, now: datetime) -> int:
    """Raise what is overdue by the rule set "escalation"; return how many people were told.

    Usually the day after to the unit's head, two weeks later to the one above.
    """
    actor = system_actor(agency, now)
    rules = climb_rules(agency, actor.today.year)
    told: Counter[int] = Counter()
    late = {"answers_due__lt": actor.today, "climbed__lt": escalation.HIGHEST}
    for row in _undecided(agency, **late):
        level = escalation.level(row.answers_due, actor.today, rules)
        if level <= row.climbed:
            continue
        with transaction.atomic():
            found = lock(row)
            found.climbed = level
            found.save(update_fields=["climbed"])
            record(actor, "consultation.climbed", found)
        told.update(leaders_at(row.unit, level, actor.today))
    _tell(agency, now, told, Notice.Kind.FORUM_LATE, f"forum_late:{actor.today}")
    return sum(told.values())


def call_second(*, agency: Agency, now: datetime) -> int:
    """Tell who moderates everywhere what should be looked at again; return how many words."""
    today = system_actor(agency, now).today
    waiting = Contribution.objects.held().filter(agency=agency)
    count = waiting.filter(moderations__is_asked=True).distinct().count()
    roles = (Role.PERFORMANCE_MANAGER, Role.INSPECTOR)
    if count:
        counts = Counter(dict.fromkeys(holders(agency, roles, today), count))
        _tell(agency, now, counts, Notice.Kind.SECOND_LOOK, f"second_look:{today}", "moderation")
    return count


@transaction.atomic
def forget(*, agency: Agency, now: datetime) -> int:
    """Delete supporters' browsers, readers' reports and nicknames after their days.

    Counts and words stay. Return in how many consultations. Eight queries.
    """
    actor = system_actor(agency, now)
    rules = retention_rules(agency, actor.today.year)
    every = Consultation.objects.filter(agency=agency)
    over = every.exclude(state=State.OPEN)  # extended, people would support it twice
    served = over.filter(answers_due__lt=actor.today - timedelta(days=rules.support_days))
    named = every.filter(answers_due__lt=actor.today - timedelta(days=rules.names_days))
    browsers = Support.objects.filter(contribution__consultation__in=served).exclude(browser="")
    names = Contribution.objects.filter(consultation__in=named).exclude(shown_name="")
    rows = list(
        every.filter(
            Q(pk__in=browsers.values("contribution__consultation"))
            | Q(pk__in=names.values("consultation"))
        )
    )
    browsers.delete()
    ContributionReport.objects.filter(contribution__consultation__in=served).delete()
    names.update(shown_name="")
    record_many(actor, "consultation.forgotten", rows)
    return len(rows)


def _undecided(agency: Agency, **over: object) -> list[Consultation]:
    rows = Consultation.objects.filter(agency=agency, state=State.OPEN, **over)
    return list(rows.select_related("unit").order_by("pk"))


def _tell(
    agency: Agency,
    now: datetime,
    counts: Counter[int],
    kind: Notice.Kind,
    key: str,
    page: str = "home",
) -> None:
    path = reverse(f"consultations:{page}")
    tell_people(agency, now, counts, kind=kind, key=key, path=path)
