"""Reminders: to who lets entries wait, then to the superior; and to who has not reported."""

from collections import Counter
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.inbox.models import Notice
from karsa.journal.models import DailyEntry
from karsa.journal.queries.patience import climbs_before, reminds_before
from karsa.journal.queries.silence import silent
from karsa.org.queries.absent import reviewers_of
from karsa.org.queries.actor import system_actor
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.notices import tell_people
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency

Kind = Notice.Kind


def remind(*, agency: Agency, now: datetime) -> None:
    """Remind reviewers on working days, and tell superiors and writers of what has climbed.

    Counts only, once a day a person. Nothing is taken from the writer, who is told that it is
    not their fault. About fifteen queries for any number.
    """
    actor = system_actor(agency, now)
    if not calendar_of(agency).is_working(actor.today):
        return
    told = _counted(actor)
    paths = {Kind.ENTRY_CLIMBED: reverse("journal:mine")}
    for kind, counts in told.items():
        path = paths.get(kind, reverse("journal:waiting"))
        key = f"{kind}:{actor.today}"
        tell_people(agency, now, counts, kind=kind, key=key, path=path)


def remind_silent(*, agency: Agency, now: datetime) -> None:
    """Remind whoever worked for a rhythm without a report, once a week while the silence lasts.

    About twelve queries for any number.
    """
    today = local_day(now, agency.zone)
    year, week, _day = today.isocalendar()
    tell_people(
        agency,
        now,
        silent(agency, today),
        kind=Kind.REPORT_DUE,
        key=f"{Kind.REPORT_DUE}:{year}-{week}",
        path=reverse("journal:new"),
    )


def _counted(actor: Actor) -> dict[Kind, Counter[int]]:
    """How many entries there are to tell of, by kind and employee. Three queries."""
    climbed = Q(sent_at__lt=climbs_before(actor))
    since = Q(sent_at__gte=climbs_before(actor, more=1))
    waiting = DailyEntry.objects.filter(
        agency=actor.agency, state=DailyEntry.State.SENT, sent_at__lt=reminds_before(actor)
    )
    posts = waiting.order_by().values("assignment", "employee")
    rows = list(
        posts.annotate(
            late=Count("pk"),
            climbed=Count("pk", filter=climbed),
            newly=Count("pk", filter=climbed & since),
        )
    )
    reviewers = reviewers_of(actor.agency, (row["assignment"] for row in rows), actor.today)
    found: dict[Kind, Counter[int]] = {
        kind: Counter() for kind in (Kind.REVIEW_DUE, Kind.REVIEW_CLIMBED, Kind.ENTRY_CLIMBED)
    }
    for row in rows:
        people = reviewers.get(row["assignment"])
        if people is None:
            continue
        for person in people.now:
            found[Kind.REVIEW_DUE][person] += row["late"]
        if people.later and people.later not in people.now:
            found[Kind.REVIEW_CLIMBED][people.later] += row["climbed"]
            found[Kind.ENTRY_CLIMBED][row["employee"]] += row["newly"]
    return {kind: +counts for kind, counts in found.items()}
