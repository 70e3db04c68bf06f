"""The nightly end of what was declared to be kept for some days only."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import DateTimeField, Model

from karsa.kit.personal import Expiry, activities
from karsa.org.queries.rules import retention_rules
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency


@transaction.atomic
def forget(*, agency: Agency, now: datetime) -> int:
    """Delete every row whose declared days are over; return how many. One query each at least."""
    today = local_day(now, agency.zone)
    rules = retention_rules(agency, today.year)
    gone = 0
    for room, activity in activities():
        for one in activity.expires:
            days = timedelta(days=getattr(rules, one.days) if one.days else 0)
            gone += _over(agency, room, one, now - days, local_day(now - days, agency.zone))
    return gone


def _over(agency: Agency, room: str, one: Expiry, moment: datetime, day: object) -> int:
    table = apps.get_model(room, one.table)
    last = moment if _is_moment(table, one.by) else day
    rows = table._default_manager.filter(**{f"{one.by}__lt": last, **one.only}, agency=agency)
    gone: int = rows.delete()[0]
    return gone


def _is_moment(table: type[Model], path: str) -> bool:
    *way, name = path.split("__")
    for step in way:
        table = table._meta.get_field(step).related_model  # type: ignore[assignment]
    return isinstance(table._meta.get_field(name), DateTimeField)
