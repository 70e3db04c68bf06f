"""The days off of a year: estimates are confirmed, local days are added."""

from datetime import date

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.org.models import CalendarDay
from karsa.org.services.keeping import ask_keeper
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def confirm_days(*, actor: Actor, day_ids: list[int]) -> int:
    """Confirm estimated days off, as the joint ministerial decree names them; count new ones.

    Raises PermissionDenied. Three queries.
    """
    ask_keeper(actor)
    days = list(
        CalendarDay.objects.select_for_update().filter(
            agency=actor.agency, pk__in=day_ids, is_confirmed=False
        )
    )
    CalendarDay.objects.filter(pk__in=[row.pk for row in days]).update(is_confirmed=True)
    record_many(actor, "org.day_confirmed", days)
    return len(days)


@transaction.atomic
def add_day(*, actor: Actor, day: date, name: str, kind: str) -> CalendarDay:
    """Add a day off that is certain; return it.

    Raises PermissionDenied; Refused if the day is off already. Three queries.
    """
    ask_keeper(actor)
    if CalendarDay.objects.filter(agency=actor.agency, day=day).exists():
        raise Refused(_("Hari itu sudah ada di kalender."))
    row = CalendarDay.objects.create(
        agency=actor.agency, day=day, name=name, kind=kind, is_confirmed=True
    )
    record(actor, "org.day_added", row)
    return row


@transaction.atomic
def remove_day(*, actor: Actor, day_id: int) -> None:
    """Take a day off out of the calendar again: it is worked, and terms count it.

    Raises PermissionDenied, CalendarDay.DoesNotExist. Four queries.
    """
    ask_keeper(actor)
    row = CalendarDay.objects.select_for_update().get(agency=actor.agency, pk=day_id)
    record(actor, "org.day_removed", row, note=f"{row.day} {row.name}")
    row.delete()
