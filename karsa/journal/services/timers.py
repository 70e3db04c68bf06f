"""What waits too long: a reminder to the reviewer, then the reviewer's superior hears of it."""

from collections import Counter
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.inbox.models import Notice
from karsa.journal.models import DailyEntry
from karsa.journal.queries.patience import climbs_before, reminds_before
from karsa.org.queries.absent import reviewers_of
from karsa.org.queries.actor import system_actor
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.notices import tell_people
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
