"""From when an entry has waited too long, by the agency's rule and calendar."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from karsa.accounts.actor import Actor
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.rules import rule_set
from karsa.rules.patience import USUAL, Patience, sent_by
from karsa.tenancy.models import Agency

KEY = "patience"


def patience_of(agency: Agency, year: int) -> Patience:
    """Return the rule in force: the agency's row "patience", else the usual. One query a minute.

    Raises TypeError for a term that does not exist.
    """
    found = rule_set(agency, year, KEY)
    return Patience(**found.values, source=found.source) if found else USUAL


def reminds_before(actor: Actor) -> datetime:
    """Return the moment (UTC) before which an entry was sent to be reminded of today."""
    return _before(actor, patience_of(actor.agency, actor.today.year).remind)


def climbs_before(actor: Actor, more: int = 0) -> datetime:
    """Return the moment (UTC) before which an entry was sent to reach the superior today.

    With `more` days: to have reached the superior that many working days ago.
    """
    return _before(actor, patience_of(actor.agency, actor.today.year).climb + more)


def _before(actor: Actor, working_days: int) -> datetime:
    last: date = sent_by(calendar_of(actor.agency), actor.today, working_days)
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(actor.agency.zone))
