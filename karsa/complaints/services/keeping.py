"""What time does: overdue reports climb, what has served is erased."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from karsa.audit.services import record, record_many
from karsa.complaints.models import Case, CaseFile, Contact, Hearing, Step
from karsa.complaints.queries.terms import rules_of
from karsa.complaints.services import guards, telling
from karsa.files import store
from karsa.files.models import StoredFile
from karsa.inbox.models import Notice
from karsa.org.queries.actor import system_actor
from karsa.org.queries.heads import leaders_at
from karsa.org.queries.rules import climb_rules
from karsa.org.services.notices import tell_people
from karsa.rules import escalation
from karsa.tenancy.models import Agency

_BLANK: dict[str, str | None] = {
    **dict.fromkeys(("text", "place", "code_digest", "public_text", "public_answer"), ""),
    **dict.fromkeys(("latitude", "longitude", "about_employee"), None),
}


def climb(*, agency: Agency, now: datetime) -> int:
    """Raise what is overdue: to the unit's head the day after, two weeks later to the one above.

    What is protected or without a unit rises to who reads it, never in a unit's line. Return how
    many people were told; where nobody is, the reporter reads of no rise either.
    """
    actor = system_actor(agency, now)
    late = Case.objects.filter(agency=agency, due_on__lt=actor.today)
    terms = climb_rules(agency, actor.today.year)
    told: Counter[int] = Counter()
    for case in list(late.unanswered().filter(climbed__lt=escalation.HIGHEST)):
        level = escalation.level(case.due_on, actor.today, terms)
        if level <= case.climbed:
            continue
        with transaction.atomic():
            row = guards.lock(case)
            row.climbed = level
            row.save(update_fields=["climbed"])
            people = _above(row, level, actor.today)
            if people:
                guards.write(actor, row, Step.Kind.CLIMBED)
            record(actor, "complaint.climbed", row)
        told.update(people)
    key = f"complaint_climbed:{actor.today}"
    tell_people(
        agency,
        now,
        told,
        kind=Notice.Kind.COMPLAINT_CLIMBED,
        key=key,
        path=reverse("complaints:home"),
    )
    return sum(told.values())


def _above(row: Case, level: int, day: date) -> list[int]:
    if row.is_protected or row.unit is None:
        return telling.officers(row, day)
    return leaders_at(row.unit, level, day)


@transaction.atomic
def forget(*, agency: Agency, now: datetime) -> int:
    """Erase who reported after its days, and whole reports after theirs; return how many went.

    What is counted stays: a report that is erased keeps its dates and results, no words, no
    place, no file, no code and nobody whom it named.
    """
    actor = system_actor(agency, now)
    rules = rules_of(agency, actor.today.year)
    contact_day = actor.today - timedelta(days=rules.contact_days)
    over = Q(case__closed_on__lte=contact_day) | Q(case__main__closed_on__lte=contact_day)
    Contact.objects.filter(over, agency=agency).delete()
    last = actor.today - timedelta(days=rules.kept_days)
    old = Case.objects.filter(
        Q(closed_on__lte=last) | Q(main__closed_on__lte=last), agency=agency
    ).exclude(text="")
    rows = list(old)
    _forget_files(agency, rows)
    Step.objects.filter(case__in=rows).delete()
    Hearing.objects.filter(case__in=rows).delete()
    Case.objects.filter(pk__in=[row.pk for row in rows]).update(**_BLANK)
    record_many(actor, "complaint.erased", rows)
    return len(rows)


def _forget_files(agency: Agency, rows: list[Case]) -> None:
    """Remove what the steps of these cases hold, but for what another case shows as well."""
    held = CaseFile.objects.filter(agency=agency)
    others = held.exclude(step__case__in=rows).values("file__sha256")
    mine = StoredFile.objects.filter(pk__in=held.filter(step__case__in=rows).values("file"))
    for stored in mine.exclude(sha256__in=others):
        store.forget(stored)
